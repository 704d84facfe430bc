/** A STIX bundle on its way into a case: every object as a Claim that carries it, and the import as a Run. */
import { closeSync, existsSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { unknownTechniques } from "../case/index.ts";
import { PlumblineError } from "../errors.ts";
import { looksLikeBundle, readBundle } from "../ingest/index.ts";
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
import type { PostFile } from "./import.ts";
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

/** A bundle that was read, and the records that are to say so. */
export interface LoadedBundle extends ImportedBundle {
  readonly drafts: readonly IssuedDraft[];
  readonly rejects: StoredBytes | undefined;
  /** The least marking that covers every object. */
  readonly marking: BundleDrafts["highest"];
}

/** Where a bundle lies: as what was handed over, or in it. */
export type BundleFile = Pick<PostFile, "name" | "bytes" | "inside">;

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
 * Reads a bundle and makes its records. Keeps the list of rejects among the case's bytes.
 * @param content its bytes
 * @param before records of other bundles that come in together with it
 * @throws PlumblineError FILE_MALFORMED, FILE_ENCODING, FILE_EMPTY, IMPORT_LIMIT, ALL_REJECTED, ALREADY_IMPORTED, STORE.
 */
export async function loadBundle(
  opened: Case,
  file: BundleFile,
  content: Uint8Array,
  actor: Actor,
  before: readonly IssuedDraft[] = [],
): Promise<LoadedBundle> {
  await refuseRepeat(opened, file.bytes.sha256, file.name);
  const bundle = readBundle(content);
  const rejects =
    bundle.rejects.length === 0
      ? undefined
      : await opened.artifacts.addBytes(
          Buffer.from(bundle.rejects.map((reject) => `${canonicalJson(reject)}\n`).join("")),
        );
  const artifact = opened.log.issueId("Artifact");
  const known = await partiesKnown(opened, before);
  const issueId: Case["log"]["issueId"] = (type) => opened.log.issueId(type);
  const made = bundleDrafts(bundle.objects, { actor, artifact, issueId, known });
  const { frame, run } = frameDrafts(opened, { file, bundle, rejects, actor }, made, artifact);
  return {
    run: run.id,
    artifact,
    sha256: file.bytes.sha256,
    objects: bundle.objects.length,
    rejected: bundle.rejects.length,
    parties: made.parties,
    techniques: made.techniques,
    lines: linesOf(file, bundle, made, unknownTechniques(made.drafts)),
    drafts: [...frame, ...made.drafts, run],
    rejects,
    marking: made.highest,
  };
}

/** Parties by the identifier of their object: those of the case, and those that come in beside. */
async function partiesKnown(opened: Case, before: readonly IssuedDraft[]) {
  const fold = await opened.fullFold();
  const idOf = (body: Body<"Party">) =>
    (body.identifiers ?? []).filter(({ scheme }) => scheme === STIX_SCHEME).map(({ value }) => value);
  return new Map([
    ...fold
      .all("Party")
      .flatMap((party) =>
        idOf(party.body).map((value) => [value, { id: party.id, marking: fold.marking(party.id)! }] as const),
      ),
    ...before.flatMap((draft) =>
      draft.type === "Party"
        ? idOf(draft.body).map((value) => [value, { id: draft.id, marking: draft.marking }] as const)
        : [],
    ),
  ]);
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
  readonly file: BundleFile;
  readonly bundle: Bundle;
  readonly rejects: StoredBytes | undefined;
  readonly actor: Actor;
}

/** The bundle and its rejects as Artifacts before the records, the Run after them; all cover the highest object. */
function frameDrafts(
  opened: Case,
  { file: { name, bytes, inside }, bundle, rejects, actor }: Parts,
  made: BundleDrafts,
  artifact: string,
): { readonly frame: readonly IssuedDraft[]; readonly run: IssuedDraft } {
  const common = { ...actor, marking: made.highest };
  const rejectsId = rejects === undefined ? undefined : opened.log.issueId("Artifact");
  const body: Body<"Artifact"> = {
    title: name.slice(0, 400),
    sha256: bytes.sha256,
    held: inside === undefined,
    bytes: bytes.bytes,
    mediaType: "application/stix+json",
    descriptor: "A STIX bundle of another organisation",
    derivedFrom: inside === undefined ? "original" : [inside.artifact],
  };
  const frame: IssuedDraft[] = [{ id: artifact, type: "Artifact", ...common, body }];
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
  { name, bytes }: BundleFile,
  bundle: Bundle,
  made: BundleDrafts,
  unknown: readonly string[],
): string[] {
  const types = tally(bundle.objects.map(({ type }) => type));
  const foreign = types.filter(([type]) => !isStandardType(type));
  const tallied = (list: readonly (readonly [string, number])[]) =>
    list.map(([word, n]) => `${count(n)} ${word}`).join(", ");
  const rejected = tally(bundle.rejects.map((reject) => reject.code));
  const why = rejected.length === 0 ? "" : ` (${tallied(rejected)})`;
  const lines = [
    `${name}: STIX bundle, ${counted(bundle.objects.length, "object")} kept, ${count(bundle.rejects.length)} rejected${why}`,
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
  return [...lines, `${count(bytes.bytes)} bytes, SHA-256 ${bytes.sha256}`];
}
