/**
 * Co-share at the limit: whole runs from a generated file to the pairs, each in a process of its own, beside a join in
 * SQL and the yardstick in C, in one go, so that the ratios hold whatever else the machine does. One million and ten
 * million shares; a hundred million only with PLUMBLINE_BENCH_100M=1, which needs 3 GB of disk and 11 GB of memory to
 * generate, and 1.5 GB of disk and 4 GB of memory for the kept encoding.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { count } from "../src/words.ts";
import { generateShares } from "./generate.ts";

const WINDOW = "60";
const MINIMUM = "2";
const CHILD = fileURLToPath(new URL("limit-child.mjs", import.meta.url));
const SOURCE = fileURLToPath(new URL("yardstick.c", import.meta.url));

interface Measured {
  readonly checksum: string;
  readonly cpu: number;
  readonly wholeCpu: number;
  readonly wall: number;
  readonly rssMb: number;
  readonly cached?: boolean;
}

interface Steps {
  readonly checksum: string;
  readonly pruneAndLayOut: number;
  /** As compiled to WebAssembly, and as TypeScript. */
  readonly sweep: number;
  readonly typed: number;
}

interface Yardstick {
  readonly checksum: string;
  readonly prune: number;
  readonly layOut: number;
  readonly sweep: number;
}

function output(command: string, args: readonly string[]): unknown {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8" });
  if (status === 0) return JSON.parse(stdout) as unknown;
  process.stderr.write(`${command} ${args.join(" ")}\n${stderr ?? ""}\n`);
  return undefined;
}

const child = (...args: string[]) => output(process.execPath, [CHILD, ...args]);

/** The yardstick, compiled, if there is a compiler. */
function compiled(folder: string): string | undefined {
  const program = join(folder, "yardstick");
  const { status } = spawnSync("gcc", ["-O3", "-march=native", "-o", program, SOURCE]);
  return status === 0 ? program : undefined;
}

function line(name: string, run: Measured | undefined): string {
  if (run === undefined) return `| ${name} | failed | | | | |`;
  const { cpu, wholeCpu, wall, rssMb, checksum } = run;
  return `| ${name} | ${cpu.toFixed(2)} | ${wholeCpu.toFixed(2)} | ${wall.toFixed(2)} | ${rssMb} | ${checksum} |`;
}

async function measureSize(shares: number, folder: string): Promise<string[]> {
  const path = join(folder, `shares-${shares}.parquet`);
  const cache = join(folder, `cache-${shares}`);
  const spill = join(folder, "spill");
  mkdirSync(cache, { recursive: true });
  await generateShares(path, shares, spill);
  const run = (mode: string, ...more: string[]) =>
    child(mode, path, WINDOW, MINIMUM, ...more) as Measured | undefined;
  const cold = run("ours");
  const keeping = run("ours", cache);
  const warm = run("ours", cache);
  const joined = shares > 2e7 ? undefined : run("join", spill);
  const lines = [
    "",
    `${count(shares)} shares, window ${WINDOW} s, minimum ${MINIMUM}`,
    "",
    "| run | CPU s | CPU s, whole process | wall s | peak MB | pairs, objects, matches, seconds |",
    "|---|---|---|---|---|---|",
    line("file to pairs", cold),
    line("the same, keeping the encoding", keeping),
    line("from the kept encoding", warm),
    ...(joined === undefined ? [] : [line("bucketed join in DuckDB", joined)]),
  ];
  if (cold !== undefined && joined !== undefined)
    lines.push(
      "",
      `Join against file to pairs: ${(joined.cpu / cold.cpu).toFixed(1)} times the CPU, ${(joined.rssMb / cold.rssMb).toFixed(1)} times the memory.`,
    );
  lines.push(...besideC(folder, cache));
  rmSync(path);
  rmSync(cache, { recursive: true });
  return lines;
}

function besideC(folder: string, cache: string): string[] {
  const program = compiled(folder);
  if (program === undefined) return ["", "No C compiler here: the yardstick was not run."];
  const [name] = readdirSync(cache);
  const ours = child("steps", cache, WINDOW, MINIMUM) as Steps | undefined;
  const theirs = output(program, [join(cache, name!), WINDOW, MINIMUM]) as Yardstick | undefined;
  if (ours === undefined || theirs === undefined) return ["", "The yardstick failed."];
  const prep = theirs.prune + theirs.layOut;
  return [
    "",
    `One thread, on the kept encoding: prune and lay out ${ours.pruneAndLayOut.toFixed(2)} s (C ${prep.toFixed(2)} s, ${(ours.pruneAndLayOut / prep).toFixed(1)} times), ` +
      `sweep ${ours.sweep.toFixed(2)} s (C ${theirs.sweep.toFixed(2)} s, ${(ours.sweep / theirs.sweep).toFixed(2)} times; in TypeScript ${ours.typed.toFixed(2)} s); ` +
      `${ours.checksum === theirs.checksum ? "equal pairs" : "PAIRS DIFFER"}.`,
  ];
}

/** Lines to print: a table for each size. Needs the compiled program. */
export async function runCoShareLimitBench(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "plumbline-bench-"));
  const sizes = [1e6, 1e7, ...(process.env["PLUMBLINE_BENCH_100M"] === "1" ? [1e8] : [])];
  try {
    const lines: string[] = [];
    for (const shares of sizes) lines.push(...(await measureSize(shares, folder)));
    return lines;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
