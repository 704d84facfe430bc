/**
 * What a signature is made over (RFC 6376, sections 3.4, 3.5 and 3.7). Text is Latin-1, a character a byte. Each function is one
 * pass: no expression goes back over a run of white space, which a hostile message may make as long as it likes.
 */
import type { Field, Message } from "../mail/message.ts";
import type { Canonical, Signature } from "./signature.ts";

/** The body as it is hashed, before `l=` cuts it. */
export function canonicalBody(body: string, how: Canonical): string {
  const text =
    how === "simple"
      ? body
      : body
          .replaceAll(/[ \t]+/g, " ")
          .replaceAll(" \r\n", "\r\n")
          .replace(/ $/, "");
  let end = text.length;
  while (end >= 2 && text[end - 2] === "\r" && text[end - 1] === "\n") end -= 2;
  if (end === 0) return how === "simple" ? "\r\n" : "";
  return `${text.slice(0, end)}\r\n`;
}

/** One field as it is hashed, without a line break at its end. */
export function canonicalField({ name, raw }: Field, how: Canonical): string {
  if (how === "simple") return raw;
  const value = raw
    .slice(raw.indexOf(":") + 1)
    .replaceAll("\r\n", "")
    .replaceAll(/[ \t]+/g, " ");
  return `${name}:${value.replace(/^ /, "").replace(/ $/, "")}`;
}

/**
 * The fields that a signature names, the last of a name first, as often as it is named. What is named and not there is nothing.
 */
export function signedFields({ fields }: Message, { signed, field: own }: Signature): Field[] {
  const left = new Map<string, Field[]>(signed.map((name) => [name, []]));
  for (const field of fields) if (field !== own) left.get(field.name)?.push(field);
  return signed.flatMap((name) => left.get(name)?.pop() ?? []);
}

/** Header fields as they are hashed: those that are named, then the signature's own with nothing in `b=`. */
export function canonicalHeader(message: Message, signature: Signature): string {
  const named = signedFields(message, signature).map((field) => canonicalField(field, signature.header));
  const { name, raw } = signature.field;
  const own = canonicalField({ name, raw: withoutValue(raw) }, signature.header);
  return [...named, own].join("\r\n");
}

/** The field with nothing in its tag `b=`; white space around stays. */
function withoutValue(raw: string): string {
  const colon = raw.indexOf(":") + 1;
  const parts = raw.slice(colon).split(";");
  return (
    raw.slice(0, colon) +
    parts.map((part) => (/^\s*b\s*=/.test(part) ? part.slice(0, part.indexOf("=") + 1) : part)).join(";")
  );
}
