/** A case on disk: the log, the bytes, the corpus. Everything else is a fold. */
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { admit, CaseFold, importsIn, readableImportsIn } from "../case/index.ts";
import type { BatchItem, DraftRefusal, Writer } from "../case/index.ts";
import { PlumblineError } from "../errors.ts";
import type { Effects } from "../model/effects.ts";
import { DEFAULT_MARKING } from "../model/marking.ts";
import type { Reader } from "../model/marking.ts";
import type { CaseRecord, IssuedDraft } from "../model/records.ts";
import { recordOf } from "../model/refs.ts";
import type { Ref } from "../model/refs.ts";
import type { DetectorOutput } from "../signals/index.ts";
import { ArtifactStore } from "../store/artifacts.ts";
import type { Corpus } from "../store/corpus.ts";
import { systemEffects } from "../store/effects.ts";
import type { CaseLog, LogEntry } from "../store/log/case-log.ts";
import { refuseIrregular } from "../store/plain-files.ts";
import { clearStaging, stagingFolder, sweepStaging } from "../store/staging.ts";
import { ReadLog } from "../store/log/read-log.ts";
import { SqliteLog } from "../store/log/sqlite-log.ts";
import { makeWorkFolderIn } from "../store/work-folders.ts";
import { Kept } from "../store/kept.ts";
import { lookAtCorpus, openCorpus } from "./open-corpus.ts";
import { checkPassages, Texts } from "./passages.ts";
import type { ReadText } from "./passages.ts";
import { Tables } from "./tables.ts";
import { Readings } from "./proposals/readings.ts";

/** Who writes: the person, and the organisation's Party. */
export interface Actor {
  readonly by: string;
  readonly for: string;
}

export interface CaseOptions {
  readonly effects?: Effects;
  /** Makes the case if there is none. */
  readonly create?: { readonly by: string; readonly organisation: string };
  /** Told what was found wrong and put right, a sentence each. */
  readonly say?: (text: string) => void;
  /**
   * `write` unless told. `read`: nothing in the folder is made, changed or removed, whatever is asked of the case. `possible`: to be written
   * where the folder can be, to be read otherwise; `readOnly` says which.
   */
  readonly access?: "write" | "read" | "possible";
  /** Memory of the database of the corpus, in MB; as it has it without one. */
  readonly corpusMb?: number;
}

/** By whom a batch is written, and how its refusals are told. */
export interface Door extends Omit<Writer, "fold"> {
  /** Where a refusal is, as the writer knows it: a line and column, a field of the request. */
  readonly place?: (refusal: DraftRefusal) => string;
  /** Mistakes that were found in reading the batch, by the item they are of. */
  readonly mistakes?: readonly Mistake[];
  /** Imports whose posts the batch was made of: it is refused if one of them no longer stands. */
  readonly madeOf?: readonly string[];
}

/** A refusal of one item of a batch. */
export interface Mistake {
  /** Place of the item, from 0; -1 for what is of the whole batch. */
  readonly at: number;
  readonly error: PlumblineError;
}

/** The reader who owns the machine sees everything. Need-to-know groups of the whole case are added. */
export const FULL_CEILING = "RED" as const;

/** Beginning of the names of folders in which a case that is only read makes what it needs. */
const OUTSIDE = "plumbline-reading-";

/** Folds of a log: the list of its leaves grows, and is another object when it is read anew. */
interface FoldCache {
  readonly of: readonly LogEntry[];
  /** The latest of each reader, and how much of the list it has read. */
  readonly byReader: Map<string, { readonly fold: CaseFold; readonly size: number }>;
}

const KEPT_RESULTS = 32 * 2 ** 20;

export class Case {
  readonly folder: string;
  readonly log: CaseLog;
  readonly artifacts: ArtifactStore;
  /** Texts of its documents. */
  readonly texts: Texts;
  /** What is proposed in them. */
  readonly readings: Readings;
  /** Tables among its files. */
  readonly tables: Tables;
  /** Results of its runs; weighed by the bytes they were read from. */
  readonly results = new Kept<DetectorOutput>(KEPT_RESULTS);
  readonly #say: (text: string) => void;
  /** The case is only read: nothing of it is written, and each try is refused with READ_ONLY. */
  readonly readOnly: boolean;
  readonly #corpusMb: number | undefined;
  #corpus: Promise<Corpus> | undefined;
  #folds: FoldCache = { of: [], byReader: new Map() };
  /** For what a case that is only read has to make for a while. */
  #outside: string | undefined;

