/** Reading a published edition back: opened and rebuilt first, so that what is compared is what its records give. */
import { PlumblineError } from "../errors.ts";
import type { CaseRecord } from "../model/records.ts";
import type { EditionView } from "../views/edition.ts";
import { Failure } from "./failure.ts";
import { filesOf } from "./folder.ts";
import type { Manifest } from "./manifest.ts";
import { openFiles } from "./opened.ts";
import type { Maker } from "./maker.ts";
import { textOfFailure } from "./verify.ts";

/** What an edition prints, without the records it carries beside. */
export type PrintedView = Omit<EditionView, "records">;

/** An edition that is intact. */
export interface ReadEdition {
  readonly manifest: Manifest;
  /** What its records give, not what its files say. */
  readonly view: PrintedView;
  readonly records: ReadonlyMap<string, CaseRecord>;
  /** Leaf of each record, lower-case hexadecimal. */
  readonly leaves: ReadonlyMap<string, string>;
}

/**
 * Reads the edition in `folder`.
 * @throws PlumblineError NOT_FOUND if there is none; NOT_INTACT with the first file or record that fails.
 */
export async function readEdition(folder: string, maker: Maker): Promise<ReadEdition> {
  try {
    const { manifest, view } = await openFiles(filesOf(folder), maker);
    return {
      manifest,
      view,
      records: new Map(view.records.map(({ record }) => [record.id, record])),
      leaves: new Map(view.records.map(({ record, leaf }) => [record.id, leaf])),
    };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new PlumblineError("NOT_INTACT", textOfFailure(error), { where: folder });
  }
}

/** The id under which a record first entered the log: supersessions followed back as far as the edition carries them. */
export function firstOf(edition: ReadEdition, id: string): string {
  let first = id;
  for (
    let record = edition.records.get(first);
    record?.supersedes !== undefined;
    record = edition.records.get(first)
  )
    first = record.supersedes;
  return first;
}
