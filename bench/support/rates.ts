/** Tables of rates over seeds, as the calibration pages print them. */
import { upperBound } from "../../test/support/binomial-bound.ts";
import { count } from "../../src/words.ts";

const RUNS = Number(process.env["PLUMBLINE_CALIBRATION_RUNS"] ?? "1000");
const FIRST = Number(process.env["PLUMBLINE_CALIBRATION_FIRST"] ?? "1");

const print = (line: string): boolean => process.stdout.write(`${line}\n`);
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** Lets others run between two seeds. */
const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A table that one file prints: how often something is so, over as many seeds as asked. */
export function tableOf(name: string): {
  readonly head: () => void;
  readonly rate: (what: string, aim: string, isSo: (seed: number) => boolean) => Promise<void>;
  readonly runs: () => number;
} {
  let done = 0;
  return {
    head: () => {
      print(`| ${name}: what is counted, and in which world | aim | of ${count(RUNS)} runs | 95 % of it |`);
      print("|---|---|---|---|");
    },
    rate: async (what, aim, isSo) => {
      let seen = 0;
      for (let seed = FIRST; seed < FIRST + RUNS; seed++) {
        if (isSo(seed)) seen++;
        if (seed % 50 === 0) await breath();
        done++;
      }
      const low = 1 - upperBound(RUNS - seen, RUNS, 0.975);
      const within = `${percent(low)} to ${percent(upperBound(seen, RUNS, 0.975))}`;
      print(`| ${what} | ${aim} | ${percent(seen / RUNS)} | ${within} |`);
    },
    runs: () => done,
  };
}
