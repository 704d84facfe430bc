/**
 * Reasoning by file: a readable YAML file of records, checked against the schemas with line and column, and appended
 * whole or not at all. The format is `docs/record-file.md`.
 */
import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { z } from "zod";
import type { CaseFold } from "../case/index.ts";
import { bandOf } from "../case/index.ts";
import { DeclaredKeys, signPosition } from "../model/position-signature.ts";
import { PlumblineError } from "../errors.ts";
import { markingSchema, tlpSchema } from "../model/marking.ts";
import { actorSchema, BODY } from "../model/records.ts";
import type { CaseRecord } from "../model/records.ts";
import { replaceReferences } from "../model/references.ts";
import { RECORD_TYPES, typeOfRef } from "../model/refs.ts";
import type { RecordType } from "../model/refs.ts";
import type { SigningKey } from "../model/signature.ts";
import { datedSchema } from "../model/time.ts";
import type { StoredBytes } from "../store/artifacts.ts";
import type { IssuedDraft } from "../store/log/case-log.ts";
import type { Case } from "./case.ts";
import { resolveWritten } from "./names.ts";
import { check, Source } from "./record-source.ts";
import type { Path } from "./record-source.ts";
import { isTechnique } from "./techniques.ts";

/** The word that begins an item; a Marking is a `re-marking`, because every record has a field `marking`. */
const TYPE_OF_WORD: ReadonlyMap<string, RecordType> = new Map(
  RECORD_TYPES.map((type) => [type === "Marking" ? "re-marking" : type.toLowerCase(), type]),
);
/** Fields of a body where a TLP level alone may stand for a marking. */
const MARKING_FIELDS = ["to", "ceiling"] as const;
const ENVELOPE_FIELDS = ["heldAt", "marking", "supersedes", "by", "for"] as const;
const MAX_RECORDS = 20_000;

const markingText = z.union([tlpSchema.transform((tlp) => ({ tlp })), markingSchema]);
const headerSchema = z.strictObject({
  plumbline: z.literal(1),
  by: actorSchema.shape.by,
  for: z.string().min(1),
  marking: markingText,
  records: z.array(z.record(z.string(), z.unknown())).max(MAX_RECORDS),
});
const envelopeSchema = z.strictObject({
  heldAt: datedSchema.optional(),
  marking: markingText.optional(),
  supersedes: z.string().optional(),
  by: actorSchema.shape.by.optional(),
  for: z.string().optional(),
});

/** What reading a file needs of the case. */
interface Context {
  readonly fold: CaseFold;
  readonly issueId: (type: RecordType) => string;
  /** Bytes taken in for the artifacts that name a `file`, by the item's place in the list. */
  readonly attached: ReadonlyMap<number, StoredBytes>;
}

/** A file's records as drafts, in order, each with the path of its item for later complaints. */
interface FileDraft {
  readonly draft: IssuedDraft;
  readonly path: Path;
}

/** The records of one file, resolved against the case and against each other. */
class RecordFile {
  readonly #source: Source;
  readonly #context: Context;
  readonly #keys = new Map<string, string>();
  readonly #parts = new Map<string, readonly string[]>();

  constructor(source: Source, context: Context) {
    this.#source = source;
    this.#context = context;
  }

