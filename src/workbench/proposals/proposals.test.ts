import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { ARTICLE, ARTICLE_NAME } from "../../../test/support/article.ts";
import { linesDown, pagesPdf } from "../../../test/support/pdf-files.ts";
import { tempFolder } from "../../../test/support/temp.ts";
import type { CaseRecord, IssuedDraft } from "../../model/records.ts";
import type { ProposedClaim, Reading } from "../../reading/contract.ts";
import { Case } from "../case.ts";
import { bringDocument } from "../documents.ts";
import { recordFile } from "../record-file.ts";
import { readApart } from "./apart.ts";
import { proposedFile } from "./propose-file.ts";
import { lastingName, proposalsOf } from "./proposals.ts";
import { readDocumentInto } from "./read-document.ts";
import type { DocumentReading } from "./readings.ts";

/** What Node warned of while this file ran. */
const warnings: string[] = [];
process.on("warning", ({ message }) => warnings.push(message));

let root: string;
let opened: Case;
beforeEach(async () => {
  root = tempFolder();
  opened = await Case.open(join(root, "case"), { create: { by: "ada", organisation: "Desk" } });
  writeFileSync(join(root, ARTICLE_NAME), ARTICLE);
});
afterEach(() => opened.close());

const actor = async () => ({ by: "ada", for: await opened.keeper() });

/** Where words of the article stand in its text. */
async function textOf(artifact: CaseRecord<"Artifact">): Promise<DocumentReading> {
  return opened.readings.of(artifact.body);
}

/** A reading in which every kind of relation stands, made by hand over the article. */
function handMade(real: DocumentReading): DocumentReading {
  const at = (words: string) => {
    const start = real.text.indexOf(words);
    expect(start, words).toBeGreaterThanOrEqual(0);
    return { start, end: start + words.length, text: words };
  };
  const speaker = (words: string, name: string | null = words) => ({
    mention: at(words),
    name,
    rule: "as written",
  });
  const claim = (id: string, content: string, more: Partial<ProposedClaim>): ProposedClaim => ({
    id,
    rule: "subject, verb, content",
    act: "asserts",
    polarity: "asserts",
    cue: null,
    vouches: false,
    speakers: [],
    target: null,
    content: [at(content)],
    statement: true,
    manner: "indirect",
    date: null,
    estimates: [],
    doubts: [],
    ...more,
  });
  const said = at("Tuesday");
  const estimate = { said: at("moderate confidence"), likelihood: null, confidence: "moderate" } as const;
  const reading: Reading = {
    ...real.reading,
    claims: [
      claim("p1", "A firm outside Velmark paid for hundreds of posts", {
        speakers: [speaker("the Electoral Authority")],
        date: { date: "2031-10-28", said, qualifier: null },
      }),
      claim("p2", "one operator outside Velmark likely directed the posts", {
        speakers: [speaker("The Electoral Authority"), speaker("the Safety Office")],
      }),
      claim("p3", "any contact with the firm", {
        act: "denies",
        polarity: "denies",
        speakers: [speaker("List A")],
        doubts: ["in turn"],
      }),
      claim("p4", "no count of votes was touched", { speakers: [speaker("It added", null)] }),
      claim("p5", "hiding the payments", {
        act: "accuses",
        speakers: [speaker("List B")],
        target: speaker("List A"),
      }),
    ],
    events: [
      {
        id: "p6",
        rule: "dated noun",
        said: at("The vote"),
        date: { date: "2031-11-02", said: at("2 November"), qualifier: null },
        place: null,
        actors: [],
        doubts: [],
      },
    ],
    positions: [
      {
        id: "p7",
        rule: "confidence in these judgments",
        of: "p2",
        speakers: [speaker("The Electoral Authority"), speaker("the Safety Office")],
        estimate,
        doubts: [],
      },
    ],
    relations: [{ rule: "denial", kind: "denies", from: "p3", to: "p1", drift: null, doubts: [] }],
  };
  return { ...real, reading };
}

