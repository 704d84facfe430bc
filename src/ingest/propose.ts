/**
 * How a file would be read, before it is: its columns, a mapping that is recognised or guessed, its first rows, and whether
 * the order of day and month has to be asked for. Runs in the child process, like the import itself.
 */
import { PlumblineError } from "../errors.ts";
import type { Proposal } from "./answers.ts";
import type { Engine } from "./engine.ts";
import type { SourceTable } from "./formats/contract.ts";
import { MAX_VALUE } from "./formats/contract.ts";
import { openTable } from "./formats/open.ts";
import { samplesOf, shownSamples } from "./looks.ts";
import type { Samples } from "./looks.ts";
import { guessMapping, isGuess, mappingWithout, resolveMapping } from "./mapping.ts";
import { planOf } from "./plan.ts";
import type { Given } from "./plan.ts";
import { refusedColumns } from "./readable.ts";
import type { Refused } from "./readable.ts";

export interface ProposeRequest extends Given {
  readonly path: string;
  /** Folder for work files. */
  readonly folder: string;
}

const SAMPLE_ROWS = 20;
const GUESSED = "guessed";

/** @throws PlumblineError FILE_*, MAPPING_WRONG (a mapping that was given). */
export async function propose(engine: Engine, request: ProposeRequest): Promise<Proposal> {
  const { format, table } = await openTable(engine, request, () => undefined);
  const columns = table.columns.map(({ name }) => name);
  const values = await samplesOf(engine, table);
  const samples = isGuess(request.mapping, columns, table.layout) ? values : undefined;
  const refused = await refusedColumns(engine, table, (so) =>
    mappingWithout(request.mapping, columns, request.where, so, table.layout, samples),
  );
  const found = mappingFor(request, table, refused, samples);
  return {
    format: format.id,
    dialect: table.dialect,
    columns,
    ...found,
    paths: shownSamples(values),
    sheets: [],
    sample: await sampleOf(engine, table),
    ...(await dateOrderOf(engine, table, request, found)),
    notes: [...table.notes, ...refused.map(({ why }) => why)],
  };
}

function mappingFor(
  { mapping, where }: ProposeRequest,
  table: SourceTable,
  refused: readonly Refused[],
  samples: Samples | undefined,
): Pick<Proposal, "layout" | "mapping"> {
  const columns = table.columns.map(({ name }) => name);
  try {
    const found = resolveMapping(mapping, columns, where, refused, false, table.layout);
    return { layout: found.layout?.id ?? "given", mapping: found.mapping };
  } catch (error) {
    if (!(error instanceof PlumblineError) || error.code !== "MAPPING_NEEDED") throw error;
    return { layout: GUESSED, mapping: guessMapping(columns, refused, samples) };
  }
}

async function sampleOf(engine: Engine, table: SourceTable): Promise<Proposal["sample"]> {
  const cells = table.columns.map((_, i) => `left(c${i}::VARCHAR, ${MAX_VALUE}) AS c${i}`);
  const rows = await engine.rows(
    `SELECT row, ${cells.join(", ")} FROM ${table.slice(0, SAMPLE_ROWS)} ORDER BY row`,
  );
  return rows.map((row) => ({
    row: Number(row["row"]),
    values: table.columns.map((_, i) => {
      const value = row[`c${i}`];
      return value === null || value === undefined ? null : String(value);
    }),
  }));
}

async function dateOrderOf(
  engine: Engine,
  table: SourceTable,
  request: ProposeRequest,
  { layout, mapping }: Pick<Proposal, "layout" | "mapping">,
): Promise<Pick<Proposal, "dateOrder" | "dateOrderBy">> {
  if (mapping.account === undefined || mapping.time === undefined)
    return { dateOrder: "unknown", dateOrderBy: "No column of accounts and times is named yet." };
  const guess = Object.entries(mapping).map(([field, column]) => `${field}=${column}`);
  // A layout that was recognised may state the order; a mapping written out would hide that.
  const given = layout === GUESSED ? { ...request, mapping: guess.join(",") } : request;
  try {
    const { time } = await planOf(engine, table, given);
    return { dateOrder: time.dateOrder, dateOrderBy: time.dateOrderBy };
  } catch (error) {
    if (!(error instanceof PlumblineError) || error.code !== "DATE_ORDER_NEEDED") throw error;
    return { dateOrder: "undecided", dateOrderBy: error.message };
  }
}
