import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import Database from "libsql";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PlumblineError } from "../../errors.ts";
import { Random } from "../../kernel/random.ts";
import type { Marking } from "../../model/marking.ts";
import { PREDICATES } from "../../model/records.ts";
import { repeatableEffects } from "../effects.ts";
import type { IssuedDraft } from "./case-log.ts";
import { SqliteLog } from "./sqlite-log.ts";
import { verifyLog } from "./verify.ts";

let folder: string;
let path: string;
let log: SqliteLog;
let org: string;

const STRICT: Marking = { tlp: "AMBER+STRICT" };
const CLEAR: Marking = { tlp: "CLEAR" };

function seededEffects(seed: number) {
  const random = new Random(seed);
  return repeatableEffects("2031-10-01T08:00:00.000Z", (count) =>
    Uint8Array.from({ length: count }, () => random.below(256)),
  );
}

const premise = (text: string, marking = STRICT): IssuedDraft => ({
  id: log.issueId("Premise"),
  type: "Premise",
  by: "tester",
  for: org,
  marking,
  body: { kind: "gap", text },
});

const remark = (of: string, to: Marking, marking: Marking): IssuedDraft => ({
  id: log.issueId("Marking"),
  type: "Marking",
  by: "tester",
  for: org,
  marking,
  body: { of, to },
});

const purgeClaim = (id: string, leaf: string): IssuedDraft => ({
  id: log.issueId("Claim"),
  type: "Claim",
  by: "tester",
  for: org,
  marking: STRICT,
  body: {
    speaker: org,
    polarity: "retracts",
    proposition: "Pasted by mistake.",
    statement: { subject: id, predicate: PREDICATES.purged, object: leaf },
  },
});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "plumbline-log-"));
  path = join(folder, "log.db");
  log = SqliteLog.open(path, seededEffects(1));
  org = log.issueId("Party");
  await log.append([
    {
      id: org,
      type: "Party",
      by: "tester",
      for: org,
      marking: CLEAR,
      body: { kind: "organisation", name: "Desk" },
    },
  ]);
});

afterEach(async () => {
  await log.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Changes the file behind the log's back. */
function tamper(sql: string, ...values: unknown[]): void {
  const db = new Database(path);
  db.prepare(sql).run(...values);
  db.close();
}

async function code(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    return error instanceof PlumblineError ? error.code : String(error);
  }
  return "none";
}

describe("append", () => {
  it("issues ids and times, keeps order and survives closing", async () => {
    const [first] = await log.append([premise("one"), premise("two")]);
    expect(first?.at).toMatch(/^2031-10-01T08:00:\d\d\.000Z$/);
    const root = await log.root();
    await log.close();
    log = SqliteLog.open(path, seededEffects(2));
    expect(await log.root()).toBe(root);
    expect((await log.entries()).map((entry) => entry.record?.type)).toEqual(["Party", "Premise", "Premise"]);
  });

  it("takes a batch whole or not at all", async () => {
    const bad = { ...premise("bad"), for: "pty_0000000000" } as IssuedDraft;
    expect(await code(log.append([premise("good"), bad]))).toBe("REFERENCE");
    expect(await log.size()).toBe(1);
    await log.append([premise("after")]);
    expect(verifyLog(path).failure).toBeUndefined();
  });

  it("sees what another process appended", async () => {
    const other = SqliteLog.open(path, seededEffects(7));
    await log.append([premise("mine")]);
    const id = other.issueId("Premise");
    await other.append([
      { id, type: "Premise", by: "other", for: org, marking: STRICT, body: { kind: "gap", text: "theirs" } },
    ]);
    await other.close();
    expect(await log.size()).toBe(3);
    expect(verifyLog(path).failure).toBeUndefined();
  });

  it("refuses unknown fields, wrong types of reference and missing parts", async () => {
    const extra = {
      ...premise("x"),
      body: { kind: "gap", text: "x", colour: "red" },
    } as unknown as IssuedDraft;
    expect(await code(log.append([extra]))).toBe("RECORD_INVALID");
    const [gap] = await log.append([premise("gap")]);
    const judgment = (hypothesis: string): IssuedDraft => ({
      id: log.issueId("Judgment"),
      type: "Judgment",
      by: "tester",
      for: org,
      marking: STRICT,
      body: { states: { hypothesis } },
    });
    expect(await code(log.append([judgment(`${gap!.id}#h1`)]))).toBe("REFERENCE");
    const question = log.issueId("Question");
    await log.append([
      {
        id: question,
        type: "Question",
        by: "tester",
        for: org,
        marking: STRICT,
        body: {
          text: "Which?",
          exclusive: false,
          exhaustive: false,
          hypotheses: [{ id: "h1", text: "This." }],
        },
      },
    ]);
    expect(await code(log.append([judgment(`${question}#h2`)]))).toBe("REFERENCE");
    expect(await code(log.append([judgment(question)]))).toBe("REFERENCE");
    expect(await code(log.append([judgment(`${question}#h1`)]))).toBe("none");
  });
});

describe("supersession rule", () => {
  it("refuses a replacement marked above what it replaces", async () => {
    const [low] = await log.append([premise("low", CLEAR)]);
    expect(await code(log.append([{ ...premise("high"), supersedes: low!.id }]))).toBe("MARKING_RULE");
    expect(await code(log.append([{ ...premise("again", CLEAR), supersedes: low!.id }]))).toBe("none");
  });

  it("wants a re-marking to be visible on both sides of it", async () => {
    const [low] = await log.append([premise("low", CLEAR)]);
    // Raising: a visible withdrawal, so the Marking is no higher than the old level.
    expect(await code(log.append([remark(low!.id, STRICT, STRICT)]))).toBe("MARKING_RULE");
    expect(await code(log.append([remark(low!.id, STRICT, CLEAR)]))).toBe("none");
    expect(await log.marking(low!.id)).toEqual(STRICT);
    // Lowering: who lowered it is visible where the record now is.
    expect(await code(log.append([remark(low!.id, CLEAR, STRICT)]))).toBe("MARKING_RULE");
    expect(await code(log.append([remark(low!.id, CLEAR, CLEAR)]))).toBe("none");
    expect(await log.marking(low!.id)).toEqual(CLEAR);
  });

  it("treats a group that the old marking lacks as higher", async () => {
    const [plain] = await log.append([premise("plain")]);
    const grouped = {
      ...premise("grouped", { ...STRICT, groups: ["desk-2"] }),
      supersedes: plain!.id,
    } as IssuedDraft;
    expect(await code(log.append([grouped]))).toBe("MARKING_RULE");
  });
});

describe("verify", () => {
  const fields = fc.constantFrom("record", "salt", "leaf", "id");

  it("finds any byte changed in text, salt, leaf or id, and names the record", async () => {
    for (let i = 0; i < 12; i++) await log.append([premise(`gap ${i}`)]);
    const before = readFileSync(path);
    expect(before.length).toBeGreaterThan(0);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 13 }),
        fields,
        fc.nat(),
        fc.integer({ min: 1, max: 127 }),
        (seq, field, at, flip) => {
          const db = new Database(path);
          const row = db.prepare(`SELECT ${field} AS value FROM log WHERE seq = ?`).get(seq) as {
            value: string | Buffer;
          };
          const bytes = Buffer.from(row.value as string);
          bytes[at % bytes.length]! ^= flip;
          const changed = typeof row.value === "string" ? bytes.toString("latin1") : bytes;
          db.prepare(`UPDATE log SET ${field} = ? WHERE seq = ?`).run(changed, seq);
          db.close();
          const failure = verifyLog(path).failure;
          tamper(`UPDATE log SET ${field} = ? WHERE seq = ?`, row.value, seq);
          expect(failure?.seq).toBe(seq);
        },
      ),
      { numRuns: 150 },
    );
    expect(verifyLog(path).failure).toBeUndefined();
  });

  it("finds a removed row in the middle, and with a kept root also truncation and rewriting", async () => {
    for (let i = 0; i < 5; i++) await log.append([premise(`gap ${i}`)]);
    const root = await log.root();
    await log.append([premise("later")]);
    expect(verifyLog(path, root).keptRoot).toEqual({ root, size: 6 });
    tamper("DELETE FROM log WHERE seq > 4");
    const truncated = verifyLog(path, root);
    expect(truncated.failure).toBeUndefined();
    expect(truncated.keptRoot).toEqual({ root, size: undefined });
    tamper("DELETE FROM log WHERE seq = 3");
    expect(verifyLog(path).failure).toMatchObject({ seq: 4 });
  });
});

