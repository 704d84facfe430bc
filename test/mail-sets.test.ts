/**
 * Sets of mails, through the doors that people use: every form comes in, what is wrong is said in one line, a purge leaves no byte, a
 * body stays shut until it is opened, and no edition cites a mail that nobody released.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { mailsOf } from "../src/case/index.ts";
import { artifactText, ownerSite } from "../src/desk/index.ts";
import type { ErrorCode } from "../src/errors.ts";
import { PlumblineError } from "../src/errors.ts";
import { MAIL_LIMITS } from "../src/ingest/index.ts";
import { example } from "../src/signals/detectors/authenticity/example.ts";
import { Case } from "../src/workbench/case.ts";
import { detect } from "../src/workbench/detect.ts";
import { bringDocument } from "../src/workbench/documents.ts";
import { importMails } from "../src/workbench/import-mails.ts";
import { planPublication } from "../src/workbench/publish.ts";
import { purge, withdraw } from "../src/workbench/withdraw.ts";
import { Clock, makeTeam, member } from "./support/team.ts";
import { tempFolder } from "./support/temp.ts";

const SECRET = "Zebra-quay-4471";
const mail = (n: number, more = ""): string =>
  `From: a${n}@town.example\r\nTo: b@town.example\r\nSubject: Mail ${n} ${SECRET}-subject\r\nMessage-ID: <${n}@town.example>\r\nDate: Thu, 01 May 2031 10:00:0${n % 10} +0000\r\n${more}\r\nPlaceholder body ${n}: ${SECRET}-body-${n}.\r\n`;

async function newCase() {
  const folder = join(tempFolder(), "case");
  const opened = await Case.open(folder, { create: { by: "a", organisation: "Desk" } });
  const actor = { by: "a", for: await opened.keeper() };
  return { folder, opened, actor };
}

const codeOf = async (work: Promise<unknown>): Promise<ErrorCode | undefined> =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof PlumblineError ? error.code : Promise.reject(error)),
  );

/** Every file below a folder that holds these bytes. */
function holding(folder: string, word: string): string[] {
  return (readdirSync(folder, { recursive: true }) as string[])
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .filter((path) => {
      const bytes = readFileSync(path);
      return [word, Buffer.from(word, "utf16le"), Buffer.from(word).toString("base64").slice(0, -4)].some(
        (form) => bytes.includes(form),
      );
    });
}

