/**
 * Fifty analysts at one server over loopback for a minute: each asks, waits up to a second, asks again. Prints the time to the
 * last byte of each kind of request. `npm run bench:load`; asserts that every request was answered, and nothing about time.
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
import { member, PASSWORD } from "../test/support/team.ts";

const PROGRAM = fileURLToPath(new URL("../bin/plumbline.mjs", import.meta.url));
const ANALYSTS = 50;
const SECONDS = 60;
const THINK_MS = 1000;
const RECORDS = 2000;

/** Kinds of request and their share in percent. */
const MIX = [
  ["one record", 30],
  ["page of 100 records", 25],
  ["plumb line", 20],
  ["the case in a few lines", 15],
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

async function fillCase(
  folder: string,
): Promise<{ readonly keeper: string; readonly ids: readonly string[] }> {
  const opened = await Case.open(folder, { create: { by: "founder", organisation: "Desk" } });
  const keeper = await opened.keeper();
  const drafts = Array.from({ length: RECORDS }, (_, i) => ({
    id: opened.log.issueId("Premise"),
    type: "Premise" as const,
    by: "founder",
    for: keeper,
    marking: { tlp: "AMBER" as const },
    body: { kind: "gap" as const, text: `What is not known, number ${i}. ${"Some words. ".repeat(20)}` },
  }));
  await opened.log.append(drafts);
  await opened.close();
  return { keeper, ids: drafts.map(({ id }) => id) };
}

interface Server {
  readonly base: string;
  /** Seconds of processor time so far; undefined where the system does not tell. */
  cpuSeconds(): number | undefined;
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
  return { base, cpuSeconds: () => cpuSecondsOf(child.pid!), stop };
}

it("fifty analysts for a minute", async () => {
  const root = mkdtempSync(join(tmpdir(), "plumbline-load-"));
  const folder = join(root, "case");
  const { keeper, ids } = await fillCase(folder);
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
      const paths: Record<Kind, string> = {
        "one record": `/records/${ref}`,
        "page of 100 records": `/records?limit=100&after=${ref}`,
        "plumb line": `/trace/${ref}`,
        "the case in a few lines": "",
        "append one record": "/records",
      };
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
      const response = await fetch(`${base}/api/cases/case${paths[kind]}`, init);
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`${kind}: ${response.status}`);
      times.get(kind)?.push(performance.now() - start);
    }
  };
  await Promise.all(tokens.map(analyst));
  const cpuAfter = server.cpuSeconds();
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
  process.stdout.write(
    `${answered} requests, ${perRequest.toFixed(1)} ms of the server's processor time each\n\n`,
  );
});
