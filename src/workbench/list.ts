/** The records of a case as a list for people. */
import { PlumblineError } from "../errors.ts";
import { RECORD_TYPES } from "../model/refs.ts";
import { partyView, wordsOf } from "../case/index.ts";
import type { Case } from "./case.ts";

export interface ListedRecord {
  readonly seq: number;
  readonly id: string;
  readonly key: string;
  readonly marking: string;
  readonly at: string;
  readonly by: string;
  /** Name of the organisation it was recorded for. */
  readonly for: string;
  /** "superseded or withdrawn", "purged", or nothing. */
  readonly state: string;
  readonly text: string;
}

/** @throws PlumblineError USAGE if `type` is not a record type. */
export async function listRecords(
  opened: Case,
  type?: string,
): Promise<{ readonly size: number; readonly root: string; readonly records: readonly ListedRecord[] }> {
  if (type !== undefined && !RECORD_TYPES.some((known) => known === type))
    throw new PlumblineError("USAGE", `“${type}” is not a record type.`, {
      hint: `Types: ${RECORD_TYPES.join(", ")}.`,
    });
  const fold = await opened.fullFold();
  const entries = await opened.log.entries();
  const records = entries
    .filter(({ record }) => type === undefined || record?.type === type)
    .map(({ seq, id, record }) => ({
      seq,
      id,
      key: record?.body.key ?? "",
      marking: fold.marking(id)?.tlp ?? "",
      at: record?.at ?? "",
      by: record?.by ?? "",
      state: record === undefined ? "purged" : fold.stands(id) ? "" : "superseded or withdrawn",
      for: record === undefined ? "" : partyView(fold, record.for, id).name,
      text: wordsOf(fold, id) ?? "",
    }));
  return { size: entries.length, root: await opened.log.root(), records };
}
