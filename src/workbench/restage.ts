/** The corpus can be rebuilt: the bytes of an import are read again as its Run says they were read. */
import { PlumblineError } from "../errors.ts";
import { DATE_ORDERS, openContainer, stageFile } from "../ingest/index.ts";
import type { Staged } from "../ingest/index.ts";
import type { CaseRecord } from "../model/records.ts";
import type { ArtifactStore } from "../store/artifacts.ts";
import type { Corpus } from "../store/corpus.ts";
import { withHeldPictures } from "./import-pictures.ts";

/** Layout of an import whose mapping a person gave. */
const GIVEN = "given";

/**
 * Loads an import into the corpus from its bytes, which have to be those of the log.
 * @param tempDir folder for the staged rows
 * @returns the digest of the rows, and the version of what read them
 * @throws PlumblineError CASE_DAMAGED if the bytes are others, or give another number of rows than the log says.
 */
export async function restage(
  corpus: Corpus,
  artifacts: ArtifactStore,
  run: CaseRecord<"Run">,
  tempDir: string,
): Promise<{ readonly rows: string; readonly reader: string }> {
  const [input] = run.body.inputs;
  if (input === undefined)
    throw new PlumblineError("CASE_DAMAGED", "An import names no file.", { where: run.id });
  const staged = await reread(artifacts, run, input.sha256, tempDir);
  try {
    if (staged.report.kept !== run.body.counts["kept"])
      throw new PlumblineError(
        "CASE_DAMAGED",
        `Reading the file again keeps ${staged.report.kept} rows; the log says ${String(run.body.counts["kept"])}.`,
        { where: run.id },
      );
    const { report, stagedPath } = await withPicturesOf(artifacts, run, staged);
    const rows = await corpus.load(run.id, input.artifact, input.sha256, stagedPath, report);
    return { rows, reader: report.reader };
  } finally {
    await staged.dispose();
  }
}

/** With the hashes of the pictures that were beside the file, from the table that the case holds in their place. */
async function withPicturesOf(
  artifacts: ArtifactStore,
  { id, body }: CaseRecord<"Run">,
  staged: Staged,
): Promise<Staged> {
  const { pictures, pictureColumn } = body.parameters;
  if (typeof pictures !== "string" || typeof pictureColumn !== "string") return staged;
  if ((await artifacts.rehash(pictures)) !== pictures)
    throw new PlumblineError("CASE_DAMAGED", "The hashes of its pictures are missing, or are others.", {
      where: id,
    });
  const text = (await artifacts.read(pictures)).toString("utf8");
  return withHeldPictures(staged, pictureColumn, { text, where: id });
}

/** The rows of the file of an import, from the bytes that the case holds: its own, or those of the container it lies in. */
async function reread(
  artifacts: ArtifactStore,
  run: CaseRecord<"Run">,
  sha256: string,
  tempDir: string,
): Promise<Staged> {
  const { layout, mapping, dateOrder, zoneGiven, rows: place, container, member } = run.body.parameters;
  const held = typeof container === "string" ? container : sha256;
  if ((await artifacts.rehash(held)) !== held)
    throw new PlumblineError("CASE_DAMAGED", "The bytes of the file are missing, or are others.", {
      where: run.id,
    });
  const order = DATE_ORDERS.find((known) => known === dateOrder);
  const stage = (path: string) =>
    stageFile({
      path,
      name: sha256,
      tempDir,
      settled: true,
      ...(layout === GIVEN && typeof mapping === "string" ? { mapping } : {}),
      ...(typeof place === "string" ? { rows: place } : {}),
      ...(order === undefined ? {} : { dateOrder: order }),
      ...(typeof zoneGiven === "string" ? { zone: zoneGiven } : {}),
    });
  if (typeof container !== "string" || typeof member !== "string") return stage(artifacts.path(held));
  const found = await openContainer({ path: artifacts.path(held), name: held, tempDir, only: member });
  try {
    const file = found.members.find((one) => one.sha256 === sha256);
    if (file === undefined)
      throw new PlumblineError("CASE_DAMAGED", "Unpacking the file again gives no such bytes.", {
        where: run.id,
      });
    return await stage(file.path);
  } finally {
    await found.dispose();
  }
}
