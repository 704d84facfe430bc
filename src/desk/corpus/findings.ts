/** Findings as a person at a case may read them. */
import { findingViews, sourcesOf } from "../../case/index.ts";
import type { FindingView } from "../../views/edition.ts";
import type { Seat } from "../seat.ts";

/** Findings of the runs that stand, numbered in this view. */
export async function listFindings(seat: Seat): Promise<FindingView[]> {
  const fold = await seat.fold();
  seat.note("findings");
  return findingViews(fold, sourcesOf(fold));
}
