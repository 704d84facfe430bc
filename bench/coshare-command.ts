/**
 * The whole command `plumbline coshare --no-tests` on generated shares, as Parquet, as CSV, and as Parquet of which one link in five is
 * written otherwise (`http`, `www.`, a parameter that says where somebody came from), beside a join in SQL that writes the same seven columns,
 * one after the other in one go. Processor time of all processes and memory of the largest one, by GNU time; skipped where there is none.
 * PLUMBLINE_BENCH_SHARES says how many shares, by default one million and ten.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
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

/** The same shares in other files: as CSV, and with one link in five written otherwise. */
async function otherFiles(path: string): Promise<{ readonly csv: string; readonly odd: string }> {
  const [csv, odd] = [`${path}.csv`, `${path}.odd`];
  const instance = await DuckDBInstance.create(":memory:", { threads: "2", memory_limit: "4GB" });
  const connection = await instance.connect();
  try {
    await connection.run(`COPY (FROM read_parquet('${path}')) TO '${csv}' (FORMAT csv, HEADER)`);
    await connection.run(
      `COPY (SELECT account, ts, CASE WHEN hash(object) % 5 = 0 THEN replace(object, 'https://', 'http://www.') || '?utm_source=x'
               ELSE object END AS object FROM read_parquet('${path}')) TO '${odd}' (FORMAT parquet)`,
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  return { csv, odd };
}

function command(path: string, edges: string): Measured {
  const given = ["--map", "account=account,time=ts,url=object", "--object", "url", "--window", WINDOW];
  const how = ["--min", MINIMUM, "--no-tests", "--force", "--out", edges];
  return measured([file("../bin/plumbline.mjs"), "coshare", path, ...given, ...how]);
}

async function lines(shares: number, path: string, folder: string): Promise<string[]> {
  const [edges, joined] = [join(folder, "edges.csv"), join(folder, "joined.csv")];
  const { csv, odd } = await otherFiles(path);
  const theirs = measured([file("command-join.mjs"), path, joined, WINDOW, MINIMUM, join(folder, "spill")]);
  const row = (what: string, { cpu, mb }: Measured) => {
    const ratios = `${(theirs.cpu / cpu).toFixed(1)} | ${(theirs.mb / mb).toFixed(1)}`;
    return `| ${count(shares)} | ${what} | ${cpu.toFixed(1)} | ${mb} | ${ratios} |`;
  };
  const ours = (what: string, from: string): string[] => {
    const made = row(what, command(from, edges));
    const equal = checksum(edges) === checksum(joined);
    return [made, ...(equal ? [] : ["THE EDGES DIFFER", checksum(edges), checksum(joined)])];
  };
  return [
    row("a join", theirs),
    ...ours("the command, Parquet", path),
    ...ours("the command, CSV", csv),
    ...ours("the command, one link in five not plain", odd),
  ];
}

it.skipIf(!existsSync(TIME))("the whole command", async () => {
  const asked = process.env["PLUMBLINE_BENCH_SHARES"];
  for (const shares of asked === undefined ? [1e6, 1e7] : [Number(asked)]) {
    const folder = mkdtempSync(join(tmpdir(), "plumbline-bench-"));
    try {
      const path = join(folder, "shares.parquet");
      await generateShares(path, shares, join(folder, "spill"));
      const head = [
        "| shares | run | CPU s | peak MB | join / run, CPU | join / run, MB |",
        "|---|---|---|---|---|---|",
      ];
      process.stdout.write(`${[...head, ...(await lines(shares, path, folder))].join("\n")}\n\n`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
});