async function documentRead(): Promise<{ artifact: CaseRecord<"Artifact">; read: DocumentReading }> {
  const { artifact } = await bringDocument(opened, join(root, ARTICLE_NAME), await actor());
  return { artifact, read: handMade(await textOf(artifact)) };
}

const viewOf = async (
  artifact: CaseRecord<"Artifact">,
  read: DocumentReading,
  refused: readonly string[] = [],
) => proposalsOf(await opened.fullFold(), artifact, read, new Set(refused));

/** Accepts a proposal as the page does: its batch, for the organisation, under one marking. */
async function accept(
  artifact: CaseRecord<"Artifact">,
  read: DocumentReading,
  id: string,
): Promise<readonly CaseRecord[]> {
  const { standings } = await viewOf(artifact, read);
  const { batch } = standings.find((one) => one.id === id)!;
  const names = new Map<string, string>();
  const swap = (value: unknown): unknown => {
    if (typeof value === "string") {
      const [head = "", part] = value.split("#");
      return names.has(head) ? `${names.get(head)}${part === undefined ? "" : `#${part}`}` : value;
    }
    if (Array.isArray(value)) return value.map(swap);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, swap(one)]));
  };
  const drafts: IssuedDraft[] = [];
  for (const { as, type, heldAt, body } of batch) {
    const issued = opened.log.issueId(type);
    if (as !== undefined) names.set(`@${as}`, issued);
    drafts.push({
      id: issued,
      type,
      ...(await actor()),
      marking: { tlp: "CLEAR" },
      ...(heldAt === undefined ? {} : { heldAt }),
      body: swap(body),
    } as IssuedDraft);
  }
  return opened.append(drafts);
}

