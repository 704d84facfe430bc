/**
 * Space: what a case of so many posts and one of so many records take on disk, and how much memory importing, searching and serving
 * them takes. `npm run bench -- bench/space.ts`; prints, and asserts that every command ended well. `PLUMBLINE_SPACE_POSTS` and
 * `PLUMBLINE_SPACE_RECORDS` give other numbers, with commas between them.
 */
import { DuckDBInstance } from "@duckdb/node-api";
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { it } from "vitest";
import { count } from "../src/words.ts";
import { Case } from "../src/workbench/index.ts";

const PROGRAM = fileURLToPath(new URL("../bin/plumbline.mjs", import.meta.url));
const LOOK_MS = 50;
const BATCH = 2000;

const numbers = (name: string, usual: string): number[] =>
  (process.env[name] ?? usual).split(",").map(Number);
const POSTS = numbers("PLUMBLINE_SPACE_POSTS", "1000000,10000000");
const RECORDS = numbers("PLUMBLINE_SPACE_RECORDS", "1000,10000,100000");

/** Each line as it is known: the largest may take an hour. */
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const megabytes = (bytes: number): string => count(Math.round(bytes / 1e6));

/** Posts of some 100 characters by a twentieth as many accounts: a fifth of the texts and of the links are shared. */
async function writePosts(path: string, posts: number): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "2", memory_limit: "4GB" });
  const connection = await instance.connect();
  await connection.run(`COPY (
    SELECT 'account' || (hash(i, 1) % ${Math.round(posts / 20)}) AS account,
           make_timestamp(((1704067200 + i * 2592000 // ${posts}))::BIGINT * 1000000) AS time,
           'word' || (hash(n, 2) % 20000) || ' word' || (hash(n, 3) % 20000) || ' said that word' || (hash(n, 4) % 20000) ||
             ' would not, and so did word' || (hash(n, 5) % 20000) || ' of item ' || n || ' #topic' || (n % 500) AS text,
           'https://news.example/' || n AS url
      FROM (SELECT i, CASE WHEN i % 5 = 0 THEN i // 50 ELSE i END AS n FROM range(${posts}) r(i)))
    TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
}

function sizeOf(path: string): number {
  const found = statSync(path);
  if (!found.isDirectory()) return found.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

/** Most resident memory so far of a process and of the largest of its children, in bytes; 0 where the system does not tell. */
function peakOf(pid: number): number {
  try {
    const own = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1024;
    const tasks = readdirSync(`/proc/${pid}/task`);
    const children = tasks.flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, "utf8")
        .split(" ")
        .filter((one) => one !== ""),
    );
    return Math.max(own, ...children.map((child) => peakOf(Number(child))));
  } catch {
    return 0;
  }
}

/** Runs the program to its end, or until it has said `until`; returns the most memory of its largest process, in bytes. */
async function peakWhile(
  args: readonly string[],
  until?: (said: string) => Promise<boolean>,
): Promise<number> {
  const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  let most = 0;
  let said = "";
  let ending = false;
  const look = setInterval(() => (most = Math.max(most, peakOf(child.pid!))), LOOK_MS);
  const end = async (): Promise<void> => {
    if (until === undefined || ending || !(await until(said))) return;
    ending = true;
    most = Math.max(most, peakOf(child.pid!));
    child.kill("SIGINT");
  };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    void end();
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  clearInterval(look);
  if (code !== 0 && !ending) throw new Error(`${args.join(" ")} ended with ${code}`);
  return most;
}

/** Serves a case and asks for the addresses once each, as its owner. */
async function peakServing(folder: string, addresses: readonly string[]): Promise<number> {
  let asked = false;
  return peakWhile(["serve", folder, "--port", "0", "--json"], async (said) => {
    const start = /"(http:[^"]*\/start[^"]*)"/.exec(said)?.[1];
    if (start === undefined || asked) return false;
    asked = true;
    const { origin, hash } = new URL(start);
    const session = await fetch(`${origin}/session`, {
      method: "POST",
      redirect: "manual",
      headers: { origin, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ token: hash.slice(1), next: "/" }),
    });
    const cookie = session.headers
      .getSetCookie()
      .map((one) => one.split(";")[0])
      .join("; ");
    for (const address of addresses) {
      const answer = await fetch(`${origin}/api/cases/case${address}`, { headers: { cookie } });
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      await answer.arrayBuffer();
    }
    return true;
  });
}

it("posts", async () => {
  say("| posts | file | artifact | corpus | memory to import | to detect co-share | to serve a search |");
  say("|---|---|---|---|---|---|---|");
  for (const posts of POSTS) {
    const root = mkdtempSync(join(tmpdir(), "plumbline-space-"));
    const [file, folder] = [join(root, "posts.parquet"), join(root, "case")];
    await writePosts(file, posts);
    const importing = await peakWhile(["import", folder, file]);
    const detecting = await peakWhile(["detect", "co-share", folder, "--object", "url"]);
    const serving = await peakServing(folder, [
      "/posts?limit=50",
      "/posts?limit=50&q=word777",
      "/posts/histogram",
    ]);
    const sizes = [sizeOf(file), sizeOf(join(folder, "artifacts")), sizeOf(join(folder, "corpus.duckdb"))];
    say(
      `| ${[count(posts), ...[...sizes, importing, detecting, serving].map((bytes) => `${megabytes(bytes)} MB`)].join(" | ")} |`,
    );
    rmSync(root, { recursive: true, force: true });
  }
});

it("records", async () => {
  say("| records | log | memory to list them | to verify | to serve |");
  say("|---|---|---|---|---|");
  for (const records of RECORDS) {
    const root = mkdtempSync(join(tmpdir(), "plumbline-space-"));
    const folder = join(root, "case");
    const opened = await Case.open(folder, { create: { by: "founder", organisation: "Desk" } });
    const keeper = await opened.keeper();
    for (let written = 1; written < records; written += BATCH)
      await opened.log.append(
        Array.from({ length: Math.min(BATCH, records - written) }, (_, i) => ({
          id: opened.log.issueId("Premise"),
          type: "Premise" as const,
          by: "founder",
          for: keeper,
          marking: { tlp: "AMBER" as const },
          body: {
            kind: "gap" as const,
            text: `What is not known, number ${written + i}. ${"Some words. ".repeat(20)}`,
          },
        })),
      );
    await opened.close();
    const listing = await peakWhile(["log", folder]);
    const verifying = await peakWhile(["verify", folder]);
    const serving = await peakServing(folder, ["", "/records?limit=100", "/judgments", "/ledger", "/review"]);
    say(
      `| ${[count(records), ...[sizeOf(join(folder, "log.db")), listing, verifying, serving].map((bytes) => `${megabytes(bytes)} MB`)].join(" | ")} |`,
    );
    rmSync(root, { recursive: true, force: true });
  }
});
