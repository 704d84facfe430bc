/**
 * Who only reads leaves no trace: a case and its editions are, after every command that reads, what they were before, down to the times of
 * their entries, also where a program was killed and left side files and staging. And what only reads works on a medium that
 * nobody can write, and on a full one.
 */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ownerSite } from "../src/desk/index.ts";
import { lookAtLog } from "../src/store/log/look.ts";
import { prepareDemo, verifyCase, withCase } from "../src/workbench/index.ts";
import { runCommand } from "./support/command.ts";
import { asItLies, freeze, mayFreeze, mayMount, smallDisk } from "./support/disks.ts";
import { killedAfter } from "./support/killed.ts";
import { PROGRAM_GUARD } from "./support/patience.ts";
import { tempFolder } from "./support/temp.ts";

const WRITER = fileURLToPath(new URL("support/append-forever.mjs", import.meta.url));
const root = tempFolder(afterAll);
/** Holds `case` and `editions`. */
let made: string;
beforeAll(async () => {
  const { folder } = await prepareDemo(root, { say: () => undefined });
  made = dirname(folder);
});

/** Every command that reads a case or an edition, as words; `out` is a folder outside of both. */
const commands = (at: string, out: string): readonly (readonly string[])[] => {
  const folder = join(at, "case");
  const edition = (name: string) => join(at, "editions", name);
  return [
    ["log", folder],
    ["verify", folder],
    ["verify", edition("public")],
    ["trace", folder, "J1"],
    ["trace", folder, "coshare#f1"],
    ["questions", folder],
    ["history", folder, "J1"],
    ["ledger", folder],
    ["matrix", folder, "Q3"],
    ["chain", folder],
    ["calibration", folder],
    ["coding", folder],
    ["lint", folder, "--ceiling", "CLEAR"],
    ["checklist", folder, "--ceiling", "CLEAR"],
    ["publish", folder, "--ceiling", "CLEAR", "--dry-run"],
    ["diff", edition("restricted"), edition("public")],
    ["parity", edition("public"), edition("restricted")],
    ["backup", folder, join(out, "backup")],
  ];
};

/** Those that render no edition. */
const QUICK = ["log", "trace", "questions", "ledger", "lint"];

async function sayAll(
  at: string,
  only: readonly string[] = [],
): Promise<Record<string, { status: number; printed: string }>> {
  const out = tempFolder();
  const said: Record<string, { status: number; printed: string }> = {};
  for (const words of commands(at, out)) {
    if (only.length > 0 && !only.includes(words[0]!)) continue;
    const { status, printed } = await runCommand(words);
    const name = words.join(" ").replaceAll(at, "AT").replaceAll(out, "OUT");
    said[name] = { status, printed: printed.replaceAll(at, "AT").replaceAll(out, "OUT") };
  }
  return said;
}

function copied(): string {
  const at = join(tempFolder(), "demo");
  cpSync(made, at, { recursive: true });
  return at;
}

/** A case as a program leaves it that was killed while it wrote: a write-ahead log with records, and staged rows. */
async function killed(at: string): Promise<string> {
  const folder = join(at, "case");
  const said = await killedAfter([WRITER, join(folder, "log.db")], { lines: 5, ms: 0 });
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(["log.db-wal", "log.db-shm"]));
  // No process has this id: the largest is 2^22 on 64 bits.
  mkdirSync(join(folder, "staging", "99999999"), { recursive: true });
  writeFileSync(join(folder, "staging", "99999999", "rows"), "somebody's words");
  return said;
}

it("no command that reads changes a byte, a time or an entry, not even where a program was killed", async () => {
  const at = copied();
  const size = (await verifyCase(join(at, "case"))).records;
  const acknowledged = (await killed(at)).split("\n").slice(0, -1).join(" ").split(" ");
  const before = asItLies(at);
  const said = await sayAll(at);
  const verdict = await verifyCase(join(at, "case"));
  expect(asItLies(at)).toEqual(before);
  // Questions are not answered in the demo, so lint says no; nothing fails.
  expect(Object.entries(said).filter(([, { status }]) => status > 1)).toEqual([]);
  expect(verdict).toMatchObject({ holds: true });
  expect(verdict.records).toBeGreaterThanOrEqual(size + acknowledged.length);
  expect(verdict.notes.join(" ")).toContain("The log was not closed");
  expect(verdict.notes.join(" ")).toContain("left 1 folder in staging");
  for (const id of acknowledged) expect(said["log AT/case"]?.printed).toContain(id);
  // Nothing of it stays elsewhere, either.
  const left = [tmpdir(), "/dev/shm"]
    .filter((place) => existsSync(place))
    .flatMap((place) => readdirSync(place));
  const ours = ["log", "reading", "spill"].map((kind) => `plumbline-${kind}-${process.pid}-`);
  expect(left.filter((name) => ours.some((beginning) => name.startsWith(beginning)))).toEqual([]);
  // On a medium that cannot be written it is the same.
  if (mayFreeze) expect(await sayAll(freeze(at))).toEqual(said);
});

it("the next command that writes folds the records in and puts the rest in order", async () => {
  const at = copied();
  await killed(at);
  const { records } = await verifyCase(join(at, "case"));
  await withCase(join(at, "case"), {}, async ({ log }) => expect(await log.size()).toBe(records));
  expect(readdirSync(join(at, "case")).filter((name) => name === "staging")).toEqual([]);
});

