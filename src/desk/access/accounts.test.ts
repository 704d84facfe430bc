import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { describe, expect, it, onTestFinished } from "vitest";
import { PlumblineError } from "../../errors.ts";
import { Clock, makeTeam, member, PASSWORD } from "../../../test/support/team.ts";
import { tempFolder } from "../../../test/support/temp.ts";
import { ABSOLUTE_MS, AccountAccess, IDLE_MS, lockFor } from "./accounts.ts";
import { hashPassword, passwordHolds, SCRYPT_COST } from "./passwords.ts";

const ORG = "pty_0000000000";
const MINUTE = 60_000;

async function setUp() {
  const folder = tempFolder();
  const clock = new Clock();
  const team = await makeTeam(folder, clock);
  onTestFinished(async () => team.close());
  const { accounts } = team;
  const { administration } = accounts;
  const refusal = async (name: string, password: string) => {
    const error: unknown = await accounts.signIn(name, password).catch((failed: unknown) => failed);
    return error instanceof PlumblineError
      ? { code: error.code, where: error.where, line: error.line() }
      : "signed in";
  };
  return { folder, clock, team, accounts, administration, refusal };
}

describe("passwords", () => {
  it("are kept as scrypt, and agree with the test vector of RFC 7914", async () => {
    // Section 12: P="password", S="NaCl", N=1024, r=8, p=16; the first 32 of its 64 bytes.
    const vector = "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162";
    const kept = {
      salt: Buffer.from("NaCl"),
      hash: Buffer.from(vector, "hex"),
      cost: { n: 1024, r: 8, p: 16 },
    };
    expect(await passwordHolds("password", kept)).toBe(true);
    expect(await passwordHolds("passwore", kept)).toBe(false);
  });

  it("take the cost they state, have a salt each, and are refused when short", async () => {
    let salt = 0;
    const random = (count: number) => Buffer.alloc(count, ++salt);
    const [first, second] = [await hashPassword(PASSWORD, random), await hashPassword(PASSWORD, random)];
    expect(first.cost).toEqual(SCRYPT_COST);
    expect(first.hash).not.toEqual(second.hash);
    expect(await passwordHolds(PASSWORD, first)).toBe(true);
    const error: unknown = await hashPassword("short-secret", random)
      .then(() => hashPassword("shorter-one", random))
      .catch((failed: unknown) => failed);
    expect(error).toMatchObject({ code: "USAGE" });
    expect(JSON.stringify(error) + String(error)).not.toContain("shorter-one");
  });
});

