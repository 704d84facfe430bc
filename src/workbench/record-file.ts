/**
 * Reasoning by file: a readable YAML file of records, checked against the schemas with line and column, and appended
 * whole or not at all. The format is `docs/record-file.md`.
 */
import { dirname } from "node:path";
import type { z } from "zod";
import type { BatchItem, CaseFold, DraftRefusal } from "../case/index.ts";
import { DeclaredKeys, signPosition } from "../model/position-signature.ts";
import { PlumblineError } from "../errors.ts";
import { insteadOf, nearest } from "../kernel/nearest.ts";
import { readGivenText } from "../store/given-file.ts";
import { BODY } from "../model/records.ts";
import type { CaseRecord, IssuedDraft } from "../model/records.ts";
import { replaceReferences } from "../model/references.ts";
import { RECORD_TYPES } from "../model/refs.ts";
import type { RecordType } from "../model/refs.ts";
import type { SigningKey } from "../model/signature.ts";
import type { StoredBytes } from "../store/artifacts.ts";
import type { Case, Door, Mistake } from "./case.ts";
import { resolveWritten } from "./names.ts";
import { attachFiles } from "./record-attached.ts";
import { ENVELOPE_FIELDS, envelopeSchema, headerSchema } from "./record-envelope.ts";
import { check, Source } from "./record-source.ts";
import type { Path } from "./record-source.ts";
import { firstWord, pathOf, writtenItems } from "./written-items.ts";
import type { WrittenItem } from "./written-items.ts";

/** The word that begins an item; a Marking is a `re-marking`, because every record has a field `marking`. */
export const TYPE_OF_WORD: ReadonlyMap<string, RecordType> = new Map(
  RECORD_TYPES.map((type) => [type === "Marking" ? "re-marking" : type.toLowerCase(), type]),
);
/** Fields of a body where a TLP level alone may stand for a marking. */
export const MARKING_FIELDS = ["to", "ceiling"] as const;
/** Items that begin with another word: several positions in one, and what the records below share. */
const OTHER_WORDS = ["joint", "section"] as const;
/** Names that are looked for among those that are near: there may be very many of both. */
const PROPOSED = 100;

/** What reading a file needs of the case. */
interface Context {
  readonly fold: CaseFold;
  readonly issueId: (type: RecordType) => string;
  /** Bytes taken in for the artifacts that name a `file`, by the record's place in the batch. */
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
  readonly #items: readonly WrittenItem[];
  readonly #context: Context;
  #proposed = 0;
  readonly #keys = new Map<string, string>();
  /** Parts by id; unknown where the record could not be read. */
  readonly #parts = new Map<string, readonly string[] | undefined>();

  /** @param mistakes found so far, to which those of the reading are added */
  constructor(source: Source, items: readonly WrittenItem[], context: Context, mistakes: Mistake[]) {
    this.#source = source;
    this.#items = items;
    this.#context = context;
    this.mistakes = mistakes;
    const header = this.#check(-1, (inside) => inside, headerSchema, source.data);
    for (const [i, item] of items.entries()) this.batch.push(this.#item(item, i, header));
  }

  /** The place in the file of a path in a draft: in its item; in its section or the head of the file where it leaves it to these. */
  place({ at, path: [head = "", ...inside] }: Pick<DraftRefusal, "at" | "path">): string {
    const item = this.#items[at]!;
    if (head === "body") return this.#source.place(pathOf(item, this.#fieldPath(at, inside)));
    if (hasField(item.value, head)) return this.#source.place(pathOf(item, [head]));
    const { section } = item;
    return this.#source.place(hasField(section, head) ? ["records", section!.at, head] : [head]);
  }

  #fieldPath(at: number, [first, ...rest]: Path): Path {
    const word = this.#words[at];
    if (first === "key" && word !== undefined) return [word, ...rest];
    return first === undefined ? [] : [first, ...rest];
  }

