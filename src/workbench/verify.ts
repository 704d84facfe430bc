/**
 * Is a case what its log says? Every record, every byte of every artifact, every row of the corpus; with a kept root, also that nothing is
 * gone.
 */
import { existsSync, lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ambiguousKeys, CaseFold, importsIn } from "../case/index.ts";
import { PlumblineError } from "../errors.ts";
import { readGivenText } from "../store/given-file.ts";
import { isType } from "../model/records.ts";
import type { CaseRecord } from "../model/records.ts";
import type { SigningKey } from "../model/signature.ts";
import { parseTrust, signEdition, verifyEdition as verifyFolder } from "../release/index.ts";
import type { Verdict } from "../release/index.ts";
import { systemEffects } from "../store/effects.ts";
import { ArtifactStore } from "../store/artifacts.ts";
import { isFolder, isPlainFile, refuseIrregular } from "../store/plain-files.ts";
import { leftBehind, stagingFolder } from "../store/staging.ts";
import { verifyLog } from "../store/log/verify.ts";
import { logPath, ownerOf } from "./case.ts";
import { MAKER } from "./maker.ts";
import { passagesIn, Texts } from "./passages.ts";
import { verifyCorpus } from "./verify-corpus.ts";
import { count, counted, plural } from "../words.ts";

export interface CaseVerification {
  readonly holds: boolean;
  readonly records: number;
  readonly tombstones: number;
  readonly artifacts: number;
  readonly root: string;
  /** The first thing that does not hold, in words. */
  readonly failure?: string;
  /** What was and what could not be checked, one line each. */
  readonly notes: readonly string[];
}

/**
 * Verifies the case in `folder`, and writes nothing into it.
 * @param keptRoot a log root kept elsewhere, 64 hexadecimal digits
 * @throws PlumblineError CASE_MISSING, CASE_DAMAGED.
 */
export async function verifyCase(folder: string, keptRoot?: string): Promise<CaseVerification> {
  if (!existsSync(logPath(folder)))
    throw new PlumblineError("CASE_MISSING", "There is no case in this folder.", { where: folder });
  if (keptRoot !== undefined && !/^[0-9a-f]{64}$/.test(keptRoot))
    throw new PlumblineError("USAGE", "A root has 64 lower-case hexadecimal digits.", { setting: "root" });
  refuseIrregular(folder);
  const log = verifyLog(logPath(folder), keptRoot);
  const store = new ArtifactStore(join(folder, "artifacts"), stagingFolder(folder));
  const artifacts = await verifyArtifacts(store, log.records);
  const notes: string[] = [];
  let failure: string | undefined;
  if (log.failure !== undefined) {
    const { seq, id, why } = log.failure;
    failure = seq === 0 ? `The log: ${why}.` : `Record ${seq}, ${id}: ${why}.`;
  }
  if (log.keptRoot === undefined)
    notes.push(
      "No root was given: this cannot tell whether the log was cut short or written anew. Keep the root, and give it the next time.",
    );
  else if (log.keptRoot.size === undefined)
    failure ??= "The root given is not one this log had: it was cut short or written anew.";
  else
    notes.push(
      `The root given is that of the first ${log.keptRoot.size} records; they are unchanged and none is gone.`,
    );
  failure ??= artifacts.failure;
  const fold = new CaseFold(log.entries, ownerOf(log.entries));
  if (failure === undefined) {
    const passages = await passagesIn(fold, new Texts(store));
    const [fault] = passages.faults;
    if (fault !== undefined) failure = `${fault.record}: ${fault.message}`;
    notes.push(...passageNotes(passages));
  }
  const corpus = await verifyCorpus(folder, importsIn(fold));
  failure ??= corpus.failure ?? (await editionFailure(join(folder, "editions")));
  notes.push(...corpus.notes, ...keyNotes(fold), ...leftNotes(folder, log.unclosed));
  return {
    holds: failure === undefined,
    records: log.size,
    tombstones: log.tombstones,
    artifacts: artifacts.checked,
    root: log.root,
    ...(failure === undefined ? {} : { failure }),
    notes,
  };
}

