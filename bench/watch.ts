/**
 * A watch as a whole process: a Jetstream of ours on the loopback interface sends posts at a rate, `plumbline watch` takes them in, and
 * what is in the case at the end is counted. Run by `npm run bench -- bench/watch.ts`; it prints and asserts nothing about time. The
 * server runs beside it on the same machine and is measured apart.
 */
import { spawn } from "node:child_process";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { Random } from "../src/kernel/random.ts";
import { count } from "../src/words.ts";
import { Case } from "../src/workbench/index.ts";
import { jetEvent, jetstreamServer } from "../test/support/jetstream-server.ts";
import type { JetEvent } from "../test/support/jetstream-server.ts";

const PROGRAM = fileURLToPath(new URL("../bin/plumbline.mjs", import.meta.url));
const SECONDS = Number(process.env["PLUMBLINE_BENCH_SECONDS"] ?? 120);
const RATE = Number(process.env["PLUMBLINE_BENCH_RATE"] ?? 5000);
const ACCOUNTS = 100_000;
const STEP_MS = 20;

const random = new Random(12);
let made = 0;

/** A post as long as most are; one in twenty repeats a text that others have posted lately. */
function nextEvent(time_us: number): JetEvent {
  const n = made++;
  const text =
    random.below(20) === 0
      ? `everybody says number ${n % 997}, #topic${n % 40} https://news.example/${n % 997}`
      : `post ${n}: what is said here is said by nobody else and is about as long as what people write, #topic${n % 40} https://news.example/${n}`;
  return jetEvent(time_us, {
    did: `did:plc:${random.below(ACCOUNTS).toString(36).padStart(24, "a")}`,
    rkey: `3k${n}`,
    text,
  });
}

/**
 * Of a process and its children: CPU seconds so far, and memory now, in MB. Of a page that several of them have in memory (the database's
 * program, of 70 MB) each counts its share (`Pss`); a sum of resident memory would count it once for each.
 */
async function usage(
  pid: number,
): Promise<{ readonly cpu: number; readonly ended: number; readonly mb: number }> {
  const fields = (await readFile(`/proc/${pid}/stat`, "utf8")).split(") ").at(-1)!.split(" ");
  const tasks = await readdir(`/proc/${pid}/task`);
  const below = await Promise.all(
    tasks.map(async (task) =>
      (await readFile(`/proc/${pid}/task/${task}/children`, "utf8").catch(() => "")).split(" "),
    ),
  );
  const memory = await readFile(`/proc/${pid}/smaps_rollup`, "utf8");
  let mb = (Number(/^Pss:\s*(\d+) kB$/m.exec(memory)?.[1] ?? 0) * 1024) / 1e6;
  for (const child of below.flat().filter((one) => one !== ""))
    mb += await usage(Number(child)).then(
      (one) => one.mb,
      () => 0,
    );
  return {
    cpu: (Number(fields[11]) + Number(fields[12])) / 100,
    ended: (Number(fields[13]) + Number(fields[14])) / 100,
    mb,
  };
}

/** Posts in the lines of news so far. */
const takenIn = (lines: readonly string[]): number =>
  lines.reduce(
    (sum, line) => sum + Number(/UTC: ([\d,]+) post/.exec(line)?.[1]?.replaceAll(",", "") ?? 0),
    0,
  );

/** CPU seconds of children of this process that have ended, and of theirs. */
async function endedChildren(): Promise<number> {
  return (await usage(process.pid)).ended;
}

it(`takes in ${count(RATE)} posts a second for ${SECONDS} s`, async () => {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-bench-"));
  const server = await jetstreamServer();
  const child = spawn(
    process.execPath,
    [PROGRAM, "watch", join(folder, "case"), server.address, "--every", "20"],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => lines.push(line));
  const closed = new Promise<void>((resolve) => {
    child.once("close", () => resolve());
  });
  try {
    while (server.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    const own = process.cpuUsage();
    const begun = performance.now();
    const from = Date.now() * 1000;
    let most = { mb: 0, waiting: 0 };
    let [cpu, ended] = [0, 0];
    for (let looked = 0; performance.now() - begun < SECONDS * 1000;) {
      const due = Math.floor(((performance.now() - begun) / 1000) * RATE);
      while (made < due) server.add(nextEvent(from + Math.floor((made * 1e6) / RATE)));
      if (performance.now() - looked > 500) {
        looked = performance.now();
        const now = await usage(child.pid!);
        [cpu, ended] = [now.cpu, now.ended];
        most = { mb: Math.max(most.mb, now.mb), waiting: Math.max(most.waiting, server.waiting()) };
      }
      await new Promise((resolve) => setTimeout(resolve, STEP_MS));
    }
    const sent = made;
    // What the system holds between the two is read before the end is asked for.
    const sentFor = (performance.now() - begun) / 1000;
    while (takenIn(lines) < sent) await new Promise((resolve) => setTimeout(resolve, 100));
    const late = (performance.now() - begun) / 1000 - sentFor;
    const { user, system } = process.cpuUsage(own);
    const stopped = performance.now();
    child.kill("SIGTERM");
    await closed;
    const after = (performance.now() - stopped) / 1000;
    const whole = await endedChildren();
    const opened = await Case.open(join(folder, "case"));
    const { posts, imports, repeats } = await (await opened.corpus()).stats();
    await opened.close();
    process.stdout.write(
      [
        ...lines.map((line) => `  ${line}`),
        `sent ${count(sent)} posts in ${sentFor.toFixed(1)} s (${count(Math.round(sent / sentFor))} a second); the last was in the case ${late.toFixed(1)} s later; the end took ${after.toFixed(1)} s`,
        `in the case: ${count(posts)} posts (${count(posts - repeats)} distinct) in ${count(imports)} imports`,
        `watch with its children, while posts were sent: ${(cpu + ended).toFixed(0)} CPU s, to its end ${whole.toFixed(0)} CPU s (${count(Math.round(posts / whole))} posts a CPU second); most memory ${count(Math.round(most.mb))} MB; most that waited at the server ${count(Math.round(most.waiting / 1e6))} MB; the server itself ${((user + system) / 1e6).toFixed(0)} CPU s`,
        "",
      ].join("\n"),
    );
    expect(posts).toBe(sent);
    expect(repeats).toBe(0);
  } finally {
    child.kill("SIGKILL");
    await closed;
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
});
