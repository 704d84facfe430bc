/** Two published editions side by side: what changed, and whether the lower one says the same as the higher. */
import { compareParity, diffEditions, readEdition } from "../release/index.ts";
import type { EditionDiff, Parity } from "../release/index.ts";
import { MAKER } from "./maker.ts";

/**
 * What changed from one edition to another.
 * @throws PlumblineError NOT_FOUND, NOT_INTACT.
 */
export async function diff(older: string, newer: string): Promise<EditionDiff> {
  return diffEditions(await readEdition(older, MAKER), await readEdition(newer, MAKER));
}

/**
 * Whether the lower edition says the same as the higher.
 * @throws PlumblineError NOT_FOUND, NOT_INTACT.
 */
export async function parity(lower: string, higher: string): Promise<Parity> {
  return compareParity(await readEdition(lower, MAKER), await readEdition(higher, MAKER));
}
