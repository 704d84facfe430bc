/**
 * Origins between documents, beside the case: which documents a reading is compared with, which records of the case lie in a passage
 * that may come from one, and what accepting that records. The lineage of a passage stands in its Claims and Events, so that each of
 * them takes its own place again, with the other document in the place of this one.
 */
import { documentArtifacts } from "../../case/index.ts";
import type { CaseFold } from "../../case/index.ts";
import { namesCharacters } from "../../model/passages.ts";
import type { CaseRecord } from "../../model/records.ts";
import type { Ref } from "../../model/refs.ts";
import { recordOf } from "../../model/refs.ts";
import type { ProposedOrigin } from "../../reading/origins/contract.ts";
import type { DocumentReading, Readings } from "./readings.ts";
import type { BatchRecord } from "./view.ts";

/** The reading of a document beside all others that the reader of the fold sees; files that were computed over are no documents. */
export async function readBeside(
  fold: CaseFold,
  readings: Readings,
  artifact: CaseRecord<"Artifact">,
  gone?: AbortSignal,
): Promise<DocumentReading> {
  return readings.beside(artifact, documentArtifacts(fold), gone);
}

type Sourced = CaseRecord<"Claim"> | CaseRecord<"Event">;

/** The records that cite characters of a document, those that stand. */
export function citing(fold: CaseFold, artifact: Ref): readonly Sourced[] {
  const all: readonly Sourced[] = [...fold.all("Claim"), ...fold.all("Event")];
  return all.filter((record) => spanIn(fold, artifact, record) !== undefined);
}

/** The first span of a record that names characters of a document. */
const spanIn = (fold: CaseFold, artifact: Ref, { body }: Sourced) =>
  body.from?.find((span) => fold.latest(recordOf(span.artifact)) === artifact && namesCharacters(span));

interface OriginStanding {
  /** Records of the passage that name the other document already. */
  readonly done: readonly Sourced[];
  readonly batch: readonly BatchRecord[];
  readonly open: readonly string[];
}

/** @param cited records that cite characters of the document */
export function originStanding(
  fold: CaseFold,
  artifact: Ref,
  { said, document, directed }: ProposedOrigin,
  cited: readonly Sourced[],
): OriginStanding {
  const inside = cited.filter((record) => {
    const { start = 0, end = 0 } = spanIn(fold, artifact, record) ?? {};
    return liesIn({ start, end }, said);
  });
  const names = ({ body: { derivedFrom } }: Sourced) =>
    Array.isArray(derivedFrom) && derivedFrom.some((ref) => fold.latest(recordOf(ref)) === document);
  const left = inside.filter((record) => !names(record));
  return {
    done: inside.filter(names),
    batch: left.map((record) => derivedAgain(fold, artifact, record, document)),
    open: [
      ...(inside.length === 0 ? ["a claim of this passage first"] : []),
      ...(left.length > 0 && !directed ? [WHICH_FIRST] : []),
    ],
  };
}

interface Stretched {
  readonly start: number;
  readonly end: number;
}

/** Whether half of the shorter of two passages lies in the other. */
export function liesIn(one: Stretched, other: Stretched): boolean {
  const shared = Math.min(one.end, other.end) - Math.max(one.start, other.start);
  return shared > 0 && 2 * shared >= Math.min(one.end - one.start, other.end - other.start);
}

/** What a person has to say of an origin whose direction nothing says. */
const WHICH_FIRST = "which of the two came first";

/** The record again, with the other document in the place of this one. */
function derivedAgain(fold: CaseFold, artifact: Ref, record: Sourced, document: Ref): BatchRecord {
  const { id, type, heldAt, body } = record;
  return {
    type,
    ...(heldAt === undefined ? {} : { heldAt }),
    supersedes: id,
    marking: fold.marking(id)!,
    body: { ...body, derivedFrom: derivedOf(fold, artifact, body.derivedFrom, document) },
  };
}

/** The lineage with the other document in the place of this one; claims that it retells stay. */
export function derivedOf(
  fold: CaseFold,
  artifact: Ref,
  lineage: Sourced["body"]["derivedFrom"],
  document: Ref,
): readonly Ref[] {
  const named = Array.isArray(lineage) ? (lineage as readonly Ref[]) : [];
  return [document, ...named.filter((ref) => fold.latest(recordOf(ref)) !== artifact)];
}
