/**
 * Values that are, or may hold, the name of an account. A Finding and a Run hold none: they are shown to more readers than the posts.
 */
import type { DetectorSource } from "../detector.ts";

/** Kinds of objects whose values name accounts, or hold such a name, as the address of a post does. */
const KINDS: ReadonlySet<string> = new Set(["account", "mention", "reshare", "url", "exact-url", "media"]);

/** Columns of a file whose name says that they hold accounts: author, user_name, retweeted_user; not account_category. */
const NAMES = /(?:account|author|user|handle|profile|screen)(?:[ _-]?(?:name|handle|id|url))?$/i;

/** @param column a kind of object, or the name of a column, with `column:` before it or not */
export function mayNameAccount(column: string, value: string): boolean {
  return value !== "" && (KINDS.has(column) || NAMES.test(column) || value.startsWith("@"));
}

/**
 * Which of these names are accounts of the posts, in lower case.
 * @param accounts how many accounts the shares have that the source gave last
 */
export async function accountsAmong(
  source: DetectorSource,
  accounts: number,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  const known = await source.accountNames(Int32Array.from({ length: accounts }, (_, code) => code));
  return new Set(known.map((name) => name.toLowerCase()).filter((name) => wanted.has(name)));
}
