import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { tempFolder } from "../../test/support/temp.ts";
import { docxOf, p } from "../../test/support/docx-files.ts";
import { linesDown, pagesPdf } from "../../test/support/pdf-files.ts";
import { Case } from "./case.ts";
import { findActor, parseReader } from "./actor.ts";
import { passageFaultIn } from "./passages.ts";
import { publish } from "./publish.ts";
import { recordFile } from "./record-file.ts";
import { trace } from "./trace.ts";
import { verifyCase, verifyEdition } from "./verify.ts";
import type { ViewRecord } from "../views/edition.ts";

const HEAD = "plumbline: 1\nby: ada\nfor: KEEPER\nmarking: CLEAR\nrecords:\n";
const NOTE = "A note.\n\nThe ministry said: “It was not us.”\n";
const START = NOTE.indexOf("“It");

async function sample() {
  const root = tempFolder();
  const folder = join(root, "case");
  const opened = await Case.open(folder, { create: { by: "ada", organisation: "Desk" } });
  onTestFinished(async () => opened.close());
  writeFileSync(join(root, "note.txt"), NOTE);
  writeFileSync(
    join(root, "paper.pdf"),
    pagesPdf([linesDown(["A paper."]), linesDown(["Nobody knows."]), []]),
  );
  writeFileSync(join(root, "letter.docx"), docxOf(p("A letter.") + p("We deny it.")));
  writeFileSync(join(root, "broken.pdf"), "%PDF-1.7\n");
  const keeper = await opened.keeper();
  const record = async (text: string) => {
    writeFileSync(join(root, "records.yaml"), HEAD.replace("KEEPER", keeper) + text);
    return recordFile(opened, join(root, "records.yaml"));
  };
  const claim = (key: string, quote: string, span: string) =>
    `  - claim: ${key}\n    speaker: ${keeper}\n    polarity: asserts\n    proposition: So it is.\n    quote: '${quote}'\n    from: [{ ${span} }]\n`;
  await record(
    "  - artifact: N\n    title: note.txt\n    file: note.txt\n  - artifact: P\n    title: paper.pdf\n    file: paper.pdf\n" +
      "  - artifact: L\n    title: letter.docx\n    file: letter.docx\n  - artifact: B\n    title: broken.pdf\n    file: broken.pdf\n" +
      "  - artifact: S\n    title: A scan\n    mediaType: application/x-scanned-pdf\n    sha256: not recorded\n    held: false\n",
  );
  return { folder, opened, record, claim };
}

it("a quotation is held against the document when it is recorded, with the place where it is", async () => {
  const { opened, record, claim } = await sample();
  const size = await opened.log.size();
  const refused = (message: RegExp) => ({
    code: "QUOTATION",
    message: expect.stringMatching(message),
    where: expect.stringMatching(/records\.yaml:\d+:\d+$/),
  });
  await expect(
    record(claim("C", "It was not us.", "artifact: N, start: 90000, end: 90100")),
  ).rejects.toMatchObject(refused(/^The place ends at character 90100; the document has \d+ characters/));
  await expect(record(claim("C", "It was not us.", "artifact: N, start: 0, end: 7"))).rejects.toMatchObject(
    refused(/nearest place is characters/),
  );
  await expect(record(claim("C", "It was us.", "artifact: N"))).rejects.toMatchObject(
    refused(/not in the document/),
  );
  await expect(record(claim("C", "It was not us.", "artifact: N, page: 2"))).rejects.toMatchObject(
    refused(/page/),
  );
  expect(await opened.log.size()).toBe(size);
});

it("a quotation from a PDF or a DOCX is held against its text and its page, and against nothing where the bytes are not held", async () => {
  const { folder, opened, record, claim } = await sample();
  const refused = (message: RegExp) => ({ code: "QUOTATION", message: expect.stringMatching(message) });
  await expect(record(claim("C", "Nobody knows.", "artifact: P, page: 9"))).rejects.toMatchObject(
    refused(/^The place names page 9; the document has 3 pages/),
  );
  await expect(record(claim("C", "Nobody knows.", "artifact: P, page: 3"))).rejects.toMatchObject(
    refused(/names page 3, which has no text/),
  );
  await expect(record(claim("C", "Nobody knows.", "artifact: P, page: 1"))).rejects.toMatchObject(
    refused(/nearest place is characters 10 to 23 on page 2/),
  );
  await expect(record(claim("C", "Somebody knows.", "artifact: P"))).rejects.toMatchObject(
    refused(/not in the document/),
  );
  await expect(record(claim("C", "We admit it.", "artifact: L, start: 11, end: 22"))).rejects.toMatchObject(
    refused(/not in the document/),
  );
  await record(
    claim("C", "Nobody knows.", "artifact: P, page: 2, start: 10, end: 23") +
      claim("D", "Nobody knows.", "artifact: P, page: 2") +
      claim("E", "We deny it.", "artifact: L, start: 11, end: 22") +
      claim("F", "Nobody has it.", "artifact: S, page: 7"),
  );
  const [, passage] =
    JSON.stringify(await trace(opened, "D", parseReader("CLEAR", ""))).match(
      /"kind":"Passage","relation":"([^"]*)"/,
    ) ?? [];
  expect(passage).toBe("page 2, characters 10 to 23");
  const verified = await verifyCase(folder);
  expect(verified).toMatchObject({ holds: true });
  expect(verified.notes.join("\n")).toContain(
    "Passages: 3 held against their documents; not checked: 1 because the bytes are not held.",
  );
});

