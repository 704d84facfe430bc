/**
 * Many analysts at one server over loopback: each asks, waits up to a second, asks again. The case is the demo's with some thousand
 * records more, so that what is asked for are posts, plumb lines and screens as well as records. Prints the time to the last byte of each
 * kind of request, the processor time of an answer and the memory of the server. `npm run bench:load`; asserts that every request was
 * answered, and nothing about time. The clients run on the same cores.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { it } from "vitest";
import { Random } from "../src/kernel/random.ts";
import { AccountAccess } from "../src/desk/index.ts";
import { Case } from "../src/workbench/index.ts";
import { prepareDemo } from "../src/workbench/prepare.ts";
import { member, PASSWORD } from "../test/support/team.ts";
import { writeRecords } from "./large-case.ts";

const PROGRAM = fileURLToPath(new URL("../bin/plumbline.mjs", import.meta.url));
const ANALYSTS = Number(process.env["PLUMBLINE_LOAD_ANALYSTS"] ?? 50);
const SECONDS = Number(process.env["PLUMBLINE_LOAD_SECONDS"] ?? 60);
const RECORDS = Number(process.env["PLUMBLINE_LOAD_RECORDS"] ?? 2000);
const THINK_MS = 1000;
const WORDS = ["harbour", "ferry", "vote", "the", "minister"];

/** Kinds of request and their share in percent. */
const MIX = [
  ["one record", 15],
  ["page of 100 records", 10],
  ["plumb line of a record", 10],
  ["plumb line of a key judgment", 10],
  ["page of posts", 10],
  ["search of posts", 5],
  ["histogram of posts", 5],
  ["judgments", 5],
  ["ledger", 5],
  ["review", 5],
  ["findings", 5],
  ["the case in a few lines", 5],
  ["append one record", 10],
] as const;
type Kind = (typeof MIX)[number][0];

function kindAt(percent: number): Kind {
  let rest = percent;
  for (const [kind, share] of MIX) {
    if (rest < share) return kind;
    rest -= share;
  }
  return MIX[0][0];
}

/** Where each kind asks, below the case. */
const PATHS: Record<Kind, (random: Random, ref: string) => string> = {
  "one record": (_, ref) => `/records/${ref}`,
  "page of 100 records": (_, ref) => `/records?limit=100&after=${ref}`,
  "plumb line of a record": (_, ref) => `/trace/${ref}`,
  "plumb line of a key judgment": () => "/trace/J1",
  "page of posts": () => "/posts?limit=50",
  "search of posts": (random) => `/posts?limit=50&q=${WORDS[random.below(WORDS.length)]}`,
  "histogram of posts": () => "/posts/histogram",
  judgments: () => "/judgments",
  ledger: () => "/ledger",
  review: () => "/review",
  findings: () => "/findings",
  "the case in a few lines": () => "",
  "append one record": () => "/records",
};

async function fillCase(
  root: string,
): Promise<{ readonly folder: string; readonly keeper: string; readonly ids: readonly string[] }> {
  const { folder } = await prepareDemo(root, { say: () => undefined });
  const opened = await Case.open(folder);
  const keeper = await opened.keeper();
  const ids = await writeRecords(opened, RECORDS);
  await opened.close();
  return { folder, keeper, ids };
}

interface Server {
  readonly base: string;
  /** Seconds of processor time so far; undefined where the system does not tell. */
  cpuSeconds(): number | undefined;
  /** Most resident memory so far, in MB; undefined where the system does not tell. */
  peakMb(): number | undefined;
  stop(): Promise<void>;
}

/** Linux counts processor time in hundredths of a second; user and system are fields 14 and 15. */
function cpuSecondsOf(pid: number): number | undefined {
  const path = `/proc/${pid}/stat`;
  if (!existsSync(path)) return undefined;
  const fields = readFileSync(path, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

async function startServer(folder: string, accounts: string): Promise<Server> {
  const args = [PROGRAM, "serve", folder, "--accounts", accounts, "--port", "0", "--json"];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  const base = await new Promise<string>((resolve) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      const address = /"(http:[^"]*)\/start"/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
  });
  const stop = () =>
    new Promise<void>((resolve) => {
      child.once("close", () => resolve());
      child.kill("SIGINT");
    });
  const cpuSeconds = () => cpuSecondsOf(child.pid!);
  return { base, cpuSeconds, peakMb: () => peakMbOf(child.pid!), stop };
}

