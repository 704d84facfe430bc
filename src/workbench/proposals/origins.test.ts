import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { tempFolder } from "../../../test/support/temp.ts";
import type { IssuedDraft } from "../../model/records.ts";
import { Case } from "../case.ts";
import { bringDocument } from "../documents.ts";
import { recordFile } from "../record-file.ts";
import { readBeside } from "./origins.ts";
import { proposalsOf } from "./proposals.ts";
import { readDocumentInto } from "./read-document.ts";

const PASSAGE =
  "The port of Ostrand closed its northern quay on Tuesday after inspectors found cracks in eleven of its forty pillars, the harbour master said.";
const EARLY = `Cracks close the quay\n\nThe Ledger, 28 October 2031\n\n${PASSAGE}\n`;
const LATE = `Quay is closed\n\nThe Gazette, 29 October 2031\n\n${PASSAGE}\n`;

let root: string;
let opened: Case;
beforeEach(async () => {
  root = tempFolder();
  opened = await Case.open(join(root, "case"), { create: { by: "ada", organisation: "Desk" } });
  writeFileSync(join(root, "early.txt"), EARLY);
  writeFileSync(join(root, "late.txt"), LATE);
});
afterEach(() => opened.close());

const actor = async () => ({ by: "ada", for: await opened.keeper() });
const bring = async (name: string) => (await bringDocument(opened, join(root, name), await actor())).artifact;
const claims = async () => (await opened.fullFold()).all("Claim").map(({ body }) => body.derivedFrom);

it("is a passage whose claim is recorded again, derived from the other document, at its own marking", async () => {
  const early = await bring("early.txt");
  const late = await bring("late.txt");
  const view = async () => {
    const fold = await opened.fullFold();
    return proposalsOf(fold, late, await readBeside(fold, opened.readings, late), new Set());
  };
  const standing = async () => (await view()).standings.find(({ kind }) => kind === "origin")!;
  expect(await standing()).toMatchObject({
    state: "open",
    batch: [],
    open: ["a claim of this passage first"],
  });
  const { start, end } = (await view()).reading.claims.find(({ cue }) => cue?.text === "said")!.content[0]!;
  const draft: IssuedDraft = {
    id: opened.log.issueId("Claim"),
    type: "Claim",
    ...(await actor()),
    marking: { tlp: "GREEN" },
    body: {
      speaker: await opened.keeper(),
      polarity: "asserts",
      proposition: "the quay is closed",
      from: [{ artifact: late.id, start, end }],
      derivedFrom: [late.id],
    },
  };
  await opened.append([draft]);
  const { batch, open } = await standing();
  expect(open).toEqual([]);
  expect(batch).toMatchObject([
    { type: "Claim", supersedes: draft.id, marking: { tlp: "GREEN" }, body: { derivedFrom: [early.id] } },
  ]);
  const [again] = batch;
  await opened.append([
    { ...draft, id: opened.log.issueId("Claim"), supersedes: draft.id, body: again!.body } as IssuedDraft,
  ]);
  expect((await standing()).state).toBe("accepted");
  expect(await claims()).toEqual([[early.id]]);
});

it("stands in the record file as the lineage of its claim, and is recorded so", async () => {
  const early = await bring("early.txt");
  const out = join(root, "claims.yaml");
  await readDocumentInto(opened, join(root, "late.txt"), { actor: await actor(), out });
  const text = readFileSync(out, "utf8");
  expect(text).toContain("# origin: “early.txt”: tells nearly the same words");
  await recordFile(opened, out);
  expect(await claims()).toContainEqual([early.id]);
});

it("is looked for in no document that the reader may not see", async () => {
  await bring("early.txt");
  const late = await bring("late.txt");
  const low = await opened.fold({ ceiling: "GREEN", groups: [] });
  expect((await readBeside(low, opened.readings, late)).found.origins).toEqual([]);
  expect((await readBeside(await opened.fullFold(), opened.readings, late)).found.origins).toHaveLength(1);
});

it("is found by an address that the words of a page carry, without a text of it at hand that says so", async () => {
  const capturedFrom = "https://ledger.example/quay";
  const early = await bring("early.txt");
  const named = {
    ...early,
    id: opened.log.issueId("Artifact"),
    supersedes: early.id,
    body: { ...early.body, capturedFrom },
  };
  await opened.append([named]);
  writeFileSync(
    join(root, "page.html"),
    `<!doctype html><html><body><p>Ferries stay in port.</p><p>The cracks were <a href="${capturedFrom}?utm_source=x">first told</a> in October.</p></body></html>`,
  );
  const page = await bring("page.html");
  const { found } = await readBeside(await opened.fullFold(), opened.readings, page);
  expect(found.origins.map(({ rule, said }) => [rule, said.text])).toEqual([
    ["gives its address", "The cracks were first told in October."],
  ]);
});
