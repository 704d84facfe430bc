/** Checks of every row in one statement, and the list of the rows that fail them. */
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { literal } from "../store/corpus/sql.ts";
import { ruinedBySpreadsheet } from "../store/corpus/values.ts";
import type { Engine } from "./engine.ts";
import { IDENTIFIERS, isRounded, withoutFraction } from "./ids.ts";
import type { Identifier } from "./ids.ts";
import { MALFORMED, MAX_VALUE } from "./formats/contract.ts";
import type { SourceTable } from "./formats/contract.ts";
import { REJECTS_FILE } from "./messages.ts";
import { timeIn, valueOf } from "./plan.ts";
import type { Plan } from "./plan.ts";
import type { Reject } from "./answers.ts";
import type { Field, RejectCode } from "./report.ts";

export type RejectCounts = Partial<Record<RejectCode, number>>;

/** SQL: an identifier as it is told apart. */
const idOf = (plan: Plan, field: Identifier): string =>
  plan.index.has(field) ? withoutFraction(valueOf(plan, field)) : valueOf(plan, field);

/** One reason against a row: a test over the columns of `valuesSql`, and the column at fault. */
interface Fault {
  readonly test: string;
  readonly code: RejectCode;
  readonly field: Field;
}

/** All reasons, in the order in which they are told. */
function faultsOf(plan: Plan): Fault[] {
  const { table, index } = plan;
  const ids = IDENTIFIERS.filter((field) => index.has(field));
  const unsafe = table.unsafeIntegers === undefined ? [] : ids;
  const badId = (field: Identifier): Fault[] => [
    ...(unsafe.includes(field)
      ? [
          {
            test: `row IN ${table.unsafeIntegers!(index.get(field)!)}`,
            code: "ID_UNSAFE_INTEGER" as const,
            field,
          },
        ]
      : []),
    { test: ruinedBySpreadsheet(`${field}_value`), code: "ID_SPREADSHEET", field },
    ...(plan.ids.rounded.includes(field)
      ? [{ test: isRounded(`${field}_value`), code: "ID_SPREADSHEET" as const, field }]
      : []),
  ];
  return [
    { test: "account_value IS NULL", code: "ACCOUNT_MISSING", field: "account" },
    ...[...plan.misshapen].map(([field, rows]): Fault => ({
      test: `row IN ${rows}`,
      code: "VALUE_SHAPE",
      field,
    })),
    ...badId("account"),
    { test: "time_value IS NULL", code: "TIME_MISSING", field: "time" },
    {
      test: `time_ms IS NULL AND (${plan.time.contradicts(rawTimeOf(plan))})`,
      code: "DATE_ORDER_CONTRADICTED",
      field: "time",
    },
    { test: "time_ms IS NULL", code: "TIME_UNREADABLE", field: "time" },
    { test: plan.time.isPlaceholder("time_ms"), code: "TIME_PLACEHOLDER", field: "time" },
    ...ids.filter((field) => field !== "account").flatMap(badId),
  ];
}

function rawTimeOf({ table, index }: Plan): string {
  const time = timeIn(table, index);
  return time.type === "text" ? "time_value" : time.value;
}

/** `(row, c…, <field>_value…, time_ms)`: the rows of a relation with what their checks ask about. */
function valuesSql(plan: Plan, relation: string): string {
  const time = timeIn(plan.table, plan.index);
  const timeValue = time.type === "text" ? time.value : `${time.value}::VARCHAR`;
  return `SELECT *, ${plan.time.milliseconds(rawTimeOf(plan))} AS time_ms FROM (
      SELECT *, ${timeValue} AS time_value, ${IDENTIFIERS.map((field) => `${idOf(plan, field)} AS ${field}_value`).join(", ")}
        FROM ${relation})`;
}

/** The same with `problem`: the first reason against each row and the column at fault. */
function checkedSql(plan: Plan, relation: string): string {
  const branches = faultsOf(plan).map(
    ({ test, code, field }) => `WHEN ${test} THEN {code: ${literal(code)}, fault: ${plan.index.get(field)}}`,
  );
  return `SELECT *, CASE ${branches.join("\n")} END AS problem FROM (${valuesSql(plan, relation)})`;
}

/** Reasons that hold only where there is no `time_ms`, which is one by itself. */
const WITHOUT_TIME: readonly RejectCode[] = ["TIME_MISSING", "DATE_ORDER_CONTRADICTED"];

/**
 * The same with `faulty` alone: is there any reason? For statements that list nobody. As the condition of a `CASE`, each test is asked
 * only as far as it has to be.
 */
