/**
 * The fold every view begins with: the records one reader may see, and which of them still stand.
 *
 * Filtered first: effective markings decide what is visible; everything after that reads visible records only. The
 * supersession rule makes sure that what replaces or withdraws a visible record is visible too.
 *
 * A fold may be narrowed in time. Markings are then still those of the whole log, so that a record that was re-marked
 * upward later does not come back in a view of the past.
 */
import { compareTlp, mayRead } from "../model/marking.ts";
import type { Marking, Reader } from "../model/marking.ts";
import { MerkleTree } from "../model/merkle.ts";
import { isType } from "../model/records.ts";
import type { CaseRecord } from "../model/records.ts";
import { partsOf, withdrawnBy } from "../model/references.ts";
import { partOf, recordOf } from "../model/refs.ts";
import type { RecordType, Ref } from "../model/refs.ts";
import type { AsOf } from "../views/reasoning.ts";
import { datedEndMs, datedToMs } from "../model/time.ts";
import type { ViewRecord } from "../views/edition.ts";
import { Keeping } from "./kept.ts";

/** One leaf of a log as a fold takes it; tombstones have no record. */
export interface FoldEntry {
  readonly id: string;
  readonly leaf: string;
  readonly salt: string | undefined;
  readonly record: CaseRecord | undefined;
}

/** What the first entries of a log gave for a reader. */
interface Begun {
  /** Number of these entries. */
  readonly length: number;
  readonly visible: readonly ViewRecord[];
  readonly places: Map<string, number>;
  readonly gone: Set<string>;
  readonly replacedBy: Map<string, string>;
  readonly standing: ReadonlyMap<RecordType, readonly CaseRecord[]> | undefined;
}

const nothing = (): Begun => ({
  length: 0,
  visible: [],
  places: new Map(),
  gone: new Set(),
  replacedBy: new Map(),
  standing: undefined,
});

/** Names of what grows besides the lists of types: all visible records, those that have a key, and those that end others. */
const ALL = "all";
const KEYED = "keyed";
const ENDING = "ending";

export class CaseFold {
  readonly #visible: readonly ViewRecord[];
  /** Who sees them. */
  readonly reader: Reader;
  /** Index of each visible record among these. Shared with the folds that grew from this one, whose records come after. */
  readonly #places: Map<string, number>;
  readonly #markings: Map<string, Marking>;
  readonly #gone: Set<string>;
  readonly #replacedBy: Map<string, string>;
  readonly #entries: readonly FoldEntry[];
  /** Number of entries that were read. */
  readonly #length: number;
  #standing: ReadonlyMap<RecordType, readonly CaseRecord[]> | undefined;
  readonly #asOf: AsOf;
  #keyed: readonly CaseRecord[] | undefined;
  #keeping: Keeping | undefined;
  /** Of the first visible leaves: it goes from each fold to the next. */
  #tree: MerkleTree | undefined;
  #root: string | undefined;
  /** Folds of the same log for readers of less, which grow with this one. */
  #lower = new Map<string, CaseFold>();

  /**
   * @param asOf as known to the case on `at`, as held on `heldAt`; see `AsOf`
   * @param markings what is known of the markings, where the entries are only a part of a log
   * @param begun what the first entries gave for the same reader at the present, where these and the markings are known to be the same
   */
  constructor(
    entries: readonly FoldEntry[],
    reader: Reader,
    asOf: AsOf = {},
    markings: Map<string, Marking> = effectiveMarkings(entries),
    begun: Begun = nothing(),
  ) {
    this.#entries = entries;
    this.#length = entries.length;
    this.reader = reader;
    this.#asOf = asOf;
    this.#markings = markings;
    this.#places = begun.places;
    this.#gone = begun.gone;
    this.#replacedBy = begun.replacedBy;
    const within = withinTime(asOf);
    const added: ViewRecord[] = [];
    for (let at = begun.length; at < entries.length; at++) {
      const { id, leaf, salt, record } = entries[at]!;
      if (record === undefined || salt === undefined) continue;
      if (!mayRead(markings.get(id)!, reader) || !within(record)) continue;
      this.#places.set(id, begun.visible.length + added.length);
      added.push({ record, salt, leaf });
    }
    this.#visible = [...begun.visible, ...added];
    this.#standing = begun.standing && withMore(begun.standing, added);
    for (const { record } of added) {
      if (record.supersedes !== undefined) this.#replacedBy.set(record.supersedes, record.id);
      for (const id of this.endedBy(record)) this.#gone.add(id);
    }
  }

  /** What a visible record replaced or withdrew. */
  endedBy(record: CaseRecord): string[] {
    const withdrawn = record.type === "Claim" ? withdrawnBy(record, (id) => this.get(id)?.for) : [];
    return record.supersedes === undefined ? withdrawn : [record.supersedes, ...withdrawn];
  }

