/** Claims, events, findings and premises as notes by the exporting party, with the extension. */
import type { ClaimView, EventView, FindingView, PremiseView, QuestionView } from "../../views/edition.ts";
import { visible } from "../text.ts";
import type { StixContext } from "./context.ts";
import type { StixObject } from "./objects.ts";

/**
 * Confidence for a grade of credibility, by the scale that STIX 2.1 prints for Admiralty credibility; 6 and "not
 * assessed" have none.
 */
const CREDIBILITY: Readonly<Record<string, number>> = { 1: 90, 2: 70, 3: 50, 4: 30, 5: 10 };

const words = (text: string | undefined): string | undefined =>
  text === undefined || text === "" ? undefined : visible(text);

/** The imported object that a Claim carries, if it is in the bundle. */
function importedFor(
  context: StixContext,
  claim: ClaimView,
  carried: ReadonlySet<string>,
): string | undefined {
  const id = context.records.carried(claim.ref)?.id;
  return id !== undefined && carried.has(id) ? id : undefined;
}

/** Does the edition say more about the Claim than that it was made? */
function isWeighed({ citedIn, grade, denial, answers, answeredBy }: ClaimView): boolean {
  const graded = grade.reliability !== "not assessed" || grade.credibility !== "not assessed";
  const tied = answers !== undefined || typeof answeredBy === "object";
  return citedIn.length > 0 || graded || tied || denial !== undefined;
}

/**
 * What stands for a Claim: its note, or the imported object that it carries, unless the edition says more about it.
 * @returns whether there is a note to write
 */
export function standForClaim(context: StixContext, claim: ClaimView, carried: ReadonlySet<string>): boolean {
  const imported = importedFor(context, claim, carried);
  const noted = imported === undefined || isWeighed(claim);
  context.stand(claim.ref, noted ? context.newId("note", claim.ref) : imported);
  return noted;
}

export function claimObject(
  context: StixContext,
  claim: ClaimView,
  carried: ReadonlySet<string>,
): StixObject {
  const imported = importedFor(context, claim, carried);
  const speaker = context.partyId(claim.speaker);
  const about = context.refs(claim.about);
  const answers = context.refs((claim.answers ?? []).map(({ ref }) => ref));
  const sources = context.refs(claim.places.map(({ source }) => source));
  return context.object({
    type: "note",
    ref: claim.ref,
    properties: {
      abstract: "Claim",
      content: visible(claim.text),
      confidence: CREDIBILITY[claim.grade.credibility],
      object_refs: [
        ...new Set([
          ...(imported === undefined ? [] : [imported]),
          speaker,
          ...about,
          ...answers,
          ...sources,
        ]),
      ],
    },
    extension: {
      kind: "claim",
      record: claim.ref,
      speaker_ref: speaker,
      polarity: claim.polarity,
      act: claim.act,
      reliability: claim.grade.reliability,
      credibility: claim.grade.credibility,
      quote: words(claim.quote),
      date: claim.date,
      denial:
        claim.denial === undefined || claim.denial === "not assessed"
          ? claim.denial
          : { if_true: claim.denial.ifTrue, if_false: claim.denial.ifFalse },
      about_refs: about,
      answers_refs: answers.length === 0 ? undefined : answers,
      places: context.places(claim.places),
    },
    own: ["content"],
  });
}

export function eventObject(context: StixContext, event: EventView): StixObject {
  return context.object({
    type: "note",
    ref: event.ref,
    properties: {
      abstract: "Event",
      content: `${event.start}${event.end === undefined ? "" : ` to ${event.end}`}: ${visible(event.title)}`,
      object_refs: context.refsOrReport(event.places.map(({ source }) => source)),
    },
    extension: {
      kind: "event",
      record: event.ref,
      event_kind: visible(event.kind),
      start: event.start,
      end: event.end,
      places: context.places(event.places),
    },
    own: ["content"],
  });
}

export function findingObject(context: StixContext, view: FindingView): StixObject {
  const { finding } = view;
  return context.object({
    type: "note",
    ref: view.ref,
    properties: {
      abstract: visible(finding.title),
      content: visible(finding.sentence),
      object_refs: context.refsOrReport(view.inputs.map(({ ref }) => ref)),
    },
    extension: {
      kind: "finding",
      record: view.ref,
      label: view.label,
      status: finding.status,
      detector: view.detector,
      version: visible(view.version),
      seed: view.seed,
      refuted_by: visible(finding.refutedBy),
      comparison: visible(finding.comparison),
      significance: finding.significance.map((test) => ({
        null_model: visible(test.null),
        log10p: test.log10p,
        correction: test.correction,
        tests: test.m,
        level: test.level,
      })),
      rows: { count: finding.rows.count, sha256: finding.rows.sha256 },
      input_sha256: [...new Set(view.inputs.map(({ sha256 }) => sha256))],
    },
    own: ["abstract", "content"],
  });
}

export function premiseObject(context: StixContext, premise: PremiseView): StixObject {
  return context.object({
    type: "note",
    ref: premise.ref,
    properties: {
      abstract: { assumption: "Assumption", gap: "Information gap", indicator: "Indicator" }[premise.kind],
      content: visible(premise.text),
      object_refs: context.refsOrReport(premise.about),
    },
    extension: { kind: "premise", record: premise.ref, premise_kind: premise.kind, due: premise.due },
    own: ["content"],
  });
}

export function questionObject(context: StixContext, question: QuestionView): StixObject {
  const record = context.records.get(question.ref);
  const about = record?.type === "Question" ? (record.body.about ?? []) : [];
  const hypotheses = question.hypotheses.map(({ ref, text }) => ({ hypothesis: ref, text: visible(text) }));
  return context.object({
    type: "note",
    ref: question.ref,
    properties: {
      abstract: "Question with its hypotheses",
      content: [visible(question.text), ...hypotheses.map(({ text }) => text)].join("\n"),
      object_refs: context.refsOrReport(about),
    },
    extension: {
      kind: "question",
      record: question.ref,
      label: question.label,
      exclusive: question.exclusive,
      exhaustive: question.exhaustive,
      hypotheses,
    },
    own: ["abstract", "content"],
  });
}
