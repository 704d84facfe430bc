/**
 * The forms of an edition against its records. Made by this version: every form is rendered anew and has to be the same, byte
 * for byte. Made by another: page and `edition.json` are compared with the records field by field, and which forms were not
 * rebuilt is said.
 */
import { PlumblineError } from "../errors.ts";
import type { EditionView } from "../views/edition.ts";
import { counted, listed, unended } from "../words.ts";
import { buildDocument } from "./document.ts";
import type { DocumentContext } from "./document.ts";
import { Failure } from "./failure.ts";
import { compareFields } from "./fields.ts";
import type { EditionFile } from "./formats/json.ts";
import { MANIFEST, SIGNATURE } from "./manifest.ts";
import type { Maker } from "./maker.ts";
import { renderEdition } from "./render.ts";

/** How far the forms were held against the records. */
export interface Made {
  /** Name and version of the program that says it made the edition. */
  readonly software: string;
  /** Files that are what the records give: all of them, or the fields of page and `edition.json`. */
  readonly compared: "bytes" | "fields";
  readonly notRebuilt: readonly string[];
  /** The same in words, a line each. */
  readonly notes: readonly string[];
}

interface Given {
  /** What the records give. */
  readonly view: EditionView;
  readonly said: EditionFile;
  readonly maker: Maker;
  /** The documents that it carries, by the names of their files. */
  readonly documents: ReadonlyMap<string, Uint8Array>;
}

/** @throws Failure with the first difference. */
export async function checkForms(files: ReadonlyMap<string, Uint8Array>, given: Given): Promise<Made> {
  const { view, said, maker, documents } = given;
  const rendered = await rendering(view, { software: maker.software, documents });
  const names = [...files.keys()].filter((name) => name !== MANIFEST && name !== SIGNATURE);
  if (said.software !== maker.software) return otherVersion(names, files, rendered, given);
  for (const [name, bytes] of rendered) {
    const there = files.get(name);
    if (there === undefined) throw new Failure(name, "is missing in the manifest");
    if (Buffer.compare(there, bytes) !== 0) throw difference(name, there, bytes);
  }
  const foreign = names.find((name) => !rendered.has(name));
  if (foreign !== undefined)
    throw new Failure(foreign, "is not of this edition: its records give no such file");
  return { software: said.software, compared: "bytes", notRebuilt: [], notes: [] };
}

async function rendering(view: EditionView, made: DocumentContext): Promise<ReadonlyMap<string, Uint8Array>> {
  try {
    return await renderEdition(view, made);
  } catch (error) {
    if (!(error instanceof PlumblineError)) throw error;
    throw new Failure("records.jsonl", `gives no edition: ${unended(error.message)}`, error.where);
  }
}

function otherVersion(
  names: readonly string[],
  files: ReadonlyMap<string, Uint8Array>,
  rendered: ReadonlyMap<string, Uint8Array>,
  { view, said, maker, documents }: Given,
): Made {
  const page = files.get(PAGE);
  if (page === undefined) throw new Failure(PAGE, "is missing in the manifest");
  const reworded = compareFields(said, new TextDecoder().decode(page), {
    view,
    document: buildDocument(view, { software: maker.software }),
    page: new TextDecoder().decode(rendered.get(PAGE)),
    terms: maker.terms,
  });
  const notRebuilt = names.filter((name) => !COMPARED.has(name) && !documents.has(name));
  const notes = [
    `Made by ${said.software}, and this is ${maker.software}: the page and edition.json were compared with the records field by field, and agree in judgments, terms, confidences and dissents. The style of the page was not compared.`,
    ...(reworded.length === 0
      ? []
      : [
          `${counted(reworded.length, "sentence")} of it ${reworded.length > 1 ? "are" : "is"} worded otherwise than this version would; the first is ${reworded[0]!}.`,
        ]),
    ...(notRebuilt.length === 0 ? [] : [`Not rebuilt, made by ${said.software}: ${listed(notRebuilt)}.`]),
  ];
  return { software: said.software, compared: "fields", notRebuilt, notes };
}

const PAGE = "index.html";
const COMPARED: ReadonlySet<string> = new Set([PAGE, "edition.json", "records.jsonl"]);
const TEXT = /\.(html|json|jsonl)$/;
const SHOWN = 40;

/** The first place at which a form is not what the records give. */
function difference(name: string, there: Uint8Array, given: Uint8Array): Failure {
  let at = 0;
  while (at < there.length && at < given.length && there[at] === given[at]) at++;
  if (!TEXT.test(name)) return new Failure(name, `differs from what its records give, from byte ${at} on`);
  const [theirs, ours] = [there, given].map((bytes) => stretch(bytes, at));
  const before = Buffer.from(there.subarray(0, at)).toString("utf8");
  const id = name.endsWith(".html") ? elementAt(before) : sentenceAt(before);
  return new Failure(
    name,
    `says “${theirs}” where its records give “${ours}”`,
    id === undefined ? undefined : `at ${id}`,
  );
}

/** Some characters around a byte, on one line. */
function stretch(bytes: Uint8Array, at: number): string {
  const text = Buffer.from(bytes.subarray(Math.max(0, at - SHOWN), at + SHOWN)).toString("utf8");
  return text.replaceAll(/^\ufffd+|\ufffd+$/g, "").replaceAll(/\s+/g, " ");
}

const elementAt = (before: string) => [...before.matchAll(/ id="([^"<>]{1,100})"/g)].at(-1)?.[1];
const sentenceAt = (before: string) => [...before.matchAll(/"id":"([^"]{1,100})"/g)].at(-1)?.[1];
