/** Imports over a server: what stands, what was rejected, what a file would be read as, and the work of bringing one in. */
import { createInterface } from "node:readline";
import { z } from "zod";
import { PlumblineError } from "../../errors.ts";
import { DATE_ORDERS, proposeFile, rejectSchema } from "../../ingest/index.ts";
import type { Proposal, Reject } from "../../ingest/index.ts";
import { DEFAULT_MARKING, markingSchema, mayRead } from "../../model/marking.ts";
import { BODY } from "../../model/records.ts";
import type { CaseRecord } from "../../model/records.ts";
import { idSchema, refSchema, sha256Schema } from "../../model/refs.ts";
import { instantSchema } from "../../model/time.ts";
import { count, list, text, view } from "../../views/plain.ts";
import { IMPORT_DETECTOR } from "../../case/index.ts";
import { readableImports } from "../../workbench/case.ts";
import { resolveName } from "../../workbench/names.ts";
import { importFile } from "../../workbench/import-files.ts";
import { isBundle } from "../../workbench/load-bundle.ts";
import type { Seat } from "../seat.ts";
import { withdraw } from "../../workbench/withdraw.ts";
import type { JobView } from "./jobs.ts";

const mapping = z.string().min(1).max(4000);
const placeOfRows = z.string().min(1).max(400);
const sheetName = z.string().min(1).max(200);
const zoneName = z.string().min(1).max(60);
const uploadId = z.string().regex(/^[0-9a-f]{32}$/, "the id of an upload");

export const proposeSchema = z.strictObject({
  upload: uploadId,
  map: mapping.optional(),
  dateOrder: z.enum(DATE_ORDERS).optional(),
  zone: zoneName.optional(),
  /** Where the records of a JSON document stand: `data.posts`. */
  rows: placeOfRows.optional(),
  /** The sheet of a workbook. */
  sheet: sheetName.optional(),
});

export const importSchema = z.strictObject({
  upload: uploadId,
  /** `account=author,time=publish_date,…`; without it the layout is recognised by column names. */
  map: mapping.optional(),
  dateOrder: z.enum(DATE_ORDERS).optional(),
  /** Of times that are written without one: `Europe/Berlin`, `+02:00`. */
  zone: zoneName.optional(),
  /** Where the records of a JSON document stand: `data.posts`. */
  rows: placeOfRows.optional(),
  /** The sheet of a workbook, where several are tables. */
  sheet: sheetName.optional(),
  /** Marking of the file, and with it of its posts; a file that is read anew keeps its own. */
  marking: markingSchema.default(DEFAULT_MARKING),
  /** The import of the same bytes whose place this one takes. */
  replaces: idSchema.optional(),
  for: idSchema.optional(),
});

export const importViewSchema = view("Import", {
  /** The Run. */
  ref: refSchema,
  artifact: refSchema,
  title: text,
  sha256: sha256Schema,
  marking: markingSchema,
  at: instantSchema,
  by: text,
  for: refSchema,
  counts: BODY.Run.shape.counts,
  parameters: BODY.Run.shape.parameters,
  /** Artifact with the rows that could not be kept; null if there is none that may be seen. */
  rejects: refSchema.nullable(),
});
export type ImportView = z.infer<typeof importViewSchema>;

export const rejectsSchema = view("Rejects", {
  /** Of the import; more than are listed if the list is cut. */
  total: count,
  rejects: list(rejectSchema),
  /** `after` of the next request; null at the end. */
  next: count.nullable(),
});
export type RejectsView = z.infer<typeof rejectsSchema>;

/** Imports that stand and whose posts may be read, in order of arrival. */
export async function listImports(seat: Seat): Promise<ImportView[]> {
  const fold = await seat.fold();
  return (await readableImports(seat.served.opened, seat.reader)).map((run) => {
    const [input] = run.body.inputs;
    const file = fold.find("Artifact", input!.artifact)!;
    const { output } = run.body;
    return {
      ref: run.id,
      artifact: file.id,
      title: file.body.title,
      sha256: input!.sha256,
      marking: fold.marking(file.id)!,
      at: run.at,
      by: run.by,
      for: run.for,
      counts: run.body.counts,
      parameters: run.body.parameters,
      rejects: output !== undefined && fold.get(output) !== undefined ? output : null,
    };
  });
}

/**
 * Rows that an import could not keep, in order of the file.
 * @param after how many have been read
 * @throws PlumblineError NOT_FOUND.
 */