describe("purge", () => {
  it("destroys body and salt, leaves an attributed tombstone, and the tree still verifies", async () => {
    const [secret] = await log.append([premise("the source is named Marabella Quince")]);
    await log.append([premise("after")]);
    const root = await log.root();
    await log.purge([secret!.id], purgeClaim);
    const report = verifyLog(path, root);
    expect(report.failure).toBeUndefined();
    expect(report.tombstones).toBe(1);
    expect(report.keptRoot?.size).toBe(3);
    await log.close();
    for (const name of ["log.db", "log.db-wal"]) {
      let bytes = "";
      try {
        bytes = readFileSync(join(folder, name)).toString("latin1");
      } catch {
        // no write-ahead log is left
      }
      expect(bytes).not.toContain("Marabella");
    }
    log = SqliteLog.open(path, seededEffects(3));
    expect((await log.entries())[1]).toMatchObject({ salt: undefined, record: undefined });
  });

  it("reaches who has the log open in another program", async () => {
    const [secret] = await log.append([premise("the source is named Marabella Quince")]);
    const other = SqliteLog.open(path, seededEffects(2));
    expect(JSON.stringify(await other.entries())).toContain("Marabella");
    await log.purge([secret!.id], purgeClaim);
    expect(JSON.stringify(await other.entries())).not.toContain("Marabella");
    expect(await other.root()).toBe(await log.root());
    await other.close();
  });

  it("does not take a missing body for a purge", async () => {
    const [gone] = await log.append([premise("gone")]);
    tamper("UPDATE log SET record = NULL, salt = NULL WHERE id = ?", gone!.id);
    expect(verifyLog(path).failure).toMatchObject({ id: gone!.id });
  });

  it("is the file alone once it is closed, although its statements are still held", async () => {
    await log.append(Array.from({ length: 50 }, (_, i) => premise(`premise ${i}`)));
    const { size } = statSync(`${path}-wal`);
    expect(size).toBeGreaterThan(0);
    await log.close();
    expect(statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
    const alone = join(folder, "alone.db");
    copyFileSync(path, alone);
    const copy = SqliteLog.open(alone, seededEffects(4));
    expect(await copy.size()).toBe(51);
    await copy.close();
    log = SqliteLog.open(path, seededEffects(3));
  });

  it("closes while another reader holds the write-ahead log, and loses nothing", async () => {
    const other = new Database(path);
    const held = other.prepare("SELECT seq FROM log").iterate();
    held.next();
    await log.append([premise("late")]);
    await log.close();
    held.return?.();
    other.close();
    log = SqliteLog.open(path, seededEffects(3));
    expect(await log.size()).toBe(2);
  });
});
