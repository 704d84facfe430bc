/**
 * What the instruments say to a question, as one reader sees it. A finding speaks to a question that is about it, whose hypothesis is
 * stated by a judgment that cites it, or that asks for what its instrument measures, in words which the instrument declares. It is
 * then held against every hypothesis, since an item that is compared with one alone tells none apart. Linear in findings times
 * hypotheses. Words are looked for in English.
 */
import type { Finding } from "../model/finding.ts";
import type { CaseRecord, EvidenceCategory } from "../model/records.ts";
import type { Ref } from "../model/refs.ts";
import { partOf, recordOf } from "../model/refs.ts";
import type { CombinedView, InstrumentView, ProposedCell, ProposedFinding } from "../views/combined.ts";
import type { FindingView, JudgmentView } from "../views/edition.ts";
import type { MatrixCell } from "../views/matrix.ts";
import { appraisalsAbout } from "./appraisals.ts";
import { findingViews } from "./evidence.ts";
import type { CaseFold } from "./fold.ts";
import { judgmentViews } from "./judgment-list.ts";
import { matrixView } from "./matrix.ts";
import { recordedBy } from "./named.ts";
import { sourcesOf } from "./sources.ts";

/** What an instrument says about itself. */
export interface Instrument {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly nulls: InstrumentView["nulls"];
  readonly speaks: { readonly category: EvidenceCategory; readonly to: readonly string[] };
}

/** What is asked, and what the case already says of it. */
interface Asked {
  readonly fold: CaseFold;
  readonly question: CaseRecord<"Question">;
  readonly hypotheses: readonly { readonly ref: Ref; readonly text: string }[];
  readonly cells: readonly MatrixCell[];
  readonly judgments: readonly JudgmentView[];
  readonly refused: ReadonlySet<string>;
}

/** @param refused ids of the proposals that the reader has refused */
export function combinedView(
  fold: CaseFold,
  question: CaseRecord<"Question">,
  instruments: readonly Instrument[],
  refused: ReadonlySet<string>,
): CombinedView {
  const matrix = matrixView(fold, question);
  const { hypotheses, cells } = matrix;
  const asked: Asked = { fold, question, hypotheses, cells, judgments: judgmentViews(fold), refused };
  const known = new Map(instruments.map((one) => [one.id, one]));
  const views = findingViews(fold, sourcesOf(fold)).filter(({ detector }) => known.has(detector));
  const told = views.map((view) => ({ view, reasons: reasonsOf(asked, view, known.get(view.detector)!) }));
  const speaking = instruments.flatMap((instrument): InstrumentView[] => {
    const findings = told.flatMap(({ view, reasons }) =>
      view.detector === instrument.id && typeof reasons !== "string"
        ? [proposed(asked, view, instrument, reasons)]
        : [],
    );
    if (findings.length === 0) return [];
    const { id: detector, title, question: asks, nulls, speaks } = instrument;
    return [{ detector, title, question: asks, category: speaks.category, nulls, findings }];
  });
  const all = speaking.flatMap(({ findings }) => findings.flatMap((finding) => finding.cells));
  const inState = (state: ProposedCell["state"]) => all.filter((one) => one.state === state).length;
  return {
    question: matrix.question,
    hypotheses,
    instruments: speaking,
    silent: told.flatMap(({ view: { ref, label, detector, finding }, reasons }) =>
      typeof reasons === "string" ? [{ ref, label, detector, title: finding.title, because: reasons }] : [],
    ),
    tally: {
      all: all.length,
      open: inState("open"),
      recorded: inState("recorded"),
      refused: inState("refused"),
    },
  };
}

/** Why a finding is held against the question, and against single hypotheses of it. */
interface Reasons {
  readonly question: string | undefined;
  readonly own: ReadonlyMap<Ref, string>;
}

const SAYS_NOTHING: Readonly<Partial<Record<Finding["status"], string>>> = {
  note: "It is a note: it describes, and claims nothing.",
  "not answerable": "The instrument could not answer.",
};

/** A sentence where nothing is proposed. */
function reasonsOf(asked: Asked, { ref, finding }: FindingView, instrument: Instrument): Reasons | string {
  const nothing = SAYS_NOTHING[finding.status];
  if (nothing !== undefined) return nothing;
  const { fold, question, hypotheses, judgments } = asked;
  const cited = judgments.filter((judgment) =>
    [judgment.for, judgment.against, judgment.context].some(({ entries }) =>
      entries.some(({ entry }) => entry !== "not public" && entry.ref === ref),
    ),
  );
  const own = new Map<Ref, string>();
  for (const { ref: hypothesis, text } of hypotheses) {
    const judgment = cited.find(({ states }) => states.ref === hypothesis);
    const word = wordIn(text, instrument.speaks.to);
    if (judgment !== undefined) own.set(hypothesis, `${judgment.label} states this, and cites the finding.`);
    else if (word !== undefined) own.set(hypothesis, `This hypothesis says “${word}”.`);
  }
  const about = question.body.about?.some((one) => fold.current(one) === ref) ?? false;
  const word = wordIn(question.body.text, instrument.speaks.to);
  const why = about
    ? "The question is about this finding."
    : word === undefined
      ? undefined
      : `The question says “${word}”.`;
  if (why === undefined && own.size === 0)
    return `Neither the question nor a hypothesis asks for what ${instrument.title.toLowerCase()} measures, in words that it knows.`;
  return { question: why, own };
}

/** The first word of a text that begins as one of these does. */
function wordIn(text: string, beginnings: readonly string[]): string | undefined {
  const found = beginnings.flatMap((one) => {
    const match = new RegExp(`(?<![\\p{L}\\p{N}])${one}[\\p{L}\\p{N}]*`, "iu").exec(text);
    return match === null ? [] : [match];
  });
  return found.sort((a, b) => a.index - b.index)[0]?.[0];
}

function proposed(
  asked: Asked,
  { ref, label, finding }: FindingView,
  { speaks }: Instrument,
  { question, own }: Reasons,
): ProposedFinding {
  const idOf = (part: string) => `${recordOf(ref)}.${finding.id}.${part}`;
  const { fold, hypotheses, cells, refused } = asked;
  const stateOf = (id: string, entries: readonly unknown[]): ProposedCell["state"] =>
    entries.length > 0 ? "recorded" : refused.has(id) ? "refused" : "open";
  const first = hypotheses.findIndex((one) => own.has(one.ref));
  const rival = `A rival of H${first + 1}: an item counts once it was compared with each hypothesis.`;
  const categories = appraisalsAbout(fold, "iiaf", ref).map((record) => ({
    ...recordedBy(fold, record),
    value: record.body.value,
  }));
  const category = idOf("iiaf");
  return {
    ref,
    label,
    title: finding.title,
    sentence: finding.sentence,
    status: finding.status,
    nulls: [...new Set(finding.significance.map((one) => one.null))],
    explanations: finding.explanations,
    refutedBy: finding.refutedBy,
    iiaf: {
      id: category,
      category: speaks.category,
      state: stateOf(category, categories),
      entries: categories,
    },
    cells: hypotheses.map(({ ref: hypothesis }): ProposedCell => {
      const entries =
        cells.find((cell) => cell.item === ref && cell.hypothesis === hypothesis)?.entries ?? [];
      const id = idOf(partOf(hypothesis)!);
      const because = own.get(hypothesis) ?? question ?? rival;
      return { id, hypothesis, because, state: stateOf(id, entries), entries };
    }),
  };
}