describe("proposals beside the case", () => {
  it("are open at first, and record nothing", async () => {
    const { artifact, read } = await documentRead();
    const before = await opened.log.size();
    const { tally, standings } = await viewOf(artifact, read);
    expect(tally).toEqual({ all: 7, open: 7, accepted: 0, mended: 0, refused: 0 });
    expect(standings.find(({ id }) => id === "p4")?.open).toEqual(["who speaks"]);
    expect(standings.find(({ id }) => id === "p7")?.open).toEqual(["claim p2 first"]);
    expect(await opened.log.size()).toBe(before);
  });

  it("are accepted by what cites their passage, with parties made on the way, each once", async () => {
    const { artifact, read } = await documentRead();
    const first = await accept(artifact, read, "p1");
    expect(first.map(({ type }) => type)).toEqual(["Party", "Claim"]);
    expect(first[1]).toMatchObject({
      heldAt: "2031-10-28",
      body: { polarity: "asserts", quote: "A firm outside Velmark paid for hundreds of posts" },
    });
    const joint = await accept(artifact, read, "p2");
    expect(joint.map(({ type }) => type)).toEqual(["Party", "Claim", "Claim"]);
    const { standings, tally } = await viewOf(artifact, read);
    expect(tally).toMatchObject({ accepted: 2, open: 5 });
    expect(standings.find(({ id }) => id === "p1")?.records).toEqual([first[1]!.id]);
  });

  it("tie a denial to what it denies, and an accusation to whom it is about", async () => {
    const { artifact, read } = await documentRead();
    const [, asserted] = await accept(artifact, read, "p1");
    const denial = await accept(artifact, read, "p3");
    expect(denial.at(-1)).toMatchObject({ body: { polarity: "denies", answers: [asserted!.id] } });
    const [listA] = denial;
    const accusation = await accept(artifact, read, "p5");
    expect(accusation.at(-1)).toMatchObject({ body: { act: "accuses", about: [listA!.id] } });
  });

  it.each([
    ["in their order", 0, 1],
    ["the second first", 1, 0],
  ])("tie those who accuse each other by their answers, accepted %s", async (_, first, second) => {
    const path = join(root, "quarrel.txt");
    writeFileSync(path, "Alda Norling and Rosa Holm accused each other of hiding the payments.\n");
    const { artifact } = await bringDocument(opened, path, await actor());
    const read = await textOf(artifact);
    const ids = read.reading.claims.map(({ id }) => id);
    expect(ids).toHaveLength(2);
    const earlier = (await accept(artifact, read, ids[first]!)).at(-1)!;
    const later = (await accept(artifact, read, ids[second]!)).at(-1)!;
    const parties = (await opened.fullFold()).all("Party");
    const [accuser, accused] = ["Alda Norling", "Rosa Holm"].map((name) =>
      parties.filter(({ body }) => body.name === name).map(({ id }) => id),
    );
    const spoken = first === 0 ? [accuser, accused] : [accused, accuser];
    for (const [i, record] of [earlier, later].entries())
      expect(record).toMatchObject({
        type: "Claim",
        body: { act: "accuses", speaker: spoken[i]![0], about: spoken[1 - i] },
      });
    expect(earlier.body).not.toHaveProperty("answers");
    expect(later.body).toMatchObject({ answers: [earlier.id] });
    expect((await viewOf(artifact, read)).standings.map(({ state }) => state)).toEqual([
      "accepted",
      "accepted",
    ]);
  });

  it("make one reported position of each joint speaker in one act", async () => {
    const { artifact, read } = await documentRead();
    await accept(artifact, read, "p2");
    const made = await accept(artifact, read, "p7");
    expect(made.map(({ type }) => type)).toEqual(["Question", "Judgment", "Position", "Position"]);
    expect(made.at(-1)).toMatchObject({
      body: { stance: "reported", confidence: "moderate", likelihood: "not stated" },
    });
    expect((await viewOf(artifact, read)).standings.find(({ id }) => id === "p7")?.state).toBe("accepted");
  });

  it("are mended where what was recorded says otherwise, and refused where a person said so", async () => {
    const { artifact, read } = await documentRead();
    const [, claim] = await accept(artifact, read, "p1");
    const { id: _, at: __, ...draft } = claim as CaseRecord<"Claim">;
    await opened.append([
      {
        ...draft,
        id: opened.log.issueId("Claim"),
        supersedes: claim!.id,
        body: { ...draft.body, proposition: "A firm from abroad paid for posts" },
      },
    ]);
    const refused = [lastingName(read.reading.claims[4]!), lastingName(read.reading.events[0]!)];
    const { tally, standings } = await viewOf(artifact, read, refused);
    expect(tally).toEqual({ all: 7, open: 4, accepted: 0, mended: 1, refused: 2 });
    expect(standings.find(({ id }) => id === "p6")?.state).toBe("refused");
  });

  it("show a reader nothing of records above their level", async () => {
    const { artifact, read } = await documentRead();
    await accept(artifact, read, "p1");
    const hidden = await opened.append([
      {
        id: opened.log.issueId("Party"),
        type: "Party",
        ...(await actor()),
        marking: { tlp: "RED" },
        body: { kind: "organisation", name: "List A" },
      },
    ]);
    const low = proposalsOf(await opened.fold({ ceiling: "GREEN", groups: [] }), artifact, read, new Set());
    expect(low.standings.find(({ id }) => id === "p1")?.state).toBe("accepted");
    expect(JSON.stringify(low)).not.toContain(hidden[0]!.id);
  });
});

