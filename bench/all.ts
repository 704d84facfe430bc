/** All benchmarks, one table each. Run by `npm run bench`; prints, and asserts nothing about time. */
import { it } from "vitest";
import { count } from "../src/words.ts";
import { runCoShareBench } from "./coshare.ts";
import { runCoShareLimitBench } from "./coshare-limit.ts";
import { runImportBench } from "./import.ts";
import { nearCopyByChance, runNearCopyBench } from "./near-copy.ts";
import type { BenchRow } from "./row.ts";

const BENCHES: readonly (readonly [string, () => Promise<BenchRow[]>])[] = [
  ["import", runImportBench],
  ["co-share", runCoShareBench],
  ["near-copy", runNearCopyBench],
];

const whole = (value: number) => count(Math.round(value));

for (const [name, run] of BENCHES)
  it(name, async () => {
    const lines = [`| ${name} | n | CPU s | per CPU second |`, "|---|---|---|---|"];
    for (const row of await run())
      lines.push(
        `| ${row.name} | ${whole(row.n)} ${row.unit} | ${row.cpuSeconds.toFixed(2)} | ${whole(row.perSecond)} ${row.unit} |`,
      );
    process.stdout.write(`${lines.join("\n")}\n\n`);
  });

it("co-share at the limit", async () => {
  process.stdout.write(`${(await runCoShareLimitBench()).join("\n")}\n\n`);
});

it("near-copy where nothing is there", () => {
  process.stdout.write(`${nearCopyByChance().join("\n")}\n\n`);
});
