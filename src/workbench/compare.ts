/** Two published editions side by side: what changed, and whether the lower one says the same as the higher. */
import { compareParity, diffEditions, readEdition } from "../release/index.ts";
import type { EditionDiff, Parity } from "../release/index.ts";

/**
 * What changed from one edition to another.
 * @throws PlumblineError NOT_FOUND, NOT_INTACT.
 */
export function diff(older: string, newer: string): EditionDiff {
  return diffEditions(readEdition(older), readEdition(newer));
}

/**
 * Whether the lower edition says the same as the higher.
 * @throws PlumblineError NOT_FOUND, NOT_INTACT.
 */
export function parity(lower: string, higher: string): Parity {
  return compareParity(readEdition(lower), readEdition(higher));
}
