/** The evidence ledger: claims, events, findings and premises as one reader sees them, with grades and origins. */
import type { CaseRecord } from "../model/records.ts";
import { partOf, recordOf } from "../model/refs.ts";
import type { Ref } from "../model/refs.ts";
import type { GradeView } from "../views/basics.ts";
import type { ClaimView, EventView, EvidenceView, FindingView } from "../views/edition.ts";
import { answersOf } from "./answers.ts";
import { oneDocumentUnder } from "./documents.ts";
import type { CaseFold } from "./fold.ts";
import { namesByCounts } from "./finding-names.ts";
import { gradeOf } from "./grades.ts";
import { looksOf } from "./looks.ts";
import { originsOf } from "./origins.ts";
import { partyView } from "./parties.ts";
import { standingAbout } from "./relations.ts";
import { WITHHELD_SOURCE } from "./sources.ts";
import type { SourceIndex } from "./sources.ts";
import { isLedgerClaim, toldClaim } from "./told.ts";

/**
 * Numbers what judgments cite in order of first citation: E1, E2, …; for each judgment what stands for it, against it and as context.
 * What a view cannot show has no number.
 */
export function evidenceLabels(
  fold: CaseFold,
  judgments: readonly CaseRecord<"Judgment">[],
): ReadonlyMap<Ref, string> {
  const labels = new Map<Ref, string>();
  for (const { id } of judgments) {
    const basis = standingAbout(fold, "Basis", id);
    for (const side of BASIS_SIDES)
      for (const { body } of basis) {
        if (body.stands !== side || body.entry === "not public") continue;
        const ref = fold.current(body.entry);
        if (ref === undefined || labels.has(ref) || !isEvidence(fold, ref)) continue;
        labels.set(ref, `E${labels.size + 1}`);
      }
  }
  return labels;
}

/** In the order in which a view shows them. */
const BASIS_SIDES = ["for", "against", "context"] as const;

/** Whether a view has words for it: a premise counts, a whole run does not. */
function isEvidence(fold: CaseFold, ref: Ref): boolean {
  const record = fold.get(recordOf(ref));
  if (record?.type === "Run") return record.body.findings.some(({ id }) => id === partOf(ref));
  return record?.type === "Claim" || record?.type === "Event" || record?.type === "Premise";
}

/** What a judgment cites, as it stands now; undefined for what is above the line, withdrawn or no evidence. */
export function evidenceView(
  fold: CaseFold,
  sources: SourceIndex,
  cited: Ref,
  labelOf: (ref: Ref) => string | undefined,
): EvidenceView | undefined {
  const ref = fold.current(cited);
  const record = ref === undefined ? undefined : fold.get(recordOf(ref));
  const label = ref === undefined ? undefined : labelOf(ref);
  if (ref === undefined || record === undefined || label === undefined) return undefined;
  const words = evidenceWords(fold, sources, record, ref);
  if (words === undefined) return undefined;
  const premise = record.type === "Premise";
  const grade = premise ? NO_GRADE : gradeOf(fold, ref);
  return { ref, label, grade, origins: premise ? "not applicable" : originsOf(fold, ref), ...words };
}

/** A premise is nobody's observation: there is nothing to grade. */
const NO_GRADE: GradeView = { reliability: "not applicable", credibility: "not applicable" };

type Words = Omit<EvidenceView, "ref" | "label" | "grade" | "origins">;

export function evidenceWords(
  fold: CaseFold,
  sources: SourceIndex,
  record: CaseRecord,
  ref: Ref,
): Words | undefined {
  switch (record.type) {
    case "Claim":
      return {
        kind: "Claim",
        text: toldClaim(fold, record),
        ...(record.body.quote === undefined ? {} : { quote: record.body.quote }),
        speaker: partyView(fold, record.body.speaker, record.id),
        polarity: record.body.polarity,
        ...(record.heldAt === undefined ? {} : { date: record.heldAt }),
        places: sources.places(record.id, record.body.from),
      };
    case "Event":
      return {
        kind: "Event",
        text: record.body.title,
        date: record.body.start,
        places: sources.places(record.id, record.body.from),
      };
    case "Premise":
      return {
        kind: "Premise",
        premise: record.body.kind,
        text: record.body.text,
        places: sources.places(record.id, record.body.from),
      };
    case "Run": {
      const finding = record.body.findings.find(({ id }) => id === partOf(ref));
      const places = record.body.inputs.map(({ artifact }) => sources.place(ref, artifact, ""));
      if (finding === undefined) return undefined;
      return { kind: "Finding", text: namesByCounts(fold).get(ref) ?? finding.title, places };
    }
    default:
      return undefined;
  }
}

