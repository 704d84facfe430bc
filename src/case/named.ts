/** Records as a view names them, and who recorded them. */
import type { CaseRecord } from "../model/records.ts";
import { partOf, recordOf } from "../model/refs.ts";
import type { Ref } from "../model/refs.ts";
import type { Named, Recorded } from "../model/view.ts";
import type { CaseFold } from "./fold.ts";
import { wordsOf } from "./trace.ts";
import { partyView } from "./parties.ts";

/** A record or part by the author's key, else its id; one above the line has its id, which the record that names it shows. */
export function named(fold: CaseFold, ref: Ref): Named {
  const record = fold.get(recordOf(ref));
  const part = partOf(ref);
  const name = record?.body.key ?? recordOf(ref);
  return {
    ref,
    name: part === undefined ? name : `${name}#${part}`,
    text: wordsOf(fold, ref) ?? "not shown at this level",
  };
}

/** The envelope of a record as people read it. */
export function recordedBy(fold: CaseFold, record: CaseRecord): Recorded {
  const why = "why" in record.body ? record.body.why : undefined;
  return {
    ref: record.id,
    person: record.by,
    organisation: partyView(fold, record.for, record.id),
    at: record.at,
    ...(record.heldAt === undefined ? {} : { heldAt: record.heldAt }),
    ...(why === undefined ? {} : { why }),
  };
}
