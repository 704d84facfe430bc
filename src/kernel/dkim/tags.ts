/** Lists of tags as DKIM writes them: `v=1; a=rsa-sha256; …` (RFC 6376, section 3.2). */

const NAME = /^[A-Za-z][A-Za-z0-9_]*$/;
const MAX_TAGS = 64;

/**
 * Tags by name, values without white space at their ends, folds as they are.
 * @returns undefined for what is no such list: a part without `=`, a name twice, or too many
 */
export function tagsOf(text: string): ReadonlyMap<string, string> | undefined {
  const tags = new Map<string, string>();
  const parts = text.split(";");
  if (parts.at(-1)!.trim() === "") parts.pop();
  if (parts.length > MAX_TAGS) return undefined;
  for (const part of parts) {
    const at = part.indexOf("=");
    const name = part.slice(0, Math.max(0, at)).trim();
    if (!NAME.test(name) || tags.has(name)) return undefined;
    tags.set(name, part.slice(at + 1).trim());
  }
  return tags;
}

/** Without any white space: base64, and lists between colons, may be folded anywhere. */
export const unfolded = (value: string): string => value.replaceAll(/[ \t\r\n]+/g, "");

/** Entries between colons. */
export const entriesOf = (value: string): string[] => unfolded(value).split(":");

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** @returns undefined for what is no base64 */
export function base64In(value: string): string | undefined {
  const text = unfolded(value);
  return BASE64.test(text) ? text : undefined;
}
