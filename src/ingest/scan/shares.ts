/**
 * Shares of a text by the compiled scanner. Rows that it does not take for final are written aside on the first reading; the database
 * answers for them, by the statements that it has for whole files, and on the second reading the answers are put in their places.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { PlumblineError } from "../../errors.ts";
import { DirectSql, words } from "../direct.ts";
import type { OddCells } from "../direct-cells.ts";
import { doubles } from "../direct-source.ts";
import type { ShareSource, TakeColumns } from "../direct-source.ts";
import type { Engine } from "../engine.ts";
import type { Plan } from "../plan.ts";
import { RowsAside } from "./aside.ts";
import type { RowBlock, TextRows } from "./text-rows.ts";
import type { ScanColumns } from "./machine.ts";

/** From so many odd rows on, a text of which more than half of the rows are odd is left to the database. */
const FEW = 20_000;
const MOST = 0.5;
/** Blocks between two moments in which the process listens. */
const BLOCKS = 16;

/** The columns to scan, where every row that the scanner takes for final is so by the plan; else undefined. */
export function scanColumns(plan: Plan, noLink: bigint): ScanColumns | undefined {
  const { index, time, ids, links } = plan;
  const [account, when, link] = [index.get("account")!, index.get("time")!, index.get("url")!];
  if (new Set([account, when, link]).size < 3 || index.has("clock")) return undefined;
  // Clocks of a zone that was given, and ids of which the last digits tell that they are rounded, are for the database.
  if (time.zone !== undefined || ids.rounded.includes("account")) return undefined;
  return { account, time: when, link, joined: links === "joined", noLink };
}

export class ScannedShares implements ShareSource {
  readonly #engine: Engine;
  readonly #plan: Plan;
  readonly #text: TextRows;
  readonly #columns: ScanColumns;
  readonly #folder: string;
  readonly #aside: RowsAside;
  readonly relation: string;
  readonly sql: DirectSql;
  #parted = false;

  constructor(engine: Engine, plan: Plan, text: TextRows, columns: ScanColumns, folder: string) {
    this.#engine = engine;
    this.#plan = plan;
    this.#text = text;
    this.#columns = columns;
    this.#folder = folder;
    this.#aside = this.#newAside("odd-rows.csv");
    this.relation = this.#aside.relation;
    this.sql = new DirectSql(plan, this.relation);
  }

  #newAside(name: string): RowsAside {
    return new RowsAside(join(this.#folder, name), this.#text.delimiter, this.#text.columns);
  }

  async shares(take: TakeColumns): Promise<"done" | "again" | "left"> {
    if (this.#aside.count === 0) return this.#part(take);
    await this.#merge(take);
    return "done";
  }

  /** Hands shares over as long as no row is odd, and writes the odd ones aside. */
  async #part(take: TakeColumns): Promise<"done" | "again" | "left"> {
    const aside = this.#aside;
    let n = 0;
    try {
      for (const block of this.#text.blocks(this.#columns)) {
        for (const i of block.odd) aside.add(block.first + i, block.bytesOf(i));
        const { count } = aside;
        if (count > FEW && count > MOST * (block.first + block.length)) return "left";
        if (count === 0 && !give(block, take)) return "done";
        if (++n % BLOCKS === 0) await setImmediate();
      }
    } finally {
      if (!this.#parted) aside.close();
      this.#parted = true;
    }
    return aside.count === 0 ? "done" : "again";
  }

  async #merge(take: TakeColumns): Promise<void> {
    const blocks = this.#text.blocks(this.#columns);
    let block = nextOf(blocks);
    let answered = 0;
    /** Hands over blocks up to the one with this row; false where no more are wanted. */
    const upTo = (row: number): boolean => {
      while (block !== undefined && row >= block.first + block.length) {
        if (answered !== block.odd.length) throw unanswered();
        if (!give(block, take)) return false;
        block = nextOf(blocks);
        answered = 0;
      }
      return true;
    };
    let wanted = true;
    await this.#engine.chunks(this.sql.shares({ numbered: true }), ([a, o, t, r], length) => {
      const [account, object] = [words(a!, length), words(o!, length)];
      const [time, row] = [doubles(t!, length), doubles(r!, length)];
      for (let i = 0; i < length; i++) {
        if (!(wanted = upTo(row[i]! + 1))) return false;
        const at = row[i]! + 1 - (block?.first ?? 0);
        if (block?.odd[answered++] !== at) throw unanswered();
        block.account.set(account.subarray(2 * i, 2 * i + 2), 2 * at);
        block.object.set(object.subarray(2 * i, 2 * i + 2), 2 * at);
        block.time[at] = time[i]!;
      }
      return true;
    });
    if (wanted) upTo(Number.POSITIVE_INFINITY);
    blocks.return(undefined);
  }

  /** The odd rows alone are read for them. */
  readOdd(): Promise<OddCells> {
    return this.sql.readOdd(this.#engine);
  }

  plainForms(odd: OddCells, _: number, file: string): string {
    writeFileSync(file, [...odd.alone()].map((hash) => `${hash}\n`).join(""));
    return this.sql.alone(file);
  }

  async names(wanted: string, out: (accounts: string) => Promise<void>): Promise<void> {
    const rows = readFileSync(wanted, "utf8").split("\n").filter(Boolean).map(Number);
    const aside = this.#newAside("named-rows.csv");
    for (const [row, bytes] of this.#text.rowsAt(Float64Array.from(rows, (row) => row + 1).sort()))
      aside.add(row, bytes);
    aside.close();
    await out(new DirectSql(this.#plan, aside.relation).accounts());
  }
}

/** Takes at once: what is promised is only waited for where cells come with the shares. */
const give = ({ account, object, time, length }: RowBlock, take: TakeColumns): boolean =>
  take({ account, object, time, length }) === true;

function nextOf(blocks: Generator<RowBlock>): RowBlock | undefined {
  const { value, done } = blocks.next();
  return done === true ? undefined : value;
}

const unanswered = () => new PlumblineError("INTERNAL", "Rows that were written aside came back otherwise.");