/** What a program that did not end as it should has left. It is looked at and stays: evidence is not put in order. */
function leftNotes(folder: string, unclosed: boolean): string[] {
  const left = leftBehind(folder).length;
  return [
    ...(unclosed
      ? [
          "The log was not closed: records were read from the files beside it, which a program that was killed or still runs has left.",
        ]
      : []),
    ...(left === 0
      ? []
      : [
          `A program that was killed left ${counted(left, "folder")} in staging, which may hold rows of posts; the next command that writes removes ${plural(left, "it", "them")}.`,
        ]),
  ];
}

/**
 * Keys that name several standing records. The log may hold that: who gave the second did not see the first, or an older
 * version let it pass. Nothing is lost, and names are for people to put right.
 */
function keyNotes(fold: CaseFold): string[] {
  return ambiguousKeys(fold).map(
    ({ key, ids }) =>
      `The key ${key} names ${ids.length} standing records (${ids.join(", ")}): commands that are given it refuse it as AMBIGUOUS. Supersede all but one of them under other keys.`,
  );
}

/** How many passages were held against their documents, and how many were not and why. */
function passageNotes({
  checked,
  unchecked,
}: Pick<Awaited<ReturnType<typeof passagesIn>>, "checked" | "unchecked">): string[] {
  if (checked + unchecked.length === 0) return [];
  const reasons = new Map<string, number>();
  for (const why of unchecked) reasons.set(why, (reasons.get(why) ?? 0) + 1);
  const not = [...reasons].map(([why, n]) => `${count(n)} because ${why}`);
  return [
    `Passages: ${count(checked)} held against their documents; ${not.length === 0 ? "none was left out" : `not checked: ${not.join(", ")}`}.`,
  ];
}

/** The first edition beside the case that is not whole, or leads out of the folder. */
async function editionFailure(folder: string): Promise<string | undefined> {
  if (!existsSync(folder)) return undefined;
  if (!isFolder(folder)) return "The folder of editions is no plain folder.";
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (!isFolder(path)) {
      if (isPlainFile(path)) continue;
      return `Edition ${name}: it is no plain folder.`;
    }
    if (lstatSync(join(path, "manifest.json"), { throwIfNoEntry: false }) === undefined) continue;
    const verdict = await verifyFolder(path, MAKER);
    if (verdict.verdict === "not-intact") return `Edition ${name}: ${verdict.text}`;
  }
  return undefined;
}

async function verifyArtifacts(
  store: ArtifactStore,
  records: readonly CaseRecord[],
): Promise<{ readonly checked: number; readonly failure?: string }> {
  let checked = 0;
  for (const { id, body } of records.filter(isType("Artifact"))) {
    if (!body.held || body.sha256 === "not recorded") continue;
    const found = await store.rehash(body.sha256);
    if (found === undefined)
      return {
        checked,
        failure: `Artifact ${id}: its bytes (SHA-256 ${body.sha256}) are missing, or no plain file.`,
      };
    if (found !== body.sha256)
      return { checked, failure: `Artifact ${id}: its bytes have SHA-256 ${found}, not ${body.sha256}.` };
    checked += 1;
  }
  return { checked };
}

/**
 * Adds a signature to an edition, dated by the machine's clock.
 * @throws PlumblineError NOT_FOUND, NOT_INTACT, STORE.
 */
export async function sign(folder: string, key: SigningKey): Promise<Verdict> {
  return signEdition(folder, key, systemEffects.now(), MAKER);
}

export type { Verdict } from "../release/index.ts";

/** What lies in a folder: a case by its log, an edition by its manifest or its page. */
export function contentOf(folder: string): "case" | "edition" | "neither" {
  if (existsSync(logPath(folder))) return "case";
  const edition = ["manifest.json", "index.html"].some((name) => existsSync(join(folder, name)));
  return edition ? "edition" : "neither";
}

/** As many keys as any reader trusts. */
const MAX_TRUST_BYTES = 1e6;

/**
 * The verdict on an edition.
 * @param trustPath file of keys the reader trusts
 * @throws PlumblineError KEY_FILE, NOT_FOUND.
 */
export async function verifyEdition(folder: string, trustPath?: string): Promise<Verdict> {
  if (trustPath === undefined) return verifyFolder(folder, MAKER);
  const text = readGivenText(trustPath, {
    what: "The trust file",
    maxBytes: MAX_TRUST_BYTES,
    unreadable: "KEY_FILE",
    tooLong: "KEY_FILE",
  });
  return verifyFolder(folder, MAKER, parseTrust(text, trustPath));
}