  drafts(): FileDraft[] {
    const header = check(this.#source, [], headerSchema, this.#source.data);
    return header.records.map((item, i) => this.#draft(item, ["records", i], header));
  }

  #draft(item: Record<string, unknown>, path: Path, header: z.infer<typeof headerSchema>): FileDraft {
    const { type, word } = this.#typeOf(item, path);
    const id = this.#context.issueId(type);
    const key = item[word] ?? undefined;
    const rest: Record<string, unknown> = { ...item };
    delete rest[word];
    const envelope = this.#envelope(rest, path);
    for (const name of ENVELOPE_FIELDS) delete rest[name];
    if (type === "Artifact") this.#attach(rest, path);
    const body = this.#body(type, { ...rest, ...(key === undefined ? {} : { key }) }, path);
    if (body.key !== undefined) this.#claimKey(body.key, id, [...path, word]);
    this.#parts.set(id, partsOfBody(body));
    const draft = {
      id,
      type,
      by: envelope.by ?? header.by,
      for: this.#resolve(envelope.for ?? header.for, envelope.for === undefined ? ["for"] : [...path, "for"]),
      marking: envelope.marking ?? header.marking,
      ...(envelope.heldAt === undefined ? {} : { heldAt: envelope.heldAt }),
      ...(envelope.supersedes === undefined
        ? {}
        : { supersedes: this.#resolve(envelope.supersedes, [...path, "supersedes"]) }),
      body,
    } as IssuedDraft;
    if (draft.type === "Position") this.#checkScale(draft, path);
    if (draft.type === "Appraisal") this.#checkTechnique(draft, path);
    return { draft, path };
  }

  #typeOf(item: Record<string, unknown>, path: Path): { type: RecordType; word: string } {
    const words = Object.keys(item).filter((name) => TYPE_OF_WORD.has(name));
    // `judgment` and `question` are fields as well as types: the type comes first.
    const [word] = words;
    const type = word === undefined ? undefined : TYPE_OF_WORD.get(word);
    if (word === undefined || type === undefined || Object.keys(item)[0] !== word)
      throw this.#source.refuse(
        path,
        `An item begins with the type of its record: ${[...TYPE_OF_WORD.keys()].join(", ")}.`,
      );
    return { type, word };
  }

  #envelope(rest: Record<string, unknown>, path: Path): z.infer<typeof envelopeSchema> {
    const given = Object.fromEntries(
      ENVELOPE_FIELDS.flatMap((name) => (name in rest ? [[name, rest[name]]] : [])),
    );
    return check(this.#source, path, envelopeSchema, given);
  }

  #body(type: RecordType, raw: Record<string, unknown>, path: Path): CaseRecord["body"] {
    const copy = structuredClone(raw);
    for (const name of MARKING_FIELDS) if (typeof copy[name] === "string") copy[name] = { tlp: copy[name] };
    replaceReferences(type, copy, (name, at) => this.#resolve(name, [...path, ...at]));
    return check(this.#source, path, BODY[type] as z.ZodType<CaseRecord["body"]>, copy);
  }

  /** The bytes of a `file` say the artifact's hash and size; a hash that is given as well has to agree. */
  #attach(rest: Record<string, unknown>, path: Path): void {
    const bytes = this.#context.attached.get(Number(path[1]));
    if (bytes === undefined) return;
    delete rest["file"];
    if (rest["sha256"] !== undefined && rest["sha256"] !== bytes.sha256)
      throw this.#source.refuse([...path, "sha256"], `The file has SHA-256 ${bytes.sha256}.`);
    Object.assign(rest, { sha256: bytes.sha256, held: true, bytes: bytes.bytes });
  }

  #claimKey(key: string, id: string, path: Path): void {
    const taken =
      this.#keys.has(key) ||
      this.#context.fold.visible.some(
        ({ record }) => record.body.key === key && this.#context.fold.stands(record.id),
      );
    if (taken) throw this.#source.refuse(path, `The key ${key} names another record.`, "KEY_TAKEN");
    this.#keys.set(key, id);
  }

  /** A key of this file (above), or a key or id of the case. */
  #resolve(name: string, path: Path): string {
    const [head = "", part] = name.split("#");
    const id = this.#keys.get(head);
    if (id !== undefined) {
      if (part !== undefined && !this.#parts.get(id)?.includes(part))
        throw this.#source.refuse(path, `${head} has no part “${part}”.`, "REFERENCE");
      return part === undefined ? id : `${id}#${part}`;
    }
    try {
      return resolveWritten(this.#context.fold, name);
    } catch (error) {
      if (!(error instanceof PlumblineError)) throw error;
      throw this.#source.refuse(
        path,
        error.code === "AMBIGUOUS" ? error.message : `${name} is not above in this file and not in the case.`,
        "REFERENCE",
      );
    }
  }

  #checkScale(draft: IssuedDraft & { type: "Position" }, path: Path): void {
    const { likelihood } = draft.body;
    if (likelihood === "not stated") return;
    try {
      bandOf(likelihood.scale, likelihood.term, likelihood.percent);
    } catch (error) {
      if (error instanceof PlumblineError)
        throw this.#source.refuse([...path, "likelihood"], error.message, error.code, error.hint);
      throw error;
    }
  }

  #checkTechnique({ body }: IssuedDraft & { type: "Appraisal" }, path: Path): void {
    if (body.aspect !== "technique" || isTechnique(this.#context.fold, body.value.id)) return;
    throw this.#source.refuse(
      [...path, "value", "id"],
      `${body.value.id} is not a technique of DISARM, nor of a bundle in the case.`,
      "REFERENCE",
    );
  }
}

