/**
 * What a run says it could have found, beside what it finds: the same ordinary shares without a team and with one. `size` is
 * the part of them, as in `plant`; in a tenth, planted teams keep off the most popular third of the objects.
 */
import { Random } from "../../src/kernel/index.ts";
import type { PowerFigure } from "../../src/model/finding.ts";
import { outcomeOf } from "./outcome.ts";
import { plant, TEAMS, type Planted } from "./teams.ts";

const ORDINARY = TEAMS.find(({ name }) => name === "5x6")!;

export type PowerRow = PowerFigure["rows"][number];

const planted = (seed: number, size: number, accounts: number, objects: number): Planted =>
  plant(new Random(seed), { ...ORDINARY, accounts, objects }, size);

/** What the run over the ordinary shares of each seed says: the same rows each time. */
export async function powerOf(seeds: readonly number[], size: number): Promise<PowerRow[][]> {
  const runs: PowerRow[][] = [];
  for (const seed of seeds) {
    const { columns } = planted(seed, size, 0, 0);
    const { power } = await outcomeOf(columns, { windowSeconds: ORDINARY.windowSeconds, seed });
    runs.push(power);
  }
  return runs;
}

/** Part of the tries in which a team would have been found, over all runs. */
export function saidOf(runs: readonly (readonly PowerRow[])[], accounts: number, occasions: number): number {
  const rows = runs.flatMap((rowsOfRun) =>
    rowsOfRun.filter((row) => row.accounts === accounts && row.occasions === occasions),
  );
  const sum = (of: (row: PowerRow) => number): number => rows.reduce((total, row) => total + of(row), 0);
  return sum(({ found }) => found) / sum(({ tries }) => tries);
}

/** Seeds in which findings hold two members or more of a planted team. */
export async function seedsFound(
  seeds: readonly number[],
  size: number,
  accounts: number,
  objects: number,
): Promise<number[]> {
  const found: number[] = [];
  for (const seed of seeds) {
    const { columns, members } = planted(seed, size, accounts, objects);
    const outcome = await outcomeOf(columns, { windowSeconds: ORDINARY.windowSeconds, seed });
    if (members.filter((code) => outcome.found.has(code)).length >= 2) found.push(seed);
  }
  return found;
}
