/**
 * Values that are, or may hold, the name of an account. A Finding and a Run hold none: they are shown to more readers than the posts.
 */

/** Kinds of objects whose values name accounts, or hold such a name, as the address of a post does. */
const KINDS: ReadonlySet<string> = new Set(["account", "mention", "reshare", "url", "exact-url", "media"]);

/** @param column a kind of object, or the name of a column, with `column:` before it or not */
export function mayNameAccount(column: string, value: string): boolean {
  return value !== "" && (KINDS.has(column) || value.startsWith("@"));
}
