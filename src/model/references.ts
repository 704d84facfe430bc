/** Which records a record refers to, and what each reference may name. The one list that log, folds and trace share. */
import { PREDICATES } from "./records.ts";
import type { Body, CaseRecord, Draft } from "./records.ts";
import { recordOf } from "./refs.ts";
import type { Lineage, RecordType, Ref, Span } from "./refs.ts";

export interface Reference {
  /** Path of the field in the record, as `body.from.0.artifact`. */
  readonly path: string;
  readonly ref: Ref;
  /** Types it may name; empty for any. */
  readonly types: readonly RecordType[];
  /** Whether it names a part (`#h1`), a whole record, or either. */
  readonly part: "part" | "whole" | "either";
}

type Found = Reference[];

function add(
  found: Found,
  path: string,
  ref: Ref | undefined,
  types: readonly RecordType[] = [],
  part: Reference["part"] = "whole",
): void {
  if (ref !== undefined) found.push({ path, ref, types, part });
}

function addAll(found: Found, path: string, refs: readonly Ref[] | undefined, types: readonly RecordType[] = []): void {
  refs?.forEach((ref, i) => add(found, `${path}.${i}`, ref, types, "either"));
}

function addSpans(found: Found, spans: readonly Span[] | undefined): void {
  spans?.forEach((span, i) => add(found, `body.from.${i}.artifact`, span.artifact, ["Artifact"]));
}

function addLineage(found: Found, lineage: Lineage | undefined): void {
  if (typeof lineage === "object") addAll(found, "body.derivedFrom", lineage, ["Claim", "Event", "Artifact", "Run"]);
}

const EXTRACT: { readonly [T in RecordType]: (body: Body<T>, found: Found) => void } = {
  Party: (body, found) => addSpans(found, body.from),
  Artifact: (body, found) => {
    add(found, "body.memberOf", body.memberOf, ["Artifact"]);
    addLineage(found, body.derivedFrom);
  },
  Claim: (body, found) => {
    add(found, "body.speaker", body.speaker, ["Party"]);
    addAll(found, "body.about", body.about);
    addSpans(found, body.from);
    addLineage(found, body.derivedFrom);
  },
  Event: (body, found) => {
    addAll(found, "body.parties", body.parties, ["Party"]);
    addSpans(found, body.from);
    addLineage(found, body.derivedFrom);
  },
  Run: (body, found) => {
    body.inputs.forEach((input, i) => add(found, `body.inputs.${i}.artifact`, input.artifact, ["Artifact"]));
    add(found, "body.output", body.output, ["Artifact"]);
  },
  Question: (body, found) => addAll(found, "body.about", body.about),
  Premise: (body, found) => {
    addAll(found, "body.about", body.about);
    addSpans(found, body.from);
  },
  Appraisal: (body, found) => {
    add(found, "body.of", body.of, [], "either");
    add(found, "body.against", body.against, [], "either");
    addSpans(found, body.from);
  },
  Judgment: (body, found) => {
    add(found, "body.states.hypothesis", body.states.hypothesis, ["Question"], "part");
    if ("of" in body.states) add(found, "body.states.of", body.states.of, ["Party"]);
    addAll(found, "body.restsOn", body.restsOn, ["Judgment"]);
  },
  Wording: (body, found) => {
    add(found, "body.judgment", body.judgment, ["Judgment"]);
    addSpans(found, body.from);
  },
  Basis: (body, found) => {
    add(found, "body.judgment", body.judgment, ["Judgment"]);
    if (body.entry !== "not public")
      add(found, "body.entry", body.entry, ["Claim", "Event", "Run", "Premise"], "either");
    addSpans(found, body.from);
  },
  Position: (body, found) => {
    add(found, "body.judgment", body.judgment, ["Judgment"]);
    add(found, "body.organisation", body.organisation, ["Party"]);
    add(found, "body.reportedIn", body.reportedIn, ["Claim"]);
  },
  Marking: (body, found) => add(found, "body.of", body.of),
  Edition: (body, found) => {
    addAll(found, "body.authors", body.authors, ["Party"]);
    addAll(found, "body.addressees", body.addressees, ["Party"]);
    add(found, "body.parent", body.parent, ["Edition"]);
    body.descriptors?.forEach((item, i) => add(found, `body.descriptors.${i}.of`, item.of, ["Artifact"]));
    body.redactions?.forEach((item, i) => add(found, `body.redactions.${i}.of`, item.of));
    body.blocks.forEach((block, i) => {
      const at = `body.blocks.${i}`;
      if (block.block === "text") addAll(found, `${at}.cites`, block.cites);
      else if (block.block === "judgment") add(found, `${at}.judgment`, block.judgment, ["Judgment"]);
      else if (block.block === "question") add(found, `${at}.question`, block.question, ["Question"]);
      else if (block.block === "finding") add(found, `${at}.finding`, block.finding, ["Run"], "part");
    });
  },
};

/** Every reference of a record: `for` and `supersedes` of the envelope, then those of the body. */
export function referencesOf(record: CaseRecord | Draft): Reference[] {
  const found: Found = [];
  add(found, "for", record.for, ["Party"]);
  add(found, "supersedes", record.supersedes, [record.type]);
  (EXTRACT[record.type] as (body: CaseRecord["body"], found: Found) => void)(record.body, found);
  return found;
}

/** The parts a record has: ids after `#`. */
export function partsOf(record: CaseRecord | Draft): readonly string[] {
  if (record.type === "Run") return record.body.findings.map((finding) => finding.id);
  if (record.type === "Question") return record.body.hypotheses.map((hypothesis) => hypothesis.id);
  return [];
}

/**
 * Whether a Claim withdraws records of the organisation that made them: it retracts, its speaker is the Party it is
 * written for, and what it is about was written for the same Party. (A Claim that reports somebody else's retraction
 * withdraws nothing.)
 */
export function withdrawnBy(claim: CaseRecord<"Claim"> | Draft<"Claim">, madeFor: (id: string) => string | undefined): string[] {
  if (claim.body.polarity !== "retracts" || claim.body.speaker !== claim.for) return [];
  return (claim.body.about ?? []).map(recordOf).filter((id) => madeFor(id) === claim.for);
}

/** The record a Claim purged, with the leaf hash it had, if it is a purge. */
export function purgedBy(claim: CaseRecord<"Claim">): { readonly id: string; readonly leaf: string } | undefined {
  const statement = claim.body.statement;
  if (statement?.predicate !== PREDICATES.purged) return undefined;
  return { id: statement.subject, leaf: statement.object };
}
