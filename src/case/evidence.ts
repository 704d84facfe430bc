/** The evidence ledger: claims, events, findings and premises as one reader sees them, with grades and origins. */
import type { CaseRecord } from "../model/records.ts";
import { withdrawnBy } from "../model/references.ts";
import { partOf, recordOf } from "../model/refs.ts";
import type { Ref } from "../model/refs.ts";
import type { ClaimView, EventView, EvidenceView, FindingView, GradeView, PartyView } from "../model/view.ts";
import type { CaseFold } from "./fold.ts";
import { originsOf } from "./origins.ts";
import type { SourceIndex } from "./sources.ts";

const OWN_PREDICATE = /^plumbline:/;
const initialsOf = (name: string) =>
  name
    .split(/[\s-]+/)
    .map((word) => word[0] ?? "")
    .join("")
    .slice(0, 2)
    .toUpperCase();

/** A Party as `citing` names it; one above the line has no name, and the line ends at the record that names it. */
export function partyView(fold: CaseFold, ref: Ref, citing: Ref): PartyView {
  const party = fold.find("Party", fold.latest(recordOf(ref)));
  if (party === undefined)
    return { ref: citing, name: "a party not shown at this level", initials: "–", kind: "group" };
  const { name, initials, kind } = party.body;
  return { ref, name, initials: initials ?? initialsOf(name), kind };
}

/** Numbers what a view cites in order of first citation: E1, E2, … */
export class EvidenceIndex {
  readonly #fold: CaseFold;
  readonly #sources: SourceIndex;
  readonly #labels = new Map<Ref, string>();

  constructor(fold: CaseFold, sources: SourceIndex) {
    this.#fold = fold;
    this.#sources = sources;
  }

  /** What stands in the place of a cited item: a correction is cited with it, a withdrawn item is not there. */
  #current(ref: Ref): Ref | undefined {
    const part = partOf(ref);
    const latest = this.#fold.latest(recordOf(ref));
    const current = part === undefined ? latest : `${latest}#${part}`;
    return this.#fold.stands(latest) && this.#fold.resolves(current) ? current : undefined;
  }

  view(cited: Ref): EvidenceView | undefined {
    const ref = this.#current(cited);
    const record = ref === undefined ? undefined : this.#fold.get(recordOf(ref));
    if (ref === undefined || record === undefined) return undefined;
    const words = evidenceWords(this.#fold, this.#sources, record, ref);
    if (words === undefined) return undefined;
    let label = this.#labels.get(ref);
    if (label === undefined) {
      label = `E${this.#labels.size + 1}`;
      this.#labels.set(ref, label);
    }
    const premise = record.type === "Premise";
    const grade = premise ? NO_GRADE : gradeOf(this.#fold, record);
    return { ref, label, grade, origins: premise ? "not applicable" : originsOf(this.#fold, ref), ...words };
  }
}

/** A premise is nobody's observation: there is nothing to grade. */
const NO_GRADE: GradeView = { reliability: "not applicable", credibility: "not applicable" };

type Words = Omit<EvidenceView, "ref" | "label" | "grade" | "origins">;

function evidenceWords(
  fold: CaseFold,
  sources: SourceIndex,
  record: CaseRecord,
  ref: Ref,
): Words | undefined {
  switch (record.type) {
    case "Claim":
      return {
        kind: "Claim",
        text: record.body.proposition,
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
      return finding === undefined ? undefined : { kind: "Finding", text: finding.title, places };
    }
    default:
      return undefined;
  }
}

/** Reliability is of a source (speaker or artifact), credibility of the item; the latest standing Appraisal counts. */
export function gradeOf(fold: CaseFold, item: CaseRecord): GradeView {
  const sources = new Set<Ref>([item.id]);
  if (item.type === "Claim") sources.add(item.body.speaker);
  if (item.type === "Claim" || item.type === "Event" || item.type === "Premise")
    for (const span of item.body.from ?? []) sources.add(span.artifact);
  if (item.type === "Run") for (const input of item.body.inputs) sources.add(input.artifact);
  let reliability: string = "not assessed";
  let credibility: string = "not assessed";
  for (const { body } of fold.all("Appraisal")) {
    const of = recordOf(body.of);
    if (body.aspect === "reliability" && sources.has(of)) reliability = body.value;
    if (body.aspect === "credibility" && of === item.id) credibility = body.value;
  }
  return { reliability, credibility };
}

/** Claims that run the case itself (keys, purges, withdrawals) are in the log, not in the ledger. */
function isLedgerClaim(fold: CaseFold, claim: CaseRecord<"Claim">): boolean {
  if (OWN_PREDICATE.test(claim.body.statement?.predicate ?? "")) return false;
  return withdrawnBy(claim, (id) => fold.get(id)?.for).length === 0;
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
        text: claim.body.proposition,
        ...(claim.body.quote === undefined ? {} : { quote: claim.body.quote }),
        ...(claim.heldAt === undefined ? {} : { date: claim.heldAt }),
        about: claim.body.about ?? [],
        grade: gradeOf(fold, claim),
        ...(denial === undefined ? {} : { denial }),
        places: sources.places(claim.id, claim.body.from),
        citedIn: citedIn(claim.id),
      };
    });
}

/** How the latest standing Appraisal weighs a denial: would it be said if true, and if false? */
function denialOf(fold: CaseFold, claim: Ref): ClaimView["denial"] | undefined {
  let denial: ClaimView["denial"] | undefined;
  for (const { body } of fold.all("Appraisal"))
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

/** All findings of standing runs, F1, F2, … in order. */
export function findingViews(fold: CaseFold, sources: SourceIndex): FindingView[] {
  const found = fold.all("Run").flatMap((run) => run.body.findings.map((finding) => ({ run, finding })));
  return found.map(({ run, finding }, i) => {
    const output = run.body.output === undefined ? undefined : fold.find("Artifact", run.body.output);
    return {
      ref: `${run.id}#${finding.id}`,
      label: `F${i + 1}`,
      finding,
      detector: run.body.detector,
      version: run.body.version,
      parameters: run.body.parameters,
      counts: run.body.counts,
      seed: run.body.seed,
      at: run.at,
      inputs: run.body.inputs.map(({ artifact, sha256 }) => ({
        ref: artifact,
        sha256,
        label: sources.label(artifact),
      })),
      ...(output === undefined ? {} : { output: { ref: output.id, sha256: output.body.sha256 } }),
    };
  });
}
