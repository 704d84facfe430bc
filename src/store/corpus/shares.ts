/**
 * Shares as typed columns. Codes are dense: 0, 1, … in order of first appearance when shares are ordered by time,
 * import, row and position, so the same posts give the same columns whatever the dictionaries' own numbers are.
 * Memory: 24 bytes per share, 4 more where authors of reshared posts are known, and 4 per dictionary entry.
 */
import { PlumblineError } from "../../errors.ts";
import { RESOLUTION_MS } from "../../kernel/columns.ts";
import type { Resolution, ShareColumns } from "../../kernel/columns.ts";
import type { Connection } from "./database.ts";
import type { Scope } from "./sql.ts";
import { linkPages, pageOf } from "./joined-links.ts";
import { kindOf, LIST, MEDIA, OBJECT_NAMES, POST, POST_ID } from "./staged.ts";
import * as statements from "./statements.ts";
import type { ColumnPlaces } from "./cells.ts";

/** What the shares need to know about the imports. */
export interface ImportFacts {
  readonly n: number;
  readonly id: string;
  readonly artifactId: string;
  readonly sha256: string;
  readonly resolution: Resolution;
}

/** What a source asks of its corpus. */
export interface CorpusAccess {
  /** Runs `work` while the file stays the same one. */
  read<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
  /** Ends the statement that runs. */
  interrupt(): void;
  imports(): Promise<readonly ImportFacts[]>;
  /** Numbers of the imports that may be read. */
  scope(): Promise<Scope>;
  columnPlaces(name: string): Promise<ColumnPlaces>;
  /** Where imports hold the ids of their posts; empty where none has such a column. */
  postIdPlaces(): Promise<ColumnPlaces>;
}

/** Numbers of a dictionary to dense codes, given out in the order of asking. */
class Codes {
  #codeOf = new Int32Array(1024).fill(-1);
  #idOf = new Int32Array(1024);
  size = 0;

