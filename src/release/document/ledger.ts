/** The ledgers: questions, events, claims and denials, sources, premises. */
import type { Ref } from "../../model/refs.ts";
import type { ClaimView, EventView, PremiseView, QuestionView, SourceView } from "../../views/edition.ts";
import { counted, date, number, period } from "../typography.ts";
import { listed, plural } from "../../words.ts";
import { visible } from "../text.ts";
import type { Context } from "./context.ts";
import { placeRefs, placeText, quoted } from "./context.ts";
import { answerSentences } from "./answers.ts";
import { gradeWord } from "./judgments.ts";
import type { ClaimPart, QuestionPart, Row, SourcePart } from "./types.ts";

export function questionPart(context: Context, question: QuestionView, heading?: string): QuestionPart {
  const { label, ref } = question;
  const exclusive = question.exclusive ? "exclude one another" : "do not exclude one another";
  const exhaustive = question.exhaustive
    ? "are declared to be all there are"
    : "are not declared to be all there are";
  const both = question.exclusive && question.exhaustive;
  return {
    label,
    ...(heading === undefined
      ? {}
      : { heading: context.say(`${label}.heading`, heading, [context.view.ref, ref]) }),
    text: context.say(`${label}.text`, question.text, [ref]),
    kind: context.say(
      `${label}.kind`,
      `${counted(question.hypotheses.length, "hypothesis", "hypotheses")}; they ${exclusive} and ${exhaustive}${both ? "" : ", so no probabilities are given over the set"}.`,
      [ref],
    ),
    hypotheses: question.hypotheses.map((hypothesis, i) =>
      context.row(
        `${label}.h${i + 1}`,
        [
          hypothesis.ref.slice(hypothesis.ref.indexOf("#") + 1),
          hypothesis.text,
          hypothesis.judgments.length === 0
            ? "no judgment states it"
            : `stated by ${listed(hypothesis.judgments)}`,
        ],
        [hypothesis.ref],
      ),
    ),
  };
}

export function eventRow(context: Context, event: EventView, i: number): Row {
  return context.row(
    `event${i + 1}`,
    [
      period(event.start, event.end),
      event.title,
      event.kind,
      lineage(context, event.origins),
      placesText(event.places),
    ],
    [event.ref, ...placeRefs(event.places)],
  );
}

function lineage(context: Context, origins: readonly Ref[] | "not recorded"): string {
  return context.origin({ origins });
}

function placesText(places: readonly Parameters<typeof placeText>[0][]): string {
  return places.length === 0 ? "no place recorded" : [...new Set(places.map(placeText))].join("; ");
}

const KINDS = {
  asserts: "Assertion",
  denies: "Denial",
  qualifies: "Qualification",
  retracts: "Retraction",
} as const;

export function claimPart(context: Context, claim: ClaimView, i: number): ClaimPart {
  const id = `claim${i + 1}`;
  const when = claim.date === undefined ? "" : `, ${date(claim.date)}`;
  const kind = claim.act === undefined ? KINDS[claim.polarity] : `${KINDS[claim.polarity]} (${claim.act})`;
  const cited =
    claim.citedIn.length === 0 ? "cited under no judgment" : `cited under ${listed(claim.citedIn)}`;
  const refs = [claim.ref, claim.speaker.ref, ...placeRefs(claim.places)];
  return {
    polarity: claim.polarity,
    label: context.say(`${id}.kind`, `${kind}${when}`, [claim.ref]),
    text: context.say(`${id}.text`, claim.text, [claim.ref, claim.speaker.ref]),
    ...(claim.quote === undefined ? {} : { quote: context.say(`${id}.quote`, quoted(claim.quote), refs) }),
    ...(claim.polarity === "denies"
      ? { denial: context.say(`${id}.denial`, denialText(claim), [claim.ref]) }
      : {}),
    answers: answerSentences(context, id, claim),
    row: context.row(
      `${id}.facts`,
      [
        `reliability ${gradeWord(claim.grade.reliability)}`,
        `credibility ${gradeWord(claim.grade.credibility)}`,
        placesText(claim.places),
        claim.document === undefined ? "" : `rests on ${claim.document} alone`,
        cited,
      ],
      refs,
    ),
  };
}

