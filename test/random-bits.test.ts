/**
 * One bit changed, in the log, the corpus, an artifact or a published edition: `verify` finds it, or it lies in space that holds nothing and
 * everything that can be read is the same. 40 bits, or as many as `PLUMBLINE_FLIPS` says, from as many seeds as `PLUMBLINE_SEEDS`;
 * what came of them is printed. Each is tried in a program of its own, since what it could end is the process.
 */
import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "libsql";
import { expect, it, onTestFinished } from "vitest";
import { Random } from "../src/kernel/random.ts";
import {
  demoKey,
  findActor,
  importFile,
  sign,
  verifyCase,
  withCase,
  withdraw,
} from "../src/workbench/index.ts";
import { corpusPlaces, LogPlaces } from "./support/bit-places.ts";
import { smallEdition } from "./support/small-edition.ts";
import { tempFolder } from "./support/temp.ts";

const FLIPS = Number(process.env["PLUMBLINE_FLIPS"] ?? 40);
const SEEDS = Number(process.env["PLUMBLINE_SEEDS"] ?? 1);
const CHILD = fileURLToPath(new URL("support/flip-bits.mjs", import.meta.url));

interface End {
  /** `ended` where the process died of it. */
  readonly said: "found" | "unseen" | "raw" | "ended";
  readonly why: string;
  /** Whether log and corpus still hold what they held; of what was unseen. */
  readonly same?: boolean;
}

const POSTS = Array.from({ length: 400 }, (_, i) => {
  const time = new Date(Date.UTC(2031, 2, 1) + i * 61_000).toISOString();
  return `account${i % 17},${time},"a text, number ${i % 90} of many #topic${i % 5}",side ${i % 3}`;
});

/** A case with posts, documents, a signed edition, and the space that a withdrawal leaves. */
async function madeCase(): Promise<string> {
  const root = tempFolder();
  const { folder: edition } = await smallEdition(root);
  await sign(edition, demoKey("EA"));
  const folder = join(root, "case");
  await withCase(folder, {}, async (opened) => {
    const actor = await findActor(opened, { for: "A" });
    for (const part of [POSTS, POSTS.slice(0, 100)]) {
      const path = join(root, "posts.csv");
      writeFileSync(path, `account,time,text,side\n${part.join("\n")}\n`);
      const { run } = await importFile(opened, path, { actor });
      if (part !== POSTS) await withdraw(opened, run, "It was the same file, cut short.", actor);
    }
  });
  writeFileSync(join(root, "more.csv"), `account,time,text\n${POSTS[0]!.replace(/,side 0$/, "")}\n`);
  await withCase(folder, {}, async (opened) => {
    await importFile(opened, join(root, "more.csv"), { actor: await findActor(opened, { for: "A" }) });
  });
  mkdirSync(join(folder, "editions"), { recursive: true });
  renameSync(edition, join(folder, "editions", "low"));
  // The driver folds the log in when it gets to it; here it is done at once.
  const db = new Database(join(folder, "log.db"));
  db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  db.close();
  for (const end of ["-wal", "-shm"]) rmSync(join(folder, `log.db${end}`), { force: true });
  expect(await verifyCase(folder)).toMatchObject({ holds: true });
  return folder;
}

/** The program that tries bits, started anew when one has ended it. */
class Trier {
  readonly #folder: string;
  #child: ChildProcess | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async try(flip: { readonly file: string; readonly byte: number; readonly bit: number }): Promise<End> {
    const path = join(this.#folder, flip.file);
    const whole = readFileSync(path);
    const child = (this.#child ??= await this.#start());
    const end = await new Promise<End>((resolve) => {
      const died = () => {
        this.#child = undefined;
        resolve({ said: "ended", why: "" });
      };
      child.once("exit", died);
      child.once("message", (said) => {
        child.off("exit", died);
        resolve(said as End);
      });
      child.send(flip);
    });
    if (end.said === "ended") writeFileSync(path, whole);
    return end;
  }

  async #start(): Promise<ChildProcess> {
    const child = fork(CHILD, [this.#folder], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
    await new Promise((resolve) => child.once("message", resolve));
    return child;
  }

  stop(): void {
    this.#child?.kill();
  }
}

const KINDS = ["log", "corpus", "artifacts", "editions"] as const;

it("random bits of log, corpus, artifacts and editions are found, or lie where nothing is", async () => {
  const folder = await madeCase();
  const trier = new Trier(folder);
  onTestFinished(() => trier.stop());
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();
  const log = new LogPlaces(readFileSync(join(folder, "log.db")));
  const corpus = await corpusPlaces(join(folder, "corpus.duckdb"));
  const counts = new Map<string, number>();
  const wrong: string[] = [];
  for (let seed = 1; seed <= SEEDS; seed++) {
    const random = new Random(seed);
    for (let i = 0; i < FLIPS; i++) {
      const kind = KINDS[i % KINDS.length]!;
      const own = files.filter((name) => name.startsWith(kind));
      let byte = random.below(own.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0));
      let file = own[0]!;
      for (const name of own) {
        file = name;
        const { size } = statSync(join(folder, name));
        if (byte < size) break;
        byte -= size;
      }
      const end = await trier.try({ file, byte, bit: random.below(8) });
      const place = kind === "log" ? log.of(byte) : kind === "corpus" ? corpus(byte) : kind;
      const holdsNothing = end.said === "unseen" && end.same === true && /^(free|unused|header)/.test(place);
      if (end.said !== "found" && !holdsNothing)
        wrong.push(`${file} byte ${byte} (${place}): ${JSON.stringify(end)}`);
      const name = `${kind}: ${end.said === "found" ? "found" : `${end.said}, ${place}`}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  for (const [name, n] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
    process.stdout.write(`${name}: ${n}\n`);
  expect(wrong).toEqual([]);
});
