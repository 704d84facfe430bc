/** The stale records of a case with their words. */
import type { StaleView } from "../views/stale.ts";
import type { CaseFold } from "./fold.ts";
import { named } from "./named.ts";
import { staleRecords } from "./stale.ts";

export function staleViews(fold: CaseFold): readonly StaleView[] {
  return [...staleRecords(fold).values()].map((one) => ({ ...named(fold, one.ref), ...one }));
}
