import { expect, it } from "vitest";
import { plainText } from "./parts.ts";

const of = (header: string, body: string): string | undefined =>
  plainText(`${header === "" ? "X: y" : header}\r\n\r\n${body}`, 1000);
const utf8 = (text: string): string => Buffer.from(text).toString("latin1");
const parts = (...list: readonly string[]): string =>
  `${list.map((part) => `--cut\r\n${part}\r\n`).join("")}--cut--\r\n`;
const MIXED = 'Content-Type: multipart/mixed; boundary="cut"';

it.each<[string, string, string, string | undefined]>([
  ["no type", "", "words", "words"],
  ["plain", "Content-Type: text/plain; charset=utf-8", utf8("Grüße"), "Grüße"],
  ["Latin-1", "Content-Type: text/plain; charset=iso-8859-1", "Gr\xfc\xdfe", "Grüße"],
  [
    "base64",
    "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64",
    `${Buffer.from("Grüße aus dem Hafen").toString("base64")}\r\n`,
    "Grüße aus dem Hafen",
  ],
  [
    "quoted-printable, with a soft break",
    "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable",
    "Gr=C3=BC=\r\n=C3=9Fe =3D",
    "Grüße =",
  ],
  ["HTML alone", "Content-Type: text/html", "<p>words</p>", undefined],
  ["a charset that nobody knows", "Content-Type: text/plain; charset=no-such", "words", "words"],
  [
    "the first plain part",
    MIXED,
    parts("Content-Type: text/html\r\n\r\n<p>", "Content-Type: text/plain\r\n\r\nwords"),
    "words\r",
  ],
  [
    "no attached text",
    MIXED,
    parts("Content-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\nwords"),
    undefined,
  ],
  ["parts without an end", MIXED, "--cut\r\n\r\nwords", "words"],
  ["no boundary", "Content-Type: multipart/mixed", "--cut\r\n\r\nwords", undefined],
])("%s", (_name, header, body, text) => {
  expect(of(header, body)).toBe(text);
});

it("ends at parts in parts, and at thousands of parts", () => {
  const nested = (levels: number): string =>
    levels === 0
      ? "X: y\r\n\r\nwords"
      : `Content-Type: multipart/mixed; boundary="cut${levels}"\r\n\r\n--cut${levels}\r\n${nested(levels - 1)}`;
  expect(plainText(nested(3), 100)).toBe("words");
  expect(plainText(nested(12), 100)).toBeUndefined();
  expect(
    of(MIXED, parts(...Array.from({ length: 5000 }, () => "Content-Type: image/png\r\n\r\nx"))),
  ).toBeUndefined();
});

it("gives no more than is wanted", () => expect(plainText("X: y\r\n\r\nwords", 3)).toBe("wor"));