it("a corpus that does not fit is read again outside of the case", async () => {
  const at = copied();
  const folder = join(at, "case");
  const right = await runCommand(["trace", folder, "coshare#f1"]);
  writeFileSync(join(folder, "corpus.duckdb"), "no corpus");
  const before = asItLies(at);
  const { status, printed } = await runCommand(["trace", folder, "coshare#f1"]);
  expect(status).toBe(0);
  expect(printed).toContain("its rows are read again from the files");
  expect(printed.endsWith(right.printed)).toBe(true);
  expect(asItLies(at)).toEqual(before);
});

/** Adds a record to the log and closes it, in a program of its own. */
const ADD = `
import { SqliteLog } from ${JSON.stringify(new URL("../dist/store/log/sqlite-log.js", import.meta.url).href)};
import { systemEffects } from ${JSON.stringify(new URL("../dist/store/effects.js", import.meta.url).href)};
const log = SqliteLog.open(process.argv[1], systemEffects);
const id = log.issueId("Premise");
const { id: party } = (await log.entries())[0];
await log.append([{ id, type: "Premise", by: "t", for: party, marking: { tlp: "AMBER" }, body: { kind: "gap", text: "more" } }]);
await log.close();`;

it("a log that somebody writes to while it is looked at is looked at again", async () => {
  const path = join(copied(), "case", "log.db");
  let calls = 0;
  const look = (meanwhile: () => void) =>
    lookAtLog(path, (db) => {
      calls += 1;
      const { n } = db.prepare("SELECT count(*) AS n FROM log").get() as { n: number };
      meanwhile();
      return n;
    });
  const size = look(() => undefined);
  expect(calls).toBe(1);
  const seen = look(() => {
    if (calls === 2)
      execFileSync(process.execPath, ["--input-type=module", "-e", ADD, path], { timeout: PROGRAM_GUARD });
  });
  expect(seen).toBe(size + 1);
  expect(calls).toBe(3);
});

if (mayFreeze)
  describe("a medium that cannot be written", () => {
    it("refuses a command that writes with one line, and stays as it is", async () => {
      const at = copied();
      await killed(at);
      const before = asItLies(at);
      const frozen = freeze(at);
      const folder = join(frozen, "case");
      const posts = join(tempFolder(), "posts.csv");
      writeFileSync(posts, "account,time,text\nada,2031-03-01T08:00:00Z,Bread\n");
      const records = join(tempFolder(), "records.yaml");
      writeFileSync(
        records,
        "plumbline: 1\nby: ada\nfor: EA\nrecords:\n  - { claim: C-new, text: A claim. }\n",
      );
      for (const words of [
        ["import", folder, posts],
        ["record", folder, records],
        ["detect", "co-share", folder],
        ["withdraw", folder, "J1", "--why", "Wrong."],
        ["publish", folder, "--ceiling", "CLEAR", "--out", join(tempFolder(), "edition")],
        ["purge", folder, "J1", "--why", "Wrong."],
      ]) {
        const { status, printed } = await runCommand(words);
        expect([words[0], status]).toEqual([words[0], 5]);
        expect(printed.trim().split("\n")).toHaveLength(1);
        expect(printed).toContain("[STORE]");
      }
      expect(asItLies(at)).toEqual(before);
    });

    it("is served to be read, which is said, and each write is refused with one line", async () => {
      const at = copied();
      const before = asItLies(at);
      const said: string[] = [];
      const { site, owner } = ownerSite({ say: (text) => said.push(text) });
      try {
        await site.add(join(freeze(at), "case"), { editions: join(at, "editions") });
        const seat = await site.seat(owner.exchange(owner.token!), "case");
        expect(said.join(" ")).toContain("it cannot be written here");
        expect((await seat.records({ limit: 5 })).records).toHaveLength(5);
        expect((await seat.editions()).map(({ name }) => name)).toEqual(["public", "restricted"]);
        expect((await seat.trace("J1")).next.length).toBeGreaterThan(0);
        await expect(seat.append([])).rejects.toMatchObject({ code: "READ_ONLY" });
        expect(() => seat.demand("record")).toThrow(expect.objectContaining({ code: "READ_ONLY" }));
        expect(() => seat.demand("release")).toThrow(expect.objectContaining({ code: "READ_ONLY" }));
        expect(() => seat.served.opened.makeStaging()).toThrow(
          expect.objectContaining({ code: "READ_ONLY" }),
        );
      } finally {
        await site.close();
      }
      expect(asItLies(at)).toEqual(before);
    });
  });
else
  describe.skip("a medium that cannot be written: mounting one needs a right, and modes do not stop root", () =>
    undefined);

if (mayMount)
  describe("a full disk", () => {
    it("is read by every command, and served to be read", async () => {
      const disk = smallDisk(65_536);
      const at = join(disk.folder, "demo");
      cpSync(made, at, { recursive: true });
      await killed(at);
      rmSync(join(at, "case", "log.db-shm"));
      const right = await sayAll(at, QUICK);
      fill(disk.folder);
      const before = asItLies(at);
      expect(await sayAll(at, QUICK)).toEqual(right);
      expect(asItLies(at)).toEqual(before);
      const { site, owner } = ownerSite();
      try {
        await site.add(join(at, "case"), { editions: join(at, "editions") });
        const seat = await site.seat(owner.exchange(owner.token!), "case");
        expect((await seat.records({ limit: 5 })).records).toHaveLength(5);
        await expect(seat.append([])).rejects.toMatchObject({ code: "READ_ONLY" });
      } finally {
        await site.close();
      }
    });
  });
else describe.skip("a full disk: mounting a small one needs a right", () => undefined);

/** Takes every byte that the disk has left. */
function fill(folder: string): void {
  const file = join(folder, "filler");
  for (const size of [1 << 20, 4096, 1])
    for (;;)
      try {
        writeFileSync(file, Buffer.alloc(size), { flag: "a" });
      } catch {
        break;
      }
}
