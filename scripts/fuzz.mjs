// npm run fuzz: reads files that are changed at random. npm run fuzz -- CASES SEED CASE: how many, of which seed, one alone.
import { join } from "node:path";
import { prepare, ROOT, run } from "./prepare.mjs";

prepare();
const [cases = "200000", seed = String(Date.now() % 1_000_000), one] = process.argv.slice(2);
console.log(`${cases} cases of seed ${seed}; the same again: npm run fuzz -- ${cases} ${seed}`);
run(join(ROOT, "node_modules", ".bin", "vitest"), ["run", "test/fuzz.test.ts", "--testTimeout=86400000"], {
  env: {
    ...process.env,
    PLUMBLINE_FUZZ: cases,
    PLUMBLINE_FUZZ_SEED: seed,
    ...(one === undefined ? {} : { PLUMBLINE_FUZZ_CASE: one }),
  },
});
