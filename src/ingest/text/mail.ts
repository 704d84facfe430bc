/**
 * A mail as RFC 5322 and MIME (RFC 2045 to 2047) write it: the headers a reader needs, and its first text part. Attachments
 * are named and not opened. Plain JavaScript, and small: no signature is checked here.
 */
import { htmlParagraphs } from "./html.ts";
import { byEmptyLines } from "./kind.ts";
import type { RawParagraph, RawText, TextKind } from "./kind.ts";
import { mailDate } from "./own-facts.ts";

const SHOWN = ["from", "sender", "to", "cc", "date", "subject", "message-id", "in-reply-to", "reply-to"];
const MAX_DEPTH = 10;
const MAX_PARTS = 200;

export const mail: TextKind = Object.freeze<TextKind>({
  id: "mail",
  title: "mail",
  version: 1,
  recognises: ({ mediaType, name, head }) =>
    mediaType === "message/rfc822" ||
    /\.eml$/i.test(name) ||
    (/^(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){2}/.test(head) &&
      /^(?:from|received|message-id|return-path):/m.test(head)),
  read: (_text, bytes) => readMail(Buffer.from(bytes).toString("latin1")),
});

type Headers = readonly (readonly [name: string, value: string])[];

interface Part {
  readonly headers: Headers;
  /** Bytes as Latin-1. */
  readonly body: string;
}

/** @param raw the bytes as Latin-1, so that no charset is assumed before it is stated */
function readMail(raw: string): RawText {
  const message = partOf(raw);
  const head = SHOWN.flatMap((name) =>
    valuesOf(message, name).map((value) => ({ text: `${name}: ${decodeWords(value)}`, place: "header" })),
  );
  const budget: Budget = { left: MAX_PARTS, deep: false, rest: false };
  const leaves = leavesOf(message, 0, budget);
  const text =
    leaves.find((part) => !isAttached(part) && typeOf(part) === "text/plain") ??
    leaves.find((part) => !isAttached(part) && typeOf(part) === "text/html");
  const attached = leaves
    .filter((part) => part !== text && (isAttached(part) || !typeOf(part).startsWith("text/")))
    .map((part) => ({ text: `attachment: ${nameOf(part)} (${typeOf(part)})`, place: "attachment" }));
  const body = text === undefined ? [] : bodyOf(text);
  const [from, date] = ["from", "date"].map((name) => valuesOf(message, name)[0]);
  return {
    paragraphs: [...head, ...body, ...attached],
    own: {
      title: decodeWords(valuesOf(message, "subject")[0] ?? ""),
      byline: decodeWords(from ?? ""),
      published: date === undefined ? null : mailDate(date),
      language: valuesOf(message, "content-language")[0]?.split(",")[0] ?? null,
    },
    notes: [
      ...(budget.rest ? [`The mail has more than ${MAX_PARTS} parts; the others are not looked at.`] : []),
      ...(budget.deep ? [`Parts that lie more than ${MAX_DEPTH} deep in others are not opened.`] : []),
    ],
  };
}

interface Budget {
  left: number;
  /** Whether something lay deeper than is looked at, and whether there were more parts. */
  deep: boolean;
  rest: boolean;
}

function bodyOf(part: Part): readonly RawParagraph[] {
  const text = decodeBody(part);
  return typeOf(part) === "text/html" ? htmlParagraphs(text) : byEmptyLines(text);
}

function partOf(raw: string): Part {
  const end = /\r?\n\r?\n/.exec(raw);
  const head = end === null ? raw : raw.slice(0, end.index);
  const headers = head
    .replaceAll(/\r?\n[ \t]+/g, " ")
    .split(/\r?\n/)
    .flatMap((line): [string, string][] => {
      const colon = line.indexOf(":");
      return colon < 1 ? [] : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]];
    });
  return { headers, body: end === null ? "" : raw.slice(end.index + end[0].length) };
}

const valuesOf = ({ headers }: Part, name: string): string[] =>
  headers.filter(([of]) => of === name).map(([, value]) => value);

const typeOf = (part: Part): string =>
  (valuesOf(part, "content-type")[0] ?? "text/plain").split(";")[0]!.trim().toLowerCase();

const isAttached = (part: Part): boolean =>
  /^attachment\b/i.test(valuesOf(part, "content-disposition")[0] ?? "");

/** A parameter such as `charset` or `boundary`. */
function parameter(value: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, "iu").exec(value);
  return found?.[1] ?? found?.[2];
}

const nameOf = (part: Part): string =>
  decodeWords(
    parameter(valuesOf(part, "content-disposition")[0] ?? "", "filename") ??
      parameter(valuesOf(part, "content-type")[0] ?? "", "name") ??
      "without a name",
  );

/** Parts that hold no parts, in order; of a mail inside a mail, its parts. */
function leavesOf(part: Part, depth: number, budget: Budget): Part[] {
  const boundary = parameter(valuesOf(part, "content-type")[0] ?? "", "boundary");
  if (!typeOf(part).startsWith("multipart/") || boundary === undefined) return [part];
  if (depth >= MAX_DEPTH) {
    budget.deep = true;
    return [part];
  }
  const pieces = `\n${part.body}`.split(`\n--${boundary}`).slice(1);
  const leaves: Part[] = [];
  for (const piece of pieces) {
    if (piece.startsWith("--")) break;
    if (budget.left-- <= 0) {
      budget.rest = true;
      break;
    }
    leaves.push(...leavesOf(partOf(piece.replace(/^[^\n]*\n/, "")), depth + 1, budget));
  }
  return leaves;
}

function decodeBody(part: Part): string {
  const encoding = (valuesOf(part, "content-transfer-encoding")[0] ?? "").toLowerCase();
  const bytes =
    encoding === "base64"
      ? Buffer.from(part.body, "base64")
      : encoding === "quoted-printable"
        ? quotedPrintable(part.body)
        : Buffer.from(part.body, "latin1");
  return decodeCharset(bytes, parameter(valuesOf(part, "content-type")[0] ?? "", "charset"));
}

function quotedPrintable(text: string): Buffer {
  const joined = text.replaceAll(/=[ \t]*\r?\n/g, "");
  const bytes = joined.replaceAll(/=([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCodePoint(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, "latin1");
}

function decodeCharset(bytes: Uint8Array, charset = "utf-8"): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    // A charset that nobody knows: the letters of ASCII are still right.
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** Encoded words of RFC 2047, and raw bytes as UTF-8. */
function decodeWords(value: string): string {
  const raw = decodeCharset(Buffer.from(value, "latin1"));
  return raw
    .replaceAll(/(=\?[^?\s]+\?[bq]\?[^?]*\?=)\s+(?==\?)/giu, "$1")
    .replaceAll(
      /=\?([^?\s*]+)(?:\*[^?]*)?\?([bq])\?([^?]*)\?=/giu,
      (_, charset: string, how: string, text: string) =>
        decodeCharset(
          how.toLowerCase() === "b"
            ? Buffer.from(text, "base64")
            : quotedPrintable(text.replaceAll("_", " ")),
          charset,
        ),
    );
}
