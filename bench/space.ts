/**
 * Space: what a case of so many posts and one of so many records take on disk, and how much memory importing, searching and serving
 * them takes. `npm run bench -- bench/space.ts`; prints, and asserts that every command ended well. `PLUMBLINE_SPACE_POSTS` and
 * `PLUMBLINE_SPACE_RECORDS` give other numbers, with commas between them.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { it } from "vitest";
import { count } from "../src/words.ts";
import { Case } from "../src/workbench/index.ts";
import { writePosts, writeRecords } from "./large-case.ts";

const PROGRAM = fileURLToPath(new URL("../bin/plumbline.mjs", import.meta.url));
const LOOK_MS = 50;

const numbers = (name: string, usual: string): number[] =>
  (process.env[name] ?? usual).split(",").map(Number);
const POSTS = numbers("PLUMBLINE_SPACE_POSTS", "1000000,10000000");
const RECORDS = numbers("PLUMBLINE_SPACE_RECORDS", "1000,10000,100000");

/** Each line as it is known: the largest may take an hour. */
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const megabytes = (bytes: number): string => count(Math.round(bytes / 1e6));

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
    // One more is the organisation that keeps the case.
    await writeRecords(opened, records - 1);
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