  code(id: number): number {
    if (id >= this.#codeOf.length) {
      const wider = new Int32Array(Math.max(id + 1, this.#codeOf.length * 2)).fill(-1);
      wider.set(this.#codeOf);
      this.#codeOf = wider;
    }
    const known = this.#codeOf[id]!;
    return known >= 0 ? known : this.#issue(id);
  }

  #issue(id: number): number {
    if (this.size === this.#idOf.length) {
      const wider = new Int32Array(this.size * 2);
      wider.set(this.#idOf);
      this.#idOf = wider;
    }
    this.#idOf[this.size] = id;
    this.#codeOf[id] = this.size;
    return this.size++;
  }

  /** The dictionary's number of each code, for looking up names. */
  ids(): Int32Array {
    return this.#idOf.slice(0, this.size);
  }
}

/** Shares of texts, and the texts by code: each code once. */
export interface Texts {
  readonly shares: ShareColumns;
  readonly batches: AsyncGenerator<{ readonly codes: Int32Array; readonly texts: readonly string[] }>;
}

interface Read {
  /** Table of the dictionary. */
  readonly table: string;
  readonly count: string;
  readonly select: (authors: boolean) => string;
  /** Makes the table, where it is not kept. */
  readonly prepare?: string;
  /** Gives the entries of the dictionary, where those of one page are one object. */
  readonly links?: string;
}

/** Codes that are looked up in one statement. */
const LOOKUP = 10_000;
const COLUMN = "column:";

/**
 * One reader's view of the corpus. Object codes are those of this source's last `shares` of the same kind; account
 * codes are those of its last `shares` of any kind, since each result numbers its accounts densely by itself.
 */
export class ShareSource {
  readonly #access: CorpusAccess;
  #accountIds: Int32Array | undefined;
  readonly #objectIds = new Map<
    string,
    { readonly table: string; readonly ids: Int32Array; readonly name: (value: string) => string }
  >();

  constructor(access: CorpusAccess) {
    this.#access = access;
  }

  /**
   * @param object `post`, `post-id`, `url`, `exact-url`, `domain`, `hashtag`, `mention`, `text`, `reshare`, `media`, `column:NAME`, or
   *   `list:NAME` for a column whose cells are taken for lists
   * @throws PlumblineError PARAMETER (no such kind), NO_DATA (nothing of that kind).
   */
  async shares(object: string): Promise<ShareColumns> {
    const read = await this.#read(object);
    const imports = await this.#access.imports();
    return this.#access.read((connection) => this.#columns(connection, object, read, imports));
  }

  async #columns(
    connection: Connection,
    object: string,
    read: Read,
    imports: readonly ImportFacts[],
  ): Promise<ShareColumns> {
    if (read.prepare !== undefined) await connection.run(read.prepare);
    const length = Number((await connection.rows(read.count))[0]?.["n"]);
    if (length === 0) throw nothing(object);
    const pages = read.links === undefined ? undefined : await linkPages(connection, read.links);
    const accounts = new Codes();
    const objects = new Codes();
    const authors = new Codes();
    const scope = await this.#access.scope();
    const known = Number((await connection.rows(statements.countAuthors(scope)))[0]?.["n"]) > 0;
    const author = new Int32Array(known ? length : 0);
    const columns = {
      account: new Int32Array(length),
      object: new Int32Array(length),
      time: new Float64Array(length),
      artifact: new Uint16Array(length),
      row: new Int32Array(length),
    };
    const indexOf = artifactIndex(imports);
    let at = 0;
    /** Has the post of this place another address of the page? Shares of one post follow one another. */
    const isAgain = (code: number, row: number, artifact: number): boolean => {
      for (let i = at - 1; i >= 0 && columns.row[i] === row && columns.artifact[i] === artifact; i--)
        if (columns.object[i] === code) return true;
      return false;
    };
    await connection.stream(read.select(known), ([account, object_, time, import_, row, reshared], rows) => {
      for (let i = 0; i < rows; i++) {
        const object = object_![i]!;
        const page = pages === undefined ? object : pages.of(object);
        const code = objects.code(page);
        const artifact = indexOf[import_![i]!]!;
        if (pages?.isShared(page) === true && isAgain(code, row![i]!, artifact)) continue;
        columns.account[at] = accounts.code(account![i]!);
        columns.object[at] = code;
        columns.time[at] = time![i]!;
        columns.row[at] = row![i]!;
        columns.artifact[at] = artifact;
        if (reshared !== undefined) author[at] = reshared[i]! < 0 ? -1 : authors.code(reshared[i]!);
        at++;
      }
    });
    this.#accountIds = accounts.ids();
    const name = pages === undefined ? (value: string) => value : pageOf;
    this.#objectIds.set(object, { table: read.table, ids: objects.ids(), name });
    return {
      ...cutTo(at, columns),
      ...(known ? { author: author.slice(0, at) } : {}),
      ...(pages === undefined ? {} : { links: pages.links }),
      accounts: accounts.size,
      objects: objects.size,
      ...resolutionOf(imports),
      artifacts: imports.map((one) => ({ id: one.artifactId, sha256: one.sha256 })),
    };
  }

  /** Gives up what is being read, which then fails. */
  interrupt(): void {
    this.#access.interrupt();
  }

  /** Names of accounts by code, in the order asked. */
  async accountNames(codes: Int32Array): Promise<string[]> {
    if (this.#accountIds === undefined)
      throw new PlumblineError("INTERNAL", "Names are asked before shares.");
    return this.#lookUp(this.#accountIds, codes, (ids) => statements.selectAccountNames(ids));
  }

  /**
   * Posts with their exact normalised texts: the shares of `text`, and each distinct text once, read in batches.
   * @throws PlumblineError NO_DATA if no post has a text.
   */
  async texts(): Promise<Texts> {
    const shares = await this.shares("text");
    return { shares, batches: this.#textBatches(shares.objects) };
  }

  async *#textBatches(count: number): Texts["batches"] {
    for (let from = 0; from < count; from += LOOKUP) {
      const codes = Int32Array.from({ length: Math.min(LOOKUP, count - from) }, (_, i) => from + i);
      yield { codes, texts: await this.objectValues("text", codes) };
    }
  }

  /** Values of objects of one kind by code, in the order asked. */
  async objectValues(object: string, codes: Int32Array): Promise<string[]> {
    const known = this.#objectIds.get(object);
    if (known === undefined)
      throw new PlumblineError("INTERNAL", `Values of ${object} are asked before shares.`);
    const values = await this.#lookUp(known.ids, codes, (ids) =>
      statements.selectObjectValues(known.table, ids),
    );
    return values.map(known.name);
  }

  async #lookUp(idOf: Int32Array, codes: Int32Array, select: (ids: number[]) => string): Promise<string[]> {
    const ids = Array.from(codes, (code) => {
      const id = idOf[code];
      if (id === undefined) throw new PlumblineError("INTERNAL", `There is no code ${code}.`);
      return id;
    });
    const values = new Map<number, string>();
    const wanted = [...new Set(ids)];
    for (let i = 0; i < wanted.length; i += LOOKUP)
      for (const row of await this.#access.read((connection) =>
        connection.rows(select(wanted.slice(i, i + LOOKUP))),
      ))
        values.set(Number(row["id"]), String(row["value"]));
    return ids.map((id) => values.get(id)!);
  }