export function soundSql(plan: Plan, relation: string): string {
  const tests = faultsOf(plan).flatMap(({ test, code }) =>
    WITHOUT_TIME.includes(code) ? [] : [`(${test})`],
  );
  return `SELECT *, CASE WHEN ${tests.join(" OR ")} THEN true ELSE false END AS faulty FROM (${valuesSql(plan, relation)})`;
}

/** Counts by code of the faulty rows of a relation. */
export async function countFaults(engine: Engine, plan: Plan, relation: string): Promise<RejectCounts> {
  const rows = await engine.rows(
    `SELECT problem.code AS code, count(*)::INTEGER AS n FROM (${checkedSql(plan, relation)})
      WHERE problem IS NOT NULL GROUP BY 1 ORDER BY 1`,
  );
  return Object.fromEntries(rows.map(({ code, n }) => [String(code), Number(n)]));
}

/** The checked rows of the part that is being staged. */
export const CHECKED = "checked";

/** Makes the table of faulty rows, which the parts fill in the order of the file. */
export async function openFaulty(engine: Engine): Promise<void> {
  await engine.run("CREATE TABLE faulty (row INTEGER, code VARCHAR, fault INTEGER, value VARCHAR)");
}

/** Checks a part of the rows into the table `CHECKED` and adds the faulty ones to their table. */
export async function checkPart(engine: Engine, plan: Plan, slice: string): Promise<void> {
  await engine.run(`CREATE OR REPLACE TEMP TABLE ${CHECKED} AS ${checkedSql(plan, slice)}`);
  const cells = plan.table.columns.map((_, i) => `WHEN ${i} THEN c${i}::VARCHAR`);
  await engine.run(
    `INSERT INTO faulty SELECT row, problem.code, problem.fault,
            left(CASE problem.fault ${cells.join(" ")} END, ${MAX_VALUE})
       FROM ${CHECKED} WHERE problem IS NOT NULL`,
  );
}

/** Rows of the list of rejects that are held in JavaScript at a time. */
const PAGE = 20_000;

/** Writes the list of the faulty rows and of the malformed ones, in the order of the file and with their places in it; returns the counts by code. */
export async function writeRejects(
  engine: Engine,
  plan: Plan,
  folder: string,
  kept: number,
): Promise<RejectCounts> {
  const { table } = plan;
  const counts: RejectCounts = {};
  for (const { code = MALFORMED } of table.malformed) counts[code] = (counts[code] ?? 0) + 1;
  const faulty = table.rows - table.malformed.length - kept;
  if (faulty > 0) {
    const found = await engine.rows(
      "SELECT code, count(*)::INTEGER AS n FROM faulty GROUP BY code ORDER BY code",
    );
    for (const row of found) counts[String(row["code"]) as RejectCode] = Number(row["n"]);
  }
  // Nothing kept is a failure of the whole file, told with the counts; a list would say the same a million times.
  if (kept === 0) return counts;
  const out = createWriteStream(join(folder, REJECTS_FILE));
  let next = 0;
  const write = async (reject: Reject) => {
    if (!out.write(`${JSON.stringify(reject)}\n`)) await once(out, "drain");
  };
  const malformedBefore = async (row: number) => {
    for (; next < table.malformed.length && table.malformed[next]!.row < row; next++) {
      const one = table.malformed[next]!;
      await write({
        code: one.code ?? MALFORMED,
        row: one.row,
        byte: one.byte,
        column: null,
        value: one.value,
      });
    }
  };
  if (faulty > 0)
    for await (const reject of faultyRows(engine, table)) {
      await malformedBefore(reject.row);
      await write(reject);
    }
  await malformedBefore(Number.POSITIVE_INFINITY);
  out.end();
  await once(out, "close");
  return counts;
}

async function* faultyRows(engine: Engine, table: SourceTable): AsyncGenerator<Reject> {
  const places = new Int32Array(
    (await engine.rows("SELECT count(*)::INTEGER AS n FROM faulty"))[0]!["n"] as number,
  );
  const page = (from: number) =>
    engine.rows(`SELECT * FROM faulty WHERE rowid >= ${from} AND rowid < ${from + PAGE} ORDER BY rowid`);
  for (let from = 0; from < places.length; from += PAGE)
    (await page(from)).forEach((one, i) => (places[from + i] = Number(one["row"])));
  const offsets = await table.offsets?.(places);
  for (let from = 0; from < places.length; from += PAGE)
    for (const [i, one] of (await page(from)).entries())
      yield {
        code: String(one["code"]) as RejectCode,
        row: Number(one["row"]),
        byte: offsets?.[from + i] ?? null,
        column: table.columns[Number(one["fault"])]!.name,
        value: one["value"] === null ? null : String(one["value"]),
      };
}
