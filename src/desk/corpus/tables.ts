/** Tables over a server: what a file would be declared as, bringing it in, and what runs can name. */
import { z } from "zod";
import { PlumblineError } from "../../errors.ts";
import { DEFAULT_MARKING, markingSchema, mayRead } from "../../model/marking.ts";
import { lanesFigureSchema } from "../../model/finding.ts";
import { keySchema, refSchema } from "../../model/refs.ts";
import { list, shape, text, view } from "../../views/plain.ts";
import { INPUT_KINDS } from "../../signals/index.ts";
import { nameableInputs } from "../../workbench/nameable-inputs.ts";
import { importTable, proposeTable } from "../../workbench/import-table.ts";
import { TABLE_KINDS } from "../../workbench/table-kinds.ts";
import type { Seat } from "../seat.ts";
import type { JobView } from "./jobs.ts";

const upload = z.string().regex(/^[0-9a-f]{32}$/, "the id of an upload");
const as = z.enum(TABLE_KINDS);
const sheet = z.string().min(1).max(200).optional();
const columns = z.record(z.string().max(64), z.string().max(4000));

export const proposeTableSchema = z.strictObject({ upload, as, sheet });

export const tableSchema = z.strictObject({
  upload,
  /** What the table is said to be. */
  as,
  sheet,
  /** Columns and other fields by name, as the proposal has them; what is absent is proposed again. */
  columns: columns.default({}),
  /** Of a series, set or markers: short name by which runs take it. */
  key: keySchema.optional(),
  marking: markingSchema.default(DEFAULT_MARKING),
  for: z.string().max(40).optional(),
});

export const tableProposalSchema = view("TableProposal", {
  columns: list(text),
  /** What can be said of it: names of columns, or other words. */
  fields: list(shape({ name: text, title: text, help: text, value: text, required: z.boolean() })),
  rows: z.int().nonnegative(),
  /** The first rows. */
  sample: list(list(text.nullable())),
});
export type TableProposalView = z.infer<typeof tableProposalSchema>;

const nameable = list(shape({ name: text, title: text }));
export const inputsSchema = view("Inputs", {
  series: nameable,
  set: nameable,
  markers: nameable,
  claims: nameable,
  events: nameable,
  group: nameable,
  subjects: nameable,
  codes: nameable,
  table: nameable,
  mails: nameable,
} satisfies Record<(typeof INPUT_KINDS)[number], typeof nameable>);
export type InputsView = z.infer<typeof inputsSchema>;

/** What a run can be given, of what the person may see. */
export async function listInputs(seat: Seat): Promise<InputsView> {
  return nameableInputs(await seat.fold());
}

export const declaredSeriesSchema = view("DeclaredSeries", {
  /** The Finding that says what the series holds. */
  ref: refSchema,
  title: text,
  /** Its values by day; null where it goes over more days than are drawn. */
  figure: lanesFigureSchema.nullable(),
});
type DeclaredSeriesView = z.infer<typeof declaredSeriesSchema>;

/** Declared series that stand, as far as the person may see them, in order of arrival. */
export async function listSeries(seat: Seat): Promise<DeclaredSeriesView[]> {
  const runs = (await seat.fold()).all("Run").filter(({ body }) => body.detector === "series");
  return runs.flatMap(({ id, body }) =>
    body.findings.map((finding) => ({
      ref: `${id}#${finding.id}`,
      title: finding.title,
      figure: finding.figures.find((figure) => figure.kind === "lanes") ?? null,
    })),
  );
}

/** @throws PlumblineError FORBIDDEN, NOT_FOUND, FILE_*, IMPORT_LIMIT. */
export async function proposeTableOf(
  seat: Seat,
  asked: z.infer<typeof proposeTableSchema>,
): Promise<TableProposalView> {
  seat.demand("record");
  const { served, principal } = seat;
  return served.uploads.use(principal.person, asked.upload, (path, { name }) =>
    proposeTable(path, {
      as: asked.as,
      name,
      tempDir: served.opened.makeStaging(),
      ...(asked.sheet === undefined ? {} : { sheet: asked.sheet }),
    }),
  );
}

/**
 * Brings an uploaded table in, as a job. One that could not be read waits for other columns.
 * @throws PlumblineError FORBIDDEN, NOT_FOUND, CEILING, QUEUE_FULL.
 */
export async function startTable(seat: Seat, asked: z.infer<typeof tableSchema>): Promise<JobView> {
  seat.demand("record");
  const { served, principal, reader } = seat;
  if (!mayRead(asked.marking, reader))
    throw new PlumblineError("CEILING", "You cannot write what you could not read.", {
      hint: `Mark it ${reader.ceiling} or lower, with groups that you belong to.`,
    });
  const actor = await seat.actor(asked.for);
  const { name } = served.uploads.view(principal.person, asked.upload);
  return served.jobs.add(principal.person, "import", name, async ({ onProgress, signal }) => {
    const done = await served.uploads.use(principal.person, asked.upload, (path) =>
      importTable(served.opened, path, {
        as: asked.as,
        actor,
        name,
        marking: asked.marking,
        reader,
        columns: asked.columns,
        onProgress,
        signal,
        ...(asked.key === undefined ? {} : { key: asked.key }),
        ...(asked.sheet === undefined ? {} : { sheet: asked.sheet }),
      }),
    );
    await served.uploads.remove(principal.person, asked.upload);
    served.ring();
    const made = done.run ?? done.artifact;
    seat.note("import", made);
    return { refs: [...(done.run === undefined ? [] : [done.run]), done.artifact], lines: [...done.lines] };
  });
}
