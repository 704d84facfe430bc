/** Which records a record refers to, and what each reference may name. The one list that log, folds, trace and files share. */
import { PREDICATES } from "./records.ts";
import type { CaseRecord, Draft } from "./records.ts";
import { recordOf } from "./refs.ts";
import type { RecordType, Ref } from "./refs.ts";

/** A field of a body that holds references. `*` in its path stands for every item of a list. */
interface ReferenceField {
  readonly path: string;
  /** Types it may name; empty for any. */
  readonly types: readonly RecordType[];
  /** Whether it names a part (`#h1`), a whole record, or either. */
  readonly part: "part" | "whole" | "either";
}

const field = (
  path: string,
  types: readonly RecordType[] = [],
  part: ReferenceField["part"] = "whole",
): ReferenceField => ({ path, types, part });

const FROM = field("from.*.artifact", ["Artifact"]);
const LINEAGE = field("derivedFrom.*", ["Claim", "Event", "Artifact", "Run"], "either");
const ABOUT = field("about.*", [], "either");
const JUDGMENT = field("judgment", ["Judgment"]);

export const REFERENCE_FIELDS: { readonly [T in RecordType]: readonly ReferenceField[] } = {
  Party: [FROM],
  Artifact: [field("memberOf", ["Artifact"]), LINEAGE],
  Claim: [field("speaker", ["Party"]), ABOUT, field("answers.*", ["Claim"]), FROM, LINEAGE],
  Event: [field("parties.*", ["Party"]), FROM, LINEAGE],
  Run: [
    field("inputs.*.artifact", ["Artifact"]),
    field("used.*", ["Event", "Claim", "Party", "Run", "Codebook", "Coding"], "either"),
    field("output", ["Artifact"]),
  ],
  Question: [ABOUT],
  Premise: [ABOUT, FROM],
  Appraisal: [field("of", [], "either"), field("against", [], "either"), FROM],
  Judgment: [
    field("states.hypothesis", ["Question"], "part"),
    field("states.of", ["Party"]),
    field("restsOn.*", ["Judgment"]),
  ],
  Wording: [JUDGMENT, FROM],
  Basis: [JUDGMENT, field("entry", ["Claim", "Event", "Run", "Premise"], "either"), FROM],
  Position: [
    JUDGMENT,
    field("organisation", ["Party"]),
    field("reportedIn", ["Claim"]),
    field("movedBy.*", ["Claim", "Event", "Run", "Premise", "Appraisal", "Judgment"], "either"),
  ],
  Marking: [field("of")],
  Edition: [
    field("authors.*", ["Party"]),
    field("addressees.*", ["Party"]),
    field("signOff.organisations.*", ["Party"]),
    field("parent", ["Edition"]),
    field("descriptors.*.of", ["Artifact"]),
    field("redactions.*.of"),
    field("blocks.*.cites.*", [], "either"),
    field("blocks.*.judgment", ["Judgment"]),
    field("blocks.*.question", ["Question"]),
    field("blocks.*.finding", ["Run"], "part"),
  ],
  Codebook: [],
  Coding: [field("codebook", ["Codebook"]), field("unit.artifact", ["Artifact"])],
};

/** Words that stand where a reference could, and name nothing. */
const NOT_A_REFERENCE = new Set<unknown>(["not public"]);

export interface Reference extends ReferenceField {
  readonly ref: Ref;
}

/**
 * Visits every string of `body` that stands in a reference field of its type; what `replace` returns takes its place.
 * The body need not be valid: fields of another shape are passed over. Changes `body` in place.
 */
export function replaceReferences(
  type: RecordType,
  body: unknown,
  replace: (ref: string, path: readonly (string | number)[], field: ReferenceField) => string,
): void {
  for (const reference of REFERENCE_FIELDS[type])
    descend(body, reference.path.split("."), [], (value, path) => replace(value, path, reference));
}

function descend(
  node: unknown,
  [step, ...rest]: readonly string[],
  path: readonly (string | number)[],
  replace: (value: string, path: readonly (string | number)[]) => string,
): void {
  if (typeof node !== "object" || node === null || step === undefined) return;
  const holder = node as Record<string | number, unknown>;
  if (step === "*" && !Array.isArray(node)) return;
  const keys = step === "*" ? Array.from(node as readonly unknown[], (_, i) => i) : [step];
  for (const key of keys) {
    const value = holder[key];
    if (rest.length > 0) descend(value, rest, [...path, key], replace);
    else if (typeof value === "string" && !NOT_A_REFERENCE.has(value)) {
      const replaced = replace(value, [...path, key]);
      if (replaced !== value) holder[key] = replaced;
    }
  }
}

/** Every reference of a record: `for` and `supersedes` of the envelope, then those of the body. */
export function referencesOf(record: CaseRecord | Draft): Reference[] {
  const found: Reference[] = [{ path: "for", ref: record.for, types: ["Party"], part: "whole" }];
  if (record.supersedes !== undefined)
    found.push({ path: "supersedes", ref: record.supersedes, types: [record.type], part: "whole" });
  replaceReferences(record.type, record.body, (ref, path, { types, part }) => {
    found.push({ path: `body.${path.join(".")}`, ref, types, part });
    return ref;
  });
  return found;
}

/** The parts a record has: ids after `#`. */
export function partsOf(record: CaseRecord | Draft): readonly string[] {
  if (record.type === "Run") return record.body.findings.map((finding) => finding.id);
  if (record.type === "Question") return record.body.hypotheses.map((hypothesis) => hypothesis.id);
  if (record.type === "Codebook") return record.body.categories.map((category) => category.code);
  return [];
}

/**
 * Whether a Claim withdraws records of the organisation that made them: it retracts, its speaker is the Party it is
 * written for, and what it is about was written for the same Party. (A Claim that reports somebody else's retraction
 * withdraws nothing.)
 */
export function withdrawnBy(
  claim: CaseRecord<"Claim"> | Draft<"Claim">,
  madeFor: (id: string) => string | undefined,
): string[] {
  if (claim.body.polarity !== "retracts" || claim.body.speaker !== claim.for) return [];
  return (claim.body.about ?? []).map(recordOf).filter((id) => madeFor(id) === claim.for);
}

/** The record a Claim purged, with the leaf hash it had, if it is a purge. */
export function purgedBy(
  claim: CaseRecord<"Claim">,
): { readonly id: string; readonly leaf: string } | undefined {
  const statement = claim.body.statement;
  if (statement?.predicate !== PREDICATES.purged) return undefined;
  return { id: statement.subject, leaf: statement.object };
}
