/**
 * Links that lead to one page as one object, by the rules of the kernel: which entry of the dictionary stands for which others.
 * Works on distinct addresses, once for each reading of shares, so that a corpus need not be imported again where the rules change.
 * Memory: every distinct address of the imports that are read, while it runs.
 */
import { countJoined, joinedLink, LINK_RULES } from "../../kernel/index.ts";
import type { JoinedLinks } from "../../kernel/index.ts";
import type { Connection } from "./database.ts";

export interface LinkPages {
  /** Id of the entry that stands for this one. */
  readonly of: (id: number) => number;
  /** Does it stand for others, too? */
  readonly isShared: (id: number) => boolean;
  readonly links: JoinedLinks;
}

/** The address that is shown for a page. */
export const pageOf = (url: string): string => joinedLink(url) ?? url;

/** @param entries statement that gives `(id, value)` of the dictionary, the smallest id first */
export async function linkPages(connection: Connection, entries: string): Promise<LinkPages> {
  const first = new Map<string, number>();
  const shared = new Map<string, string[]>();
  const moved = new Map<number, number>();
  let addresses = 0;
  for await (const [ids, values] of connection.pages(entries))
    for (const [i, id] of ids!.entries()) {
      const url = String(values![i]);
      const page = pageOf(url);
      addresses++;
      const known = first.get(page);
      if (known === undefined) first.set(page, Number(id));
      else {
        moved.set(Number(id), known);
        shared.set(page, []);
      }
    }
  // The other addresses of a page are rarely many; to keep all of them would be twice the dictionary.
  if (shared.size > 0)
    for await (const [, values] of connection.pages(entries))
      for (const value of values!) shared.get(pageOf(String(value)))?.push(String(value));
  const several = new Set(moved.values());
  return {
    of: (id) => moved.get(id) ?? id,
    isShared: (id) => several.has(id),
    links: { rules: LINK_RULES, addresses, joined: countJoined(shared.values(), true) },
  };
}
