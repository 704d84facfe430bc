/** The suite that every form passes. */
import { describe, expect, it } from "vitest";
import { sampleView } from "../../../test/support/sample-view.ts";
import type { EditionView } from "../../views/edition.ts";
import { buildDocument } from "../document.ts";
import { fileNameSchema } from "../manifest.ts";
import { FORMATS } from "./index.ts";

const HOSTILE =
  ' "\'<b onclick="x">&amp;</style><script>alert(1)</script>]]>--> \u202Eevil\u202C \u0007 مرحبا 漢字 Привет ' +
  "x".repeat(300);

function sparse(): EditionView {
  const view = sampleView();
  const none = {
    blocks: [],
    judgments: [],
    questions: [],
    findings: [],
    events: [],
    claims: [],
    premises: [],
    sources: [],
    gaps: [],
    withheld: [],
  };
  return { ...view, ...none, scales: [], organisations: [] };
}

const VIEWS: readonly (readonly [string, () => EditionView])[] = [
  ["a rich view", () => sampleView()],
  ["a hostile view", () => sampleView({ text: (text) => text + HOSTILE })],
  ["a view with nothing but its records", sparse],
  ["a view without findings", () => ({ ...sampleView(), findings: [], blocks: [] })],
];

/** Forms that are no text; what they hold is read by other programs in the tests beside them. */
const PRINTED = new Set(["pdf", "docx"]);

it("names every form and every file once", () => {
  expect(FORMATS.map((format) => format.id)).toEqual([
    "html",
    "json",
    "records",
    "pdf",
    "docx",
    "stix",
    "misp",
    "claim-review",
  ]);
  expect(new Set(FORMATS.map((format) => format.fileName)).size).toBe(FORMATS.length);
});

describe.each(FORMATS)("$id", (format) => {
  it("has a plain file name and a media type", () => {
    expect(fileNameSchema.safeParse(format.fileName).success).toBe(true);
    expect(format.mediaType).toMatch(/^[a-z]+\/[a-z0-9.+-]+(; charset=utf-8)?$/);
  });

  it.each(VIEWS)("renders %s to the same bytes each time", async (_, make) => {
    const first = await format.render(buildDocument(make()), make());
    const second = await format.render(buildDocument(make()), make());
    expect(Buffer.compare(first, second)).toBe(0);
    if (PRINTED.has(format.id)) return;
    const text = new TextDecoder("utf-8", { fatal: true }).decode(first);
    expect(text.endsWith("\n")).toBe(true);
  });

  it("keeps nothing of another edition that it printed before", async () => {
    const covered = () => sampleView({ text: (text) => `${text} WITHHELD 漢字 مرحبا` });
    const before = await format.render(buildDocument(sampleView()), sampleView());
    await format.render(buildDocument(covered()), covered());
    const after = await format.render(buildDocument(sampleView()), sampleView());
    expect(Buffer.compare(before, after)).toBe(0);
  });

  it("says something else for another view", async () => {
    const view = sampleView();
    const before = await format.render(buildDocument(view), view);
    const other = sampleView({ text: (text) => `${text}.` });
    expect(Buffer.compare(before, await format.render(buildDocument(other), other))).not.toBe(0);
  });
});

describe("json", () => {
  it("holds every sentence, and the view without its records", async () => {
    const view = sampleView();
    const document = buildDocument(view);
    const file = JSON.parse(Buffer.from(await FORMATS[1]!.render(document, view)).toString()) as Record<
      string,
      unknown
    >;
    expect(file["sentences"]).toEqual(document.sentences);
    const { records: _, ...rest } = view;
    expect(file["view"]).toEqual(JSON.parse(JSON.stringify(rest)));
  });
});