function partsOfBody(body: CaseRecord["body"]): readonly string[] {
  if ("hypotheses" in body) return body.hypotheses.map(({ id }) => id);
  if ("categories" in body) return body.categories.map(({ code }) => code);
  return "findings" in body ? body.findings.map(({ id }) => id) : [];
}

/**
 * Appends the records of a YAML file. An artifact may name a `file` beside it, whose bytes the case then holds.
 * @param keys signing keys of the organisations whose own positions they sign
 * @returns the records as they were written
 * @throws PlumblineError FILE_MISSING, RECORD_FILE, REFERENCE, KEY_TAKEN, INVARIANT, MARKING_RULE with `file:line:column`.
 */
export async function recordFile(
  opened: Case,
  path: string,
  keys: readonly SigningKey[] = [],
): Promise<readonly CaseRecord[]> {
  const source = new Source(readText(path), path);
  const held = new Set(await opened.artifacts.list());
  const attached = await attachFiles(opened, source, dirname(path));
  try {
    const fold = await opened.fullFold();
    const issueId = (type: RecordType) => opened.log.issueId(type);
    const drafts = new RecordFile(source, { fold, issueId, attached }).drafts();
    const root = await opened.log.root();
    const signed = drafts.map(({ draft }) => signOwn(draft, fold, keys, root));
    return await appendPlaced(opened, source, drafts, signed);
  } catch (error) {
    for (const { sha256 } of attached.values()) if (!held.has(sha256)) await opened.artifacts.remove(sha256);
    throw error;
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new PlumblineError("FILE_MISSING", "The record file cannot be read.", { where: path, cause });
  }
}

/** The file's real path, if it is one in `folder` or below: a record file from a stranger must not reach for others. */
function fileBelow(folder: string, file: string): string | undefined {
  const path = resolve(folder, file);
  if (!existsSync(path) || !statSync(path).isFile()) return undefined;
  const real = realpathSync(path);
  return real.startsWith(join(realpathSync(folder), sep)) ? real : undefined;
}

/** Takes the bytes of every artifact that names a `file` into the case; by the item's place in the list. */
async function attachFiles(
  opened: Case,
  source: Source,
  folder: string,
): Promise<ReadonlyMap<number, StoredBytes>> {
  const attached = new Map<number, StoredBytes>();
  const records: unknown = (source.data as { records?: unknown } | null)?.records;
  if (!Array.isArray(records)) return attached;
  for (const [i, item] of (records as readonly unknown[]).entries()) {
    const file: unknown = (item as { file?: unknown } | null)?.file;
    if (typeof file !== "string" || !Object.hasOwn(item as object, "artifact")) continue;
    const path = fileBelow(folder, file);
    if (path === undefined)
      throw source.refuse(
        ["records", i, "file"],
        "There is no such file beside this one or below.",
        "FILE_MISSING",
      );
    attached.set(i, await opened.artifacts.addFile(path));
  }
  return attached;
}

async function appendPlaced(
  opened: Case,
  source: Source,
  drafts: readonly FileDraft[],
  signed: readonly IssuedDraft[],
): Promise<readonly CaseRecord[]> {
  try {
    return await opened.log.append(signed);
  } catch (error) {
    throw error instanceof PlumblineError ? placed(error, source, drafts) : error;
  }
}

/** Signs an own position with the key that its organisation has declared and not revoked, if it was given. */
function signOwn(draft: IssuedDraft, fold: CaseFold, keys: readonly SigningKey[], root: string): IssuedDraft {
  if (draft.type !== "Position" || draft.body.stance !== "own") return draft;
  const declared = new DeclaredKeys();
  for (const { record } of fold.visible) declared.add(record);
  const key = keys.find(({ publicKey }) => declared.holds(draft.for, publicKey));
  return key === undefined ? draft : signPosition(draft, key, root);
}

/** A complaint of the log names a record by id; the author knows it by its line. */
function placed(error: PlumblineError, source: Source, drafts: readonly FileDraft[]): PlumblineError {
  const found = drafts.find(({ draft }) => error.where?.includes(draft.id));
  if (found === undefined) return error;
  const message = error.message.replaceAll(found.draft.id, `this ${typeOfRef(found.draft.id)}`);
  return new PlumblineError(error.code, message, {
    where: source.place(found.path),
    hint: error.hint,
    setting: error.setting,
    cause: error,
  });
}
