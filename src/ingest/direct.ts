/**
 * Shares straight from a file of posts, for a co-share that needs no corpus: who, which link and when, in one statement over the file,
 * hashed and filtered as they come. Rows are checked by the expressions of an import. A cell that is one link in its form is taken as
 * it stands; every other cell goes through the steps of an import, once for each different one, and is known by its hash from then on.
 * What comes out is what staged rows would give.
 */
import { literal } from "../store/corpus/sql.ts";
import { extraColumn, LEFT_OUT, WRITTEN_LINKS } from "../store/corpus/staged.ts";
import { soundSql } from "./checks.ts";
import { OddCells } from "./direct-cells.ts";
import type { Engine } from "./engine.ts";
import type { LinkForms } from "./functions.ts";
import type { SharesWanted } from "./messages.ts";
import * as objects from "./objects.ts";
import { cellOf } from "./plan.ts";
import type { Plan } from "./plan.ts";
import type { Field } from "./report.ts";
import { fingerprintSql } from "./staging.ts";

/** Fields that change nothing in the shares of links; the first say nothing in a report either. */
const SILENT: readonly Field[] = ["account", "time", "clock", "url", "language"];
const TOLD: readonly Field[] = ["text", "hashtag", "mention"];
/** Seconds. Shorter windows depend on fractions, longer ones are none. */
const SHORTEST_WINDOW = 1;
const LONGEST_WINDOW = 1e8;
/** A report asks for each column of a text again, and each time all of them are read. */
const MOST_TOLD = 64;

/** The one place that decides whether shares can be read straight from the file; else its rows are staged. */
export function isDirect(plan: Plan, { windowSeconds, report }: SharesWanted): boolean {
  const { index, table } = plan;
  const column = (field: Field) => table.columns[index.get(field) ?? -1];
  const silent = report ? SILENT : [...SILENT, ...TOLD];
  return (
    table.inFile === true &&
    (!report || table.load === undefined || table.columns.length <= MOST_TOLD) &&
    (windowSeconds === 0 || (windowSeconds >= SHORTEST_WINDOW && windowSeconds <= LONGEST_WINDOW)) &&
    [...index.keys()].every((field) => silent.includes(field)) &&
    column("account")?.type === "text" &&
    column("url")?.type === "text" &&
    table.malformed.length === 0 &&
    table.objectsFromText !== true &&
    table.misshapen === undefined &&
    table.unsafeIntegers === undefined
  );
}

/** Table of the cells that are not plain: their links in form, as written, and what was left out. */
const CELLS = "odd_cells";
/** Table of their texts, as they were met. */
const MET = "met_cells";
const NO_OBJECT = "hash(NULL::VARCHAR)";

interface SharesAsked {
  readonly tickMs?: number;
  readonly numbered?: boolean;
  readonly cells?: boolean;
}

/** Statements over one file. */
export class DirectSql {
  readonly #plan: Plan;
  readonly #relation: string;
  readonly #plain: string;
  /** Whether the table of cells is there. */
  #odd = false;
  /** Cells that `learn` has read. */
  #met = 0;

  /** @param relation all rows of the plan's table, or some */
  constructor(plan: Plan, relation: string) {
    this.#plan = plan;
    this.#relation = relation;
    this.#plain = isPlain("cell", plan.links);
  }

  /** `(row, c…, account_value, time_ms, faulty, cell, plain)` of every row. */
  #rows(): string {
    const cell = cellOf(this.#plan, "url");
    return `SELECT *, ${this.#plain} AS plain FROM (
      SELECT *, ${cell} AS cell FROM (${soundSql(this.#plan, this.#relation)}))`;
  }

  /** The same with the entry of the table of cells for those that are not plain, in no order. */
  #joined(): string {
    if (!this.#odd) return this.#rows();
    return `SELECT r.*, o.* EXCLUDE (cell) FROM (SELECT *, CASE WHEN NOT plain THEN cell END AS odd FROM (${this.#rows()})) AS r
       LEFT JOIN ${CELLS} AS o ON o.cell = r.odd`;
  }

