/**
 * Verifying an edition with nothing but its folder and, if there is one, a list of trusted keys. Everything is
 * recomputed: file hashes, canonical forms, leaves, view root, signature, and the references of every sentence.
 * Linear in the size of the folder. It cannot tell that a signature was removed, or that a whole edition was made
 * anew: for that a reader needs a root or a manifest hash kept elsewhere.
 */
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PlumblineError } from "../errors.ts";
import { canonicalJson } from "../model/canonical.ts";
import { leafHash, merkleRoot } from "../model/merkle.ts";
import type { CaseRecord } from "../model/records.ts";
import { signatureHolds } from "../model/signature.ts";
import { unresolvedSentences } from "./document.ts";
import { FORMATS } from "./formats/index.ts";
import { editionFileSchema } from "./formats/json.ts";
import { recordLineSchema } from "./formats/records.ts";
import {
  MANIFEST,
  readCanonical,
  readManifest,
  readSignatures,
  sha256,
  SIGNATURE,
  signedStatement,
} from "./manifest.ts";
import type { EditionFacts, Manifest, ManifestSignature } from "./manifest.ts";
import type { Trust } from "./trust.ts";

interface Intact {
  readonly edition: EditionFacts;
  readonly viewRoot: string;
  readonly logRoot: string;
  /** SHA-256 of manifest.json: what to keep elsewhere, or to compare with somebody who kept it. */
  readonly manifestSha256: string;
  readonly records: number;
  readonly sentences: number;
  /** Everybody who signed; the time is the signer's own word. */
  readonly signatures: readonly {
    readonly key: string;
    readonly signedAt: string;
    /** The name the reader's trust file gives the key. */
    readonly trusted?: string;
    /** The organisation whose key it is by the records of the edition. */
    readonly declaredBy?: string;
  }[];
  /** Organisations that have to sign and have not. */
  readonly unsignedBy: readonly string[];
}

export type Verdict =
  | (Intact & {
      /** At least one signer is trusted; signed by nobody the reader knows; not signed. */
      readonly verdict: "signed-trusted" | "signed-unknown" | "unsigned";
      readonly text: string;
    })
  | {
      readonly verdict: "not-intact";
      /** The first file that fails, and the first record in it where that can be told. */
      readonly file: string;
      readonly record?: string;
      readonly why: string;
      readonly text: string;
    };

/** What does not hold. Thrown inside this file only. */
class Failure extends Error {
  readonly file: string;
  readonly record: string | undefined;

  constructor(file: string, why: string, record?: string) {
    super(why);
    this.file = file;
    this.record = record;
  }
}

/**
 * Verifies the folder of an edition.
 * @throws PlumblineError NOT_FOUND if there is no folder at `dir`.
 */