function peakMbOf(pid: number): number | undefined {
  const path = `/proc/${pid}/status`;
  if (!existsSync(path)) return undefined;
  return Math.round((Number(/VmHWM:\s+(\d+)/.exec(readFileSync(path, "utf8"))?.[1]) * 1024) / 1e6);
}

it(`${ANALYSTS} analysts for ${SECONDS} s`, async () => {
  const root = mkdtempSync(join(tmpdir(), "plumbline-load-"));
  const { folder, keeper, ids } = await fillCase(root);
  const file = join(root, "accounts.db");
  const accounts = await AccountAccess.open(file, { create: true, cost: { n: 16, r: 1, p: 1 } });
  const tokens: string[] = [];
  for (let i = 0; i < ANALYSTS; i++) {
    await accounts.administration.add("bench", { name: `a${i}`, password: PASSWORD });
    await accounts.administration.grant(
      "bench",
      `a${i}`,
      member("case", [keeper], { ceiling: "AMBER+STRICT" }),
    );
  }
  const server = await startServer(folder, file);
  // Sessions end when a server starts; beside it they are opened without its rates.
  for (let i = 0; i < ANALYSTS; i++) tokens.push(await accounts.signIn(`a${i}`, PASSWORD));
  await accounts.close();
  const { base } = server;
  const cpuBefore = server.cpuSeconds();
  const times = new Map<Kind, number[]>(MIX.map(([kind]) => [kind, []]));
  const end = performance.now() + SECONDS * 1000;

  const analyst = async (token: string, i: number): Promise<void> => {
    const random = new Random(i + 1);
    const headers = { cookie: `plumbline_${new URL(base).port}=${token}`, origin: base };
    while (performance.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, random.below(THINK_MS)));
      const kind = kindAt(random.below(100));
      const ref = ids[random.below(ids.length)] ?? "";
      const body = {
        records: [{ type: "Premise", marking: { tlp: "AMBER" }, body: { kind: "gap", text: "New." } }],
      };
      const init =
        kind === "append one record"
          ? {
              method: "POST",
              headers: { ...headers, "content-type": "application/json" },
              body: JSON.stringify(body),
            }
          : { headers };
      const start = performance.now();
      const response = await fetch(`${base}/api/cases/case${PATHS[kind](random, ref)}`, init);
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`${kind}: ${response.status}`);
      times.get(kind)?.push(performance.now() - start);
    }
  };
  await Promise.all(tokens.map(analyst));
  const cpuAfter = server.cpuSeconds();
  const peakMb = server.peakMb();
  await server.stop();
  rmSync(root, { recursive: true, force: true });

  const at = (sorted: readonly number[], share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0);
  const rows = [...times].map(([kind, taken]) => {
    const sorted = taken.toSorted((a, b) => a - b);
    return `| ${kind} | ${sorted.length} | ${at(sorted, 0.5)} | ${at(sorted, 0.99)} | ${at(sorted, 1)} |`;
  });
  process.stdout.write(
    `\n| request | answered | p50 ms | p99 ms | longest ms |\n|---|---|---|---|---|\n${rows.join("\n")}\n\n`,
  );
  if (cpuBefore === undefined || cpuAfter === undefined) return;
  const answered = [...times.values()].reduce((sum, taken) => sum + taken.length, 0);
  const perRequest = (1000 * (cpuAfter - cpuBefore)) / answered;
  const sorted = [...times.values()].flat().toSorted((a, b) => a - b);
  process.stdout.write(
    `${ANALYSTS} analysts, ${answered} requests: p50 ${at(sorted, 0.5)} ms, p99 ${at(sorted, 0.99)} ms; ${perRequest.toFixed(1)} ms of the server's processor time each; most memory ${peakMb} MB\n\n`,
  );
});