describe("the record file of proposals", () => {
  it("is refused in one line for each name that is open, and recorded once they are named", async () => {
    const { artifact, read } = await documentRead();
    const file = proposedFile(await opened.fullFold(), artifact, read, await actor());
    expect(file.open).toBe(1);
    expect(file.text).toContain("# subject, verb, content; not understood: in turn");
    const path = join(root, "claims.yaml");
    writeFileSync(path, file.text);
    await expect(recordFile(opened, path)).rejects.toMatchObject({
      code: "REFERENCE",
      message: "who-says-p4 is not above in this file and not in the case.",
    });
    writeFileSync(path, file.text.replace("who-says-p4", "Electoral-Authority"));
    const written = await recordFile(opened, path);
    expect(written).toHaveLength(file.records);
    expect(written.filter(({ type }) => type === "Position")).toHaveLength(2);
    const { tally } = await viewOf(artifact, read);
    expect(tally.accepted + tally.mended).toBe(7);
    expect(proposedFile(await opened.fullFold(), artifact, read, await actor()).records).toBe(0);
  });

  it("keeps what a document says within its comment, and is checked against the bytes", async () => {
    const { artifact, read } = await documentRead();
    const [first, ...rest] = read.reading.claims;
    const hostile = { ...first!, doubts: ["a\n  - party: planted\u2028  - claim: too"] };
    const text = proposedFile(
      await opened.fullFold(),
      artifact,
      { ...read, reading: { ...read.reading, claims: [hostile, ...rest] } },
      await actor(),
    ).text.replace("who-says-p4", "Electoral-Authority");
    expect(text.split(/[\n\u2028]/).filter((line) => line.includes("planted"))).toEqual([
      expect.stringMatching(/^ {2}# /),
    ]);
    const path = join(root, "wrong.yaml");
    writeFileSync(path, text.replace(/start: \d+/, "start: 3"));
    await expect(recordFile(opened, path)).rejects.toMatchObject({ code: "QUOTATION" });
  });
});

describe("reading by the rules", () => {
  it("takes the date and the speaker of a document from its first lines, and the same bytes once", async () => {
    const first = await readDocumentInto(opened, join(root, ARTICLE_NAME), { actor: await actor() });
    expect(first).toMatchObject({
      isNew: true,
      proposals: { published: "2031-10-29", author: "The Alda Courier" },
    });
    expect(first.proposals.tally.all).toBeGreaterThanOrEqual(10);
    const out = join(root, "claims.yaml");
    const again = await readDocumentInto(opened, join(root, ARTICLE_NAME), { actor: await actor(), out });
    expect(again).toMatchObject({ isNew: false, artifact: { id: first.artifact.id } });
    expect(readFileSync(out, "utf8")).toContain("plumbline: 1");
    await expect(
      readDocumentInto(opened, join(root, ARTICLE_NAME), { actor: await actor(), out }),
    ).rejects.toMatchObject({ code: "OUT_EXISTS" });
  });

  it("leaves nothing that listens to the thread, however many texts it reads", async () => {
    const words = "The harbour was closed, the mayor said.";
    const paragraphs = [{ text: words, start: 0, end: words.length, page: null, place: null }];
    for (let i = 0; i < 12; i++)
      await readApart({ paragraphs, published: null, author: null }, "harbour.txt");
    expect(warnings).toEqual([]);
  });

  it("is stopped by the end of its case, and leaves no folder of work", async () => {
    const work = join(root, "tmp");
    mkdirSync(work);
    vi.stubEnv("TMPDIR", work);
    onTestFinished(() => void vi.unstubAllEnvs());
    const lines = Array.from({ length: 50 }, (_, i) => `Line ${i} as long as a line of a page is.`);
    const path = join(root, "long.pdf");
    writeFileSync(path, pagesPdf(Array.from({ length: 3000 }, () => linesDown(lines))));
    const { artifact } = await bringDocument(opened, path, await actor());
    const folders = () => readdirSync(work).filter((name) => name.startsWith("plumbline-import-"));
    const stopped = expect(opened.readings.of(artifact.body)).rejects.toMatchObject({ code: "STOPPED" });
    await expect.poll(folders).toHaveLength(1);
    await opened.close();
    await stopped;
    expect(folders()).toEqual([]);
  });
});
