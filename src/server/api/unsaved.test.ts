import { createHmac, randomUUID } from "node:crypto";
import { copyFileSync, existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Clock, makeTeam, member, PASSWORD } from "../../../test/support/team.ts";
import type { Team } from "../../../test/support/team.ts";
import { tempFolder } from "../../../test/support/temp.ts";
import { backup, purge } from "../../workbench/index.ts";

const DAY_MS = 86_400_000;
const WORDS = "The harbour master told me so.";
/** Written on nothing, at a revision of its own. */
const fresh = () => ({ revision: randomUUID(), was: null });
const AT_STRICT = { marking: { tlp: "AMBER+STRICT" }, form: { why: WORDS, tlp: "AMBER+STRICT" } };

describe("what is typed and not recorded", () => {
  const cleanups: (() => void)[] = [];
  let clock: Clock;
  let folder: string;
  let team: Team;
  let keeper: string;
  let ada: string;
  let bob: string;

  beforeEach(async () => {
    const root = tempFolder((clean) => cleanups.push(clean));
    folder = `${root}/alpha`;
    clock = new Clock();
    team = await makeTeam(root, clock);
    const open = { create: { by: "founder", organisation: "Desk" } };
    const { opened } = await team.site.add(folder, { open });
    keeper = await opened.keeper();
    ada = await team.enter("ada", member("alpha", [keeper], { ceiling: "RED", groups: ["cell"] }));
    bob = await team.enter("bob", member("alpha", [keeper], { ceiling: "RED", groups: ["cell"] }));
  });
  afterEach(async () => {
    await team.close();
    for (const clean of cleanups.splice(0)) clean();
  });

  const path = (key = "") => `/api/cases/alpha/unsaved${key === "" ? "" : `/${encodeURIComponent(key)}`}`;
  const keep = (cookie: string, key: string, body: object) =>
    team.post(path(key), cookie, { ...fresh(), ...body }, "PUT");
  const listed = async (cookie: string) => (await team.ask(path(), cookie)).text();
  const keysOf = async (cookie: string) =>
    (JSON.parse(await listed(cookie)) as { texts: { key: string }[] }).texts.map(({ key }) => key);

  it("comes back to its author, and nobody else's answers change by a byte", async () => {
    const before = await listed(bob);
    const first = { ...AT_STRICT, revision: "first-one" };
    expect(await (await keep(ada, "position jdg_1 pty_2", first)).json()).toEqual({
      key: "position jdg_1 pty_2",
      revision: "first-one",
      marking: AT_STRICT.marking,
      savedAt: "2031-01-01T00:00:00.000Z",
      until: "2031-01-15T00:00:00.000Z",
    });
    expect(await listed(ada)).toContain(WORDS);
    expect(await listed(bob)).toBe(before);
    // Under the same key, Bob keeps and removes a text of his own.
    await keep(bob, "position jdg_1 pty_2", { ...AT_STRICT, form: { why: "Mine." } });
    expect(await listed(bob)).toContain("Mine.");
    expect((await team.ask(path("position jdg_1 pty_2"), bob, { method: "DELETE" })).status).toBe(200);
    expect(await listed(bob)).toBe(before);
    expect(await listed(ada)).toContain(WORDS);
  });

  it("is no record, in no backup, and unreadable for others on the machine", async () => {
    const { opened } = team.site.served("alpha");
    const size = await opened.log.size();
    await keep(ada, "corpus notes", AT_STRICT);
    expect(await opened.log.size()).toBe(size);
    expect(statSync(join(folder, "unsaved.db")).mode & 0o077).toBe(0);
    await backup(folder, `${folder}-copy`);
    expect(existsSync(`${folder}-copy/unsaved.db`)).toBe(false);
  });

  it("asks for the level and the groups that the author has now", async () => {
    const above = await team.enter("eve", member("alpha", [keeper], { ceiling: "AMBER" }));
    expect(await (await keep(above, "notes", AT_STRICT)).json()).toMatchObject({ code: "CEILING" });
    await keep(ada, "one", { marking: { tlp: "RED" }, form: { why: WORDS } });
    await keep(ada, "two", { marking: { tlp: "AMBER", groups: ["cell"] }, form: { why: WORDS } });
    await keep(ada, "three", { marking: { tlp: "AMBER" }, form: { why: WORDS } });
    expect(await keysOf(ada)).toEqual(["one", "three", "two"]);
    const lower = member("alpha", [keeper], { ceiling: "AMBER" });
    await team.accounts.administration.grant("tester", "ada", lower);
    expect(await keysOf(ada)).toEqual(["three"]);
  });

  it("goes with the author's place in the case, at once and for good", async () => {
    await keep(ada, "notes", AT_STRICT);
    await keep(bob, "notes", AT_STRICT);
    const place = (await team.accounts.administration.account("ada")).memberships[0]!;
    const root = { name: "root", password: PASSWORD, administrator: true };
    await team.accounts.administration.add("tester", root);
    const admin = `plumbline_4000=${await team.accounts.signIn("root", PASSWORD)}`;
    const changed = await team.post("/api/accounts/ada", admin, { remove: "alpha" }, "PATCH");
    expect(changed.status).toBe(200);
    expect((await team.ask(path(), ada)).status).toBe(404);
    await team.accounts.administration.grant("tester", "ada", place);
    expect(await keysOf(ada)).toEqual([]);
    expect(await keysOf(bob)).toEqual(["notes"]);
  });

  describe("as a note beside a record", () => {
    const note = (ref: string) => `note ${ref}`;
    const addParty = async (tlp: string): Promise<string> => {
      const record = { type: "Party", marking: { tlp }, body: { kind: "organisation", name: "Harbour" } };
      const made = await team.post("/api/cases/alpha/records", ada, { records: [record] });
      return ((await made.json()) as { records: { id: string }[] }).records[0]!.id;
    };

    it("stays beyond two weeks, is in no log, and changes nobody else's answers", async () => {
      const party = await addParty("AMBER");
      const { opened } = team.site.served("alpha");
      const [size, others] = [await opened.log.size(), await listed(bob)];
      const kept = await keep(ada, note(party), AT_STRICT);
      expect(await kept.json()).toMatchObject({ key: note(party), until: null });
      await keep(ada, "filters corpus", AT_STRICT);
      await keep(ada, "position", AT_STRICT);
      expect([await opened.log.size(), await listed(bob)]).toEqual([size, others]);
      clock.ms += 60 * DAY_MS;
      ada = `plumbline_4000=${await team.accounts.signIn("ada", PASSWORD)}`;
      expect(await keysOf(ada)).toEqual(["filters corpus", note(party)]);
      expect((await team.ask(path(note(party)), ada, { method: "DELETE" })).status).toBe(200);
      expect(await keysOf(ada)).toEqual(["filters corpus"]);
    });

    it("is beside what its author may see: a hidden record is refused as one that never was, and a raised one takes its note out of sight", async () => {
      const [seen, hidden] = [await addParty("AMBER"), await addParty("RED")];
      const eve = await team.enter("eve", member("alpha", [keeper], { ceiling: "AMBER" }));
      const low = { marking: { tlp: "AMBER" }, form: { text: WORDS } };
      const refused = await (await keep(eve, note(hidden), low)).text();
      expect(JSON.parse(refused)).toMatchObject({ code: "NOT_FOUND" });
      expect(refused).toBe(await (await keep(eve, note("pty_0000000000"), low)).text());
      expect((await keep(eve, note(`${seen}#h1`), low)).status).toBe(200);
      expect(await keysOf(eve)).toEqual([note(`${seen}#h1`)]);
      const { opened } = team.site.served("alpha");
      await opened.append([
        {
          id: opened.log.issueId("Marking"),
          type: "Marking",
          by: "ada",
          for: keeper,
          marking: { tlp: "AMBER" },
          body: { of: seen, to: { tlp: "RED" }, why: "Named by a source." },
        },
      ]);
      expect(await keysOf(eve)).toEqual([]);
    });

    it("goes with a purge, whatever it names", async () => {
      const [one, other] = [await addParty("AMBER"), await addParty("AMBER")];
      await keep(ada, note(one), AT_STRICT);
      await keep(ada, note(other), { ...AT_STRICT, form: { text: `as ${one} says` } });
      const { opened } = team.site.served("alpha");
      await purge(opened, one, "Asked for.", { by: "ada", for: keeper });
      expect(await keysOf(ada)).toEqual([]);
    });

    it("has a bound of its own, so that what is typed in forms has room", async () => {
      const party = await addParty("AMBER");
      for (let i = 0; i < 100; i++)
        expect((await keep(ada, note(`${party}#p${i}`), AT_STRICT)).status).toBe(200);
      expect(await (await keep(ada, note(party), AT_STRICT)).json()).toMatchObject({ code: "REQUEST_LIMIT" });
      expect((await keep(ada, "position", AT_STRICT)).status).toBe(200);
    });
  });

  it("is removed after two weeks in which nobody typed on", async () => {
    await keep(ada, "old", AT_STRICT);
    clock.ms += 13 * DAY_MS;
    // The session ended meanwhile.
    ada = `plumbline_4000=${await team.accounts.signIn("ada", PASSWORD)}`;
    await keep(ada, "new", AT_STRICT);
    expect(await keysOf(ada)).toEqual(["new", "old"]);
    clock.ms += 1.5 * DAY_MS;
    ada = `plumbline_4000=${await team.accounts.signIn("ada", PASSWORD)}`;
    expect(await keysOf(ada)).toEqual(["new"]);
  });

  it("is destroyed by a purge, down to the bytes of the file", async () => {
    const { opened } = team.site.served("alpha");
    await keep(ada, "notes", AT_STRICT);
    const file = join(folder, "unsaved.db");
    const held = () => {
      copyFileSync(file, `${folder}-bytes`);
      return readFileSync(`${folder}-bytes`).includes(WORDS);
    };
    expect(held()).toBe(true);
    const actor = { by: "founder", for: keeper };
    const [id] = await team.site.served("alpha").opened.log.append([
      {
        id: opened.log.issueId("Artifact"),
        type: "Artifact",
        ...actor,
        marking: { tlp: "AMBER" },
        body: { title: "A mistake", sha256: "not recorded", held: false },
      },
    ]);
    await purge(opened, id!.id, "A mistake.", actor);
    expect(held()).toBe(false);
    expect(await keysOf(ada)).toEqual([]);
  });

  it("takes so much of one person and no more, whatever others keep", async () => {
    const big = {
      marking: { tlp: "AMBER" },
      form: { why: "x".repeat(64 * 1024 - 20) },
      revision: "first-big",
    };
    const statuses = [];
    for (let at = 0; at < 17; at++) statuses.push((await keep(ada, `big ${at}`, big)).status);
    expect(statuses).toEqual([...Array.from({ length: 16 }, () => 200), 413]);
    // In the place of an earlier one there is room, and Bob's is his own.
    expect((await keep(ada, "big 3", { ...big, was: "first-big", revision: "second-big" })).status).toBe(200);
    expect((await keep(bob, "big 0", big)).status).toBe(200);
    expect((await keep(bob, "big", { ...big, form: { why: "x".repeat(64 * 1024) } })).status).toBe(400);
    expect((await keep(bob, "no/such\u0000key", AT_STRICT)).status).toBe(400);
  });

  it("does not replace what another window has typed since, nor remove it", async () => {
    const typed = (revision: string, was: string | null, why: string) =>
      keep(ada, "notes", { ...AT_STRICT, form: { why }, revision, was });
    expect((await typed("window-a-1", null, "A.")).status).toBe(200);
    // The same once more: its answer was lost.
    expect((await typed("window-a-1", null, "A.")).status).toBe(200);
    for (const was of [null, "", "window-b-0"]) {
      const refused = await typed("window-b-1", was, "B.");
      expect([refused.status, await refused.json()]).toMatchObject([409, { code: "CHANGED" }]);
    }
    expect(await listed(ada)).toContain("A.");
    expect((await typed("window-b-1", "window-a-1", "A and B.")).status).toBe(200);
    const remove = (was: string) =>
      team.ask(`${path("notes")}?was=${was}`, ada, { method: "DELETE" }).then(({ status }) => status);
    expect(await remove("window-a-1")).toBe(409);
    expect(await listed(ada)).toContain("A and B.");
    expect(await remove("window-b-1")).toBe(200);
    expect(await keysOf(ada)).toEqual([]);
    // It was recorded in another window: what this one has does not come back as if nothing had been.
    expect((await typed("window-a-2", "window-a-1", "A, once more.")).status).toBe(409);
    expect(await remove("window-a-1")).toBe(200);
  });

  it("makes room where its author may not read the earlier text any more", async () => {
    await keep(ada, "notes", { marking: { tlp: "RED" }, form: { why: WORDS } });
    await team.accounts.administration.grant(
      "tester",
      "ada",
      member("alpha", [keeper], { ceiling: "AMBER" }),
    );
    const lower = { marking: { tlp: "AMBER" }, form: { why: "Lower." } };
    expect((await keep(ada, "notes", lower)).status).toBe(200);
    expect(await listed(ada)).not.toContain(WORDS);
  });

  it("is taken over from the file of an earlier version", async () => {
    const db = new Database(join(folder, "unsaved.db"));
    db.exec(
      "CREATE TABLE unsaved (author TEXT NOT NULL, key TEXT NOT NULL, saved_at TEXT NOT NULL, marking TEXT NOT NULL, form TEXT NOT NULL, PRIMARY KEY (author, key)) STRICT",
    );
    db.prepare("INSERT INTO unsaved VALUES ('ada', 'notes', ?, ?, ?)").run(
      clock.now(),
      JSON.stringify(AT_STRICT.marking),
      JSON.stringify(AT_STRICT.form),
    );
    db.close();
    expect(await listed(ada)).toContain(WORDS);
    expect((await keep(ada, "notes", { ...AT_STRICT, form: { why: "On." } })).status).toBe(409);
    expect((await keep(ada, "notes", { ...AT_STRICT, was: "", form: { why: "On." } })).status).toBe(200);
    expect(await listed(ada)).toContain("On.");
  });

  it("goes to the server that the page came from: it proves itself to each person alone", async () => {
    const at = "/api/cases/alpha/identity";
    const keyOf = async (cookie: string) => {
      const answer = await team.post(at, cookie, {});
      return ((await answer.json()) as { key: string }).key;
    };
    const proofOf = async (cookie: string, nonce: string) => {
      const answer = await team.post(`${at}/proof`, cookie, { nonce });
      return ((await answer.json()) as { proof: string }).proof;
    };
    const nonce = "0123456789abcdef".repeat(4);
    const expected = (key: string) =>
      createHmac("sha256", Buffer.from(key, "hex")).update(nonce).digest("hex");
    const [adas, bobs] = [await keyOf(ada), await keyOf(bob)];
    expect(adas).toMatch(/^[0-9a-f]{64}$/);
    expect(adas).not.toBe(bobs);
    expect(await proofOf(ada, nonce)).toBe(expected(adas));
    // Bob's session answers for Bob alone, so that a page of Ada's sends him nothing.
    expect(await proofOf(bob, nonce)).toBe(expected(bobs));
    expect((await team.post(`${at}/proof`, ada, { nonce: "short" })).status).toBe(400);
    expect((await team.post(`${at}/proof`, undefined, { nonce })).status).toBe(401);
  });
});
