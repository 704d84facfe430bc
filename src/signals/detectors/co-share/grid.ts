/**
 * How the number of pairs depends on window and minimum, so that nobody has to defend one magic number. The best cell of
 * such a grid is a selection: there are p-values for the cell declared before the run, and for no other.
 */
import {
  pairEvents,
  planSweep,
  prune,
  rowBlocks,
  sweepRows,
  sweepState,
  timePlan,
  type Incidence,
} from "../../../kernel/index.ts";
import type { GridFigure } from "../../../model/finding.ts";
import type { DetectorContext } from "../../detector.ts";
import type { Analysis } from "./analyse.ts";
import { pause } from "../../shared/pause.ts";

const WINDOWS = [0, 10, 60, 600, 3600, 21_600, 86_400];
const MINIMUMS = [2, 3, 5, 10, 20];
/** A sweep counts up to this many matches of a pair in a byte. */
const MOST = 254;
/** Windows with more pairs of posts than this, and than the declared one, are left out. */
const GRID_EVENTS = 20_000_000;

/** Pairs of accounts by window and minimum, on first shares; undefined where the declared minimum is out of its reach. */
export async function makeGrid(
  analysis: Analysis,
  context: DetectorContext,
): Promise<GridFigure | undefined> {
  const { minimum, time, first } = analysis;
  if (minimum > MOST) return undefined;
  const minimums = [...new Set([...MINIMUMS, minimum])].sort((x, y) => x - y);
  const windows = windowsOf(analysis);
  const columns: GridFigure["cells"][] = [];
  // Windows come in rising order: what is wider than one with too many has too many.
  let tooMany = false;
  for (const [i, { ms, ticks }] of windows.entries()) {
    const report = (): Promise<void> => pause(context, "counting over windows", i, windows.length, "windows");
    await report();
    tooMany ||= ms > time.windowMs && pairEvents(first, ticks).reduce((sum, n) => sum + n, 0) > GRID_EVENTS;
    columns.push(
      tooMany ? minimums.map(() => "not counted" as const) : await countPairs(first, ticks, minimums, report),
    );
  }
  return {
    kind: "grid",
    of: "pairs of accounts",
    columns: { name: "window", unit: "s", values: windows.map(({ ms }) => ms / 1000) },
    rows: { name: "minimum", unit: "objects", values: minimums },
    cells: minimums.flatMap((_, row) => columns.map((column) => column[row]!)),
    declared: {
      column: windows.findIndex(({ ms }) => ms === time.windowMs),
      row: minimums.indexOf(minimum),
    },
  };
}

/** The ladder of windows that the resolution allows, with the declared one. */
function windowsOf({ columns, time }: Analysis): { ms: number; ticks: number }[] {
  const step = time.apartMs - time.windowMs;
  const known = new Map([[time.windowMs, time.windowTicks]]);
  for (const seconds of WINDOWS) {
    if (seconds !== 0 && seconds * 1000 < step) continue;
    const plan = timePlan(seconds, columns.resolution, columns.mixedResolution);
    // Kernels see the ticks of the declared plan.
    known.set(plan.windowMs, (plan.windowTicks * plan.tickMs) / time.tickMs);
  }
  return [...known].map(([ms, ticks]) => ({ ms, ticks })).sort((x, y) => x.ms - y.ms);
}

async function countPairs(
  first: Incidence,
  ticks: number,
  minimums: readonly number[],
  report: () => Promise<void>,
): Promise<number[]> {
  const plan = planSweep(prune(first, ticks, minimums[0]!), ticks);
  const state = sweepState(plan);
  for (const { from, to } of rowBlocks(plan)) {
    sweepRows(plan, MOST + 1, from, to, state);
    await report();
  }
  return minimums.map((least) => state.byMatches.subarray(least).reduce((sum, n) => sum + n, 0));
}
