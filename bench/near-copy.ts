/**
 * Benchmark of near-copy: one million posts of about 136 bytes of made-up words, one in ten of them in a planted family of
 * near copies (`test/support/planted-texts.ts`), from strings in memory to clusters. Not a test; machines differ.
 */
import { NearCopyJoin, normaliseText, Random, ShingleMatcher, TextSet } from "../src/kernel/index.ts";
import { plantedTexts, type PlantedTexts } from "../test/support/planted-texts.ts";
import { chanceClusters, SCRIPTS } from "../test/support/independent-texts.ts";
import { count, percentInColumn } from "../src/words.ts";
import type { BenchRow } from "./row.ts";

const SIMILARITY = 0.8;
const SHINGLE = 5;
const SHORTEST = 20;
const RUNS = 3;

interface Joined {
  readonly set: TextSet;
  readonly formOf: Int32Array;
  readonly label: Int32Array;
  readonly seconds: readonly number[];
}

/** Processor time, user and system, of each step. */
function joined(texts: readonly string[]): Joined {
  const seconds: number[] = [];
  let before = process.cpuUsage();
  const mark = (): void => {
    const used = process.cpuUsage(before);
    seconds.push((used.user + used.system) / 1e6);
    before = process.cpuUsage();
  };
  const set = new TextSet(SHORTEST);
  const formOf = Int32Array.from(texts, (text) => set.add(text));
  mark();
  const join = new NearCopyJoin(set, { similarity: SIMILARITY, shingle: SHINGLE });
  join.sketch(0, join.length);
  mark();
  for (let band = 0; band < join.plan.bands; band++) join.joinBand(band);
  const { label } = join.result();
  mark();
  return { set, formOf, label, seconds };
}

/** Folding, sketches, and comparison of candidates; their sum in one run, the best of three; and a hard case, once. */
export async function runNearCopyBench(n = 1_000_000): Promise<BenchRow[]> {
  const { texts } = plantedTexts(n, 5);
  normaliseText("The table is built on first use, once.");
  const total = (seconds: readonly number[]): number => seconds.reduce((sum, s) => sum + s, 0);
  let best: readonly number[] = [Infinity];
  for (let run = 0; run < RUNS; run++) {
    const { seconds } = joined(texts);
    if (total(seconds) < total(best)) best = seconds;
  }
  const row = (name: string, cpuSeconds: number): BenchRow => ({
    name: `near-copy: ${name}`,
    n,
    unit: "posts",
    cpuSeconds,
    perSecond: n / cpuSeconds,
  });
  const [fold, sketch, compare] = best as [number, number, number];
  const hard = n / 10;
  const cpuSeconds = total(joined(oneTemplate(hard)).seconds);
  return [
    row("fold and collapse", fold),
    row("sketch", sketch),
    row("bands and exact comparison", compare),
    row("all of it", total(best)),
    {
      name: "near-copy: one template, not similar enough",
      n: hard,
      unit: "posts",
      cpuSeconds,
      perSecond: hard / cpuSeconds,
    },
  ];
}

/** The hard case: every post shares three quarters of its runs with every other one, and no two are near copies. */
function oneTemplate(n: number): string[] {
  const random = new Random(2);
  const own = (): string => Array.from({ length: 6 }, () => random.uint32().toString(36)).join("");
  const template =
    "when the long winter is over we shall all meet again on the market place and sing the old songs of the";
  return Array.from({ length: n }, () => `${template} ${own()}`);
}

/**
 * Of the pairs of different texts inside planted families that are similar enough by exact comparison, how many are in
 * one cluster.
 */
export async function nearCopyRecall(n = 1_000_000): Promise<{ pairs: number; found: number }> {
  const planted: PlantedTexts = plantedTexts(n, 5);
  const { set, formOf, label } = joined(planted.texts);
  const matcher = new ShingleMatcher(set, SHINGLE);
  let pairs = 0;
  let found = 0;
  for (let from = 0, to = 0; from < n; from = to) {
    to = from + 1;
    if (planted.family[from]! < 0) continue;
    while (to < n && planted.family[to] === planted.family[from]) to++;
    const forms = [...new Set(formOf.subarray(from, to))].filter((form) => form >= 0);
    for (const [i, a] of forms.entries())
      for (const b of forms.slice(0, i)) {
        if (!matcher.similar(a, b, SIMILARITY)) continue;
        pairs++;
        if (label[a] === label[b]) found++;
      }
  }
  return { pairs, found };
}

/** Lines of a table: by script and kind, how many independent texts near-copy puts into clusters with another one. */
export function nearCopyByChance(n = 20_000, seeds: readonly number[] = [1, 2, 3]): string[] {
  const lines = [
    "| independent texts | compared | clusters | texts in them | share |",
    "|---|---|---|---|---|",
  ];
  for (const script of Object.keys(SCRIPTS))
    for (const kind of ["words", "hashtags", "phrases"] as const) {
      const found = seeds.map((seed) => chanceClusters(script, kind, n, seed));
      const sum = (of: "forms" | "clusters" | "joined"): number =>
        found.reduce((total, one) => total + one[of], 0);
      lines.push(
        `| ${script}, ${kind} | ${count(sum("forms"))} | ${count(sum("clusters"))} | ${count(sum("joined"))} | ${percentInColumn(sum("joined") / sum("forms"))} |`,
      );
    }
  return lines;
}
