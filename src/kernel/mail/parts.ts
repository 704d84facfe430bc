/**
 * The parts of a mail as MIME writes them (RFC 2045, 2046): what holds no parts, in order, within bounds, and what a part holds without its
 * encoding. Text is Latin-1, a character a byte, so that no charset is assumed before it is stated. Nothing is opened.
 */

/** Parts inside parts, and parts in all, that are looked at. */
export const MAX_DEPTH = 10;
export const MAX_PARTS = 200;

type Headers = readonly (readonly [name: string, value: string])[];

export interface Part {
  readonly headers: Headers;
  /** Bytes as Latin-1. */
  readonly body: string;
}

export interface Budget {
  left: number;
  /** Whether something lay deeper than is looked at, and whether there were more parts. */
  deep: boolean;
  rest: boolean;
}

export function partOf(raw: string): Part {
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

export const valuesOf = ({ headers }: Part, name: string): string[] =>
  headers.filter(([of]) => of === name).map(([, value]) => value);

export const typeOf = (part: Part): string =>
  (valuesOf(part, "content-type")[0] ?? "text/plain").split(";")[0]!.trim().toLowerCase();

export const isAttached = (part: Part): boolean =>
  /^attachment\b/i.test(valuesOf(part, "content-disposition")[0] ?? "");

/** A parameter such as `charset` or `boundary`. */
export function parameter(value: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, "iu").exec(value);
  return found?.[1] ?? found?.[2];
}

/** Parts that hold no parts, in order; of a mail inside a mail, its parts. */
export function leavesOf(part: Part, depth: number, budget: Budget): Part[] {
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
    const inside = piece.replace(/^[^\n]*\n/, "");
    // A part may have no header at all, and then begins with the empty line.
    const empty = /^\r?\n/.exec(inside);
    const own = empty === null ? partOf(inside) : { headers: [], body: inside.slice(empty[0].length) };
    leaves.push(...leavesOf(own, depth + 1, budget));
  }
  return leaves;
}

/** What a part holds, as bytes. */
export function bytesOfPart(part: Part): Buffer {
  const encoding = (valuesOf(part, "content-transfer-encoding")[0] ?? "").toLowerCase();
  if (encoding === "base64") return Buffer.from(part.body, "base64");
  return encoding === "quoted-printable" ? quotedPrintable(part.body) : Buffer.from(part.body, "latin1");
}

/** The words of a part of text. */
export const wordsOfPart = (part: Part): string =>
  decodeCharset(bytesOfPart(part), parameter(valuesOf(part, "content-type")[0] ?? "", "charset"));

/** The first part of plain text that is no attachment, its beginning; undefined where there is none. */
export function plainText(raw: string, most: number): string | undefined {
  const leaves = leavesOf(partOf(raw), 0, { left: MAX_PARTS, deep: false, rest: false });
  const plain = leaves.find((part) => !isAttached(part) && typeOf(part) === "text/plain");
  return plain === undefined ? undefined : wordsOfPart(plain).slice(0, most);
}

export function quotedPrintable(text: string): Buffer {
  const joined = text.replaceAll(/=[ \t]*\r?\n/g, "");
  const bytes = joined.replaceAll(/=([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCodePoint(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, "latin1");
}

export function decodeCharset(bytes: Uint8Array, charset = "utf-8"): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    // A charset that nobody knows: the letters of ASCII are still right.
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