export async function listRejects(
  seat: Seat,
  name: string,
  page: { readonly after: number; readonly limit: number },
): Promise<RejectsView> {
  const run = await importNamed(seat, name);
  const output =
    run.body.output === undefined ? undefined : (await seat.fold()).find("Artifact", run.body.output);
  if (run.body.output !== undefined && output === undefined)
    throw new PlumblineError("NOT_FOUND", "The rejected rows are not visible here.");
  const rejects: Reject[] = [];
  let n = 0;
  if (output?.body.held === true && output.body.sha256 !== "not recorded") {
    const { stream } = await seat.served.opened.artifacts.stream(output.body.sha256);
    const lines = createInterface({ input: stream });
    for await (const line of lines) {
      if (n++ < page.after) continue;
      if (rejects.length === page.limit) break;
      rejects.push(JSON.parse(line) as Reject);
    }
    seat.note("rejects", output.id);
  }
  const more = n > page.after + rejects.length;
  return {
    total: Number(run.body.counts["rejected"] ?? 0),
    rejects,
    next: more ? page.after + rejects.length : null,
  };
}

/**
 * How an uploaded file would be read.
 * @throws PlumblineError FORBIDDEN, NOT_FOUND, FILE_*, STIX_BUNDLE, MAPPING_WRONG.
 */
export async function proposeImport(
  seat: Seat,
  { upload, map, dateOrder, zone, rows, sheet }: z.infer<typeof proposeSchema>,
): Promise<Proposal> {
  seat.demand("record");
  const { served, principal } = seat;
  return served.uploads.use(principal.person, upload, async (path, { name }) => {
    if (isBundle(path))
      throw new PlumblineError("STIX_BUNDLE", "The file is a STIX bundle, and no table.", { where: name });
    return proposeFile({
      path,
      name,
      tempDir: served.opened.makeStaging(),
      ...(map === undefined ? {} : { mapping: map }),
      ...(dateOrder === undefined ? {} : { dateOrder }),
      ...(zone === undefined ? {} : { zone }),
      ...(rows === undefined ? {} : { rows }),
      ...(sheet === undefined ? {} : { sheet }),
    });
  });
}

/**
 * Brings an uploaded file in, as a job. A file that could not be imported waits for another mapping.
 * @throws PlumblineError FORBIDDEN, NOT_FOUND, CEILING, QUEUE_FULL.
 */
export async function startImport(seat: Seat, asked: z.infer<typeof importSchema>): Promise<JobView> {
  seat.demand("record");
  const { served, principal, reader } = seat;
  const { upload, map, dateOrder, zone, rows, sheet, marking, replaces } = asked;
  if (replaces === undefined && !mayRead(marking, reader))
    throw new PlumblineError("CEILING", "You cannot write what you could not read.", {
      hint: `Mark it ${reader.ceiling} or lower, with groups that you belong to.`,
    });
  const actor = await seat.actor(asked.for);
  const { name } = served.uploads.view(principal.person, upload);
  return served.jobs.add(principal.person, "import", name, async ({ onProgress, signal }) => {
    const done = await served.uploads.use(principal.person, upload, (path) =>
      importFile(served.opened, path, {
        actor,
        name,
        marking,
        reader,
        onProgress,
        signal,
        ...(map === undefined ? {} : { map }),
        ...(dateOrder === undefined ? {} : { dateOrder }),
        ...(zone === undefined ? {} : { zone }),
        ...(replaces === undefined ? {} : { replace: replaces }),
        ...(rows === undefined ? {} : { rows }),
        ...(sheet === undefined ? {} : { sheet }),
      }),
    );
    await served.uploads.remove(principal.person, upload);
    served.ring();
    const all = [...done.files, ...done.bundles];
    for (const { run } of all) seat.note("import", run);
    return { refs: all.flatMap(({ run, artifact }) => [run, artifact]), lines: done.lines };
  });
}

/**
 * Withdraws an import, as a job: its posts leave the corpus, its records stay.
 * @throws PlumblineError FORBIDDEN, NOT_FOUND, QUEUE_FULL.
 */
export async function startWithdrawal(seat: Seat, name: string, why: string): Promise<JobView> {
  seat.demand("record");
  const { served, principal, reader } = seat;
  const run = await importNamed(seat, name);
  const actor = await seat.actor(run.for);
  return served.jobs.add(
    principal.person,
    "withdraw",
    `Withdrawal of ${run.id}`,
    async ({ onProgress, signal }) => {
      if (signal.aborted) throw new PlumblineError("STOPPED", "The work was stopped.");
      onProgress({ stage: "taking out", done: 0, unit: "imports" });
      await withdraw(served.opened, run.id, why, actor, reader);
      served.ring();
      return { refs: [run.id], lines: [`Withdrawn: ${run.id}.`] };
    },
  );
}

/** A standing import by id or key. @throws PlumblineError NOT_FOUND. */
async function importNamed(seat: Seat, name: string): Promise<CaseRecord<"Run">> {
  const fold = await seat.fold();
  const run = fold.find("Run", resolveName(fold, name));
  if (run?.body.detector !== IMPORT_DETECTOR || !fold.stands(run.id))
    throw new PlumblineError("NOT_FOUND", "There is no such import.");
  return run;
}