  /** All visible records in order of arrival. */
  get visible(): readonly ViewRecord[] {
    this.#note(ALL);
    return this.#visible;
  }

  /** Merkle root over the visible leaves, in lower-case hexadecimal. */
  root(): string {
    this.#note(ALL);
    if (this.#root !== undefined) return this.#root;
    this.#tree ??= new MerkleTree();
    for (let at = this.#tree.size; at < this.#visible.length; at++)
      this.#tree.add(Buffer.from(this.#visible[at]!.leaf, "hex"));
    return (this.#root = this.#tree.root());
  }

  /** What is kept of what was computed over this fold. */
  get keeping(): Keeping {
    return (this.#keeping ??= new Keeping(this, this.#length));
  }

  #note(list: string): void {
    if (Keeping.isNoting) this.keeping.noteList(list);
  }

  /**
   * The fold of the present, after the same log has grown: only what came is read, unless it changes who sees what was there. What was
   * kept goes over to it, unless a record came that was asked for before.
   */
  grown(): CaseFold {
    const came = this.#entries.slice(this.#length).filter(({ record }) => record !== undefined);
    if (came.some(({ record }) => record?.type === "Marking")) {
      this.#keeping?.end();
      return new CaseFold(this.#entries, this.reader);
    }
    const ends = came.some(({ record }) => mayEnd(record!));
    for (const [id, marking] of effectiveMarkings(came)) this.#markings.set(id, marking);
    const fold = new CaseFold(this.#entries, this.reader, {}, this.#markings, {
      length: this.#length,
      visible: this.#visible,
      places: this.#places,
      gone: ends ? new Set(this.#gone) : this.#gone,
      replacedBy: ends ? new Map(this.#replacedBy) : this.#replacedBy,
      standing: ends ? undefined : this.#standing,
    });
    [fold.#tree, this.#tree] = [this.#tree, undefined];
    if (came.some(({ id }) => this.#keeping?.hasMissed(id))) this.#keeping?.end();
    else fold.#takeOver(this);
    return fold;
  }

  /** Takes what was kept by the fold that this one grew from. */
  #takeOver(before: CaseFold): void {
    for (const [key, fold] of before.#lower) this.#lower.set(key, fold.grown());
    before.#lower = new Map();
    if (before.#keeping === undefined) return;
    const came = this.#visible.slice(before.#visible.length);
    const lists = came.flatMap(({ record }) => [
      ALL,
      record.type,
      ...(record.body.key === undefined ? [] : [KEYED]),
      ...(mayEnd(record) ? [ENDING] : []),
      ...this.endedBy(record).flatMap((id) => [id, this.get(id)?.type ?? id]),
    ]);
    this.#keeping = before.#keeping;
    this.#keeping.grow(this, this.#length, lists);
    before.#keeping = undefined;
  }

  /** The same log for the same reader, as held before an instant (milliseconds since 1970 UTC). */
  heldBefore(ms: number): CaseFold {
    this.#note(ALL);
    const { heldAt } = this.#asOf;
    const end = Math.min(ms - 1, heldAt === undefined ? Infinity : datedEndMs(heldAt));
    return new CaseFold(this.#entries, this.reader, {
      ...this.#asOf,
      heldAt: new Date(end).toISOString(),
    });
  }

  /** The same log at the same time as readers of an edition see it; never more than this reader sees. */
  forCeiling({ tlp, groups = [] }: Marking): CaseFold {
    const held = groups.filter((group) => this.reader.groups.includes(group));
    const ceiling = compareTlp(tlp, this.reader.ceiling) < 0 ? tlp : this.reader.ceiling;
    const reader = { ceiling, groups: held };
    if (this.#asOf.at !== undefined || this.#asOf.heldAt !== undefined) {
      this.#note(ALL);
      return new CaseFold(this.#entries, reader, this.#asOf);
    }
    const key = JSON.stringify([ceiling, held.toSorted()]);
    const known = this.#lower.get(key) ?? new CaseFold(this.#entries, reader);
    this.#lower.set(key, known);
    return known;
  }

  /** A visible record, whether or not it still stands. */
  get(id: string): CaseRecord | undefined {
    const place = this.place(id);
    return place < 0 ? undefined : this.#visible[place]!.record;
  }

  /** Where a visible record stands among the visible ones, from 0 in order of arrival; -1 for any other. */
  place(id: string): number {
    const place = this.#places.get(id);
    if (place !== undefined && place < this.#visible.length) return place;
    if (Keeping.isNoting) this.keeping.noteMissed(id);
    return -1;
  }

  /** A visible record of one type. */
  find<T extends RecordType>(type: T, ref: Ref): CaseRecord<T> | undefined {
    const record = this.get(recordOf(ref));
    return record !== undefined && isType(type)(record) ? record : undefined;
  }

  /** Visible and neither superseded nor withdrawn. */
  stands(id: string): boolean {
    this.#note(id);
    return this.place(id) >= 0 && !this.#gone.has(id);
  }

  /** The id of the record that stands in the place of this one, through every supersession; its own if nothing replaced it. */
  latest(id: string): string {
    let current = id;
    // A record supersedes only records above it, so this ends.
    for (let next: string | undefined = id; next !== undefined; next = this.#replacedBy.get(next)) {
      this.#note(next);
      current = next;
    }
    return current;
  }

  /** What stands in the place of a record or part that is cited: a correction, or itself; nothing where it was withdrawn. */
  current(ref: Ref): Ref | undefined {
    const part = partOf(ref);
    const latest = this.latest(recordOf(ref));
    const current = part === undefined ? latest : `${latest}#${part}`;
    return this.stands(latest) && this.resolves(current) ? current : undefined;
  }

  /** Standing records of a type, in order of arrival. */
  all<T extends RecordType>(type: T): CaseRecord<T>[] {
    this.#note(type);
    this.#standing ??= this.#byType();
    return (this.#standing.get(type) ?? []).slice() as CaseRecord<T>[];
  }

  /** Visible records of a type, whether or not they still stand, in order of arrival. */
  ever<T extends RecordType>(type: T): CaseRecord<T>[] {
    this.#note(type);
    return this.#visible.flatMap(({ record }) => (isType(type)(record) ? [record] : []));
  }

  /** Visible records that have a key, whether or not they still stand, in order of arrival. */
  keyed(): readonly CaseRecord[] {
    this.#note(KEYED);
    this.#keyed ??= this.#visible.flatMap(({ record }) => (record.body.key === undefined ? [] : [record]));
    return this.#keyed;
  }

  /** Visible records that may have replaced or withdrawn others, in order of arrival. */
  ending(): CaseRecord[] {
    this.#note(ENDING);
    return this.#visible.flatMap(({ record }) => (mayEnd(record) ? [record] : []));
  }

  #byType(): ReadonlyMap<RecordType, readonly CaseRecord[]> {
    return withMore(
      new Map(),
      this.#visible.filter(({ record }) => !this.#gone.has(record.id)),
    );
  }

  /** Effective marking of a visible record. */
  marking(id: string): Marking | undefined {
    return this.place(id) >= 0 ? this.#markings.get(id) : undefined;
  }

  /** Does the reference name a visible record and, where it names a part, one that is there? */
  resolves(ref: Ref): boolean {
    const record = this.get(recordOf(ref));
    const part = partOf(ref);
    if (record === undefined || part === undefined) return record !== undefined;
    return partsOf(record).includes(part);
  }
}

/** Of a Claim of whatever organisation: what it withdraws may have come with it. */
const mayEnd = (record: CaseRecord): boolean =>
  record.supersedes !== undefined ||
  (record.type === "Claim" && withdrawnBy(record, () => record.for).length > 0);

/** Records by type with more of them, none of which is gone. */
function withMore(
  standing: ReadonlyMap<RecordType, readonly CaseRecord[]>,
  added: readonly ViewRecord[],
): ReadonlyMap<RecordType, readonly CaseRecord[]> {
  const more = new Map<RecordType, CaseRecord[]>();
  for (const { record } of added) {
    const list = more.get(record.type) ?? [...(standing.get(record.type) ?? [])];
    list.push(record);
    more.set(record.type, list);
  }
  return new Map([...standing, ...more]);
}

/**
 * Whether a record counts at this time. Held for: `heldAt`; an Event without one, its start; a Position, an Appraisal or a
 * Coding without one, the time the log took it. Other records without `heldAt` are held for all times.
 */
function withinTime({ at, heldAt }: AsOf): (record: CaseRecord) => boolean {
  // No date is read where none can be too late: every view of the present comes by here.
  if (at === undefined && heldAt === undefined) return () => true;
  const known = at === undefined ? Infinity : datedEndMs(at);
  const held = heldAt === undefined ? Infinity : datedEndMs(heldAt);
  return (record) => {
    const date = heldFor(record);
    return Date.parse(record.at) <= known && (date === undefined || datedToMs(date) <= held);
  };
}

const HELD_WHEN_TAKEN: ReadonlySet<RecordType> = new Set(["Position", "Appraisal", "Coding"]);

/** The time a record is held for, as a date; nothing where it is held for all times. */
export function heldFor(record: CaseRecord): string | undefined {
  if (record.heldAt !== undefined) return record.heldAt;
  if (record.type === "Event") return record.body.start;
  return HELD_WHEN_TAKEN.has(record.type) ? record.at : undefined;
}

/** The latest Marking about each record, else its own. */
function effectiveMarkings(entries: readonly FoldEntry[]): Map<string, Marking> {
  const markings = new Map<string, Marking>();
  for (const { id, record } of entries) {
    if (record === undefined) continue;
    markings.set(id, record.marking);
    if (record.type === "Marking") markings.set(record.body.of, record.body.to);
  }
  return markings;
}
