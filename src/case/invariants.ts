/**
 * The invariants of the model that an edition is held to: refused where organisations of the case hold the judgment
 * themselves, printed as gaps with their code where positions are only reported.
 */
import type { GapView, JudgmentView } from "../views/edition.ts";
import { chainBreaches } from "./chain.ts";
import type { CaseFold } from "./fold.ts";
import type { Ref } from "../model/refs.ts";
import { answerTo } from "./lint/answers.ts";
import { isRead, isReportedOnly, textContext, whyContext, wordingContext } from "./lint/context.ts";
import type { LintContext } from "./lint/contract.ts";
import { lintText } from "./lint/text.ts";
import { partyView } from "./parties.ts";

export interface InvariantReport {
  /** Breaches that stop publication, each one line. */
  readonly refused: readonly { readonly code: string; readonly about: string; readonly text: string }[];
  readonly gaps: readonly GapView[];
}

/** A text that the authors wrote into an edition; `cites` names what stands today. */
export interface TextBlock {
  /** As a refusal names it: `text 2`. */
  readonly called: string;
  readonly text: string;
  readonly cites: readonly Ref[];
}

/** The edition that is checked: its fold, its draft, and the language of its texts; what is not English is not read. */
export interface Product {
  readonly fold: CaseFold;
  readonly draft: Ref;
  readonly language: string;
}

/**
 * Holds every judgment of an edition, and the edition's own text, to the invariants.
 * @param texts text blocks in order
 */
export function checkInvariants(
  judgments: readonly JudgmentView[],
  texts: readonly TextBlock[],
  { fold, draft, language }: Product,
): InvariantReport {
  const refused: { code: string; about: string; text: string }[] = [];
  const gaps: GapView[] = [];
  for (const judgment of judgments) {
    const own = !isReportedOnly(judgment);
    const breach = (code: string, text: string) => {
      if (own) refused.push({ code, about: judgment.label, text });
      else gaps.push({ code, about: judgment.ref, label: judgment.label, text });
    };
    checkBasis(judgment, breach);
    if (judgment.wording === undefined)
      breach("INV8", "No wording of this judgment is visible at this level.");
    for (const read of languageBreaches(fold, judgment, judgments))
      if (read.answer === undefined) breach("INV2", read.text);
      else gaps.push({ code: "INV2", about: read.answer, label: judgment.label, text: read.text });
    if (judgment.positions.length === 0) breach("INV6", "No organisation has taken a position on it.");
    gaps.push(...reportedGaps(judgment));
  }
  for (const { code, judgment: about, stance, text } of chainBreaches(judgments)) {
    const { label } = judgments.find(({ ref }) => ref === about)!;
    if (stance === "own") refused.push({ code, about: label, text });
    else gaps.push({ code, about, label, text });
  }
  if (isRead(language))
    for (const { called, text, cites } of texts) {
      const cited = judgments.filter(({ ref }) => cites.includes(ref));
      for (const read of refusedBy(fold, draft, text, textContext(cited, judgments)))
        if (read.answer === undefined) refused.push({ code: "INV2", about: called, text: read.text });
        else gaps.push({ code: "INV2", about: read.answer, label: called, text: read.text });
    }
  return { refused, gaps };
}

/** A refusal of the lint in words, with the Appraisal that answers it and its reason, where there is one. */
interface Read {
  readonly text: string;
  readonly answer?: Ref;
}

/** What the language lint refuses in the wording and in the reasons of own positions. */
function languageBreaches(fold: CaseFold, judgment: JudgmentView, product: readonly JudgmentView[]): Read[] {
  const { wording } = judgment;
  const inside = (where: string, found: readonly Read[]) =>
    found.map((read) => ({ ...read, text: `In ${where}, ${read.text}` }));
  const words =
    wording === undefined || !isRead(wording.language)
      ? []
      : refusedBy(fold, wording.ref, wording.text, wordingContext(judgment, product));
  const reasons = judgment.positions.flatMap((position) =>
    position.stance === "reported" || position.why === undefined
      ? []
      : inside(
          `the reasons of ${position.organisation.name}`,
          refusedBy(fold, position.ref, position.why, whyContext(judgment, product, position)),
        ),
  );
  return [...inside("the wording", words), ...reasons];
}

function refusedBy(fold: CaseFold, ref: Ref, text: string, context: LintContext): Read[] {
  return lintText(text, context)
    .filter(({ severity }) => severity === "refused")
    .map((hit) => {
      const line = `${hit.code}: ${hit.message}`;
      const answer = answerTo(fold, ref, hit);
      if (answer === undefined) return { text: line };
      const { name } = partyView(fold, answer.for, answer.id);
      return { text: `${line} It stands, by ${name}: ${answer.body.why!}`, answer: answer.id };
    });
}

function checkBasis(judgment: JudgmentView, breach: (code: string, text: string) => void): void {
  const cited = [...judgment.for.entries, ...judgment.against.entries, ...judgment.context.entries];
  if (!cited.some(({ entry }) => entry !== "not public")) breach("INV1", "No basis is shown.");
  if (judgment.against.entries.length === 0 && judgment.searchEffort === undefined)
    breach("INV1", "Nothing against it is cited, and nobody recorded a search for it.");
  if (
    judgment.states.rung !== undefined &&
    judgment.restsOn.length === 0 &&
    judgment.for.entries.length === 0
  )
    breach("INV4", "An attribution rung rests on nothing that is shown.");
}

/** What a reported position leaves open, as values that are printed. */
function reportedGaps(judgment: JudgmentView): GapView[] {
  const reported = judgment.positions.filter((position) => position.stance === "reported");
  if (reported.length === 0) return [];
  const gap = (code: string, text: string): GapView => ({
    code,
    about: judgment.ref,
    label: judgment.label,
    text,
  });
  const names = (list: typeof reported) => list.map((position) => position.organisation.initials).join(", ");
  const gaps: GapView[] = [];
  const unstated = reported.filter((position) => position.likelihood === "not stated");
  if (unstated.length > 0) gaps.push(gap("NOT-STATED", `Likelihood is not stated by ${names(unstated)}.`));
  const unsure = reported.filter((position) => position.confidence === "not stated");
  if (unsure.length > 0) gaps.push(gap("NOT-STATED", `Confidence is not stated by ${names(unsure)}.`));
  const hidden = [...judgment.for.entries, ...judgment.context.entries].some(
    ({ entry }) => entry === "not public",
  );
  if (hidden) gaps.push(gap("NOT-PUBLIC", "The basis, or part of it, is not public."));
  return gaps;
}
