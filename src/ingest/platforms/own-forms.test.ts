/** Files that a platform's reader takes apart itself, as somebody may hand them over who means harm. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { carFile, carRecord } from "../../../test/support/car-file.ts";
import { PLATFORM_FILES } from "../../../test/support/platform-files.ts";
import { refusal, stageBytes } from "../../../test/support/staging.ts";
import { cidText, decodeCbor, varint } from "./cbor.ts";

const contentOf = (platform: string): Buffer =>
  Buffer.from(PLATFORM_FILES.find((one) => one.platform === platform)!.content);
const post = (text: string) => ({
  $type: "app.bsky.feed.post",
  text,
  createdAt: "2031-03-05T10:00:00.000Z",
});

describe("CBOR", () => {
  it("gives values or nothing, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const value = decodeCbor(Buffer.from(bytes));
        expect(value === undefined || JSON.stringify(value) !== undefined).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("reads what the specification gives as examples", () => {
    const value = (hex: string) => decodeCbor(Buffer.from(hex, "hex"));
    expect(value("a26161016162820203")).toEqual({ a: 1, b: [2, 3] });
    expect(value("3903e7")).toBe(-1000);
    expect(value("1bffffffffffffffff")).toBe("18446744073709551615");
    expect(value("fb3ff199999999999a")).toBe(1.1);
    expect(value("4401020304")).toEqual({ $bytes: "AQIDBA" });
    expect(value("f6")).toBeNull();
    // two values, an open end, a map with numbers for names, a half float, a tag that is none of ours
    for (const hex of ["0101", "9f01ff", "a10102", "f93c00", "c11a514b67b0"])
      expect(value(hex)).toBeUndefined();
  });

  it("does not go deeper than it can, nor make room for what a length claims", () => {
    expect(decodeCbor(Buffer.concat([Buffer.alloc(100_000, 0x81), Buffer.from([1])]))).toBeUndefined();
    expect(decodeCbor(Buffer.from("9bffffffffffffffff", "hex"))).toBeUndefined();
    expect(decodeCbor(Buffer.from("5a7fffffff00", "hex"))).toBeUndefined();
  });

  it("names links as the rest of the network does", () => {
    const cid = Buffer.from(`01711220${"00".repeat(32)}`, "hex");
    expect(cidText(cid)).toBe("bafyreiaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
    expect(cidText(cid.subarray(1))).toBeUndefined();
    expect(varint(Buffer.from([0xac, 0x02]))).toEqual({ value: 300, bytes: 2 });
    expect(varint(Buffer.alloc(9, 0xff))).toBeUndefined();
  });
});

describe("a repository", () => {
  it("that is cut off anywhere is refused or said, and never read as a whole one", async () => {
    const content = contentOf("bluesky-repository");
    const codes = new Set<string>();
    for (let length = 20; length < content.length - 1; length += 97) {
      const error = await refusal(stageBytes(content.subarray(0, length)));
      codes.add(error.code);
    }
    expect(
      [...codes].every((code) => ["FILE_TRUNCATED", "FILE_BINARY", "FILE_MALFORMED"].includes(code)),
    ).toBe(true);
    expect(codes).toContain("FILE_TRUNCATED");
  });

  it("of two accounts, or with a length that nothing has, is refused", async () => {
    const one = carFile("did:plc:one", { "app.bsky.feed.post/3k": post("a") });
    const two = carFile("did:plc:two", { "app.bsky.feed.post/3k": post("b") });
    const header = varint(two)!;
    const joined = Buffer.concat([one, two.subarray(header.bytes + header.value)]);
    expect(await refusal(stageBytes(joined))).toMatchObject({ code: "FILE_MALFORMED" });
    const huge = Buffer.concat([one, Buffer.from([0xff, 0xff, 0xff, 0xff, 0x0f])]);
    expect(await refusal(stageBytes(huge))).toMatchObject({ code: "FILE_MALFORMED" });
  });

  it("keeps a record that the tree does not name out", async () => {
    const one = carFile("did:plc:one", { "app.bsky.feed.post/3k": post("a") });
    const { rows, report } = await stageBytes(Buffer.concat([one, carRecord(post("taken back"))]));
    expect(report.notes.join()).toContain("1 record of the file is no post");
    expect(rows.map(({ text }) => text)).toEqual(["a"]);
  });
});

describe("a page of Telegram", () => {
  const content = contentOf("telegram-html").toString();

  it("that ends inside of a message is refused", async () => {
    const cut = content.slice(0, content.indexOf("said elsewhere"));
    expect(await refusal(stageBytes(cut))).toMatchObject({ code: "FILE_TRUNCATED" });
  });

  it("has no sender for a message that follows nothing", async () => {
    const first = content
      .replace('clearfix" id="message70"', 'clearfix joined" id="message70"')
      .replace(/<div class="from_name">\nAlpha Ünlü\n\s*<\/div>/, "");
    const { rejects, report } = await stageBytes(first);
    expect(rejects.map(({ code }) => code)).toEqual([
      "ACCOUNT_MISSING",
      "ACCOUNT_MISSING",
      "ACCOUNT_MISSING",
    ]);
    expect(report.kept).toBe(1);
  });

  it("takes a time without an offset for what it is told, and markup for text", async () => {
    const old = content
      .replaceAll(/ UTC[+-]\d\d:\d\d/g, "")
      .replace("<strong>now</strong>", "&lt;div class=&quot;message&quot;&gt;");
    const { rows } = await stageBytes(old, { zone: "Europe/Berlin" });
    expect(rows[0]).toMatchObject({ text: 'look here\n<div class="message"> #vote <3' });
    expect(new Date(Number(rows[0]!["time_ms"])).toISOString()).toBe("2031-03-05T12:00:00.000Z");
  });

  it("costs no more for elements in each other", async () => {
    const deep = content.replace(
      "<strong>now</strong>",
      `${"<b>".repeat(200_000)}now${"</b>".repeat(200_000)}`,
    );
    const { rows } = await stageBytes(deep);
    expect(rows[0]).toMatchObject({ text: "look here\nnow #vote <3" });
    expect(rows).toHaveLength(3);
  });
});
