/**
 * How often each ordinary explanation speaks for itself, against itself or cannot tell: in invented posts in which it holds,
 * and in those in which it does not (`test/support/explained-worlds.ts`). Prints; asserts nothing.
 */
import { it } from "vitest";
import { EXPLANATIONS, explanationsFor } from "../src/signals/detectors/co-share/explain/index.ts";
import { ANSWERS } from "../src/model/finding.ts";
import { WORLDS } from "../test/support/explained-worlds.ts";

const RUNS = 100;
const OCCASIONS = [6, 12, 40] as const;

it.each(OCCASIONS)("answers over %i occasions", (occasions) => {
  const counts = EXPLANATIONS.map(() => ({ holds: [0, 0, 0], not: [0, 0, 0] }));
  for (const { holds, make } of WORLDS)
    for (let run = 0; run < RUNS; run++)
      explanationsFor(make(10_000 + run, occasions)).forEach(({ title, answer }, i) => {
        const side = holds.some((start) => title.startsWith(start)) ? "holds" : "not";
        counts[i]![side][ANSWERS.indexOf(answer!)]!++;
      });
  const cells = (three: readonly number[]): string => three.map((n) => String(n).padStart(6)).join("");
  const lines = EXPLANATIONS.map(
    ({ title }, i) => `${title.slice(0, 44).padEnd(46)}${cells(counts[i]!.holds)}   ${cells(counts[i]!.not)}`,
  );
  process.stdout.write(
    [
      `\n${occasions} occasions, ${RUNS} runs of each of ${WORLDS.length} kinds: for, against, cannot tell`,
      `${"".padEnd(46)}${"it holds".padEnd(21)}it does not hold`,
      ...lines,
      "",
    ].join("\n"),
  );
});