/** All standing claims, oldest statement first; `citedIn` gives the labels of the judgments that cite each. */
export function claimViews(
  fold: CaseFold,
  sources: SourceIndex,
  citedIn: (claim: Ref) => readonly string[],
): ClaimView[] {
  const dated = (claim: CaseRecord<"Claim">) => claim.heldAt ?? claim.at;
  return fold
    .all("Claim")
    .filter((claim) => isLedgerClaim(fold, claim))
    .sort((a, b) => (dated(a) < dated(b) ? -1 : dated(a) > dated(b) ? 1 : 0))
    .map((claim) => {
      const denial = denialOf(fold, claim.id);
      return {
        ref: claim.id,
        speaker: partyView(fold, claim.body.speaker, claim.id),
        polarity: claim.body.polarity,
        ...(claim.body.act === undefined ? {} : { act: claim.body.act }),
        text: toldClaim(fold, claim),
        ...(claim.body.quote === undefined ? {} : { quote: claim.body.quote }),
        ...(claim.heldAt === undefined ? {} : { date: claim.heldAt }),
        about: claim.body.about ?? [],
        grade: gradeOf(fold, claim.id),
        ...(denial === undefined ? {} : { denial }),
        ...answersOf(fold, claim),
        ...documentLabel(fold, sources, claim.id),
        places: sources.places(claim.id, claim.body.from),
        citedIn: citedIn(claim.id),
      };
    });
}

function documentLabel(fold: CaseFold, sources: SourceIndex, claim: Ref): Pick<ClaimView, "document"> {
  const document = oneDocumentUnder(fold, [claim]);
  const label = document === undefined ? WITHHELD_SOURCE : sources.label(document);
  return label === WITHHELD_SOURCE ? {} : { document: label };
}

/** How the latest standing Appraisal weighs a denial: would it be said if true, and if false? */
function denialOf(fold: CaseFold, claim: Ref): ClaimView["denial"] | undefined {
  let denial: ClaimView["denial"] | undefined;
  for (const { body } of standingAbout(fold, "Appraisal", fold.latest(claim)))
    if (body.aspect === "denial" && recordOf(body.of) === claim) denial = body.value;
  return denial;
}

/** All standing events in order of time. */
export function eventViews(fold: CaseFold, sources: SourceIndex): EventView[] {
  return fold
    .all("Event")
    .sort((a, b) => (a.body.start < b.body.start ? -1 : a.body.start > b.body.start ? 1 : 0))
    .map(({ id, body }) => ({
      ref: id,
      title: body.title,
      kind: body.kind,
      start: body.start,
      ...(body.end === undefined ? {} : { end: body.end }),
      places: sources.places(id, body.from),
      origins: originsOf(fold, id),
    }));
}

/** Findings of the runs that stand, in the order in which views number them. */
export const findingRefs = (fold: CaseFold): Ref[] =>
  fold.all("Run").flatMap(({ id, body }) => body.findings.map((finding) => `${id}#${finding.id}`));

/** All findings of standing runs, F1, F2, … in order. */
export function findingViews(fold: CaseFold, sources: SourceIndex): FindingView[] {
  const found = fold.all("Run").flatMap((run) => run.body.findings.map((finding) => ({ run, finding })));
  const names = namesByCounts(fold);
  return found.map(({ run, finding }, i) => {
    const output = run.body.output === undefined ? undefined : fold.find("Artifact", run.body.output);
    return {
      ref: `${run.id}#${finding.id}`,
      label: `F${i + 1}`,
      name: names.get(`${run.id}#${finding.id}`)!,
      finding,
      detector: run.body.detector,
      version: run.body.version,
      parameters: run.body.parameters,
      counts: run.body.counts,
      seed: run.body.seed,
      at: run.at,
      looks: looksOf(fold, run.id)!,
      inputs: run.body.inputs.map(({ artifact, sha256 }) => ({
        ref: artifact,
        sha256,
        label: sources.label(artifact),
      })),
      ...(output === undefined ? {} : { output: { ref: output.id, sha256: output.body.sha256 } }),
    };
  });
}