  async #read(object: string): Promise<Read> {
    const kind = kindOf(object);
    if (kind !== undefined) {
      const scope = await this.#access.scope();
      return {
        ...(object === "url" ? { links: statements.selectObjectEntries(kind, scope) } : {}),
        table: `objects_${kind}`,
        count: statements.countShares(kind, scope),
        select: (authors) => statements.selectShares(kind, scope, authors),
      };
    }
    if (object === POST) {
      const scope = await this.#access.scope();
      const table = `objects of ${object}`;
      return {
        table,
        prepare: statements.createPostObject(table),
        count: statements.countPosts(scope),
        select: (authors) => statements.selectPosts(scope, authors),
      };
    }
    const list = object === MEDIA ? MEDIA : after(object, LIST);
    const name = list ?? after(object, COLUMN);
    if (name === undefined && object !== POST_ID)
      throw new PlumblineError("PARAMETER", `There is no kind of object \`${object}\`.`, {
        hint: `Use ${OBJECT_NAMES.join(", ")} or column:NAME.`,
      });
    const places = await (name === undefined ? this.#access.postIdPlaces() : this.#access.columnPlaces(name));
    if (places.length === 0) throw nothing(object);
    const column = { places, lists: list !== undefined };
    const table = `objects of ${object}`;
    return {
      table,
      prepare: statements.createColumnObjects(table, column),
      count: statements.countColumnShares(table, column),
      select: (authors) => statements.selectColumnShares(table, column, authors),
    };
  }
}

type Columns = Pick<ShareColumns, "account" | "object" | "time" | "artifact" | "row">;

/** The columns as long as they were filled: fewer than the statement gave where addresses of one page stood in one post. */
function cutTo(length: number, columns: Columns): Columns & Pick<ShareColumns, "length"> {
  if (length === columns.account.length) return { length, ...columns };
  const { account, object, time, artifact, row } = columns;
  return {
    length,
    account: account.slice(0, length),
    object: object.slice(0, length),
    time: time.slice(0, length),
    artifact: artifact.slice(0, length),
    row: row.slice(0, length),
  };
}

const after = (text: string, beginning: string): string | undefined =>
  text.startsWith(beginning) ? text.slice(beginning.length) : undefined;

function nothing(object: string): PlumblineError {
  return new PlumblineError("NO_DATA", `The corpus holds no post with an object of the kind \`${object}\`.`);
}

/** Number of an import to its place in the list of artifacts. */
function artifactIndex(imports: readonly ImportFacts[]): Uint16Array {
  const index = new Uint16Array(Math.max(0, ...imports.map((one) => one.n)) + 1);
  for (const [i, one] of imports.entries()) index[one.n] = i;
  return index;
}

/** The coarsest resolution among imports, and whether they differ. */
export function resolutionOf(imports: readonly { readonly resolution: Resolution }[]): {
  resolution: Resolution;
  mixedResolution: boolean;
} {
  const all = imports.map((one) => one.resolution);
  const resolution = all.reduce<Resolution>(
    (a, b) => (RESOLUTION_MS[b] > RESOLUTION_MS[a] ? b : a),
    "millisecond",
  );
  return { resolution, mixedResolution: new Set(all).size > 1 };
}
