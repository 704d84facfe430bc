/**
 * Reasoning by file: a readable YAML file of records, checked against the schemas with line and column, and appended
 * whole or not at all. The format is `docs/record-file.md`.
 */
import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { z } from "zod";
import type { BatchItem, CaseFold, DraftRefusal } from "../case/index.ts";
import { DeclaredKeys, signPosition } from "../model/position-signature.ts";
import { PlumblineError } from "../errors.ts";
import { readGivenText } from "../store/given-file.ts";
import { markingSchema, tlpSchema } from "../model/marking.ts";
import { actorSchema, BODY } from "../model/records.ts";
import type { CaseRecord, IssuedDraft } from "../model/records.ts";
import { replaceReferences } from "../model/references.ts";
import { RECORD_TYPES } from "../model/refs.ts";
import type { RecordType } from "../model/refs.ts";
import type { SigningKey } from "../model/signature.ts";
import { datedSchema } from "../model/time.ts";
import type { StoredBytes } from "../store/artifacts.ts";
import type { Case, Door, Mistake } from "./case.ts";
import { resolveWritten } from "./names.ts";
import { check, Source } from "./record-source.ts";
import type { Path } from "./record-source.ts";

/** The word that begins an item; a Marking is a `re-marking`, because every record has a field `marking`. */
export const TYPE_OF_WORD: ReadonlyMap<string, RecordType> = new Map(
  RECORD_TYPES.map((type) => [type === "Marking" ? "re-marking" : type.toLowerCase(), type]),
);
/** Fields of a body where a TLP level alone may stand for a marking. */
export const MARKING_FIELDS = ["to", "ceiling"] as const;
const ENVELOPE_FIELDS = ["heldAt", "marking", "supersedes", "by", "for"] as const;
const MAX_RECORDS = 20_000;
/** In the place of the bytes of a file that is missing: that was complained of already. */
const NO_BYTES: StoredBytes = { sha256: "0".repeat(64), bytes: 0 };

