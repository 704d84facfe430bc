/** Judgments: the sentence, who holds it, what it rests on, what speaks against it. */
import type { Ref } from "../../model/refs.ts";
import type {
  BasisSide,
  BasisView,
  ClaimView,
  EditionView,
  EvidenceView,
  GapView,
  JudgmentView,
} from "../../views/edition.ts";
import { counted, date, endStop } from "../typography.ts";
import { listed } from "../../words.ts";
import { visible } from "../text.ts";
import { answerNotes } from "./answers.ts";
import type { Context } from "./context.ts";
import { placeRefs, placeText } from "./context.ts";
import { plumbLine } from "./line.ts";
import { linchpinSentences } from "./linchpin.ts";
import { positionGroups, positionPart } from "./positions.ts";
import type { EvidencePart, JudgmentPart, Row, Sentence, SidePart } from "./types.ts";

export function judgmentPart(context: Context, judgment: JudgmentView, heading?: string): JudgmentPart {
  const { label } = judgment;
  const own = context.view.premises.filter((premise) => premise.about.includes(judgment.ref));
  const wording = judgmentWording(context, judgment);
  const sides = (["for", "against", "context"] as const)
    .filter((stands) => stands !== "context" || judgment.context.entries.length > 0)
    .map((stands) => side(context, judgment, stands));
  return {
    label,
    ref: judgment.ref,
    ...(heading === undefined
      ? {}
      : { heading: context.say(`${label}.heading`, heading, [context.view.ref, judgment.ref]) }),
    wording,
    language: judgment.wording?.language ?? context.view.language,
    tally: context.say(`${label}.tally`, tally(judgment), [judgment.ref, ...basisRefs(judgment)]),
    groups: positionGroups(context, label, judgment.positions),
    ...(judgment.positions.length > 0
      ? {}
      : {
          noPosition: context.say(`${label}.noPosition`, "No organisation has taken a position.", [
            judgment.ref,
          ]),
        }),
    positions: judgment.positions.map((position, i) =>
      positionPart(context, `${label}.position${i + 1}`, [position], true),
    ),
    states: statesSentences(context, judgment),
    sides,
    search: searchSentence(context, judgment),
    linchpin: linchpinSentences(context, judgment),
    effects: judgment.effects.map((effect, i) =>
      context.say(`${label}.effect${i + 1}`, effectText(effect.text), [effect.ref]),
    ),
    premises: own.map((premise, i) =>
      context.row(
        `${label}.premise${i + 1}`,
        [premise.kind, premise.text, premise.due === undefined ? "" : `due ${date(premise.due)}`],
        [premise.ref],
      ),
    ),
    gaps: gapsOf(context.view, judgment).map((gap, i) => gapRow(context, `${label}.gap${i + 1}`, gap)),
    line: plumbLine(context, judgment),
  };
}

function judgmentWording(context: Context, judgment: JudgmentView): Sentence {
  const { wording, states, label } = judgment;
  if (wording === undefined)
    return context.say(
      `${label}.wording`,
      `No wording at this marking. The judgment states: ${states.text}`,
      [judgment.ref, states.ref],
    );
  return context.say(`${label}.wording`, wording.text, [
    wording.ref,
    judgment.ref,
    ...placeRefs(wording.places),
  ]);
}

function basisRefs(judgment: JudgmentView): Ref[] {
  return [judgment.for, judgment.against, judgment.context].flatMap((part) =>
    part.entries.map((entry) => entry.ref),
  );
}

/** Items and distinct known origins over all sides: `9 items, 4 origins`. */
function tally(judgment: JudgmentView): string {
  const entries = [judgment.for, judgment.against, judgment.context].flatMap((part) => part.entries);
  const shown = entries.map((entry) => entry.entry).filter((entry) => entry !== "not public");
  const origins = new Set(shown.flatMap((entry) => (typeof entry.origins === "string" ? [] : entry.origins)));
  if (shown.length === 0) return entries.length === 0 ? "no basis shown" : "basis not public";
  return `${counted(shown.length, "item")}, ${counted(origins.size, "origin")}`;
}

function statesSentences(context: Context, judgment: JudgmentView): Sentence[] {
  const { label, states, restsOn } = judgment;
  const rung = states.rung === undefined ? "" : ` Attribution rung: ${states.rung}.`;
  const out = [
    context.say(`${label}.states`, `States: ${endStop(states.text)}${rung}`, [judgment.ref, states.ref]),
  ];
  if (restsOn.length > 0)
    out.push(
      context.say(`${label}.restsOn`, `It rests on ${listed(restsOn.map((lower) => lower.label))}.`, [
        judgment.ref,
        ...restsOn.map((lower) => lower.ref),
      ]),
    );
  return out;
}

function effectText(text: string): string {
  return text === "not assessed" ? "Effect: not assessed." : `Effect: ${endStop(text)}`;
}

function side(context: Context, judgment: JudgmentView, stands: SidePart["stands"]): SidePart {
  const from: BasisSide = judgment[stands];
  const refs = [judgment.ref, ...from.entries.map((entry) => entry.ref)];
  return {
    stands,
    tally: context.say(`${judgment.label}.${stands}`, sideTally(from), refs),
    entries: from.entries.map((entry, i) =>
      evidencePart(context, `${judgment.label}.${stands}${i + 1}`, entry),
    ),
  };
}

