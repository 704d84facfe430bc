/**
 * Opening an edition: everything about it that can be recomputed is. File hashes, canonical forms, signatures, leaves and view
 * root; what the records may say of each other; and the edition itself, folded and rendered anew from its records. What is
 * handed on is what the records give, so nobody works on what a page or a file of an edition merely says. It cannot tell that
 * a signature was removed, or that a whole edition was made anew: for that a reader needs a root or a manifest hash kept
 * elsewhere. Time: that of publishing once more.
 */
import { PlumblineError } from "../errors.ts";
import { canonicalJson } from "../model/canonical.ts";
import type { Known } from "../model/fault.ts";
import { leafHash, merkleRoot } from "../model/merkle.ts";
import { faultsOf } from "../model/record-rules.ts";
import { referencesOf } from "../model/references.ts";
import { recordOf } from "../model/refs.ts";
import { signatureHolds } from "../model/signature.ts";
import type { EditionView, ViewRecord } from "../views/edition.ts";
import { unresolvedSentences } from "./document.ts";
import { Failure } from "./failure.ts";
import { editionFileSchema } from "./formats/json.ts";
import type { EditionFile } from "./formats/json.ts";
import { recordLineSchema } from "./formats/records.ts";
import {
  editionFacts,
  MANIFEST,
  readCanonical,
  readManifest,
  readSignatures,
  sha256,
  SIGNATURE,
  signedStatement,
  signOffFacts,
} from "./manifest.ts";
import type { Manifest, ManifestSignature } from "./manifest.ts";
import type { Maker } from "./maker.ts";
import { checkForms } from "./rebuilt.ts";
import type { Made } from "./rebuilt.ts";
import { unended } from "../words.ts";

const RECORDS = "records.jsonl";
const EDITION = "edition.json";

/** An edition that is intact. */
interface Opened {
  readonly manifest: Manifest;
  readonly signatures: readonly ManifestSignature[];
  /** What its records give. */
  readonly view: EditionView;
  readonly sentences: number;
  readonly made: Made;
}

/** @throws Failure with the first file, record or sentence that does not hold. */
export async function openFiles(files: ReadonlyMap<string, Uint8Array>, maker: Maker): Promise<Opened> {
  const manifest = checkManifest(files);
  checkFiles(files, manifest);
  const signatures = checkSignatures(files);
  const records = checkRecords(files, manifest);
  const said = checkSentences(files, manifest, records);
  checkReferences(records);
  const view = folded(records, manifest, maker);
  checkFacts(manifest, view);
  const documents = checkDocuments(files, view);
  const made = await checkForms(files, { view, said, maker, documents });
  const fault = await maker.passages(
    records,
    new Map(
      view.sources.flatMap(({ carried, sha256: hash }) =>
        carried === undefined ? [] : [[hash, documents.get(carried)!]],
      ),
    ),
  );
  if (fault !== undefined) throw new Failure(RECORDS, `does not hold: ${unended(fault.why)}`, fault.record);
  return { manifest, signatures, view, sentences: said.sentences.length, made };
}

function checkManifest(files: ReadonlyMap<string, Uint8Array>): Manifest {
  const bytes = files.get(MANIFEST);
  if (bytes === undefined) throw new Failure(MANIFEST, "is missing");
  const manifest = readManifest(bytes);
  if (!manifest.ok) throw new Failure(MANIFEST, manifest.why);
  return manifest.value;
}

function checkFiles(files: ReadonlyMap<string, Uint8Array>, manifest: Manifest): void {
  for (const [name, expected] of Object.entries(manifest.files)) {
    const bytes = files.get(name);
    if (bytes === undefined) throw new Failure(name, "is missing");
    if (sha256(bytes) === expected.sha256 && bytes.length === expected.bytes) continue;
    if (name === RECORDS) readRecords(bytes);
    throw new Failure(name, "has another hash than the manifest says");
  }
  for (const name of [EDITION, RECORDS])
    if (!Object.hasOwn(manifest.files, name)) throw new Failure(name, "is missing in the manifest");
  for (const name of files.keys())
    if (!Object.hasOwn(manifest.files, name) && name !== MANIFEST && name !== SIGNATURE)
      throw new Failure(name, "is not in the manifest");
}

function checkSignatures(files: ReadonlyMap<string, Uint8Array>): readonly ManifestSignature[] {
  const bytes = files.get(SIGNATURE);
  if (bytes === undefined) return [];
  const read = readSignatures(bytes);
  if (!read.ok) throw new Failure(SIGNATURE, read.why);
  for (const { key, signedAt, signature } of read.value)
    if (!signatureHolds(key, signature, signedStatement(files.get(MANIFEST)!, signedAt)))
      throw new Failure(SIGNATURE, "does not hold for the manifest");
  return read.value;
}