const markingText = z.union([tlpSchema.transform((tlp) => ({ tlp })), markingSchema]);
export const headerSchema = z.strictObject({
  plumbline: z.literal(1),
  by: actorSchema.shape.by,
  for: z.string().min(1),
  marking: markingText,
  records: z.array(z.unknown()).max(MAX_RECORDS),
});
export const envelopeSchema = z.strictObject({
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

type Header = z.infer<typeof headerSchema>;
type Body = CaseRecord["body"];

/** The records of one file, resolved against the case and against each other, with every mistake of the reading. */
class RecordFile {
  readonly batch: BatchItem[] = [];
  readonly mistakes: Mistake[];
  /** References that were complained of: ids in the place of names that name nothing, and parts that are not there. */
  readonly nameable = new Set<string>();
  /** The word that begins each item, which is where its key stands. */
  readonly #words: (string | undefined)[] = [];
  readonly #source: Source;
  readonly #context: Context;
  readonly #keys = new Map<string, string>();
  /** Parts by id; unknown where the record could not be read. */
  readonly #parts = new Map<string, readonly string[] | undefined>();

  /** @param mistakes found so far, to which those of the reading are added */
  constructor(source: Source, context: Context, mistakes: Mistake[]) {
    this.#source = source;
    this.#context = context;
    this.mistakes = mistakes;
    const header = this.#check(-1, (inside) => inside, headerSchema, source.data);
    for (const [i, item] of itemsOf(source).slice(0, MAX_RECORDS).entries())
      this.batch.push(this.#item(item, i, header));
  }

  /** The place in the file of a path in a draft: in its item, or in the head of the file where the item leaves it to that. */
  place({ at, path: [head = "", ...inside] }: Pick<DraftRefusal, "at" | "path">): string {
    const item: Path = ["records", at];
    if (head === "body") return this.#source.place([...item, ...this.#fieldPath(at, inside)]);
    return this.#source.place(hasField(itemsOf(this.#source)[at], head) ? [...item, head] : [head]);
  }

  #fieldPath(at: number, [first, ...rest]: Path): Path {
    const word = this.#words[at];
    if (first === "key" && word !== undefined) return [word, ...rest];
    return first === undefined ? [] : [first, ...rest];
  }

  #item(item: unknown, i: number, header: Header | undefined): BatchItem {
    const typed = this.#typeOf(item, i);
    if (typed === undefined) return { id: this.#context.issueId("Claim"), unread: true };
    const { type, word, fields } = typed;
    this.#words[i] = word;
    const id = this.#context.issueId(type);
    const rest: Record<string, unknown> = { ...fields };
    delete rest[word];
    const envelope = this.#envelope(rest, i);
    for (const name of ENVELOPE_FIELDS) delete rest[name];
    if (type === "Artifact") this.#attach(rest, i);
    const named = fields[word] ?? undefined;
    const body = this.#body(type, { ...rest, ...(named === undefined ? {} : { key: named }) }, i);
    // What an item supersedes stands above it, and may have its key.
    const { supersedes } = envelope ?? {};
    const replaced =
      supersedes === undefined ? undefined : this.#resolve(supersedes, ["supersedes"], i, type);
    const key = body?.key ?? (typeof named === "string" ? named : undefined);
    if (key !== undefined) this.#keys.set(key, id);
    this.#parts.set(id, body === undefined ? undefined : partsOfBody(body));
    const own = envelope?.for;
    const organisation = own ?? header?.for;
    const party = organisation === undefined ? undefined : this.#resolve(organisation, ["for"], i, "Party");
    if (header === undefined || envelope === undefined || body === undefined || party === undefined)
      return { id, unread: true, key };
    return {
      id,
      type,
      by: envelope.by ?? header.by,
      for: party,
      marking: envelope.marking ?? header.marking,
      ...(envelope.heldAt === undefined ? {} : { heldAt: envelope.heldAt }),
      ...(replaced === undefined ? {} : { supersedes: replaced }),
      body,
    } as IssuedDraft;
  }

  #complain(at: number, error: PlumblineError): void {
    this.mistakes.push({ at, error });
  }

  /** @param place the path in the file of a path in the value */
  #check<T>(at: number, place: (inside: Path) => Path, schema: z.ZodType<T>, value: unknown): T | undefined {
    const checked = check(this.#source, place, schema, value);
    if (checked.ok) return checked.data;
    for (const error of checked.errors) this.#complain(at, error);
    return undefined;
  }

  #typeOf(
    item: unknown,
    i: number,
  ):
    | { readonly type: RecordType; readonly word: string; readonly fields: Record<string, unknown> }
    | undefined {
    const isItem = typeof item === "object" && item !== null && !Array.isArray(item);
    // `judgment` and `question` are fields as well as types: the type comes first.
    const [word] = isItem ? Object.keys(item) : [];
    const type = word === undefined ? undefined : TYPE_OF_WORD.get(word);
    if (isItem && word !== undefined && type !== undefined) return { type, word, fields: { ...item } };
    this.#complain(
      i,
      this.#source.refuse(
        ["records", i],
        `An item begins with the type of its record: ${[...TYPE_OF_WORD.keys()].join(", ")}.`,
      ),
    );
    return undefined;
  }

  #envelope(rest: Record<string, unknown>, i: number): z.infer<typeof envelopeSchema> | undefined {
    const given = Object.fromEntries(
      ENVELOPE_FIELDS.flatMap((name) => (name in rest ? [[name, rest[name]]] : [])),
    );
    return this.#check(i, (inside) => ["records", i, ...inside], envelopeSchema, given);
  }

  #body(type: RecordType, raw: Record<string, unknown>, i: number): Body | undefined {
    const copy = structuredClone(raw);
    for (const name of MARKING_FIELDS) if (typeof copy[name] === "string") copy[name] = { tlp: copy[name] };
    replaceReferences(type, copy, (name, path, { types: [expected] }) =>
      this.#resolve(name, path, i, expected ?? "Claim"),
    );
    return this.#check(
      i,
      (inside) => ["records", i, ...this.#fieldPath(i, inside)],
      BODY[type] as z.ZodType<Body>,
      copy,
    );
  }

  /** The bytes of a `file` say the artifact's hash and size; a hash that is given as well has to agree. */
  #attach(rest: Record<string, unknown>, i: number): void {
    const bytes = this.#context.attached.get(i);
    if (bytes === undefined) return;
    delete rest["file"];
    if (rest["sha256"] !== undefined && rest["sha256"] !== bytes.sha256)
      this.#complain(
        i,
        this.#source.refuse(["records", i, "sha256"], `The file has SHA-256 ${bytes.sha256}.`),
      );
    Object.assign(rest, { sha256: bytes.sha256, held: true, bytes: bytes.bytes });
  }

  /**
   * The id of a key of this file (above), or of a key or id of the case.
   * @param type what is meant: a name that names nothing is complained of, and stands for one of these from then on
   */
  #resolve(name: string, path: Path, i: number, type: RecordType): string {
    const [head = "", part] = name.split("#");
    const suffix = part === undefined ? "" : `#${part}`;
    try {
      const own = this.#keys.get(head);
      const ref = (own ?? resolveWritten(this.#context.fold, head)) + suffix;
      if (part !== undefined && !this.#hasPart(own, ref, part)) {
        this.#complain(i, this.#nameless(path, i, `${head} has no part “${part}”.`));
        this.nameable.add(ref);
      }
      return ref;
    } catch (error) {
      if (!(error instanceof PlumblineError)) throw error;
      const why = `${name} is not above in this file and not in the case.`;
      const said = error.code === "AMBIGUOUS" ? `${name}: ${error.message}` : why;
      this.#complain(i, this.#nameless(path, i, said, error.code === "AMBIGUOUS" ? error.hint : undefined));
    }
    const stand = this.#context.issueId(type);
    this.nameable.add(stand);
    return stand + suffix;
  }

  #hasPart(own: string | undefined, ref: string, part: string): boolean {
    if (own === undefined) return this.#context.fold.resolves(ref);
    const parts = this.#parts.get(own);
    return parts === undefined || parts.includes(part);
  }

  #nameless([head = "", ...inside]: Path, i: number, message: string, hint?: string): PlumblineError {
    const envelope = head === "for" || head === "supersedes";
    const where = this.place({ at: i, path: envelope ? [head] : ["body", head, ...inside] });
    return new PlumblineError("REFERENCE", message, { where, ...(hint === undefined ? {} : { hint }) });
  }
}