  #item({ value, section }: WrittenItem, i: number, header: Header | undefined): BatchItem {
    const typed = this.#typeOf(value, i);
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
    const organisation = envelope?.for ?? section?.for ?? header?.for;
    const party = organisation === undefined ? undefined : this.#resolve(organisation, ["for"], i, "Party");
    if (header === undefined || envelope === undefined || body === undefined || party === undefined)
      return { id, unread: true, key };
    const heldAt = envelope.heldAt ?? section?.heldAt;
    return {
      id,
      type,
      by: envelope.by ?? section?.by ?? header.by,
      for: party,
      marking: envelope.marking ?? section?.marking ?? header.marking,
      ...(heldAt === undefined ? {} : { heldAt }),
      ...(replaced === undefined ? {} : { supersedes: replaced }),
      body,
    } as IssuedDraft;
  }

  #complain(at: number, error: PlumblineError): void {
    this.mistakes.push({ at, error });
  }

  /**
   * @param place the path in the file of a path in the value
   * @param more fields that stand beside those of the schema
   */
  #check<T>(
    at: number,
    place: (inside: Path) => Path,
    schema: z.ZodType<T>,
    value: unknown,
    more: readonly string[] = [],
  ): T | undefined {
    const checked = check(this.#source, place, schema, value, more);
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
    // `judgment` and `question` are fields as well as types: the type comes first.
    const word = firstWord(item);
    const type = word === undefined ? undefined : TYPE_OF_WORD.get(word);
    if (word !== undefined && type !== undefined) return { type, word, fields: { ...(item as object) } };
    const words = [...TYPE_OF_WORD.keys(), ...OTHER_WORDS];
    this.#complain(
      i,
      this.#source.refuse(
        this.#path(i),
        word === undefined
          ? "An item begins with the type of its record."
          : `An item begins with the type of its record, and “${word}” is none.`,
        "RECORD_FILE",
        insteadOf(word ?? "", words, "Types"),
      ),
    );
    return undefined;
  }

  #path(i: number, inside: Path = []): Path {
    return pathOf(this.#items[i]!, inside);
  }

  #envelope(rest: Record<string, unknown>, i: number): z.infer<typeof envelopeSchema> | undefined {
    const given = Object.fromEntries(
      ENVELOPE_FIELDS.flatMap((name) => (name in rest ? [[name, rest[name]]] : [])),
    );
    return this.#check(i, (inside) => this.#path(i, inside), envelopeSchema, given);
  }

  #body(type: RecordType, raw: Record<string, unknown>, i: number): Body | undefined {
    const copy = structuredClone(raw);
    for (const name of MARKING_FIELDS) if (typeof copy[name] === "string") copy[name] = { tlp: copy[name] };
    replaceReferences(type, copy, (name, path, { types: [expected] }) =>
      this.#resolve(name, path, i, expected ?? "Claim"),
    );
    return this.#check(
      i,
      (inside) => this.#path(i, this.#fieldPath(i, inside)),
      BODY[type] as z.ZodType<Body>,
      copy,
      type === "Artifact" ? [...ENVELOPE_FIELDS, "file"] : ENVELOPE_FIELDS,
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
        this.#source.refuse(this.#path(i, ["sha256"]), `The file has SHA-256 ${bytes.sha256}.`),
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
      const isAmbiguous = error.code === "AMBIGUOUS";
      const said = isAmbiguous ? `${name}: ${error.message}` : why;
      this.#complain(i, this.#nameless(path, i, said, isAmbiguous ? error.hint : this.#meant(head)));
    }
    const stand = this.#context.issueId(type);
    this.nameable.add(stand);
    return stand + suffix;
  }

  /** The key that is nearest to a name that names nothing. */
  #meant(name: string): string | undefined {
    if (++this.#proposed > PROPOSED) return undefined;
    const inCase = this.#context.fold.visible.flatMap(({ record }) => record.body.key ?? []);
    const meant = nearest(name, [...this.#keys.keys(), ...inCase]);
    return meant === undefined ? undefined : `Write \`${meant}\` instead, or record it above.`;
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
  const { items, mistakes: found } = writtenItems(source);
  mistakes.push(...found);
  const attached = await attachFiles(opened, source, items, dirname(path), mistakes);
  try {
    const fold = await opened.fullFold();
    const issueId = (type: RecordType) => opened.log.issueId(type);
    const file = new RecordFile(source, items, { fold, issueId, attached }, mistakes);
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

/** Signs an own position with the key that its organisation has declared and not revoked, if it was given. */
function signOwn(draft: IssuedDraft, fold: CaseFold, keys: readonly SigningKey[], root: string): IssuedDraft {
  if (draft.type !== "Position" || draft.body.stance !== "own") return draft;
  const declared = new DeclaredKeys();
  for (const { record } of fold.visible) declared.add(record);
  const key = keys.find(({ publicKey }) => declared.holds(draft.for, publicKey));
  return key === undefined ? draft : signPosition(draft, key, root);
}