/** `4 items, 3 origins among the sources shown; 1 of unknown lineage` */
export function sideTally(from: BasisSide): string {
  const hidden = from.entries.filter((entry) => entry.entry === "not public").length;
  const shown = from.entries.length - hidden;
  if (from.entries.length === 0) return "none";
  if (shown === 0) return "basis not public";
  const unknown = from.unknownLineage === 0 ? "" : `; ${from.unknownLineage} of unknown lineage`;
  const covered = hidden === 0 ? "" : `; ${counted(hidden, "entry", "entries")} not public`;
  return `${counted(shown, "item")}, ${counted(from.origins, "origin")} among the sources shown${unknown}${covered}`;
}

function evidencePart(context: Context, id: string, basis: BasisView): EvidencePart {
  const { entry } = basis;
  if (entry === "not public") {
    const notes = noteList([basis.why, placesNote(basis.places)]);
    const row = context.row(id, ["not public", ...notes], [basis.ref, ...placeRefs(basis.places)]);
    return { row, label: "", text: "not public", notes, reliability: "", credibility: "" };
  }
  const origin = context.origin(entry);
  const claim = entry.kind === "Claim" ? context.view.claims.find(({ ref }) => ref === entry.ref) : undefined;
  const notes = noteList([
    [dated(entry), placesNote([...entry.places, ...basis.places]), origin]
      .filter((note) => note !== undefined && note !== "")
      .join("; "),
    denialNote(claim),
    ...(claim === undefined ? [] : answerNotes(claim)),
    basis.why,
  ]);
  const grades = [gradeWord(entry.grade.reliability), gradeWord(entry.grade.credibility)] as const;
  const row = context.row(
    id,
    [entry.label, entry.text, ...notes, ...gradeWords(grades)],
    [basis.ref, entry.ref, ...answerRefs(claim), ...placeRefs(entry.places), ...placeRefs(basis.places)],
  );
  return {
    row,
    label: entry.label,
    text: visible(entry.text),
    notes,
    reliability: grades[0],
    credibility: grades[1],
  };
}

const answerRefs = (claim: ClaimView | undefined): Ref[] =>
  typeof claim?.answeredBy === "object" ? claim.answeredBy.map(({ ref }) => ref) : [];

function noteList(notes: readonly (string | undefined)[]): string[] {
  return notes.filter((note) => note !== undefined && note !== "").map((note) => visible(note!));
}

/** What the row says of both grades; a premise has none. */
function gradeWords([reliability, credibility]: readonly [string, string]): string[] {
  return reliability === "not applicable" ? [] : [`reliability ${reliability}`, `credibility ${credibility}`];
}

export function gradeWord(grade: string): string {
  return grade === "" ? "not assessed" : grade;
}

function placesNote(places: BasisView["places"]): string | undefined {
  return places.length === 0 ? undefined : [...new Set(places.map(placeText))].join("; ");
}

/** What kind of item it is, where its words do not say so, and its date. */
function dated(entry: EvidenceView): string | undefined {
  if (entry.premise !== undefined) return entry.premise;
  const when = entry.date === undefined ? undefined : date(entry.date);
  if (entry.speaker !== undefined || when === undefined) return when;
  return `${entry.kind.toLowerCase()}, ${when}`;
}

/** A denial that is as much to be expected if true as if false moves nothing, and the row says so. */
function denialNote(claim: ClaimView | undefined): string | undefined {
  if (claim?.denial === undefined || claim.denial === "not assessed") return undefined;
  return claim.denial.ifTrue === claim.denial.ifFalse ? "expected either way: moves nothing" : undefined;
}

function searchSentence(context: Context, judgment: JudgmentView): Sentence {
  const { searchEffort: effort, label } = judgment;
  if (effort === undefined)
    return context.say(`${label}.search`, "How contrary items were searched for: not recorded.", [
      judgment.ref,
    ]);
  const found =
    effort.found === "none found"
      ? "Contrary items: none found; searched so"
      : "Contrary items were found; searched so";
  return context.say(`${label}.search`, `${found}: ${endStop(effort.searched)}`, [effort.ref]);
}

/** Gaps about the judgment itself, its positions, or its basis. */
function gapsOf(view: EditionView, judgment: JudgmentView): readonly GapView[] {
  const about = new Set<Ref>([
    judgment.ref,
    ...judgment.positions.map((position) => position.ref),
    ...basisRefs(judgment),
  ]);
  return view.gaps.filter((gap) => about.has(gap.about) || gap.label === judgment.label);
}

/** The gaps that no judgment of the edition prints. */
export function otherGaps(view: EditionView): readonly GapView[] {
  const printed = new Set(view.judgments.flatMap((judgment) => gapsOf(view, judgment)));
  return view.gaps.filter((gap) => !printed.has(gap));
}

export function gapRow(context: Context, id: string, gap: GapView): Row {
  return context.row(id, [gap.code, gap.label, gap.text], [gap.about]);
}