  private constructor(folder: string, log: CaseLog, { say, access, corpusMb }: CaseOptions) {
    this.folder = folder;
    this.log = log;
    this.artifacts = new ArtifactStore(join(folder, "artifacts"), stagingFolder(folder));
    this.texts = new Texts(this.artifacts);
    this.tables = new Tables(this.artifacts);
    this.readings = new Readings(this.artifacts, this.texts);
    this.readOnly = access === "read";
    this.#say = say ?? (() => undefined);
    this.#corpusMb = corpusMb;
  }

  /**
   * Opens the case in `folder`.
   * @throws PlumblineError CASE_MISSING, or what opening the log throws.
   */
  static async open(folder: string, options: CaseOptions = {}): Promise<Case> {
    if (options.access === "read") return Case.#look(folder, options);
    if (options.access !== "possible" || !existsSync(logPath(folder)))
      return Case.#openToWrite(folder, options);
    try {
      return await Case.#openToWrite(folder, options);
    } catch (error) {
      // A medium that cannot be written, or has no room for what writing needs.
      if (!(error instanceof PlumblineError) || error.code !== "STORE") throw error;
      return Case.#look(folder, { ...options, access: "read" });
    }
  }

  static #look(folder: string, options: CaseOptions): Case {
    const path = logPath(folder);
    if (!existsSync(path))
      throw new PlumblineError("CASE_MISSING", "There is no case in this folder.", { where: folder });
    refuseIrregular(folder);
    const log = ReadLog.open(path, options.effects ?? systemEffects, readOnly);
    return new Case(folder, log, options);
  }

  static async #openToWrite(folder: string, options: CaseOptions): Promise<Case> {
    const path = logPath(folder);
    const isNew = !existsSync(path);
    if (isNew) {
      if (options.create === undefined)
        throw new PlumblineError("CASE_MISSING", "There is no case in this folder.", { where: folder });
      if (existsSync(folder) && readdirSync(folder).length > 0)
        throw new PlumblineError("CASE_MISSING", "The folder holds other files, and no case.", {
          where: folder,
          hint: "Name a new or an empty folder.",
        });
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    }
    refuseIrregular(folder);
    sweepStaging(folder);
    const log = SqliteLog.open(path, options.effects ?? systemEffects);
    const opened = new Case(folder, log, options);
    if (options.create !== undefined && (await opened.log.size()) === 0) await opened.#found(options.create);
    return opened;
  }

  /** The first record: the organisation that keeps the case, standing for itself. */
  async #found({ by, organisation }: { by: string; organisation: string }): Promise<void> {
    const id = this.log.issueId("Party");
    const body = { kind: "organisation" as const, name: organisation };
    await this.append([{ id, type: "Party", by, for: id, marking: DEFAULT_MARKING, body }]);
  }

  /**
   * Appends a batch, whole or not at all: the only way by which drafts come into the log. It is admitted while nobody else can
   * write, so that of two programs with one key the second is refused.
   * @throws PlumblineError READ_ONLY; with every refusal of the batch: REFERENCE, KEY_TAKEN, CEILING, INVARIANT, MARKING_RULE, FORBIDDEN,
   * QUOTATION; CHANGED, RECORD_INVALID, STORE from the log.
   */
  async append(drafts: readonly IssuedDraft[], door: Door = {}): Promise<readonly CaseRecord[]> {
    this.demandWritable();
    const read = await this.#readPassages(drafts, door);
    return this.log.append(drafts, (entries) => this.#admit(entries, drafts, read));
  }

  /**
   * Holds a batch to the same rules without writing it: before work that would be for nothing, and for what is incomplete.
   * @throws PlumblineError as `append`.
   */
  async check(batch: readonly BatchItem[], door: Door = {}): Promise<void> {
    this.#admit(await this.log.entries(), batch, await this.#readPassages(batch, door));
  }

  /** The door with what the documents say of the quotations: bytes never change, so this may be read before the lock. */
  async #readPassages(batch: readonly BatchItem[], door: Door): Promise<Door> {
    const fold = this.#foldOf(await this.log.entries(), door.reader ?? ownerOf(await this.log.entries()));
    const drafts = new Map(batch.map((item) => [item.id, item]));
    const text = async (ref: Ref): Promise<ReadText | undefined> => {
      const own = drafts.get(recordOf(ref));
      const artifact = own ?? fold.get(recordOf(ref));
      if (artifact === undefined || "unread" in artifact || artifact.type !== "Artifact") return undefined;
      return this.texts.of(artifact.body);
    };
    const mistakes: Mistake[] = [...(door.mistakes ?? [])];
    for (const [at, item] of batch.entries()) {
      if ("unread" in item) continue;
      const { faults } = await checkPassages(item, text);
      for (const { path, message } of faults) {
        const refusal = { at, rule: "passage: not there", code: "QUOTATION", path, message } as const;
        const where = door.place?.(refusal);
        mistakes.push({
          at,
          error: new PlumblineError("QUOTATION", message, where === undefined ? {} : { where }),
        });
      }
    }
    return { ...door, mistakes };
  }

  #admit(entries: readonly LogEntry[], batch: readonly BatchItem[], door: Door): void {
    const fold = this.#foldOf(entries, door.reader ?? ownerOf(entries));
    const refused = admit(batch, { ...door, fold }).map((refusal) => ({
      at: refusal.at,
      error: new PlumblineError(refusal.code, refusal.message, {
        ...(door.place === undefined ? {} : { where: door.place(refusal) }),
        ...(refusal.hint === undefined ? {} : { hint: refusal.hint }),
      }),
    }));
    const ended = door.madeOf?.find((id) => !fold.stands(id));
    if (ended !== undefined)
      throw new PlumblineError(
        "CHANGED",
        `Import ${ended} was replaced or withdrawn while its posts were read.`,
        {
          hint: "Do it again, over the posts that are there now.",
        },
      );
    // What was found in reading an item comes before what the rules say of it.
    const all = [...(door.mistakes ?? []), ...refused].sort((a, b) => a.at - b.at);
    if (all.length === 0) return;
    // The head of a file is wrong once, and not once for each of its items.
    throw PlumblineError.together([...new Map(all.map(({ error }) => [error.line(), error])).values()]);
  }

  /** The organisation that keeps the case: the first record. */
  async keeper(): Promise<string> {
    const first = (await this.log.entries())[0];
    if (first === undefined)
      throw new PlumblineError("CASE_DAMAGED", "The log is empty.", { where: this.folder });
    return first.record?.for ?? first.id;
  }

  /**
   * The corpus, opened on first use. It follows the log: imports the log does not know (a crash between the two) are
   * dropped, imports that are missing (a lost file) or are not as the log binds them are read again from their bytes.
   */
  corpus(): Promise<Corpus> {
    this.#corpus ??= this.#openCorpus();
    return this.#corpus;
  }

  async #openCorpus(): Promise<Corpus> {
    const { artifacts } = this;
    const staging = () => (this.readOnly ? this.#outsideFolder() : this.makeStaging());
    try {
      const memory = this.#corpusMb === undefined ? {} : { memoryMb: this.#corpusMb };
      const places = { path: corpusPath(this.folder), artifacts, staging, say: this.#say, ...memory };
      const standing = await standingImports(this);
      return await (this.readOnly ? lookAtCorpus(places, standing) : openCorpus(places, standing));
    } catch (error) {
      this.#corpus = undefined;
      throw error;
    }
  }

  /** The fold that a reader sees. It is kept until the log changes. */
  async fold(reader: Reader): Promise<CaseFold> {
    return this.#foldOf(await this.log.entries(), reader);
  }

  #foldOf(entries: readonly LogEntry[], reader: Reader): CaseFold {
    // A log that grows keeps its list; one in which something was destroyed is read into another.
    if (this.#folds.of !== entries) this.#folds = { of: entries, byReader: new Map() };
    const key = JSON.stringify([reader.ceiling, [...reader.groups].sort()]);
    const known = this.#folds.byReader.get(key);
    if (known?.size === entries.length) return known.fold;
    const fold = known === undefined ? new CaseFold(entries, reader) : known.fold.grown();
    this.#folds.byReader.set(key, { fold, size: entries.length });
    return fold;
  }

  /** The fold of the owner of the machine: every level, every group. */
  async fullFold(): Promise<CaseFold> {
    return this.fold(await this.owner());
  }

  /** The owner's reader: highest ceiling, every group that occurs. */
  async owner(): Promise<Reader> {
    return ownerOf(await this.log.entries());
  }

  async close(): Promise<void> {
    this.texts.close();
    (await this.#corpus)?.close();
    await this.log.close();
    if (this.#outside !== undefined) rmSync(this.#outside, { recursive: true, force: true });
    if (!this.readOnly) clearStaging(this.folder);
  }

  /**
   * A folder for what is not whole yet; it goes when the case is closed.
   * @throws PlumblineError READ_ONLY, STORE
   */
  makeStaging(): string {
    this.demandWritable();
    const folder = stagingFolder(this.folder);
    try {
      mkdirSync(folder, { recursive: true });
    } catch (cause) {
      throw new PlumblineError("STORE", "The case cannot be written.", { where: folder, cause });
    }
    return folder;
  }

  /** @throws PlumblineError READ_ONLY */
  demandWritable(): void {
    if (this.readOnly) throw readOnly();
  }

  #outsideFolder(): string {
    this.#outside ??= makeWorkFolderIn([tmpdir()], OUTSIDE);
    return this.#outside;
  }
}

const readOnly = (): PlumblineError =>
  new PlumblineError("READ_ONLY", "The case is only read here: nothing can be written into it.");

/** The reader who owns the machine of these leaves: highest ceiling, every group that occurs. */
export function ownerOf(entries: readonly LogEntry[]): Reader {
  const groups = new Set<string>();
  for (const { record } of entries) {
    for (const group of record?.marking.groups ?? []) groups.add(group);
    if (record?.type === "Marking") for (const group of record.body.to.groups ?? []) groups.add(group);
  }
  return { ceiling: FULL_CEILING, groups: [...groups] };
}

export function logPath(folder: string): string {
  return join(folder, "log.db");
}

export function corpusPath(folder: string): string {
  return join(folder, "corpus.duckdb");
}

/** Runs `work` on the case and closes it, whatever happens. A case that was made here and stayed without work is removed. */
export async function withCase<T>(
  folder: string,
  options: CaseOptions,
  work: (opened: Case) => Promise<T>,
): Promise<T> {
  const existed = existsSync(logPath(folder));
  const isFolder = statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const there = isFolder ? new Set(readdirSync(folder)) : undefined;
  const opened = await Case.open(folder, options);
  let failed = true;
  try {
    const result = await work(opened);
    failed = false;
    return result;
  } finally {
    const untouched = failed && !existed && (await opened.log.size()) <= 1;
    await opened.close();
    if (untouched) removeMade(folder, there);
  }
}

/** Removes a folder that was not there, or what is new in one that was. */
function removeMade(folder: string, there: ReadonlySet<string> | undefined): void {
  const made =
    there === undefined
      ? [folder]
      : readdirSync(folder)
          .filter((name) => !there.has(name))
          .map((name) => join(folder, name));
  for (const path of made) rmSync(path, { recursive: true, force: true });
}

/** Imports that stand: Runs of the detector `import` that nobody withdrew, over a file that nobody purged. */
export async function standingImports(opened: Case): Promise<CaseRecord<"Run">[]> {
  return importsIn(await opened.fullFold());
}

/** The imports whose posts a reader may see. */
export async function readableImports(opened: Case, reader: Reader): Promise<CaseRecord<"Run">[]> {
  return readableImportsIn(await opened.fold(reader));
}
