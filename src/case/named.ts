/** Records as a view names them, and who recorded them. */
import type { CaseRecord } from "../model/records.ts";
import { recordOf } from "../model/refs.ts";
import type { Ref } from "../model/refs.ts";
import type { Named, Recorded } from "../views/basics.ts";
import type { CaseFold } from "./fold.ts";
import { keptInPart } from "./kept.ts";
import { nameOf } from "./names.ts";
import { wordsOf } from "./trace.ts";
import { partyView } from "./parties.ts";

/** A record or part by its name; one above the line has its id, which the record that names it shows. */
export const named = keptInPart(
  (ref: Ref) => ref,
  (fold: CaseFold, ref): Named => ({
    ref,
    name: nameOf(fold, ref),
    text: wordsOf(fold, ref) ?? "not shown at this level",
  }),
);

const MOST_WORDS = 80;

/** A record or part in a sentence: its name, where that is no id, and the beginning of its words. */
export function called(fold: CaseFold, ref: Ref): string {
  const words = wordsOf(fold, ref);
  const name = nameOf(fold, ref);
  if (words === undefined) return name;
  const quoted = `“${words.length > MOST_WORDS ? `${words.slice(0, MOST_WORDS).trimEnd()} …` : words}”`;
  return name.startsWith(recordOf(ref)) ? quoted : `${name}, ${quoted}`;
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
