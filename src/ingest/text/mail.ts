/**
 * A mail as RFC 5322 and MIME (RFC 2045 to 2047) write it: the headers a reader needs, and its first text part. Attachments
 * are named and not opened. Plain JavaScript, and small: no signature is checked here.
 */
import { htmlParagraphs } from "./html.ts";
import { byEmptyLines } from "./kind.ts";
import type { RawParagraph, TextKind } from "./kind.ts";

const SHOWN = ["from", "sender", "to", "cc", "date", "subject", "message-id", "in-reply-to", "reply-to"];
const MAX_DEPTH = 10;
const MAX_PARTS = 200;

export const mail: TextKind = Object.freeze<TextKind>({
  id: "mail",
  title: "mail",
  recognises: ({ mediaType, name, head }) =>
    mediaType === "message/rfc822" ||
    /\.eml$/i.test(name) ||
    (/^(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){2}/.test(head) &&
      /^(?:from|received|message-id|return-path):/m.test(head)),
  paragraphs: (_text, bytes) => mailParagraphs(Buffer.from(bytes).toString("latin1")),
});

type Headers = readonly (readonly [name: string, value: string])[];

interface Part {
  readonly headers: Headers;
  /** Bytes as Latin-1. */
  readonly body: string;
}

/** @param raw the bytes as Latin-1, so that no charset is assumed before it is stated */
function mailParagraphs(raw: string): RawParagraph[] {
  const message = partOf(raw);
  const head = SHOWN.flatMap((name) =>
    valuesOf(message, name).map((value) => ({ text: `${name}: ${decodeWords(value)}`, place: "header" })),
  );
  const leaves = leavesOf(message, 0, { left: MAX_PARTS });
  const text =
    leaves.find((part) => !isAttached(part) && typeOf(part) === "text/plain") ??
    leaves.find((part) => !isAttached(part) && typeOf(part) === "text/html");
  const attached = leaves
    .filter((part) => part !== text && (isAttached(part) || !typeOf(part).startsWith("text/")))
    .map((part) => ({ text: `attachment: ${nameOf(part)} (${typeOf(part)})`, place: "attachment" }));
  const body = text === undefined ? [] : bodyOf(text);
  return [...head, ...body, ...attached];
}

function bodyOf(part: Part): RawParagraph[] {
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
function leavesOf(part: Part, depth: number, budget: { left: number }): Part[] {
  const boundary = parameter(valuesOf(part, "content-type")[0] ?? "", "boundary");
  if (!typeOf(part).startsWith("multipart/") || boundary === undefined || depth >= MAX_DEPTH) return [part];
  const pieces = `\n${part.body}`.split(`\n--${boundary}`).slice(1);
  const leaves: Part[] = [];
  for (const piece of pieces) {
    if (piece.startsWith("--") || budget.left-- <= 0) break;
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