describe("accounts", () => {
  it("lie in a file of their owner's, which holds neither password nor token", async () => {
    const { folder, team, accounts } = await setUp();
    const cookie = await team.enter("ada", member("alpha", [ORG]));
    await accounts.administration.lines({ limit: 1 });
    const path = join(folder, "access.db");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const bytes = Buffer.concat([readFileSync(path), readFileSync(`${path}-wal`)]);
    expect(bytes.includes("ada")).toBe(true);
    expect(bytes.includes(PASSWORD)).toBe(false);
    expect(bytes.includes(cookie.split("=")[1] ?? "")).toBe(false);
  });

  it("give one answer for an unknown name, a wrong password, a disabled and a locked account", async () => {
    const { administration, accounts, refusal } = await setUp();
    for (const name of ["ada", "grace", "joan"]) await administration.add("t", { name, password: PASSWORD });
    await administration.setDisabled("t", "grace", true);
    for (let i = 0; i < 6; i++) await refusal("joan", "wrong wrong wrong");
    const unknown = await refusal("nobody", PASSWORD);
    expect(unknown).toMatchObject({ code: "UNAUTHENTICATED" });
    expect(await refusal("ada", "wrong wrong wrong")).toEqual(unknown);
    expect(await refusal("grace", PASSWORD)).toEqual(unknown);
    expect(await refusal("joan", PASSWORD)).toEqual(unknown);
    expect(await accounts.signIn("ADA", PASSWORD)).toMatch(/^[\w-]{43}$/);
  });

  it("lock a name for longer each time, and open it again", async () => {
    expect([1, 4, 5, 6, 7, 9, 10, 50].map(lockFor)).toEqual([
      0,
      0,
      30_000,
      60_000,
      120_000,
      480_000,
      15 * MINUTE,
      15 * MINUTE,
    ]);
    const { administration, accounts, refusal, clock } = await setUp();
    await administration.add("t", { name: "ada", password: PASSWORD });
    for (let i = 0; i < 5; i++) await refusal("ada", "wrong wrong wrong");
    clock.ms += 29_000;
    expect(await refusal("ada", PASSWORD)).toMatchObject({ code: "UNAUTHENTICATED" });
    clock.ms += 2000;
    expect(await refusal("ada", "wrong wrong wrong")).toMatchObject({ code: "UNAUTHENTICATED" });
    clock.ms += 31_000;
    expect(await refusal("ada", PASSWORD)).toMatchObject({ code: "UNAUTHENTICATED" });
    clock.ms += 30_000;
    expect(await accounts.signIn("ada", PASSWORD)).toBeTypeOf("string");
    // Success begins the count anew.
    for (let i = 0; i < 4; i++) await refusal("ada", "wrong wrong wrong");
    expect(await accounts.signIn("ada", PASSWORD)).toBeTypeOf("string");
  });

  it("count guesses made at the same moment one after the other", async () => {
    const { administration, refusal } = await setUp();
    await administration.add("t", { name: "ada", password: PASSWORD });
    await Promise.all(Array.from({ length: 40 }, () => refusal("ada", "wrong wrong wrong")));
    expect(await refusal("ada", PASSWORD)).toMatchObject({ code: "UNAUTHENTICATED" });
  });

  it("end sessions when idle, when old, when revoked, with a new password and when disabled", async () => {
    const { administration, accounts, clock } = await setUp();
    await administration.add("t", { name: "ada", password: PASSWORD });
    const enter = () => accounts.signIn("ada", PASSWORD);
    const alive = (token: string) => accounts.person(token);

    const idle = await enter();
    clock.ms += IDLE_MS - MINUTE;
    expect(await alive(idle)).toBe("ada");
    clock.ms += IDLE_MS;
    expect(await alive(idle)).toBeUndefined();

    const busy = await enter();
    for (let at = 0; at + IDLE_MS / 2 < ABSOLUTE_MS; at += IDLE_MS / 2) {
      expect(await alive(busy)).toBe("ada");
      clock.ms += IDLE_MS / 2;
    }
    clock.ms += MINUTE;
    expect(await alive(busy)).toBe("ada");
    clock.ms += IDLE_MS / 2;
    expect(await alive(busy)).toBeUndefined();

    const [one, two] = [await enter(), await enter()];
    await accounts.signOut(one);
    expect([await alive(one), await alive(two)]).toEqual([undefined, "ada"]);
    await administration.endSessions("t", "ada");
    expect(await alive(two)).toBeUndefined();
    const three = await enter();
    await administration.setPassword("t", "ada", "another long secret");
    expect(await alive(three)).toBeUndefined();
    const four = await accounts.signIn("ada", "another long secret");
    await administration.setDisabled("t", "ada", true);
    expect(await alive(four)).toBeUndefined();
  });

  it("keep a log that nobody can change, with who did what and no secret", async () => {
    const { folder, administration, accounts, team } = await setUp();
    await team.enter("ada", member("alpha", [ORG]));
    accounts.note({ person: "ada", case: "alpha", what: "record", ref: "jdg_0000000000", organisation: ORG });
    accounts.note({ person: "ada", case: "alpha", what: "record", ref: "jdg_0000000000", organisation: ORG });
    const lines = await administration.lines({ limit: 100 });
    expect(lines.map(({ what }) => what)).toEqual([
      "record",
      "signed in",
      `made ada analyst at AMBER, for ${ORG}`,
      "added account ada",
    ]);
    expect(JSON.stringify(lines)).not.toContain(PASSWORD);
    expect(await administration.lines({ limit: 10, case: "alpha", ref: "jdg_0000000000#x" })).toHaveLength(1);
    const db = new Database(join(folder, "access.db"));
    onTestFinished(() => {
      db.close();
    });
    expect(() => db.exec("DELETE FROM line")).toThrow(/append-only/);
    expect(() => db.exec("UPDATE line SET person = 'x'")).toThrow(/append-only/);
  });

  it("write the log within a second, and at the end", async () => {
    const { folder, accounts, team } = await setUp();
    await team.enter("ada");
    const db = new Database(join(folder, "access.db"));
    const count = () => (db.prepare("SELECT count(*) AS n FROM line").get() as { n: number }).n;
    await expect.poll(count).toBe(2);
    accounts.note({ person: "ada", case: "alpha", what: "record" });
    await team.close();
    expect(count()).toBe(3);
    db.close();
    team.close = async () => undefined;
  });

  it("show nothing to anybody while the log cannot be written", async () => {
    const { folder, accounts, team } = await setUp();
    const cookie = await team.enter("ada");
    const token = cookie.split("=")[1];
    const db = new Database(join(folder, "access.db"));
    await accounts.administration.lines({ limit: 1 });
    db.exec("CREATE TRIGGER full BEFORE INSERT ON line BEGIN SELECT RAISE(ABORT, 'disk full'); END");
    accounts.note({ person: "ada", case: "alpha", what: "record", ref: "jdg_0000000000" });
    await expect(accounts.administration.lines({ limit: 1 })).rejects.toMatchObject({ code: "STORE" });
    await expect(accounts.person(token)).rejects.toMatchObject({ code: "STORE" });
    db.exec("DROP TRIGGER full");
    db.close();
    // The next write takes what was kept, and the door opens again.
    expect((await accounts.administration.lines({ limit: 1 }))[0]?.what).toBe("record");
    expect(await accounts.person(token)).toBe("ada");
  });

  it("refuse a file that others can read, one inside a case, and one that is not there", async () => {
    const { folder } = await setUp();
    chmodSync(join(folder, "access.db"), 0o640);
    await expect(AccountAccess.open(join(folder, "access.db"))).rejects.toMatchObject({ code: "STORE" });
    await expect(AccountAccess.open(join(folder, "other.db"))).rejects.toMatchObject({
      code: "FILE_MISSING",
    });
    writeFileSync(join(folder, "log.db"), "");
    mkdirSync(join(folder, "artifacts", "ab"), { recursive: true });
    const elsewhere = tempFolder();
    symlinkSync(folder, join(elsewhere, "way"));
    symlinkSync(join(folder, "access.db"), join(elsewhere, "link.db"));
    for (const path of [
      join(folder, "other.db"),
      join(folder, "artifacts", "ab", "other.db"),
      join(elsewhere, "way", "other.db"),
      join(elsewhere, "link.db"),
    ])
      await expect(AccountAccess.open(path, { create: true }), path).rejects.toMatchObject({ code: "USAGE" });
  });
});
