/**
 * Every instrument over a million posts as a whole command, `plumbline detect`, over a case that holds them. `npm run bench --
 * bench/instruments-command.ts`; prints seconds and CPU seconds, asserts that each answered. PLUMBLINE_BENCH_POSTS: posts, a million unless told.
 */
import { spawnSync } from "node:child_process";
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { Random } from "../src/kernel/index.ts";

const POSTS = Number(process.env["PLUMBLINE_BENCH_POSTS"] ?? "1000000");
const [ACCOUNTS, DAYS, WORDS] = [20_000, 200, 5000];
const START = Date.UTC(2034, 0, 1);
const PLUMBLINE = join(import.meta.dirname, "..", "bin", "plumbline.mjs");

/** Half of the accounts are a desk that turns to the loan on day 120; a fifth of the posts name a subject. */
async function posts(path: string): Promise<void> {
  const random = new Random(1);
  const out = createWriteStream(path);
  out.write("id,account,time,text,desk,topic\n");
  for (let i = 0; i < POSTS; i++) {
    const account = random.below(ACCOUNTS);
    const second = random.below(DAYS * 86_400);
    const words = Array.from({ length: 12 }, () => `word${Math.floor(WORDS * random.uniform() ** 2)}`);
    const name = i % 5 > 0 ? "" : i % 3 === 0 ? " Alder" : " Birch";
    const turned = account % 2 === 0 && second >= 120 * 86_400 && random.uniform() < 0.4;
    const topic = turned ? "loan" : `topic-${random.below(40)}`;
    const time = new Date(START + 1000 * second).toISOString();
    const line = `p${i},acc${account},${time},${words.join(" ")}${name},${account % 2 === 0 ? "first" : "second"},${topic}\n`;
    if (!out.write(line)) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
}

const TABLES = {
  "events.csv": "start,end,title,kind\n2034-05-01,,A ruling,ruling\n2034-06-01,,A meeting,meeting\n",
  "polls.csv": `date,lead\n${Array.from({ length: DAYS }, (_, d) => `${new Date(START + 86_400_000 * d).toISOString().slice(0, 10)},${(d % 7) - 2}`).join("\n")}\n`,
  "sets.csv": `set,target,collected,released\n${Array.from({ length: 10 }, (_, i) => `s${i},${i < 5 ? "alder" : "birch"},yes,${i < 4 ? "yes" : "no"}`).join("\n")}\n`,
  "parties.csv": "key,name,aliases\nalder,Alder,\nbirch,Birch,\n",
};
const ASKED: readonly (readonly string[])[] = [
  [
    "shift",
    "--group",
    "column:desk=first",
    "--column",
    "topic",
    "--value",
    "loan",
    "--events",
    "all",
    "--series",
    "polls",
  ],
  ["shift", "--group", "column:desk=first", "--column", "topic", "--most", "12"],
  ["shift", "--group", "column:desk=first", "--subjects", "alder,birch"],
  ["rhythm", "--group", "column:desk=first"],
  [
    "preference",
    "--group",
    "column:desk=first",
    "--comparison",
    "column:desk=second",
    "--subjects",
    "alder,birch",
  ],
  ["series-check", "--series", "polls", "--claim", "most"],
  ["disclosure", "--set", "leak", "--first", "alder", "--second", "birch"],
];

it("runs each", async () => {
  const folder = mkdtempSync(join(tmpdir(), "plumbline-bench-"));
  const run = (...given: readonly string[]) => {
    const began = performance.now();
    const before = process.resourceUsage();
    const done = spawnSync("node", [PLUMBLINE, ...given], { encoding: "utf8", maxBuffer: 2 ** 28 });
    if (done.status !== 0) throw new Error(`${given.join(" ")}: ${done.stderr}`);
    return { seconds: (performance.now() - began) / 1000, before, out: done.stdout };
  };
  try {
    const path = join(folder, "case");
    await posts(join(folder, "posts.csv"));
    for (const [name, text] of Object.entries(TABLES)) writeFileSync(join(folder, name), text);
    const bring = (name: string, ...how: string[]) => run("import", path, join(folder, name), ...how);
    bring("posts.csv", "--map", "id=id,account=account,time=time,text=text");
    bring("events.csv", "--as", "events");
    bring("polls.csv", "--as", "series", "--key", "polls", "--map", "date=date,value=lead");
    bring("sets.csv", "--as", "set", "--key", "leak");
    bring("parties.csv", "--as", "subjects");
    process.stdout.write(`| ${POSTS} posts | seconds | answered |\n|---|---|---|\n`);
    for (const [detector, ...asked] of ASKED) {
      const { seconds, out } = run("detect", detector!, path, ...asked);
      expect(out).not.toBe("");
      process.stdout.write(
        `| ${[detector, ...asked].join(" ")} | ${seconds.toFixed(1)} | ${out.split("\n")[0]} |\n`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