describe("a set of mails comes in", () => {
  const forms: readonly (readonly [string, (folder: string) => string])[] = [
    [
      "a mailbox file",
      (folder) => {
        const path = join(folder, "box.mbox");
        const parts = [1, 2, 3].map(
          (n) => `From x Thu May  1 10:00:0${n} 2031\n${mail(n).replaceAll("\r\n", "\n")}\n`,
        );
        writeFileSync(path, parts.join(""));
        return path;
      },
    ],
    [
      "a folder",
      (folder) => {
        const path = join(folder, "mails");
        mkdirSync(join(path, "deep"), { recursive: true });
        for (const n of [1, 2, 3]) writeFileSync(join(path, n === 3 ? "deep" : ".", `${n}.eml`), mail(n));
        return path;
      },
    ],
    [
      "a Maildir",
      (folder) => {
        const path = join(folder, "maildir");
        for (const part of ["cur", "new", "tmp"]) mkdirSync(join(path, part), { recursive: true });
        writeFileSync(join(path, "cur", "1.host:2,S"), mail(1));
        writeFileSync(join(path, "new", "2.host"), mail(2));
        writeFileSync(join(path, "new", "3.host"), mail(3));
        writeFileSync(join(path, "tmp", "4.host"), mail(4));
        return path;
      },
    ],
    [
      "a zip",
      (folder) => {
        const path = join(folder, "mails.zip");
        const files = [1, 2, 3].map((n) => [`${n}.eml`, new TextEncoder().encode(mail(n))] as const);
        writeFileSync(path, zipSync(Object.fromEntries(files)));
        return path;
      },
    ],
  ];
  it.each(forms)("as %s: each message by its hash, under a group of the set", async (_, make) => {
    const { opened, actor } = await newCase();
    const done = await importMails(opened, make(tempFolder()), { actor, key: "leak" });
    expect(done).toMatchObject({ mails: 3, repeated: 0, left: [] });
    const fold = await opened.fullFold();
    const members = mailsOf(fold, done.set);
    expect(members).toHaveLength(3);
    for (const { id } of members)
      expect(fold.marking(id)).toEqual({ tlp: "AMBER+STRICT", groups: ["mails leak"] });
    expect(fold.find("Artifact", done.set)!.body.held).toBe(false);
    const outside = await opened.fold({ ceiling: "RED", groups: [] });
    expect(outside.all("Artifact")).toEqual([]);
    const text = await opened.texts.read(members[1]!.body);
    expect(text.paragraphs.map(({ text: words }) => words).join("\n")).toContain(`${SECRET}-body-2`);
    await opened.close();
  });

  it("says in one line what is wrong, and leaves the case as it was", async () => {
    const { opened, actor } = await newCase();
    const folder = tempFolder();
    const write = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const take = (path: string, key = "leak") => codeOf(importMails(opened, path, { actor, key }));
    const size = await opened.log.size();
    expect(await take(join(folder, "none"))).toBe("FILE_MISSING");
    expect(await take(write("empty.mbox", ""))).toBe("FILE_EMPTY");
    expect(await take(write("words.txt", "Only words, and no header.\n"))).toBe("NO_MAILS");
    expect(await take(write("one.eml", mail(1)), "no key!")).toBe("USAGE");
    const many = `From x 10:00\nA: b\n\n\n`.repeat(MAIL_LIMITS.messages + 1);
    expect(await take(write("many.mbox", many))).toBe("IMPORT_LIMIT");
    for (const [name, begins, words] of [
      ["box.pst", "!BDN\x00\x01", /Outlook store \(PST\).*export it as mbox or \.eml/],
      ["one.msg", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", /Outlook message \(MSG\).*save it as \.eml/],
      ["box.mmdf", `\x01\x01\x01\x01\n${mail(1)}\x01\x01\x01\x01\n`, /MMDF; convert it to mbox/],
      ["box.rmail", "BABYL OPTIONS: -*- rmail -*-\nVersion: 5\n", /Babyl; convert it to mbox/],
    ] as const) {
      writeFileSync(join(folder, name), Buffer.from(begins, "latin1"));
      await expect(importMails(opened, join(folder, name), { actor, key: "leak" })).rejects.toThrow(words);
    }
    expect(await opened.log.size()).toBe(size);
    expect(await opened.artifacts.list()).toEqual([]);
    await opened.close();
  });

  it("keeps a mail of 10,000 parts and one with a wrong header, tells what is none, and keeps equal bytes once", async () => {
    const { opened, actor } = await newCase();
    const folder = tempFolder();
    const parts = Array.from({ length: 10_000 }, (_, n) => `--b\r\n\r\npart ${n}\r\n`).join("");
    writeFileSync(
      join(folder, "1.eml"),
      mail(1, 'Content-Type: multipart/mixed; boundary="b"\r\n') + parts + "--b--\r\n",
    );
    writeFileSync(join(folder, "2.eml"), mail(2));
    writeFileSync(join(folder, "3.eml"), mail(2));
    writeFileSync(join(folder, "4.txt"), "no header at all\n");
    const done = await importMails(opened, folder, { actor, key: "leak" });
    expect(done).toMatchObject({ mails: 2, repeated: 1, left: [{ name: "4.txt" }] });
    const fold = await opened.fullFold();
    const texts = await Promise.all(mailsOf(fold, done.set).map(({ body }) => opened.texts.read(body)));
    expect(texts.flatMap(({ notes }) => notes).join(" ")).toMatch(/more than 200 parts/);
    const run = await detect(opened, { detector: "authenticity", parameters: { mails: "leak" }, actor });
    expect(run.body.counts).toMatchObject({ mails: 2, "reason: not signed": 2 });
    await opened.close();
  });
});

/** A case with the example's mailbox and its archive of keys, and a run over both. */
async function measuredCase() {
  const made = await newCase();
  const [box, keys] = example.tables!;
  const folder = tempFolder();
  writeFileSync(join(folder, "box.mbox"), box!.csv);
  writeFileSync(join(folder, "keys.csv"), keys!.csv);
  const set = await importMails(made.opened, join(folder, "box.mbox"), { actor: made.actor, key: "leak" });
  await bringDocument(made.opened, join(folder, "keys.csv"), made.actor);
  const run = await detect(made.opened, {
    detector: "authenticity",
    parameters: { mails: "leak", keys: "keys.csv" },
    actor: made.actor,
  });
  return { ...made, set, run };
}

/** Cites the first mail of the example, and writes an edition that shows it. */
async function cite({ opened, actor }: Awaited<ReturnType<typeof newCase>>, mailId: string, quote: string) {
  const marking = { tlp: "AMBER+STRICT" as const, groups: ["mails leak"] };
  const claim = opened.log.issueId("Claim");
  await opened.append([
    {
      id: claim,
      type: "Claim",
      ...actor,
      marking,
      body: {
        speaker: actor.for,
        polarity: "asserts",
        proposition: "It says so.",
        quote,
        from: [{ artifact: mailId }],
      },
    },
  ]);
  return { claim, marking };
}

describe("a purge of one mail", () => {
  it("leaves no byte of it, of what cites it, and of what was computed from it", async () => {
    const made = await measuredCase();
    const { opened, actor, folder, set } = made;
    const quote = "the berths of the north quay are let until autumn";
    const [first, ...others] = mailsOf(await opened.fullFold(), set.set);
    const { claim } = await cite(made, first!.id, quote);
    const words = [quote, "one@town.example", "AYt+IYGb3lxBe7Oi3JsfRt5EVxXLgGyuNHR8gR+kxus"];
    for (const word of words) expect(holding(folder, word).length, word).toBeGreaterThan(0);
    const gone = await purge(opened, first!.id, "A private person asked for it.", actor);
    expect(gone.records).toEqual(expect.arrayContaining([first!.id, claim]));
    await opened.close();
    for (const word of words) expect(holding(folder, word), word).toEqual([]);
    const again = await Case.open(folder);
    const left = mailsOf(await again.fullFold(), set.set);
    expect(left.map(({ id }) => id)).toEqual(others.map(({ id }) => id));
    // What is left can be measured again.
    const run = await detect(again, {
      detector: "authenticity",
      parameters: { mails: "leak", keys: "keys.csv" },
      actor,
    });
    expect(run.body.counts).toMatchObject({ mails: others.length });
    await again.close();
  });

  it("of the set reaches every mail; a withdrawal ends the set and destroys nothing", async () => {
    const { opened, actor, folder, set } = await measuredCase();
    await withdraw(opened, set.run, "It came in twice.", actor);
    expect(mailsOf(await opened.fullFold(), set.set)).toEqual([]);
    expect(holding(folder, "Placeholder text two").length).toBeGreaterThan(0);
    await purge(opened, set.set, "All of it goes.", actor);
    await opened.close();
    for (const word of ["Placeholder text", "@town.example>"])
      expect(holding(folder, word), word).toEqual([]);
  });
});

describe("an edition", () => {
  it("cites no mail before a release of that mail is on record", async () => {
    const made = await measuredCase();
    const { opened, actor, set } = made;
    const [first] = mailsOf(await opened.fullFold(), set.set);
    const { claim, marking } = await cite(made, first!.id, "Placeholder text one");
    await opened.append([
      {
        id: opened.log.issueId("Edition"),
        type: "Edition",
        ...actor,
        marking,
        body: {
          title: "Working",
          language: "en",
          ceiling: { tlp: "RED", groups: ["mails leak"] },
          authors: [actor.for],
          blocks: [],
        },
      },
    ]);
    const plan = async () =>
      (await planPublication(opened, { reader: await opened.owner() })).refused.filter(
        ({ code }) => code === "COVERED",
      );
    expect(await plan()).toEqual([
      { code: "COVERED", about: claim, text: "It cites a mail of a set, and nobody released that mail." },
    ]);
    await opened.append([
      {
        id: opened.log.issueId("Appraisal"),
        type: "Appraisal",
        ...actor,
        marking,
        body: {
          aspect: "release",
          of: first!.id,
          value: { what: "text", because: "named person's decision" },
        },
      },
    ]);
    expect(await plan()).toEqual([]);
    await opened.close();
  });
});

describe("a body", () => {
  it("stays shut until somebody opens it, which is noted; who is not in the group learns of nothing", async () => {
    const { opened, actor, set, folder } = await measuredCase();
    const [first, second, third] = mailsOf(await opened.fullFold(), set.set);
    await opened.close();
    const team = await makeTeam(tempFolder());
    await team.site.add(folder, { name: "alpha" });
    const groups = ["mails leak"];
    const ada = await team.enter("ada", member("alpha", [actor.for], { ceiling: "RED", groups }));
    const eve = await team.enter("eve", member("alpha", [actor.for], { ceiling: "RED" }));
    const path = `/api/cases/alpha/artifacts/${first!.id}/text`;
    const notes = async () =>
      (await team.accounts.administration.lines({ limit: 100 }))
        .filter(({ what }) => what === "mail body")
        .map(({ person, ref }) => `${person} ${ref}`);
    const shut = (await (await team.ask(path, ada)).json()) as { closed: boolean };
    expect(shut.closed).toBe(true);
    expect(JSON.stringify(shut)).toContain("Berths");
    expect(JSON.stringify(shut)).not.toContain("north quay");
    expect(await notes()).toEqual([]);
    const open = await (await team.ask(`${path}?body=open`, ada)).text();
    expect(open).toContain("north quay");
    expect(await notes()).toEqual([`ada ${first!.id}`]);
    await team.ask(`/api/cases/alpha/artifacts/${second!.body.sha256}`, ada);
    await team.ask(`/api/cases/alpha/artifacts/${third!.id}/proposals`, ada);
    expect((await notes()).toSorted()).toEqual(
      [first, second, third].map((one) => `ada ${one!.id}`).toSorted(),
    );
    for (const one of [path, `${path}?body=open`, `/api/cases/alpha/artifacts/${first!.body.sha256}`])
      expect((await team.ask(one, eve)).status).toBe(404);
    await team.close();
  });

  it("is noted on the owner's own machine, too, once an hour, and stays shut where that cannot be written", async () => {
    const { opened, set, folder } = await measuredCase();
    const [first, second] = mailsOf(await opened.fullFold(), set.set);
    await opened.close();
    const clock = new Clock();
    const { site, owner } = ownerSite({ person: "ada", now: clock.now });
    await site.add(folder, { name: "alpha" });
    const seat = await site.seat(owner.exchange(owner.token!), "alpha");
    const read = (id: string, body?: "open") => artifactText(seat, id, { after: 0, limit: 50, body });
    expect((await read(first!.id)).closed).toBe(true);
    expect(await seat.linesAbout(first!.id)).toBeUndefined();
    for (let n = 0; n < 3; n++) expect((await read(first!.id, "open")).closed).toBe(false);
    const line = { at: clock.now(), person: "ada", case: "alpha", what: "mail body", ref: first!.id };
    expect(await seat.linesAbout(first!.id)).toEqual([line]);
    clock.ms += 3_600_000;
    await read(first!.id, "open");
    expect(await seat.linesAbout(first!.id)).toEqual([line, { ...line, at: clock.now() }]);
    expect(await seat.linesAbout(second!.id)).toBeUndefined();
    rmSync(join(folder, "openings.log"));
    mkdirSync(join(folder, "openings.log"));
    expect(await codeOf(read(second!.id, "open"))).toBe("STORE");
    expect((await read(second!.id)).closed).toBe(true);
    await site.close();
  });
});
