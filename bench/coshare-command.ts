/**
 * The whole command `plumbline coshare --no-tests` on a generated file, beside a join in SQL that writes the same seven columns, one after
 * the other in one go. Processor time of all processes and memory of the largest one, by GNU time; skipped where there is none.
 * PLUMBLINE_BENCH_SHARES says how many shares, by default one million and ten.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { it } from "vitest";
import { count } from "../src/words.ts";
import { generateShares } from "./generate.ts";

const TIME = "/usr/bin/time";
const WINDOW = "60";
const MINIMUM = "2";
const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

interface Measured {
  readonly cpu: number;
  readonly mb: number;
}

function measured(args: readonly string[]): Measured {
  const { status, stderr } = spawnSync(TIME, ["-f", "%U %S %M", process.execPath, ...args], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  const [user, system, kb] = stderr.trim().split("\n").at(-1)!.split(" ").map(Number);
  return { cpu: user! + system!, mb: Math.round(kb! / 1024) };
}

/** Sums that hold whichever account is called the source, and in whatever order. */
function checksum(path: string): string {
  const rows = readFileSync(path, "utf8").trim().split("\n").slice(1);
  const sums = [0, 0, 0, 0];
  for (const row of rows) {
    const [objects, matches, median, first, second] = row.split(",").slice(2).map(Number);
    [objects!, matches!, median!, first! + second!].forEach((value, i) => (sums[i]! += value));
  }
  return [rows.length, ...sums].join(" ");
}

function lines(shares: number, path: string, folder: string): string[] {
  const [edges, joined] = [join(folder, "edges.csv"), join(folder, "joined.csv")];
  const given = ["--map", "account=account,time=ts,url=object", "--object", "url", "--window", WINDOW];
  const ours = measured([
    file("../bin/plumbline.mjs"),
    "coshare",
    path,
    ...given,
    "--min",
    MINIMUM,
    "--no-tests",
    "--out",
    edges,
  ]);
  const theirs = measured([file("command-join.mjs"), path, joined, WINDOW, MINIMUM, join(folder, "spill")]);
  const equal = checksum(edges) === checksum(joined);
  return [
    `| ${count(shares)} | the command | ${ours.cpu.toFixed(1)} | ${ours.mb} |`,
    `| ${count(shares)} | a join | ${theirs.cpu.toFixed(1)} | ${theirs.mb} |`,
    `| | join / command | ${(theirs.cpu / ours.cpu).toFixed(1)} | ${(theirs.mb / ours.mb).toFixed(1)} |`,
    ...(equal ? [] : ["THE EDGES DIFFER", checksum(edges), checksum(joined)]),
  ];
}

it.skipIf(!existsSync(TIME))("the whole command", async () => {
  const asked = process.env["PLUMBLINE_BENCH_SHARES"];
  for (const shares of asked === undefined ? [1e6, 1e7] : [Number(asked)]) {
    const folder = mkdtempSync(join(tmpdir(), "plumbline-bench-"));
    try {
      const path = join(folder, "shares.parquet");
      await generateShares(path, shares, join(folder, "spill"));
      const head = ["| shares | run | CPU s | peak MB |", "|---|---|---|---|"];
      process.stdout.write(`${[...head, ...lines(shares, path, folder)].join("\n")}\n\n`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
});
