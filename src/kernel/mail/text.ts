/**
 * The plain text of a message, as far as it can be had without opening anything: a body of text/plain, or the first such part of a body
 * of parts. No attachment, no HTML. Cost: linear in the characters that are read, for each of a few levels of parts.
 */
import { messageOf, valuesOf } from "./message.ts";
import type { Message } from "./message.ts";

const MAX_DEPTH = 4;
const MAX_PARTS = 50;

/** @param most characters of it that are wanted @returns undefined where there is no plain text, or none that can be decoded */
export function plainText(message: Message, most: number, depth = 0): string | undefined {
  const type = valuesOf(message, "content-type")[0] ?? "text/plain";
  if (/^\s*text\/plain\b/i.test(type) || type.trim() === "") {
    const attached = /^\s*attachment\b/i.test(valuesOf(message, "content-disposition")[0] ?? "");
    return attached ? undefined : decoded(message, type)?.slice(0, most);
  }
  if (!/^\s*multipart\//i.test(type) || depth === MAX_DEPTH) return undefined;
  const boundary = parameterOf(type, "boundary");
  if (boundary === undefined) return undefined;
  for (const part of partsOf(message.body, boundary)) {
    const text = plainText(messageOf(part), most, depth + 1);
    if (text !== undefined) return text;
  }
  return undefined;
}

function parameterOf(type: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]{1,200})"|([^\\s;"]{1,200}))`, "i").exec(type);
  return found?.[1] ?? found?.[2];
}

/** What lies between lines of a boundary; without what comes before the first. */
function* partsOf(body: string, boundary: string): Generator<string> {
  const mark = `\n--${boundary}`;
  const text = `\n${body}`;
  let start = -1;
  let parts = 0;
  for (let at = text.indexOf(mark); at >= 0 && parts < MAX_PARTS; at = text.indexOf(mark, at + 1)) {
    const after = text.slice(at + mark.length, at + mark.length + 2);
    // A longer boundary, of parts inside.
    if (!/^(?:--|\s|$)/.test(after)) continue;
    if (start >= 0) {
      yield text.slice(start, at + 1);
      parts++;
    }
    if (after === "--") return;
    start = text.indexOf("\n", at + 1) + 1;
    if (start === 0) return;
  }
  if (start >= 0 && parts < MAX_PARTS) yield text.slice(start);
}

function decoded(message: Message, type: string): string | undefined {
  const how = (valuesOf(message, "content-transfer-encoding")[0] ?? "").trim().toLowerCase();
  try {
    const stored =
      how === "base64"
        ? atob(message.body.replaceAll(/[^A-Za-z0-9+/]/g, ""))
        : how === "quoted-printable"
          ? message.body
              .replaceAll(/[ \t]*=\r?\n/g, "")
              .replaceAll(/=([0-9A-Fa-f]{2})/g, (_, hex: string) =>
                String.fromCharCode(Number.parseInt(hex, 16)),
              )
          : message.body;
    const bytes = Uint8Array.from(stored, (letter) => letter.charCodeAt(0));
    return new TextDecoder(parameterOf(type, "charset") ?? "utf-8").decode(bytes);
  } catch {
    // A charset nobody knows, or base64 that is none.
    return undefined;
  }
}