  /** SQL: different cells that are not plain, with their links, each read once, and each of their links once. */
  #readCells(cells: string): string {
    const { links } = this.#plan;
    const steps = objects.urlSteps(links);
    const found = `SELECT cell, ${objects.foundInColumn("url", steps, "cell")} AS found FROM (${cells})`;
    const kept = `SELECT *, ${objects.kept("found", "TRUE", true)} AS kept FROM (${found})`;
    const formed = `SELECT *, ${objects.formsOf("kept", links)} AS forms FROM (${kept})`;
    const clean = `SELECT cell, ${objects.formed("forms")} AS links, kept AS found_links, forms, ${objects.writtenLinks("kept", links)} AS ${WRITTEN_LINKS},
      ${objects.leftOut("url", "found", "kept", true)} AS ${LEFT_OUT} FROM (${formed})`;
    return `SELECT * REPLACE (${objects.distinct("links")} AS links) FROM (${clean})`;
  }

  /** Reads the cells that are not plain. */
  async readOdd(engine: Engine): Promise<OddCells> {
    const different = `SELECT DISTINCT cell FROM (${this.#rows()}) WHERE NOT faulty AND NOT plain`;
    await engine.run(`CREATE OR REPLACE TABLE ${CELLS} AS ${this.#readCells(different)}`);
    this.#odd = true;
    const cells = new OddCells(true);
    await takeLinks(engine, CELLS, cells);
    return cells;
  }

  /** The same without any cell yet: `learn` reads them as they are met. */
  async openOdd(engine: Engine): Promise<OddCells> {
    const none = "SELECT NULL::VARCHAR AS cell WHERE false";
    await engine.run(`CREATE OR REPLACE TABLE ${CELLS} AS ${this.#readCells(none)}`);
    await engine.run(`CREATE OR REPLACE TABLE ${MET} (cell VARCHAR)`);
    this.#odd = true;
    return new OddCells(false);
  }

  /** Reads cells that were met for the first time. What replaced a table would stay until the shares have streamed; so both grow. */
  async learn(engine: Engine, texts: readonly string[], cells: OddCells): Promise<void> {
    const from = this.#met;
    this.#met += texts.length;
    await engine.addTexts(MET, texts);
    await engine.run(
      `INSERT INTO ${CELLS} ${this.#readCells(`SELECT cell FROM ${MET} WHERE rowid >= ${from}`)}`,
    );
    await takeLinks(engine, `(FROM ${CELLS} WHERE rowid >= ${from})`, cells);
  }

  /**
   * Hash of the account, hash of the cell, and milliseconds since 1970 UTC; NaN for a row that is not kept, infinity for a cell of
   * which nothing is known yet. With `tickMs` in order of time in ticks of so many milliseconds, and of row, whose number from 0 comes
   * then, as it does with `numbered`. With `cells`, last, the cell of a kept row where it is not plain, and else an empty text.
   */
  shares({ tickMs, numbered = false, cells = false }: SharesAsked): string {
    const unknown = this.#odd ? "" : "WHEN NOT plain THEN 'Infinity'::DOUBLE";
    const ms = `CASE WHEN faulty THEN 'NaN'::DOUBLE ${unknown} ELSE time_ms::DOUBLE END`;
    const columns = [
      "hash(account_value) AS a",
      "hash(cell) AS o",
      `${ms} AS t`,
      ...(numbered || tickMs !== undefined ? ["(row - 1)::DOUBLE AS r"] : []),
      ...(cells ? ["CASE WHEN NOT plain AND NOT faulty THEN cell ELSE '' END AS x"] : []),
    ];
    const shares = `SELECT ${columns.join(", ")} FROM (${this.#rows()})`;
    return tickMs === undefined
      ? shares
      : `SELECT a, o, t, r${cells ? ", x" : ""} FROM (${shares}) ORDER BY floor(t / ${tickMs}), r`;
  }

  /** Kept rows as an import stages them, as far as a report asks. */
  posts(): string {
    const { extra, table } = this.#plan;
    const known = this.#odd
      ? ["CASE WHEN plain THEN [cell] ELSE links END AS urls", WRITTEN_LINKS, LEFT_OUT]
      : [
          "CASE WHEN plain THEN [cell] END AS urls",
          `NULL::VARCHAR[] AS ${WRITTEN_LINKS}`,
          `NULL::VARCHAR[] AS ${LEFT_OUT}`,
        ];
    const columns = [
      "row",
      "account_value AS account",
      "time_ms",
      "NULL::VARCHAR AS post",
      ...known,
      `${fingerprintSql(table)} AS fingerprint`,
      ...extra.map((i, n) => `c${i}::VARCHAR AS ${extraColumn(n)}`),
    ];
    return `(SELECT ${columns.join(", ")} FROM (${this.#joined()}) WHERE NOT faulty)`;
  }

  /** SQL: `(was, form)`, the addresses of kept rows in cells that are not plain. */
  get written(): string {
    return `SELECT unnest(found_links) AS was, unnest(forms) AS form FROM ${CELLS}`;
  }

  /**
   * SQL: `(was)`, the forms of those that stand in a plain cell, too.
   * @param plain path of a text of the hashes of such cells, one a line
   */
  alone(plain: string): string {
    return `SELECT form AS was FROM (${this.written}) AS f SEMI JOIN ${listed(plain, "UBIGINT")} AS w ON hash(f.form) = w.r`;
  }

  /**
   * The same, looked for in every row.
   * @param sound whether no row is faulty, so that none has to be checked again. A cell that is one of the forms and not seen to be plain
   *   is then listed, too, which says nothing new: it comes to itself.
   */
  plainForms(sound: boolean): string {
    const cells = sound
      ? `SELECT ${cellOf(this.#plan, "url")} AS cell FROM ${this.#relation}`
      : `SELECT cell FROM (${this.#rows()}) WHERE plain AND NOT faulty`;
    return `SELECT DISTINCT cell AS was FROM (${cells}) AS c SEMI JOIN (SELECT DISTINCT unnest(forms) AS form FROM ${CELLS}) AS f ON f.form = c.cell`;
  }

  /** The accounts of rows. @param these the rows, all of them unless told */
  accounts(these = this.#relation): string {
    return `SELECT account_value AS account, (row - 1)::BIGINT AS file_row_number FROM (${soundSql(this.#plan, these)})`;
  }
}

/** Takes the hashes of cells and of their links from a table of cells. */
function takeLinks(engine: Engine, table: string, cells: OddCells): Promise<void> {
  const links = `CASE WHEN len(links) > 0 THEN list_transform(links, lambda u: hash(u)) ELSE [${NO_OBJECT}] END`;
  return engine.chunks(`SELECT hash(cell), unnest(${links}) FROM ${table}`, ([cell, link], length) => {
    cells.add(words(cell!, length), words(link!, length));
    return true;
  });
}

/** SQL: `(r)`, the numbers in a text, one a line. */
export const listed = (path: string, type: string): string =>
  `read_csv(${literal(path)}, auto_detect = false, header = false, columns = {r: '${type}'})`;

/** SQL: would the steps leave the cell as it stands? */
const isPlain = (cell: string, forms: LinkForms): string =>
  forms === "joined" ? objects.isPlainPage(cell) : objects.isPlainUrl(cell);

/** Hashes of a column as words, the lower first. */
export const words = (bytes: Uint8Array, length: number): Int32Array =>
  new Int32Array(bytes.buffer, bytes.byteOffset, 2 * length);