it("trace prints the passage, or that it was not checked; verify counts both, and finds what was put into the log by force", async () => {
  const { folder, opened, record, claim } = await sample();
  await record(
    claim("C", "It was not us.", `artifact: N, start: ${START}, end: ${START + 16}`) +
      claim("D", "Nobody knows.", "artifact: B, page: 4"),
  );
  const reader = parseReader("CLEAR", "");
  const passages = async (name: string) =>
    (await trace(opened, name, reader)).next
      .flatMap(({ next }) => next)
      .filter(({ kind }) => kind === "Passage")
      .map(({ relation, text }) => `${relation}: ${text}`);
  expect(await passages("C")).toEqual([`characters ${START} to ${START + 16}: ““It was not us.””`]);
  expect((await passages("D")).join()).toContain("not checked: it is damaged: it cannot be read as PDF");
  const verified = await verifyCase(folder);
  expect(verified).toMatchObject({ holds: true });
  expect(verified.notes.join("\n")).toContain(
    "Passages: 1 held against their documents; not checked: 1 because it is damaged: it cannot be read as PDF.",
  );
  // Past the admission, as an older version wrote it.
  const fold = await opened.fullFold();
  const written = fold.all("Claim").find(({ body }) => body.key === "C")!;
  const { at: _, ...draft } = written;
  const id = opened.log.issueId("Claim");
  await opened.log.append([
    { ...draft, id, body: { ...written.body, key: "E", quote: "It was all of us." } },
  ]);
  expect(await verifyCase(folder)).toMatchObject({
    holds: false,
    failure: `${id}: The quotation is not in the document.`,
  });
  // A document whose bytes are gone is a fault of its own, and no invented quotation.
  const [sha256 = ""] = await opened.artifacts.list();
  chmodSync(opened.artifacts.path(sha256), 0o600);
  rmSync(opened.artifacts.path(sha256));
  expect((await verifyCase(folder)).failure).toContain("are missing");
});

it("verify holds a quotation against the cited page of a PDF that an edition carries", async () => {
  const { folder, opened, record, claim } = await sample();
  const keeper = await opened.keeper();
  await record(
    "  - party: A\n    kind: organisation\n    name: First Office\n    initials: A\n" +
      "  - appraisal: R\n    aspect: release\n    of: P\n    value: { what: document, because: own work }\n" +
      claim("C", "Nobody knows.", "artifact: P, page: 2, start: 10, end: 23").replace(keeper, "A") +
      "  - edition: LOW\n    title: The paper\n    language: en\n    ceiling: CLEAR\n    authors: [A]\n    forms: []\n" +
      "    blocks: [{ block: text, text: A paper says so., cites: [C] }]\n",
  );
  const out = join(folder, "..", "edition");
  await publish(opened, {
    reader: parseReader("CLEAR", ""),
    out,
    actor: await findActor(opened, { by: "ada", for: "A" }),
  });
  expect((await verifyEdition(out)).verdict).toBe("unsigned");
  const carried = readdirSync(out).find((name) => name.startsWith("document-"))!;
  const bytes = readFileSync(join(out, carried));
  const documents = new Map([[carried.slice("document-".length), new Uint8Array(bytes)]]);
  const records = readFileSync(join(out, "records.jsonl"), "utf8");
  const faultIn = (text: string) => {
    const lines = text.trimEnd().split("\n");
    return passageFaultIn(
      lines.map((line) => JSON.parse(line) as ViewRecord),
      documents,
    );
  };
  expect(await faultIn(records)).toBeUndefined();
  const quoting = await faultIn(records.replace('"quote":"Nobody knows."', '"quote":"Somebody knows."'));
  expect(quoting?.why).toMatch(/not in the document/);
  const placed = await faultIn(records.replace('"page":2', '"page":3'));
  expect(placed?.why).toMatch(/names page 3/);
  writeFileSync(join(out, carried), pagesPdf([linesDown(["A paper."]), linesDown(["Everybody knows."])]));
  expect(await verifyEdition(out)).toMatchObject({ verdict: "not-intact", file: carried });
});
