/**
 * The corpus of a case: posts as dictionary-coded columns in one DuckDB file, which one process owns at a time.
 * It holds nothing that cannot be rebuilt from the artifacts.
 *
 * Reads beside a load see the state before it. An import is loaded in one transaction. The log of the case decides which imports exist: what a killed program loaded
 * and never logged is dropped by `retainImports`. Taking an import out writes a fresh file without it and puts that in
 * the place of the old one, so that no page of the file still holds a withdrawn value.
 *
 * A file that was found may have been changed by somebody else. Opening refuses what is no corpus; whether the rows of an import are
 * those that were loaded is told by their digest, which the log keeps (`digest`).
 */
import { existsSync } from "node:fs";
import { copyFile, link, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { PlumblineError } from "../errors.ts";
import type { Resolution, ShareColumns } from "../kernel/columns.ts";
import { foreignIn } from "./corpus/catalog.ts";
import { Database, spillFolder, workFolder } from "./corpus/database.ts";
import type { Connection, DatabaseOptions } from "./corpus/database.ts";
import { Gate } from "./corpus/gate.ts";
import { PostBatch } from "./corpus/post-batch.ts";
import { PostReader } from "./corpus/posts.ts";
import type { CorpusPost, HeldColumnName } from "./corpus/posts.ts";
import { digestRows } from "./corpus/rows-digest.ts";
import type { HeldColumn } from "./corpus/rows-digest.ts";
import { resolutionOf, ShareSource } from "./corpus/shares.ts";
import { literal } from "./corpus/sql.ts";
import {
  extraColumn,
  isExtra,
  isInRest,
  MOST_EXTRA,
  OBJECT_KINDS,
  postsFile,
  restPlace,
  TEXT_COLUMNS,
} from "./corpus/staged.ts";
import type { ObjectKind } from "./corpus/staged.ts";
import * as statements from "./corpus/statements.ts";
import type { ColumnPlaces } from "./corpus/cells.ts";
import { indexHolds, indexOlder, indexWords } from "./corpus/words/index.ts";
import { selectUnindexed } from "./corpus/words/statements.ts";
import { namesOf } from "../words.ts";

/** What the corpus reads of an import's report; the whole report is kept beside it. */
export interface LoadReport {
  readonly resolution: Resolution;
  readonly kept: number;
  /** Field to column. */
  readonly mapping: Readonly<Record<string, string>>;
  /** Extra columns, in the order of the staged ones. */
  readonly extra: readonly string[];
}

export interface CorpusImport {
  /** Id of the Run that is the import. */
  readonly id: string;
  readonly artifactId: string;
  readonly sha256: string;
  readonly posts: number;
  readonly resolution: Resolution;
  /** The report as it was given to `load`. */
  readonly report: LoadReport;
}

interface NumberedImport extends CorpusImport {
  readonly n: number;
  /** Columns of its file: name, and how `posts` calls it. */
  readonly columns: readonly HeldColumnName[];
}

/** Shares by the ids of the dictionaries. */
export type HeldShares = Pick<ShareColumns, "length" | "account" | "object" | "time">;

export interface CorpusStats {
  readonly imports: number;
  readonly posts: number;
  /** Posts that repeat an earlier one of the same file. */
  readonly repeats: number;
  readonly accounts: number;
  /** Milliseconds since 1970 UTC; null in an empty corpus. */
  readonly timeFrom: number | null;
  readonly timeTo: number | null;
  readonly resolution: Resolution;
  readonly mixedResolution: boolean;
  /** Number of distinct objects of each kind. */
  readonly objects: Readonly<Record<ObjectKind, number>>;
}

const DEFAULTS: DatabaseOptions = { memoryMb: 512, threads: 2 };
/** Artifacts are told apart by 16 bits in the columns that kernels read. */
const MAX_IMPORTS = 65_536;

export class Corpus {
  readonly #path: string;
  readonly #options: DatabaseOptions;
  readonly #gate = new Gate();
  /** Resolves after the last change that was asked for. */
  #changes: Promise<void> = Promise.resolve();
  #database: Database;
  #imports: Promise<readonly NumberedImport[]> | undefined;
  readonly #batch = new PostBatch((importId, places) => this.posts.at([importId], places));
  readonly #source: ShareSource;
  /** Lists of posts, histograms, suggestions, each over the imports named. */
  readonly posts: PostReader;

  private constructor(path: string, options: DatabaseOptions, database: Database) {
    this.#path = path;
    this.#options = options;
    this.#database = database;
    this.#source = this.source();
    this.posts = new PostReader({
      read: (work) => this.#gate.read(async () => work(this.#database.reader, await this.#numberedImports())),
    });
  }

  /**
   * Opens the corpus at this path, or makes an empty one.
   * @throws PlumblineError CASE_BUSY if another program (or this one) has it open; CORPUS_DAMAGED if the file is no corpus, or holds
   * something else beside; STORE.
   */
  static async open(path: string, options: Partial<DatabaseOptions> = {}): Promise<Corpus> {
    const all = { ...DEFAULTS, ...options };
    const database = await Database.open(path, all);
    try {
      await refuseForeign(database);
      const [main] = await database.rows(statements.selectName());
      for (const sql of statements.schema(String(main?.["name"]))) await database.run(sql);
      const [later] = await database.rows(statements.selectHasLater());
      if (later?.["folded"] !== true) for (const sql of statements.foldTexts()) await database.run(sql);
      if (later?.["rest"] !== true) await database.run(statements.addRest());
      await indexOlder(database);
      return new Corpus(path, all, database);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /**
   * Opens the corpus at this path for looking: nothing is made, brought up to date or written.
   * @throws PlumblineError as `open`.
   */
  static async inspect(path: string): Promise<Corpus> {
    const options = { ...DEFAULTS, readOnly: true };
    const database = await Database.open(path, options);
    try {
      await refuseForeign(database);
      return new Corpus(path, options, database);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  close(): void {
    this.#database.close();
  }

  /**
   * Loads staged rows (`corpus/staged.ts`) as the import of that Run, all or nothing. One file may be the import of two
   * Runs, which need not know of each other; who reads names the imports (`source`, `posts`).
   * @returns the digest of its rows
   * @throws PlumblineError ALREADY_IMPORTED if this Run is loaded already, STOPPED, STORE.
   */
  load(
    importRunId: string,
    artifactId: string,
    artifactSha256: string,
    stagedPath: string,
    report: LoadReport,
    signal?: AbortSignal,
  ): Promise<string> {
    return this.#inTurn(() =>
      this.#load(importRunId, artifactId, artifactSha256, stagedPath, report, signal),
    );
  }

  async #load(
    importRunId: string,
    artifactId: string,
    artifactSha256: string,
    stagedPath: string,
    report: LoadReport,
    signal?: AbortSignal,
  ): Promise<string> {
    const rows = await this.#database.rows(statements.selectImports());
    if (rows.some((row) => row["id"] === importRunId))
      throw new PlumblineError("ALREADY_IMPORTED", "This very import is in the corpus already.");
    const n = rows.reduce((most, row) => Math.max(most, Number(row["n"]) + 1), 0);
    if (n >= MAX_IMPORTS) throw new PlumblineError("STORE", `A corpus holds at most ${MAX_IMPORTS} imports.`);
    const staged = { folder: join(workFolder(this.#path), "staged"), parts: await partsIn(stagedPath) };
    const held = await this.#holdExtra(report.extra);
    const places = placesOf(report, held);
    const database = this.#database;
    let digest: string | undefined;
    await this.#withinReach(stagedPath, staged.folder, () =>
      stoppable(database, signal, async function* () {
        for (const name of held) if (!isInRest(name)) yield statements.addExtraColumn(name);
        yield statements.insertAccounts(staged);
        yield statements.insertPosts(staged, n, held);
        await indexWords(database, n, signal);
        const [some] = await database.rows(statements.selectKinds(staged));
        for (const kind of KINDS) {
          if (some?.[kind] !== true) continue;
          yield statements.insertObjects(staged, kind);
          yield statements.insertShares(staged, n, kind);
        }
        if (places.length > 0) yield statements.insertPlaces(n, places);
        yield `INSERT INTO imports VALUES (${n}, ${literal(importRunId)}, ${literal(artifactId)}, ${literal(artifactSha256)},
        ${literal(report.resolution)}, ${Math.trunc(report.kept)}, ${literal(JSON.stringify(report))})`;
        digest = await digestRows(database, n, places);
      }),
    );
    this.#imports = undefined;
    this.posts.forgetAnswers();
    // Nothing stays in the write-ahead log, which a later withdrawal would have to reach.
    await this.#gate.alone(() => database.run("CHECKPOINT"));
    if (digest === undefined)
      throw new PlumblineError("INTERNAL", "The rows that were loaded have no digest.");
    return digest;
  }

  /** One change at a time: each reads which imports there are, and uses the folder for work. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#changes.then(work);
    this.#changes = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }

  /** Runs `work` while the staged rows lie where the database may read. */
  async #withinReach(stagedPath: string, folder: string, work: () => Promise<void>): Promise<void> {
    await rm(dirname(folder), { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    try {
      for (const name of (await readdir(stagedPath)).filter((one) => one.endsWith(".parquet")))
        await linkOrCopy(join(stagedPath, name), join(folder, name));
      await work();
    } finally {
      await rm(dirname(folder), { recursive: true, force: true });
    }
  }

  /**
   * The digest of the rows that are there now for an import; undefined if there is none by that id, or its rows are such as no import
   * leaves.
   * @throws PlumblineError CORPUS_DAMAGED, STORE.
   */
  async digest(importRunId: string): Promise<string | undefined> {
    const imports = await this.#numberedImports();
    const one = imports.find(({ id }) => id === importRunId);
    if (one === undefined || imports.some((other) => other !== one && other.n === one.n)) return undefined;
    const columns = one.columns.map(({ name, held }): HeldColumn => [name, held]);
    const there = new Set((await this.#rows(statements.selectColumns())).map((row) => row["column_name"]));
    const isThere = (held: string) => isExtra(held) && there.has(isInRest(held) ? "rest" : held);
    if (!columns.every(([, held]) => HELD_FIELDS.includes(held) || isThere(held))) return undefined;
    return this.#gate.read(() => digestRows(this.#database.reader, one.n, columns));
  }

  /**
   * Reads what no digest reads: the index of words. False where there are rows of no import, or imports that cannot be told apart.
   * @throws PlumblineError CORPUS_DAMAGED, STORE.
   */
  async isWhole(): Promise<boolean> {
    const ids = (await this.imports()).map(({ id }) => id);
    await this.#rows(statements.readIndex());
    const [strays] = await this.#rows(statements.selectStrays());
    return strays?.["found"] === false && new Set(ids).size === ids.length;
  }

  /** Is the file of this version's shape, so that it can be read without being brought up to date? */
  async isCurrent(): Promise<boolean> {
    const [later] = await this.#rows(statements.selectHasLater());
    return (
      later?.["folded"] === true &&
      later["rest"] === true &&
      (await this.#rows(selectUnindexed())).length === 0
    );
  }

  /** Is what searches read the one that the posts of this import give? Made again from every text. */
  async indexHolds(importRunId: string): Promise<boolean> {
    const one = (await this.#numberedImports()).find(({ id }) => id === importRunId);
    if (one === undefined) return false;
    return this.#gate.read(async () => {
      const { reader } = this.#database;
      const [misfolded] = await reader.rows(statements.selectMisfolded(one.n));
      return misfolded?.["found"] === false && indexHolds(reader, one.n);
    });
  }

  /** Takes imports out: rows, and dictionary entries that nothing else uses. False if there is none by these ids. */
  withdraw(...importRunIds: readonly string[]): Promise<boolean> {
    return this.#inTurn(async () => {
      const imports = await this.#numberedImports();
      const kept = imports.filter((one) => !importRunIds.includes(one.id));
      if (kept.length === imports.length) return false;
      await this.#rewrite(kept.map((one) => one.n));
      return true;
    });
  }

  /** Drops imports that the log does not know; returns their ids. */
  async retainImports(knownIds: Iterable<string>): Promise<string[]> {
    const known = new Set(knownIds);
    const imports = await this.#numberedImports();
    const unknown = imports.filter((one) => !known.has(one.id));
    if (unknown.length > 0)
      await this.#rewrite(imports.filter((one) => known.has(one.id)).map((one) => one.n));
    return unknown.map((one) => one.id);
  }

  /** The imports in the order in which they were loaded. */
  async imports(): Promise<CorpusImport[]> {
    const all = await this.#gate.read(() => this.#numberedImports());
    return all.map(({ id, artifactId, sha256, posts, resolution, report }) => ({
      id,
      artifactId,
      sha256,
      posts,
      resolution,
      report,
    }));
  }

  async stats(): Promise<CorpusStats> {
    const imports = await this.imports();
    const [totals] = await this.#rows(statements.selectTotals());
    const objects = await this.#rows(statements.selectObjectTotals());
    const time = (value: unknown) => (value === null || value === undefined ? null : Number(value));
    return {
      imports: imports.length,
      posts: Number(totals?.["posts"]),
      repeats: Number(totals?.["repeats"]),
      accounts: Number(totals?.["accounts"]),
      timeFrom: time(totals?.["time_from"]),
      timeTo: time(totals?.["time_to"]),
      ...resolutionOf(imports),
      objects: Object.fromEntries(objects.map((row) => [row["kind"], Number(row["n"])])) as Record<
        ObjectKind,
        number
      >,
    };
  }

  /**
   * A reader of shares with codes of its own: what a detector is given.
   * @param scope ids of the imports that it reads; all without it
   */
  source(scope?: readonly string[]): ShareSource {
    const imports = async () => {
      const all = await this.#numberedImports();
      return scope === undefined ? all : all.filter(({ id }) => scope.includes(id));
    };
    return new ShareSource({
      read: (work) => this.#gate.read(() => work(this.#database.streamer)),
      interrupt: () => this.#database.streamer.interrupt(),
      imports,
      scope: async () => (scope === undefined ? undefined : (await imports()).map(({ n }) => n)),
      columnPlaces: (name) => this.#columnPlaces(name, scope),
      postIdPlaces: async () =>
        (await this.#columns(scope))
          .filter(({ held }) => held === "post")
          .map(({ import: n, held }) => ({ import: n, held })),
    });
  }

  /**
   * Shares of one import in order of time, by the ids of the dictionaries: they stay the same until an import is taken out.
   * Empty where there is none by that id.
   */
  async heldShares(importRunId: string, kind: ObjectKind): Promise<HeldShares> {
    const one = (await this.#numberedImports()).find(({ id }) => id === importRunId);
    const [account, object, time] =
      one === undefined ? [] : await this.#numbers(statements.selectHeldShares(one.n, kind));
    return {
      length: time?.length ?? 0,
      account: Int32Array.from(account ?? []),
      object: Int32Array.from(object ?? []),
      time: Float64Array.from(time ?? []),
    };
  }

  /** Ids of the accounts that posted in these imports. */
  async heldAccounts(importRunIds: readonly string[]): Promise<Int32Array> {
    const wanted = new Set(importRunIds);
    const imports = (await this.#numberedImports()).filter(({ id }) => wanted.has(id)).map(({ n }) => n);
    const [accounts] = await this.#numbers(statements.selectHeldAccounts(imports));
    return Int32Array.from(accounts ?? []);
  }

  /** The columns of numbers of a result, whole. */
  async #numbers(sql: string): Promise<number[][]> {
    const columns: number[][] = [];
    await this.#gate.read(() =>
      this.#database.streamer.stream(sql, (chunk) => {
        for (const [i, values] of chunk.entries())
          for (const value of values) (columns[i] ??= []).push(value);
      }),
    );
    return columns;
  }

  /** @see ShareSource.shares, on the corpus's own source. */
  shares(object: string): Promise<ShareColumns> {
    return this.#source.shares(object);
  }

  /** Codes of the last `shares` of any kind. */
  accountNames(codes: Int32Array): Promise<string[]> {
    return this.#source.accountNames(codes);
  }

  /** Codes of the last `shares` of this kind. */
  objectValues(object: string, codes: Int32Array): Promise<string[]> {
    return this.#source.objectValues(object, codes);
  }

  /**
   * The post in a row of a file; undefined if the row was rejected, or the file is not here.
   * @param scope ids of the imports that are read, of which two may have read one file in different ways; all without it
   */
  async post(
    artifactSha256: string,
    row: number,
    scope?: readonly string[],
  ): Promise<CorpusPost | undefined> {
    const from = (await this.imports()).find(
      ({ id, sha256 }) => sha256 === artifactSha256 && (scope?.includes(id) ?? true),
    );
    if (from === undefined) return undefined;
    return this.#batch.post(from.id, { artifactId: from.artifactId, row });
  }

  /**
   * The most common value of a column for each account that has one; ties go to the first in order.
   * @param scope ids of the imports that are read; all without it
   * @throws PlumblineError NO_DATA if no import has the column.
   */
  async accountColumn(column: string, scope?: readonly string[]): Promise<Map<string, string>> {
    const places = await this.#columnPlaces(column, scope);
    const rows = await this.#rows(statements.selectAccountColumn(places));
    return new Map(rows.map((row) => [String(row["name"]), String(row["value"])]));
  }

  /** Columns of these imports that say something of a post beside its text, its place and its objects; in order. */
  async describingColumns(scope: readonly string[]): Promise<string[]> {
    const imports = await this.#gate.read(() => this.#numberedImports());
    const names = imports
      .filter(({ id }) => scope.includes(id))
      .flatMap(({ columns }) => columns)
      .filter(({ held }) => held === "language" || isExtra(held))
      .map(({ name }) => name);
    return [...new Set(names)].sort();
  }

  /** Posts per day (UTC), days without posts left out. */
  async postsPerDay(): Promise<{ readonly day: string; readonly posts: number }[]> {
    const rows = await this.#rows(statements.selectPostsPerDay());
    return rows.map((row) => ({ day: String(row["day"]), posts: Number(row["posts"]) }));
  }

  #rows(sql: string): ReturnType<Connection["rows"]> {
    return this.#gate.read(() => this.#database.reader.rows(sql));
  }

  /** As readers see them: without one that is being loaded. Read once, until an import comes or goes. */
  #numberedImports(): Promise<readonly NumberedImport[]> {
    this.#imports ??= this.#readImports().catch((error: unknown) => {
      this.#imports = undefined;
      throw error;
    });
    return this.#imports;
  }

  async #readImports(): Promise<readonly NumberedImport[]> {
    const { reader } = this.#database;
    const rows = await reader.rows(statements.selectImports());
    const columns = new Map<unknown, HeldColumnName[]>();
    for (const { import: n, name, held } of await reader.rows(statements.selectImportColumns())) {
      const of = columns.get(n) ?? [];
      of.push({ name: String(name), held: String(held) });
      columns.set(n, of);
    }
    return rows.map((row) => ({
      n: Number(row["n"]),
      id: String(row["id"]),
      artifactId: String(row["artifact"]),
      sha256: String(row["sha256"]),
      posts: Number(row["posts"]),
      resolution: row["resolution"] as Resolution,
      report: reportOf(row["report"]),
      columns: columns.get(row["n"]) ?? [],
    }));
  }

  /**
   * What in `posts` holds each extra column: the column it has already, the next free one, or a place in the list. A file of more columns
   * than there is room for takes none of it from those that come later.
   */
  async #holdExtra(extra: readonly string[]): Promise<string[]> {
    const rows = await this.#database.rows(statements.selectImportColumns());
    const held = new Map<string, string>();
    let next = 0;
    for (const row of rows) {
      const name = String(row["held"]);
      if (!isExtra(name) || isInRest(name)) continue;
      held.set(String(row["name"]), name);
      next = Math.max(next, Number(name.slice(1)) + 1);
    }
    const fit = next + extra.filter((name) => !held.has(name)).length <= MOST_EXTRA;
    let rest = 0;
    return extra.map((name) => held.get(name) ?? (fit ? extraColumn(next++) : restPlace(rest++)));
  }

  /** Columns of the imports, each with the number of its import and where it is held. */
  async #columns(scope?: readonly string[]) {
    const imports = await this.#gate.read(() => this.#numberedImports());
    return imports
      .filter(({ id }) => scope?.includes(id) ?? true)
      .flatMap((one) => one.columns.map(({ name, held }) => ({ name, import: one.n, held })));
  }

  async #columnPlaces(column: string, scope?: readonly string[]): Promise<ColumnPlaces> {
    const columns = await this.#columns(scope);
    const places = columns
      .filter(({ name }) => name === column)
      .map(({ import: n, held }) => ({ import: n, held }));
    if (places.length > 0) return places;
    const names = [...new Set(columns.map(({ name }) => name))].sort();
    throw new PlumblineError("NO_DATA", `No import has a column \`${column}\`.`, {
      hint: names.length === 0 ? "Import posts first." : `Columns: ${namesOf(names)}.`,
    });
  }

  /** Once nobody reads: @see #exchange. */
  #rewrite(kept: readonly number[]): Promise<void> {
    return this.#gate.alone(() => this.#exchange(kept));
  }

  /**
   * Writes a fresh file with these imports only, and puts it in the place of the old one. A crash leaves either the old
   * file or the new one; the old write-ahead log is gone before the new file takes its name.
   */
  async #exchange(kept: readonly number[]): Promise<void> {
    const fresh = join(workFolder(this.#path), "fresh.duckdb");
    await rm(workFolder(this.#path), { recursive: true, force: true });
    await mkdir(workFolder(this.#path));
    const columns = await this.#database.rows(statements.selectImportColumns());
    const used = columns
      .filter((row) => kept.includes(Number(row["import"])))
      .map((row) => String(row["held"]));
    const extra = [...new Set(used.filter((held) => isExtra(held) && !isInRest(held)))].sort();
    await this.#database.run(`ATTACH ${literal(fresh)} AS fresh`);
    for (const sql of statements.schema("fresh")) await this.#database.run(sql);
    for (const sql of statements.copyKept(kept, extra)) await this.#database.run(sql);
    await this.#database.run("CHECKPOINT fresh");
    await this.#database.run("DETACH fresh");
    await this.#database.run("CHECKPOINT");
    this.#database.close();
    const wal = `${this.#path}.wal`;
    if (existsSync(wal) && (await stat(wal)).size > 0)
      throw new PlumblineError("STORE", "The corpus was not written out.", { where: wal });
    await rm(wal, { force: true });
    await synced(fresh);
    await rename(fresh, this.#path);
    await synced(dirname(this.#path));
    for (const folder of [spillFolder(this.#path), workFolder(this.#path)])
      await rm(folder, { recursive: true, force: true });
    this.posts.forget();
    this.#imports = undefined;
    this.#database = await Database.open(this.#path, this.#options);
  }
}

async function refuseForeign(database: Database): Promise<void> {
  const foreign = await foreignIn(database);
  if (foreign !== undefined)
    throw new PlumblineError("CORPUS_DAMAGED", `It holds what no import has put there: ${foreign}.`, {
      where: database.path,
    });
}

/**
 * Removes a corpus that cannot be used, with all that lies beside it. It is only a cache of the files.
 * @param path of its file; nobody has it open
 */
export async function removeCorpus(path: string): Promise<void> {
  for (const file of [path, `${path}.wal`, workFolder(path), spillFolder(path)])
    await rm(file, { recursive: true, force: true });
}

/** The statements in one transaction, given up when the signal says so. */
async function stoppable(
  database: Database,
  signal: AbortSignal | undefined,
  work: () => AsyncGenerator<string>,
): Promise<void> {
  const refuse = (): void => {
    if (signal?.aborted === true) throw new PlumblineError("STOPPED", "The import was stopped.");
  };
  const interrupt = () => database.interrupt();
  signal?.addEventListener("abort", interrupt, { once: true });
  try {
    await database.transaction(async function* () {
      for await (const sql of work()) {
        refuse();
        yield sql;
      }
      refuse();
    });
  } catch (error) {
    refuse();
    throw error;
  } finally {
    signal?.removeEventListener("abort", interrupt);
  }
}

const KINDS = Object.keys(OBJECT_KINDS) as ObjectKind[];

/** Fields whose own value is held as it came: their column can be asked for by its name in the file. */
const HELD_FIELDS: readonly string[] = ["account", ...TEXT_COLUMNS];

/** Column name to where `posts` holds it. */
function placesOf(report: LoadReport, held: readonly string[]): (readonly [string, string])[] {
  const fields = Object.entries(report.mapping).filter(([field]) => HELD_FIELDS.includes(field));
  return [
    ...fields.map(([field, column]) => [column, field] as const),
    ...report.extra.map((name, i) => [name, held[i]!] as const),
  ];
}

/** @throws PlumblineError CORPUS_DAMAGED */
function reportOf(text: unknown): LoadReport {
  try {
    return JSON.parse(String(text)) as LoadReport;
  } catch (cause) {
    throw new PlumblineError("CORPUS_DAMAGED", "The report of an import cannot be read.", { cause });
  }
}

/** Number of parts of the staged rows in a folder. */
async function partsIn(stagedPath: string): Promise<number> {
  try {
    const names = new Set(await readdir(stagedPath));
    let parts = 0;
    while (names.has(postsFile(parts))) parts++;
    if (parts > 0) return parts;
  } catch (error) {
    throw new PlumblineError("STORE", "The staged rows cannot be read.", { where: stagedPath, cause: error });
  }
  throw new PlumblineError("STORE", "There are no staged rows.", { where: stagedPath });
}

/** A second name for a file; a copy on a file system without links. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  await link(from, to).catch(() => copyFile(from, to));
}

async function synced(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
