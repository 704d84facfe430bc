/**
 * The pictures beside an export: looked at when it is imported, and not kept. What the case holds of them is a table of hashes, from which
 * the same columns can be made again.
 */
import { basename } from "node:path";
import { PlumblineError } from "../errors.ts";
import { openPictures, readPictureTable, sayPictures, tableOf } from "../ingest/index.ts";
import type { PictureTable, Staged } from "../ingest/index.ts";
import type { OnProgress } from "../model/effects.ts";
import { PICTURE_COLUMNS, MEDIA } from "../store/corpus/staged.ts";
import { addPictureColumns, picturesNamed } from "../store/staged-pictures.ts";
import type { HashedPicture } from "../store/staged-pictures.ts";
import { count, listed } from "../words.ts";
import type { Case } from "./case.ts";

/** Staged rows, with what was found out about their pictures. */
export interface WithPictures {
  readonly staged: Staged;
  readonly table: PictureTable | undefined;
  /** The column that names the pictures. */
  readonly column: string;
}

interface Watched {
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
}

/** Where pictures are, if that was said. */
export interface PictureOptions {
  /** A folder or a container with the pictures that posts name; those beside a file in a folder or a container otherwise. */
  readonly pictures?: string;
  /** The column that names them; `media` otherwise. */
  readonly pictureColumn?: string;
}

const NAMES = PICTURE_COLUMNS.map(([name]) => name);

/**
 * @param beside where pictures lie if none were given: a folder or a container; there need not be any
 * @throws PlumblineError MAPPING_WRONG for a column that is not there; FILE_MISSING, ARCHIVE_*, STOPPED, STORE.
 */
export async function withPictures(
  opened: Case,
  staged: Staged,
  beside: string | undefined,
  { pictures: given, pictureColumn: column = MEDIA, onProgress, signal }: PictureOptions & Watched,
): Promise<WithPictures> {
  const path = given ?? beside;
  const place = staged.report.extra.indexOf(column);
  const taken = NAMES.find((name) => staged.report.extra.includes(name));
  if (given !== undefined && place < 0) throw noColumn(staged, column);
  if (path === undefined || place < 0 || taken !== undefined) return { staged, table: undefined, column };
  const { stagedPath } = staged;
  const values = await picturesNamed({ stagedPath, column: place });
  if (values.length === 0) return { staged, table: undefined, column };
  const limits = {
    tempDir: opened.makeStaging(),
    ...(onProgress === undefined ? {} : { onProgress }),
    ...(signal === undefined ? {} : { signal }),
  };
  const pictures = await openPictures(path, basename(path), limits);
  try {
    const table = await tableOf(pictures, values, limits);
    if (table === undefined)
      return {
        staged: given === undefined ? staged : noted(staged, noneThere(values, column)),
        table,
        column,
      };
    const hashes = table.entries.filter((one) => "pdq" in one);
    return { staged: noted(await added(staged, place, hashes), `${sayPictures(table)}.`), table, column };
  } finally {
    await pictures.dispose();
  }
}

/** The same columns from the table that a case holds. @throws PlumblineError CASE_DAMAGED. */
export async function withHeldPictures(
  staged: Staged,
  column: string,
  { text, where }: { readonly text: string; readonly where: string },
): Promise<Staged> {
  const place = staged.report.extra.indexOf(column);
  if (place < 0)
    throw new PlumblineError("CASE_DAMAGED", `Reading the file again gives no column ${column}.`, { where });
  return added(staged, place, readPictureTable(text, where));
}

async function added(staged: Staged, place: number, hashes: readonly HashedPicture[]): Promise<Staged> {
  const { report, stagedPath } = staged;
  await addPictureColumns({ stagedPath, column: place }, report.extra.length, hashes);
  return { ...staged, report: { ...report, extra: [...report.extra, ...NAMES] } };
}

const noted = (staged: Staged, note: string): Staged => ({
  ...staged,
  report: { ...staged.report, notes: [...staged.report.notes, note] },
});

const noneThere = (values: readonly string[], column: string): string =>
  `None of the ${count(values.length)} pictures that the column ${column} names is there.`;

function noColumn({ report }: Staged, column: string): PlumblineError {
  return new PlumblineError("MAPPING_WRONG", `No column \`${column}\` that is no field names pictures.`, {
    hint: report.extra.length === 0 ? "The file has no such columns." : `There are ${listed(report.extra)}.`,
    setting: "pictureColumn",
  });
}