/** Every line of `records.jsonl`, its form and its leaf; names the first record that does not hold. */
function readRecords(bytes: Uint8Array): ViewRecord[] {
  const lines: ViewRecord[] = [];
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf(10, at);
    const line = bytes.subarray(at, end < 0 ? bytes.length : end + 1);
    const name = `line ${lines.length + 1}`;
    const read = readCanonical(line, recordLineSchema);
    if (!read.ok) throw new Failure(RECORDS, read.why, name);
    const { record, salt, leaf } = read.value;
    if (leafHash(Buffer.from(salt, "hex"), record).toString("hex") !== leaf)
      throw new Failure(RECORDS, "has another leaf than its salt and content give", record.id);
    lines.push(read.value);
    at = end < 0 ? bytes.length : end + 1;
  }
  return lines;
}

function checkRecords(files: ReadonlyMap<string, Uint8Array>, manifest: Manifest): ViewRecord[] {
  const lines = readRecords(files.get(RECORDS)!);
  const seen = new Set<string>();
  for (const { record } of lines) {
    if (seen.has(record.id)) throw new Failure(RECORDS, "stands there twice", record.id);
    seen.add(record.id);
  }
  if (merkleRoot(lines.map(({ leaf }) => Buffer.from(leaf, "hex"))) !== manifest.viewRoot)
    throw new Failure(RECORDS, "gives another view root than the manifest says");
  return lines;
}

function checkSentences(
  files: ReadonlyMap<string, Uint8Array>,
  manifest: Manifest,
  records: readonly ViewRecord[],
): EditionFile {
  const read = readCanonical(files.get(EDITION)!, editionFileSchema);
  if (!read.ok) throw new Failure(EDITION, read.why);
  const { view, sentences } = read.value;
  if (view.viewRoot !== manifest.viewRoot)
    throw new Failure(EDITION, "names another view root than the manifest");
  const { ref, title, asOf, ceiling } = manifest.edition;
  const said = canonicalJson({ ref: view.ref, title: view.title, asOf: view.asOf, ceiling: view.ceiling });
  if (said !== canonicalJson({ ref, title, asOf, ceiling }))
    throw new Failure(EDITION, "is of another edition than the manifest says");
  const open = unresolvedSentences(
    { sentences },
    records.map(({ record }) => record),
  )[0];
  if (open !== undefined)
    throw new Failure(
      EDITION,
      open.missing.length === 0
        ? "rests on nothing"
        : `rests on ${open.missing[0]}, which is not in records.jsonl`,
      `sentence ${open.id}`,
    );
  return read.value;
}

/**
 * What no log would have taken: a record that names one below it, or a part or type that is not there. Folds walk along
 * references and rely on this. A record above the line is named and absent, which is no fault.
 */
function checkReferences(records: readonly ViewRecord[]): void {
  const ids = new Set(records.map(({ record }) => record.id));
  const above = new Map<string, Known>();
  for (const { record } of records) {
    const below = referencesOf(record)
      .map(({ ref }) => recordOf(ref))
      .find((id) => id !== record.id && ids.has(id) && !above.has(id));
    if (below !== undefined)
      throw new Failure(RECORDS, `names ${below}, which stands below it, as in no log`, record.id);
    const fault = faultsOf(record, (id) => above.get(id)).find(
      ({ rule }) => /^(reference|position): /.test(rule) && rule !== "reference: absent",
    );
    if (fault !== undefined)
      throw new Failure(RECORDS, `is one that no log takes: ${unended(fault.message)}`, record.id);
    above.set(record.id, { record, marking: record.marking });
  }
}

/** The documents that the edition carries, by the names of their files: the bytes of the hash in their name. */
function checkDocuments(
  files: ReadonlyMap<string, Uint8Array>,
  view: EditionView,
): ReadonlyMap<string, Uint8Array> {
  const documents = new Map<string, Uint8Array>();
  for (const { carried, sha256: hash } of view.sources) {
    if (carried === undefined) continue;
    const bytes = files.get(carried);
    if (bytes === undefined) throw new Failure(carried, "is missing in the manifest");
    if (sha256(bytes) !== hash)
      throw new Failure(carried, "is not the document of the hash that its record names");
    documents.set(carried, bytes);
  }
  return documents;
}

function folded(records: readonly ViewRecord[], manifest: Manifest, maker: Maker): EditionView {
  try {
    return maker.fold(records, manifest.edition);
  } catch (error) {
    if (!(error instanceof PlumblineError)) throw error;
    throw new Failure(RECORDS, `gives no edition: ${unended(error.message)}`, error.where);
  }
}

/** What the manifest says of the edition and of who has to sign is what the records say. */
function checkFacts(manifest: Manifest, view: EditionView): void {
  if (view.viewRoot !== manifest.viewRoot)
    throw new Failure(RECORDS, "gives another view root than the manifest says");
  if (canonicalJson(editionFacts(view)) !== canonicalJson(manifest.edition))
    throw new Failure(MANIFEST, "says of the edition what its records do not");
  const { signOff } = manifest;
  if (canonicalJson(signOffFacts(view)) !== canonicalJson(signOff === undefined ? {} : { signOff }))
    throw new Failure(MANIFEST, "says other organisations have to sign than the records do");
}
