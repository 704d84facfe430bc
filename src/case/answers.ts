/**
 * Which claims answer which, as one reader sees it: who denies a claim, qualifies it, or accuses in turn. Both ends have to be
 * visible and to stand. "No answer found" is said of the records that this reader may see, and of no others.
 */
import type { CaseRecord } from "../model/records.ts";
import type { Ref } from "../model/refs.ts";
import type { ClaimAnswer, ClaimAnswers } from "../views/basics.ts";
import type { CaseFold } from "./fold.ts";
import { indexIn, keptInPart, sameList } from "./kept.ts";
import { nameOf } from "./names.ts";
import { partyView } from "./parties.ts";
import { isLedgerClaim, toldClaim } from "./told.ts";

type ClaimRecord = CaseRecord<"Claim">;

/** What a standing claim answers, and what answers it, each in order of arrival. */
export const answersOf = keptInPart(
  ({ id }: ClaimRecord) => id,
  (fold: CaseFold, claim): ClaimAnswers => {
    const answers = answered(fold, claim).map((first) =>
      answerView(fold, first, sayAnswered(fold, first, claim)),
    );
    const by = (answering(fold, claim.id) ?? []).map((answer) =>
      answerView(fold, answer, sayAnswer(fold, answer, claim)),
    );
    return {
      ...(answers.length === 0 ? {} : { answers }),
      ...(by.length > 0
        ? { answeredBy: by }
        : wantsAnswer(fold, claim)
          ? { answeredBy: "no answer found" }
          : {}),
    };
  },
);

/** The standing claims that a claim answers. */
function answered(fold: CaseFold, claim: ClaimRecord): readonly ClaimRecord[] {
  const refs = new Set((claim.body.answers ?? []).flatMap((ref) => fold.current(ref) ?? []));
  return [...refs].flatMap((ref) => fold.find("Claim", ref) ?? []).filter((one) => isLedgerClaim(fold, one));
}

/** The standing answers to each claim. */
const answering = indexIn((fold: CaseFold): ReadonlyMap<Ref, readonly ClaimRecord[]> => {
  const answers = new Map<Ref, ClaimRecord[]>();
  for (const answer of fold.all("Claim"))
    if (isLedgerClaim(fold, answer))
      for (const { id } of answered(fold, answer)) answers.set(id, [...(answers.get(id) ?? []), answer]);
  return answers;
}, sameList);

const accuses = ({ body: { act } }: ClaimRecord): boolean => act === "accuses" || act === "blames";

/**
 * Whether somebody could be expected to answer: it accuses or blames, or it says something against what another has said. Of every
 * other assertion silence would say nothing: most statements about others are facts and findings that nobody would answer.
 */
function wantsAnswer(fold: CaseFold, claim: ClaimRecord): boolean {
  const { polarity, act, speaker } = claim.body;
  if (polarity !== "asserts" || !isLedgerClaim(fold, claim)) return false;
  if (accuses(claim)) return true;
  const isAgainst = act === undefined || !AGREES.includes(act);
  return (
    isAgainst && answered(fold, claim).some(({ body }) => fold.latest(body.speaker) !== fold.latest(speaker))
  );
}

const AGREES: readonly string[] = ["confirms", "concedes"];

/** Whether an accusation answers another and is about the one who made it. */
function accusesBack(fold: CaseFold, answer: ClaimRecord, first: ClaimRecord): boolean {
  const accuser = fold.latest(first.body.speaker);
  const isOfAccuser = (answer.body.about ?? []).some((ref) => fold.latest(ref) === accuser);
  return accuses(answer) && accuses(first) && isOfAccuser;
}

const BY_ACT: Readonly<Partial<Record<string, string>>> = {
  confirms: "Confirmed",
  concedes: "Conceded",
  doubts: "Doubted",
};
const BY_POLARITY = {
  asserts: "Answered",
  denies: "Denied",
  qualifies: "Qualified",
  retracts: "Retracted",
} as const;

/** `Denied by the ministry, who says: “We know nothing of it.”`; without a quotation, the answer as it is told. */
function sayAnswer(fold: CaseFold, answer: ClaimRecord, claim: ClaimRecord): string {
  const { act, polarity, quote, speaker } = answer.body;
  const does = accusesBack(fold, answer, claim)
    ? "Accused in turn"
    : (BY_ACT[act ?? ""] ?? BY_POLARITY[polarity]);
  const lead = `${does} by ${partyView(fold, speaker, answer.id).name}`;
  return quote === undefined ? `${lead}. ${toldClaim(fold, answer)}` : `${lead}, who says: “${quote}”`;
}

/** `Answers what the desk said. The desk accuses (from “Notice”): The ministry ran the accounts.` */
function sayAnswered(fold: CaseFold, first: ClaimRecord, answer: ClaimRecord): string {
  const does = accusesBack(fold, answer, first) ? "Accuses in turn" : ANSWERS[answer.body.polarity];
  return `${does} what ${partyView(fold, first.body.speaker, first.id).name} said. ${toldClaim(fold, first)}`;
}

const ANSWERS = {
  asserts: "Answers",
  denies: "Denies",
  qualifies: "Qualifies",
  retracts: "Retracts",
} as const;

function answerView(fold: CaseFold, claim: ClaimRecord, says: string): ClaimAnswer {
  const { speaker, polarity, act } = claim.body;
  return {
    ref: claim.id,
    name: nameOf(fold, claim.id),
    speaker: partyView(fold, speaker, claim.id),
    polarity,
    ...(act === undefined ? {} : { act }),
    ...(claim.heldAt === undefined ? {} : { date: claim.heldAt }),
    says,
  };
}
