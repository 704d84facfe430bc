/** Brings a STIX bundle into a case: the bytes by hash, every object as a Claim that carries it, and the import as a Run. */
import { closeSync, existsSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { basename } from "node:path";
import { unknownTechniques } from "../case/index.ts";
import { PlumblineError } from "../errors.ts";
import { BUNDLE_LIMITS, looksLikeBundle, readBundle } from "../ingest/index.ts";
import type { Bundle } from "../ingest/index.ts";
import { canonicalJson } from "../model/canonical.ts";
import type { Body } from "../model/records.ts";
import { STIX_SCHEME } from "../release/index.ts";
import type { StoredBytes } from "../store/artifacts.ts";
import type { IssuedDraft } from "../store/log/case-log.ts";
import { bundleDrafts } from "./bundle/records.ts";
import type { BundleDrafts } from "./bundle/records.ts";
import { BUNDLE_DETECTOR } from "./bundle/imported.ts";
import { isStandardType } from "./bundle/names.ts";
import type { Actor, Case } from "./case.ts";
import { withGiven } from "./given-paths.ts";
import { importFiles } from "./import-files.ts";
import type { Imported } from "./import-files.ts";
import type { ImportOptions } from "./import.ts";
import { VERSION } from "../software.ts";
import { count, counted, listed } from "../words.ts";

export interface ImportedBundle {
  readonly run: string;
  readonly artifact: string;
  readonly sha256: string;
  readonly objects: number;
  readonly rejected: number;
  readonly parties: number;
  readonly techniques: number;
  /** What happened, in lines for a person. */
  readonly lines: readonly string[];
}

/** What came in, whichever kind of file it was. */
export type BroughtIn =
  ({ readonly kind: "posts" } & Imported) | ({ readonly kind: "bundle" } & ImportedBundle);

/**
 * Brings in what is named: a STIX bundle, or else files of posts, folders of them, patterns, or standard input. On any refusal the case is
 * as it was.
 * @throws PlumblineError what `withGiven`, `importFiles` and `importBundle` throw.
 */
export async function bringIn(
  opened: Case,
  given: string | readonly string[],
  options: ImportOptions,
): Promise<BroughtIn> {
  const paths = typeof given === "string" ? [given] : given;
  const { onProgress, signal } = options;
  return withGiven(paths, { staging: opened.makeStaging(), onProgress, signal }, async (files) => {
    const [only] = files;
    if (files.length === 1 && only !== undefined && isBundle(only.path))
      return { kind: "bundle", ...(await importBundle(opened, only.path, options.actor)) };
    return { kind: "posts", ...(await importFiles(opened, files, options)) };
  });
}

/** Is this a file that looks like a STIX bundle? At both ends: the type may stand after the objects. */
export function isBundle(path: string): boolean {
  if (!existsSync(path) || !statSync(path).isFile()) return false;
  const file = openSync(path, "r");
  try {
    const { size } = fstatSync(file);
    const part = (at: number, length: number) => {
      const buffer = Buffer.alloc(length);
      return buffer.subarray(0, readSync(file, buffer, 0, length, at)).toString("utf8");
    };
    return (
      looksLikeBundle(part(0, 65_536)) || looksLikeBundle(part(0, 16) + part(Math.max(0, size - 512), 512))
    );
  } finally {
    closeSync(file);
  }
}

/**
 * Imports the bundle at `path`. On any refusal the case is as it was.
 * @throws PlumblineError FILE_MISSING, FILE_MALFORMED, FILE_ENCODING, FILE_EMPTY, IMPORT_LIMIT, ALL_REJECTED,
 * ALREADY_IMPORTED, STORE.
 */
export async function importBundle(opened: Case, path: string, actor: Actor): Promise<ImportedBundle> {
  const name = basename(path);
  if (!existsSync(path) || !statSync(path).isFile())
    throw new PlumblineError("FILE_MISSING", "There is no such file.", { where: path });
  if (statSync(path).size > BUNDLE_LIMITS.bytes)
    throw new PlumblineError("IMPORT_LIMIT", `A bundle may have ${BUNDLE_LIMITS.bytes} bytes.`, {
      where: name,
      hint: "Export it in parts.",
    });
  const before = new Set(await opened.artifacts.list());
  const bytes = await opened.artifacts.addFile(path);
  const added = [bytes.sha256];
  try {
    await refuseRepeat(opened, bytes.sha256, name);
    const bundle = readBundle(await opened.artifacts.read(bytes.sha256));
    const rejects =
      bundle.rejects.length === 0
        ? undefined
        : await opened.artifacts.addBytes(
            Buffer.from(bundle.rejects.map((reject) => `${canonicalJson(reject)}\n`).join("")),
          );
    if (rejects !== undefined) added.push(rejects.sha256);
    return await append(opened, { name, bytes, bundle, rejects, actor });
  } catch (error) {
    for (const sha256 of added) if (!before.has(sha256)) await opened.artifacts.remove(sha256);
    throw error;
  }
}

async function refuseRepeat(opened: Case, sha256: string, name: string): Promise<void> {
  const fold = await opened.fullFold();
  const earlier = fold
    .all("Run")
    .find(
      ({ body }) =>
        body.detector === BUNDLE_DETECTOR &&
        body.inputs.some((input) => input.sha256 === sha256 && fold.get(input.artifact) !== undefined),
    );
  if (earlier !== undefined)
    throw new PlumblineError("ALREADY_IMPORTED", `These very bytes were imported as ${earlier.id}.`, {
      where: name,
    });
}

interface Parts {
  readonly name: string;
  readonly bytes: StoredBytes;
  readonly bundle: Bundle;
  readonly rejects: StoredBytes | undefined;
  readonly actor: Actor;
}

async function append(opened: Case, parts: Parts): Promise<ImportedBundle> {
  const { name, bytes, bundle, actor } = parts;
  const artifact = opened.log.issueId("Artifact");
  const fold = await opened.fullFold();
  const known = new Map(
    fold
      .all("Party")
      .flatMap((party) =>
        (party.body.identifiers ?? [])
          .filter(({ scheme }) => scheme === STIX_SCHEME)
          .map(({ value }) => [value, { id: party.id, marking: fold.marking(party.id)! }] as const),
      ),
  );
  const issueId: Case["log"]["issueId"] = (type) => opened.log.issueId(type);
  const made = bundleDrafts(bundle.objects, { actor, artifact, issueId, known });
  const { frame, run } = frameDrafts(opened, parts, made, artifact);
  const brought = new Set([bytes.sha256, ...(parts.rejects === undefined ? [] : [parts.rejects.sha256])]);
  await opened.append([...frame, ...made.drafts, run], { brought });
  return {
    run: run.id,
    artifact,
    sha256: bytes.sha256,
    objects: bundle.objects.length,
    rejected: bundle.rejects.length,
    parties: made.parties,
    techniques: made.techniques,
    lines: linesOf(name, bytes, bundle, made, unknownTechniques(made.drafts)),
  };
}

/** The bundle and its rejects as Artifacts before the records, the Run after them; all cover the highest object. */
function frameDrafts(
  opened: Case,
  { name, bytes, bundle, rejects, actor }: Parts,
  made: BundleDrafts,
  artifact: string,
): { readonly frame: readonly IssuedDraft[]; readonly run: IssuedDraft } {
  const common = { ...actor, marking: made.highest };
  const rejectsId = rejects === undefined ? undefined : opened.log.issueId("Artifact");
  const file: Body<"Artifact"> = {
    title: name,
    sha256: bytes.sha256,
    held: true,
    bytes: bytes.bytes,
    mediaType: "application/stix+json",
    descriptor: "A STIX bundle of another organisation",
    derivedFrom: "original",
  };
  const frame: IssuedDraft[] = [{ id: artifact, type: "Artifact", ...common, body: file }];
  if (rejects !== undefined && rejectsId !== undefined)
    frame.push({
      id: rejectsId,
      type: "Artifact",
      ...common,
      body: {
        title: `Rejected objects of ${name}`.slice(0, 400),
        sha256: rejects.sha256,
        held: true,
        bytes: rejects.bytes,
        mediaType: "application/x-ndjson",
        descriptor: "The objects of a bundle that could not be kept, with reasons",
        derivedFrom: [artifact],
      },
    });
  const run: IssuedDraft = {
    id: opened.log.issueId("Run"),
    type: "Run",
    ...common,
    body: {
      detector: BUNDLE_DETECTOR,
      version: VERSION,
      inputs: [{ artifact, sha256: bytes.sha256 }],
      parameters: { format: "stix-2.1" },
      seed: 0,
      ...(rejectsId === undefined ? {} : { output: rejectsId }),
      counts: countsOf(bundle, made),
      findings: [],
    },
  };
  return { frame, run };
}

function tally(words: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}

function countsOf(bundle: Bundle, made: BundleDrafts): Body<"Run">["counts"] {
  return {
    objects: bundle.objects.length + bundle.rejects.length,
    kept: bundle.objects.length,
    rejected: bundle.rejects.length,
    parties: made.parties,
    claims: made.claims,
    techniques: made.techniques,
    ...Object.fromEntries(tally(bundle.objects.map(({ type }) => `type ${type}`))),
    ...Object.fromEntries(tally(bundle.rejects.map(({ code }) => `rejected ${code}`))),
  };
}

/** Markings that a line names. */
const NAMED_MARKINGS = 6;

function sayUnread(markings: readonly string[]): string {
  const named = markings.slice(0, NAMED_MARKINGS).map((words) => `“${words}”`);
  const rest = markings.length - named.length;
  return listed(rest === 0 ? named : [...named, counted(rest, "other")]);
}

function linesOf(
  name: string,
  bytes: StoredBytes,
  bundle: Bundle,
  made: BundleDrafts,
  unknown: readonly string[],
): string[] {
  const types = tally(bundle.objects.map(({ type }) => type));
  const foreign = types.filter(([type]) => !isStandardType(type));
  const tallied = (list: readonly (readonly [string, number])[]) =>
    list.map(([word, n]) => `${count(n)} ${word}`).join(", ");
  const lines = [
    `${name}: ${count(bytes.bytes)} bytes, SHA-256 ${bytes.sha256}`,
    `STIX bundle: ${count(bundle.objects.length)} objects kept, ${count(bundle.rejects.length)} rejected`,
    `Types: ${tallied(types)}`,
    `Recorded: ${count(made.parties)} parties, ${count(made.claims)} claims, ${count(made.techniques)} mappings of DISARM techniques`,
    `Markings: ${tallied([...made.levels])}; an object without a level is AMBER+STRICT`,
  ];
  if (made.unread.length > 0)
    lines.push(
      `Not read as a level, so AMBER+STRICT or higher until a person says otherwise: ${sayUnread(made.unread)}`,
    );
  if (foreign.length > 0) lines.push(`Not of STIX 2.1, kept as they came: ${tallied(foreign)}`);
  if (unknown.length > 0) lines.push(`Not in the vocabulary of DISARM techniques: ${unknown.join(", ")}`);
  for (const [code, n] of tally(bundle.rejects.map((reject) => reject.code)))
    lines.push(`  rejected ${count(n)}: ${code}`);
  return lines;
}