export function verifyEdition(dir: string, trust?: Trust): Verdict {
  const files = new Map<string, Uint8Array>();
  if (lstatSync(dir, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new PlumblineError("NOT_FOUND", "There is no folder of an edition here.", { where: dir });
  for (const name of readdirSync(dir).toSorted()) {
    if (!lstatSync(join(dir, name)).isFile()) return notIntact(new Failure(name, "is not a plain file"));
    files.set(name, readFileSync(join(dir, name)));
  }
  return verifyFiles(files, trust);
}

/** Verifies the files of an edition by name. */
export function verifyFiles(files: ReadonlyMap<string, Uint8Array>, trust?: Trust): Verdict {
  try {
    const manifest = checkManifest(files);
    checkFiles(files, manifest);
    const signatures = checkSignatures(files);
    const records = checkRecords(files, manifest);
    const sentences = checkSentences(files, manifest, records);
    const intact: Intact = {
      edition: manifest.edition,
      viewRoot: manifest.viewRoot,
      logRoot: manifest.logRoot,
      manifestSha256: sha256(files.get(MANIFEST)!),
      records: records.length,
      sentences,
      ...signers(manifest, signatures, trust),
    };
    return verdictOf(intact, manifest.signOff?.by);
  } catch (error) {
    if (error instanceof Failure) return notIntact(error);
    throw error;
  }
}

function signers(
  manifest: Manifest,
  signatures: readonly ManifestSignature[],
  trust: Trust | undefined,
): Pick<Intact, "signatures" | "unsignedBy"> {
  const organisations = manifest.signOff?.organisations ?? [];
  return {
    signatures: signatures.map(({ key, signedAt }) => {
      const trusted = trust?.keys.find((candidate) => candidate.key === key)?.name;
      const declaredBy = organisations.find(({ keys }) => keys.includes(key))?.name;
      return {
        key,
        signedAt,
        ...(trusted === undefined ? {} : { trusted }),
        ...(declaredBy === undefined ? {} : { declaredBy }),
      };
    }),
    unsignedBy: organisations
      .filter(({ keys }) => !signatures.some(({ key }) => keys.includes(key)))
      .map(({ name }) => name),
  };
}

function verdictOf(intact: Intact, due: string | undefined): Verdict {
  const { signatures, unsignedBy } = intact;
  const trusted = signatures.filter((signature) => signature.trusted !== undefined);
  const unknown = signatures.filter((signature) => signature.trusted === undefined);
  const known = trusted.map(({ trusted: name, signedAt }) => `${name}, whom you trust (${signedAt})`);
  const others = unknown.map(({ key, declaredBy, signedAt }) =>
    declaredBy === undefined
      ? `key ${key}, which is unknown to you (${signedAt})`
      : `key ${key}, which the edition itself gives as that of ${declaredBy} and is unknown to you (${signedAt})`,
  );
  const signed =
    signatures.length === 0
      ? "Intact, unsigned: this shows nothing about who made it."
      : trusted.length === 0
        ? `Intact; signed with ${others.join(" and with ")}.`
        : `Intact and signed by ${known.join(" and by ")}${others.length === 0 ? "" : `; also with ${others.join(" and with ")}`}.`;
  const missing =
    unsignedBy.length === 0 ? "" : ` Not signed by ${unsignedBy.join(", ")}, which was due by ${due ?? ""}.`;
  const verdict =
    signatures.length === 0 ? "unsigned" : trusted.length === 0 ? "signed-unknown" : "signed-trusted";
  return { ...intact, verdict, text: `${signed}${missing}` };
}

function notIntact(failure: Failure): Verdict {
  const { file, record, message } = failure;
  const place = record === undefined ? file : `${file}, ${record}`;
  return {
    verdict: "not-intact",
    file,
    ...(record === undefined ? {} : { record }),
    why: message,
    text: `Not intact: ${place} ${message}.`,
  };
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
    if (name === "records.jsonl") readRecords(bytes);
    throw new Failure(name, "has another hash than the manifest says");
  }
  for (const { fileName } of FORMATS)
    if (!Object.hasOwn(manifest.files, fileName)) throw new Failure(fileName, "is missing in the manifest");
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

interface Line {
  readonly record: CaseRecord;
  readonly leaf: Buffer;
}

/** Every line of `records.jsonl`, its form and its leaf; names the first record that does not hold. */
function readRecords(bytes: Uint8Array): Line[] {
  const file = "records.jsonl";
  const lines: Line[] = [];
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf(10, at);
    const line = bytes.subarray(at, end < 0 ? bytes.length : end + 1);
    const name = `line ${lines.length + 1}`;
    const read = readCanonical(line, recordLineSchema);
    if (!read.ok) throw new Failure(file, read.why, name);
    const { record, salt, leaf } = read.value;
    const computed = leafHash(Buffer.from(salt, "hex"), record);
    if (computed.toString("hex") !== leaf)
      throw new Failure(file, "has another leaf than its salt and content give", record.id);
    lines.push({ record, leaf: computed });
    at = end < 0 ? bytes.length : end + 1;
  }
  return lines;
}

function checkRecords(files: ReadonlyMap<string, Uint8Array>, manifest: Manifest): CaseRecord[] {
  const lines = readRecords(files.get("records.jsonl")!);
  const seen = new Set<string>();
  for (const { record } of lines) {
    if (seen.has(record.id)) throw new Failure("records.jsonl", "stands there twice", record.id);
    seen.add(record.id);
  }
  if (merkleRoot(lines.map((line) => line.leaf)) !== manifest.viewRoot)
    throw new Failure("records.jsonl", "gives another view root than the manifest says");
  return lines.map((line) => line.record);
}

function checkSentences(
  files: ReadonlyMap<string, Uint8Array>,
  manifest: Manifest,
  records: readonly CaseRecord[],
): number {
  const file = "edition.json";
  const read = readCanonical(files.get(file)!, editionFileSchema);
  if (!read.ok) throw new Failure(file, read.why);
  const { view, sentences } = read.value;
  if (view.viewRoot !== manifest.viewRoot)
    throw new Failure(file, "names another view root than the manifest");
  const { ref, title, asOf, ceiling } = manifest.edition;
  const said = canonicalJson({ ref: view.ref, title: view.title, asOf: view.asOf, ceiling: view.ceiling });
  if (said !== canonicalJson({ ref, title, asOf, ceiling }))
    throw new Failure(file, "is of another edition than the manifest says");
  const open = unresolvedSentences({ sentences }, records)[0];
  if (open !== undefined)
    throw new Failure(
      file,
      open.missing.length === 0
        ? "rests on nothing"
        : `rests on ${open.missing[0]}, which is not in records.jsonl`,
      `sentence ${open.id}`,
    );
  return sentences.length;
}
