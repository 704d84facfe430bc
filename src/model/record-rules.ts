/**
 * What must hold of a record by what stands above it: references, the supersession rule, positions, codes. One text of each rule.
 * The log holds every record to them by all that it has; an admission holds a draft to them by what its writer may see.
 */
import { codingFaults } from "./coding-rules.ts";
import type { Above, Fault, Rule } from "./fault.ts";
import { listed } from "../words.ts";
import { compareTlp, noHigher } from "./marking.ts";
import { ACTS } from "./records.ts";
import type { CaseRecord, IssuedDraft } from "./records.ts";
import { partsOf, referencesOf, withdrawnBy } from "./references.ts";
import type { Reference } from "./references.ts";
import { partOf, recordOf, typeOfRef } from "./refs.ts";

/** Every rule that the record breaks. Its body fits its schema. */
export function faultsOf(record: CaseRecord | IssuedDraft, above: Above): Fault[] {
  return [
    ...referencesOf(record).flatMap((reference) => referenceFaults(record, reference, above)),
    ...supersessionFaults(record, above),
    ...(record.type === "Claim" ? claimFaults(record) : []),
    ...(record.type === "Position" ? positionFaults(record) : []),
    ...(record.type === "Coding" ? codingFaults(record, above) : []),
  ];
}

function referenceFaults(
  record: CaseRecord | IssuedDraft,
  { path, ref, types, part }: Reference,
  above: Above,
): Fault[] {
  const fault = (rule: Rule, why: string): Fault[] => [
    { rule, code: "REFERENCE", path: steps(path), message: `${ref} ${why}.` },
  ];
  const id = recordOf(ref);
  // A Party may stand for itself: the first record of a case does.
  if (id === record.id)
    return path === "for" && record.type === "Party"
      ? []
      : fault("reference: itself", "is the record itself");
  const target = above(id);
  if (target === undefined) return fault("reference: absent", "is not in the case");
  if (types.length > 0 && !types.includes(typeOfRef(ref)))
    return fault("reference: type", `is not of type ${types.join(" or ")}`);
  const named = partOf(ref);
  if (named === undefined)
    return part === "part" ? fault("reference: needs a part", "names no part, such as #h1") : [];
  if (part === "whole")
    return fault("reference: takes no part", "names a part where a whole record is meant");
  const there = target.record === undefined || partsOf(target.record).includes(named);
  return there ? [] : fault("reference: part absent", "names a part that is not there");
}

const steps = (path: string): (string | number)[] =>
  path.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step));

/** What supersedes, withdraws or re-marks is itself marked no higher than what it is about. */
function supersessionFaults(record: CaseRecord | IssuedDraft, above: Above): Fault[] {
  const fault = (rule: Rule, message: string): Fault => ({
    rule,
    code: "MARKING_RULE",
    path: ["marking"],
    message,
  });
  const targets: string[] = [];
  if (record.supersedes !== undefined) targets.push(record.supersedes);
  if (record.type === "Claim") targets.push(...withdrawnBy(record, (id) => above(id)?.record?.for));
  if (record.type === "Marking") targets.push(record.body.of);
  const faults = targets.flatMap((id) => {
    const old = above(id)?.marking;
    if (old === undefined || noHigher(record.marking, old)) return [];
    const groups = compareTlp(record.marking.tlp, old.tlp) === 0 ? " with groups" : "";
    return [
      fault(
        "marking: above what it replaces",
        `It is marked ${record.marking.tlp}${groups}, above ${id} (${old.tlp}), which it replaces.`,
      ),
    ];
  });
  if (record.type === "Marking" && !noHigher(record.marking, record.body.to))
    faults.push(
      fault(
        "marking: above what it sets",
        `A Marking that sets ${record.body.to.tlp} is itself marked ${record.marking.tlp}.`,
      ),
    );
  return faults;
}

/** The verb of a claim says what its polarity says, and more; a denial and a retraction have no other verb. */
function claimFaults({
  body: { act, polarity },
}: (CaseRecord | IssuedDraft) & { readonly type: "Claim" }): Fault[] {
  const acts: readonly string[] = ACTS[polarity];
  if (act === undefined || acts.includes(act)) return [];
  return [
    {
      rule: "claim: act of another polarity",
      code: "INVARIANT",
      path: ["body", "act"],
      message: `Who ${polarity} does not do so as one who ${act}.`,
      hint:
        acts.length === 0
          ? `Leave out \`act\`: \`${polarity}\` is the verb.`
          : `With \`${polarity}\` write ${listed(acts, "or")}, or leave it out.`,
    },
  ];
}

/** Own positions are taken by the organisation that writes and say what they hold; reported ones cite their report. */
function positionFaults(record: (CaseRecord | IssuedDraft) & { readonly type: "Position" }): Fault[] {
  const { stance, organisation, reportedIn, signature, likelihood, confidence, holds } = record.body;
  const fault = (rule: Rule, field: string, message: string): Fault => ({
    rule,
    code: "INVARIANT",
    path: ["body", field],
    message,
  });
  if (stance === "reported")
    return [
      ...(reportedIn === undefined
        ? [
            fault(
              "position: reported by nobody",
              "reportedIn",
              "A reported position has to name the Claim that reports it.",
            ),
          ]
        : []),
      ...(signature === undefined
        ? []
        : [fault("position: reported and signed", "signature", "A reported position is never signed.")]),
    ];
  const faults: Fault[] = [];
  if (organisation !== record.for)
    faults.push(
      fault(
        "position: of another organisation",
        "organisation",
        "An organisation takes its own position itself: `for` has to be it.",
      ),
    );
  if (reportedIn !== undefined)
    faults.push(
      fault(
        "position: own and reported",
        "reportedIn",
        "An own position is not reported: leave out `reportedIn`.",
      ),
    );
  const says = likelihood !== "not stated" && confidence !== "not stated";
  if (holds !== "abstains" && !says)
    faults.push(
      fault(
        "position: says nothing",
        likelihood === "not stated" ? "likelihood" : "confidence",
        "An own position states a likelihood term and a confidence level, or abstains.",
      ),
    );
  return faults;
}
