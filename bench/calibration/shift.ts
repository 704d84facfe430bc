/**
 * Calibration of shift: how often series without an effect show one, and how often intervals hold the truth.
 * `npm run bench -- bench/calibration/shift.ts`; prints tables and asserts that every run was made, nothing about rates
 * or time.
 *
 * - PLUMBLINE_CALIBRATION_PARTS: of `changes`, `dates`, `pulses`, `gaps`, `events`, `crossings`, those wanted, between commas;
 * - PLUMBLINE_CALIBRATION_RUNS: runs of each row, 1,000 unless told;
 * - PLUMBLINE_CALIBRATION_FIRST: the first seed, 1 unless told; the others follow.
 */
import { expect, it } from "vitest";
import {
  changeRow,
  crossingRow,
  dateRow,
  eventRow,
  gapRow,
  itemDateRow,
  pulseRow,
  type Rate,
} from "../../test/support/shift-simulations.ts";
import { upperBound } from "../../test/support/binomial-bound.ts";

const setting = (name: string, otherwise: string): string =>
  process.env[`PLUMBLINE_CALIBRATION_${name}`] ?? otherwise;
const PARTS = setting("PARTS", "changes,dates,pulses,gaps,events,crossings").split(",");
const RUNS = Number(setting("RUNS", "1000"));
const FIRST = Number(setting("FIRST", "1"));

const print = (line: string): boolean => process.stdout.write(`${line}\n`);
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const head = (cells: readonly string[]): void =>
  void print(`| ${cells.join(" | ")} |\n|${cells.map(() => "---").join("|")}|`);

/** Prints a row and says whether all its runs were made. */
function row(name: string, { seen, runs }: Rate): void {
  print(`| ${name} | ${runs} | ${percent(seen / runs)} | ${percent(upperBound(seen, runs))} |`);
  expect(runs).toBeGreaterThan(0);
}

/** The same of days, which are not independent of each other, so that there is no bound. */
function days(name: string, { seen, runs }: Rate): void {
  print(`| ${name} | ${runs} | ${((100 * seen) / runs).toFixed(2)} % |`);
  expect(runs).toBeGreaterThan(0);
}

const NOISES = ["normal", "heavy tails", "counts of 20 a day", "counts of 2 a day"] as const;

it.runIf(PARTS.includes("changes"))("false changes", () => {
  head(["no change: noise, days, phi", "runs", "with a change", "at most (95 %)"]);
  for (const noise of NOISES)
    for (const length of [60, 161])
      for (const phi of [0, 0.5, 0.8])
        row(
          `${noise}, ${length} days, phi ${phi}`,
          changeRow({ noise, days: length, phi, seed: FIRST, runs: RUNS }),
        );
});

it.runIf(PARTS.includes("dates"))("dates", () => {
  head([
    "one change: jump in deviations of the noise, phi",
    "found",
    "true date inside",
    "mean days of the interval",
  ]);
  const line = (name: string, { seen, runs, width }: ReturnType<typeof dateRow>): void => {
    print(`| ${name} | ${runs} | ${percent(seen / runs)} | ${width.toFixed(1)} |`);
    expect(runs).toBeGreaterThan(0);
  };
  const every = { days: 120, seed: FIRST, runs: RUNS };
  for (const before of [0.05, 0.2])
    line(`two items a day, from ${before} to 0.66`, itemDateRow({ ...every, before, after: 0.66 }));
  for (const phi of [0, 0.5])
    for (const jump of [1, 1.5, 2.5]) line(`${jump}, phi ${phi}`, dateRow({ ...every, jump, phi }));
});

it.runIf(PARTS.includes("pulses"))("false pulses", () => {
  head(["no pulse: noise, scale", "days", "in a pulse"]);
  for (const noise of NOISES)
    for (const scale of ["log", "counts"] as const)
      days(`${noise}, ${scale}`, pulseRow({ noise, scale, days: 161, phi: 0.5, seed: FIRST, runs: RUNS }));
});

it.runIf(PARTS.includes("gaps"))("false gaps", () => {
  head(["no gap: posts a day", "days", "called missing or thin"]);
  for (const mean of [20, 500]) days(`${mean}`, gapRow({ mean, days: 120, seed: FIRST, runs: RUNS }));
});

it.runIf(PARTS.includes("events"))("false nearness", () => {
  head(["dates, events, how they lie", "runs", "p <= 0.05", "at most (95 %)"]);
  for (const dates of [1, 2, 5])
    for (const events of [3, 12])
      for (const clustered of [false, true])
        row(
          `${dates} dates, ${events} events${clustered ? ", both in clusters" : ""}`,
          eventRow({ dates, events, clustered, days: 161, seed: FIRST, runs: RUNS }),
        );
});

it.runIf(PARTS.includes("crossings"))("crossings", () => {
  head(["series", "runs", "what", "share"]);
  for (const { name, of, what } of [
    { name: "rises through the line, 1 value a day", of: { slope: 0.1, phi: 0 }, what: "true day inside" },
    { name: "the same, phi 0.5", of: { slope: 0.1, phi: 0.5 }, what: "true day inside" },
    { name: "rises slowly", of: { slope: 0.04, phi: 0 }, what: "true day inside" },
    { name: "stays 2 deviations below", of: { slope: 0, phi: 0 }, what: "called crossed" },
    { name: "the same, phi 0.5", of: { slope: 0, phi: 0.5 }, what: "called crossed" },
  ]) {
    const { seen, runs } = crossingRow({ ...of, seed: FIRST, runs: RUNS });
    print(`| ${name} | ${runs} | ${what} | ${percent(seen / runs)} |`);
    expect(runs).toBeGreaterThan(0);
  }
});