/** A denial weighed: how likely it would be said if true, and if false. Equal: it moves nothing. */
export function denialText(claim: Pick<ClaimView, "denial">): string {
  if (claim.denial === undefined || claim.denial === "not assessed")
    return "How far this denial was to be expected either way: not assessed.";
  const { ifTrue, ifFalse } = claim.denial;
  const given = `P(said given true) ${number(ifTrue)}, P(said given false) ${number(ifFalse)}`;
  if (ifTrue === ifFalse) return `${given}: expected either way, it moves nothing.`;
  if (ifTrue === 0 || ifFalse === 0) return `${given}.`;
  const [more, less] = ifTrue > ifFalse ? ["true", "false"] : ["false", "true"];
  const ratio = Math.max(ifTrue / ifFalse, ifFalse / ifTrue);
  return `${given}: ${number(Number(ratio.toPrecision(2)))} times as much to be expected given ${more} as given ${less}.`;
}

const PASSAGES: Readonly<Record<NonNullable<SourceView["passages"]>, string>> = {
  checked: "quotations checked against its bytes",
  "not held": "quotations not checked, because its bytes are not held",
  "not read yet": "quotations not checked, because this kind of file cannot be read yet",
};

/** How much of this edition a source carries alone: `3 claims, J1 and J2 rest on it alone`. */
function alone({ view }: Context, source: SourceView): string {
  const claims = view.claims.filter(({ document }) => document === source.label).length;
  const judgments = view.judgments.filter(({ linchpin }) => linchpin.document?.ref === source.ref);
  const what = [...(claims === 0 ? [] : [counted(claims, "claim")]), ...judgments.map(({ label }) => label)];
  const rest = plural(claims + judgments.length, "rests", "rest");
  return what.length === 0 ? "" : `${listed(what)} ${rest} on it alone`;
}

export function sourcePart(context: Context, source: SourceView): SourcePart {
  const facts = [
    alone(context, source),
    source.published === undefined ? "" : `published ${date(source.published)}`,
    source.capturedAt === undefined ? "" : `captured ${date(source.capturedAt)}`,
    source.capturedFrom === undefined ? "" : `from ${source.capturedFrom}`,
    source.mediaType ?? "",
    source.bytes === undefined ? "" : counted(source.bytes, "byte"),
    source.held ? "bytes held in the case" : "bytes not held",
    source.passages === undefined ? "" : PASSAGES[source.passages],
    source.carried === undefined ? "" : `carried in this edition as ${source.carried}`,
  ].filter((fact) => fact !== "");
  const row = context.row(
    `source.${source.label}`,
    [source.label, source.title, source.descriptor ?? "", facts.join("; "), `SHA-256 ${source.sha256}`],
    [source.ref],
  );
  return {
    row,
    label: visible(source.label),
    title: visible(source.title),
    facts: visible(facts.join("; ")),
    ...(source.descriptor === undefined ? {} : { descriptor: visible(source.descriptor) }),
    sha256: source.sha256,
  };
}

const PREMISE_TITLES: Readonly<Record<PremiseView["kind"], string>> = {
  assumption: "Assumptions",
  gap: "Information gaps",
  indicator: "Indicators to watch",
};

export function premiseGroups(context: Context): { readonly title: string; readonly rows: readonly Row[] }[] {
  return (["assumption", "gap", "indicator"] as const)
    .map((kind) => ({
      title: PREMISE_TITLES[kind],
      rows: context.view.premises
        .filter((premise) => premise.kind === kind)
        .map((premise, i) => premiseRow(context, premise, `${kind}${i + 1}`)),
    }))
    .filter((group) => group.rows.length > 0);
}

function premiseRow(context: Context, premise: PremiseView, id: string): Row {
  const labels = premise.about
    .map((ref) => context.judgmentLabel(ref))
    .filter((label) => label !== undefined);
  const due =
    premise.due === undefined
      ? premise.kind === "indicator"
        ? "no due date"
        : ""
      : `due ${date(premise.due)}`;
  return context.row(
    `premise.${id}`,
    [premise.text, due, labels.length === 0 ? "" : `about ${listed(labels)}`],
    [premise.ref],
  );
}
