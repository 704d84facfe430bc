/**
 * A mail as RFC 5322 and MIME (RFC 2045 to 2047) write it: the headers a reader needs, and its first text part. Attachments
 * are named with their hash and not opened. Plain JavaScript, and small: no signature is checked here.
 */
import { createHash } from "node:crypto";
import {
  bytesOfPart,
  decodeCharset,
  isAttached,
  leavesOf,
  MAX_DEPTH,
  MAX_PARTS,
  parameter,
  partOf,
  quotedPrintable,
  typeOf,
  valuesOf,
  wordsOfPart,
} from "../../kernel/mail/parts.ts";
import type { Budget, Part } from "../../kernel/mail/parts.ts";
import { counted } from "../../words.ts";
import { htmlParagraphs } from "./html.ts";
import { byEmptyLines } from "./kind.ts";
import type { RawParagraph, RawText, TextKind } from "./kind.ts";
import { mailDate } from "./own-facts.ts";

const SHOWN = ["from", "sender", "to", "cc", "date", "subject", "message-id", "in-reply-to", "reply-to"];
export const mail: TextKind = Object.freeze<TextKind>({
  id: "mail",
  title: "mail",
  version: 2,
  recognises: ({ mediaType, name, head }) =>
    mediaType === "message/rfc822" ||
    /\.eml$/i.test(name) ||
    (/^(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){2}/.test(head) &&
      /^(?:from|received|message-id|return-path):/m.test(head)),
  read: (_text, bytes) => readMail(Buffer.from(bytes).toString("latin1")),
});

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
    .map((part) => ({ text: attachmentWords(part), place: "attachment" }));
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

/** Name, type, size and hash of what is attached: by the hash it is known again elsewhere, and nothing looks into it. */
function attachmentWords(part: Part): string {
  const bytes = bytesOfPart(part);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return `attachment: ${nameOf(part)} (${typeOf(part)}), ${counted(bytes.length, "byte")}, SHA-256 ${sha256}`;
}

function bodyOf(part: Part): readonly RawParagraph[] {
  const text = wordsOfPart(part);
  return typeOf(part) === "text/html" ? htmlParagraphs(text) : byEmptyLines(text);
}

const nameOf = (part: Part): string =>
  decodeWords(
    parameter(valuesOf(part, "content-disposition")[0] ?? "", "filename") ??
      parameter(valuesOf(part, "content-type")[0] ?? "", "name") ??
      "without a name",
  );

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