const hasField = (item: unknown, field: string | number): boolean =>
  typeof item === "object" && item !== null && Object.hasOwn(item, field);

/** The list of records as it was written, whatever is in it. */
function itemsOf(source: Source): readonly unknown[] {
  const records: unknown = (source.data as { readonly records?: unknown } | null)?.records;
  return Array.isArray(records) ? records : [];
}

function partsOfBody(body: CaseRecord["body"]): readonly string[] {
  if ("hypotheses" in body) return body.hypotheses.map(({ id }) => id);
  if ("categories" in body) return body.categories.map(({ code }) => code);
  return "findings" in body ? body.findings.map(({ id }) => id) : [];
}

/** Reading YAML takes about a second for each megabyte; the largest file that people write by hand has a few hundred kB. */
const RECORD_FILE = { what: "The record file", maxBytes: 4e6 } as const;

/**
 * Appends the records of a YAML file. An artifact may name a `file` beside it, whose bytes the case then holds.
 * @param keys signing keys of the organisations whose own positions they sign
 * @returns the records as they were written
 * @throws PlumblineError with every mistake of the file in its order, each with `file:line:column`: RECORD_FILE, REFERENCE,
 * KEY_TAKEN, INVARIANT, MARKING_RULE, FORBIDDEN, FILE_MISSING, FILE_ENCODING, IMPORT_LIMIT.
 */
export async function recordFile(
  opened: Case,
  path: string,
  keys: readonly SigningKey[] = [],
): Promise<readonly CaseRecord[]> {
  const source = new Source(readGivenText(path, RECORD_FILE), path);
  const held = new Set(await opened.artifacts.list());
  const mistakes: Mistake[] = [];
  const attached = await attachFiles(opened, source, dirname(path), mistakes);
  try {
    const fold = await opened.fullFold();
    const issueId = (type: RecordType) => opened.log.issueId(type);
    const file = new RecordFile(source, { fold, issueId, attached }, mistakes);
    const door: Door = {
      brought: new Set([...attached.values()].map(({ sha256 }) => sha256)),
      nameable: file.nameable,
      mistakes,
      place: (refusal) => file.place(refusal),
    };
    const drafts = file.batch.filter((item): item is IssuedDraft => !("unread" in item));
    // What could not be read whole is held to the rules as far as it was read, so that all mistakes are said at once.
    if (mistakes.length > 0) await opened.check(file.batch, door);
    const root = await opened.log.root();
    const signed = drafts.map((draft) => signOwn(draft, fold, keys, root));
    const ownSigned = signed.filter((draft, i) => draft !== drafts[i]).map(({ id }) => id);
    return await opened.append(signed, { ...door, signed: new Set(ownSigned) });
  } catch (error) {
    for (const { sha256 } of attached.values()) if (!held.has(sha256)) await opened.artifacts.remove(sha256);
    throw error;
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
  mistakes: Mistake[],
): Promise<ReadonlyMap<number, StoredBytes>> {
  const attached = new Map<number, StoredBytes>();
  for (const [i, item] of itemsOf(source).entries()) {
    const file: unknown = (item as { file?: unknown } | null)?.file;
    if (typeof file !== "string" || !Object.hasOwn(item as object, "artifact")) continue;
    const path = fileBelow(folder, file);
    if (path === undefined) {
      const why = "There is no such file beside this one or below.";
      mistakes.push({ at: i, error: source.refuse(["records", i, "file"], why, "FILE_MISSING") });
      attached.set(i, NO_BYTES);
    } else attached.set(i, await opened.artifacts.addFile(path));
  }
  return attached;
}

/** Signs an own position with the key that its organisation has declared and not revoked, if it was given. */
function signOwn(draft: IssuedDraft, fold: CaseFold, keys: readonly SigningKey[], root: string): IssuedDraft {
  if (draft.type !== "Position" || draft.body.stance !== "own") return draft;
  const declared = new DeclaredKeys();
  for (const { record } of fold.visible) declared.add(record);
  const key = keys.find(({ publicKey }) => declared.holds(draft.for, publicKey));
  return key === undefined ? draft : signPosition(draft, key, root);
}
