/**
 * What changed between two editions, in words: judgments added, dropped and reworded, terms and levels moved and by whom,
 * evidence that came in or went. Judgments are matched by the record they began as. Linear in the editions.
 */
import { z } from "zod";
import { recordOf } from "../model/refs.ts";
import type { Ref } from "../model/refs.ts";
import { refs } from "../views/basics.ts";
import type { PositionView } from "../views/basics.ts";
import type { BasisView, JudgmentView } from "../views/edition.ts";
import { list, shape, text, view } from "../views/plain.ts";
import { firstOf } from "./read.ts";
import type { PrintedView, ReadEdition } from "./read.ts";

const changeSchema = view("EditionChange", {
  /** What kind of change: `judgment`, `wording`, `position`, `basis`, `finding`, `source`, `premise`, `edition`. */
  what: text,
  /** Label of the judgment in the newer edition (in the older one if it was dropped). */
  judgment: text.exactOptional(),
  text,
  /** Records that made the change. */
  refs,
});
export type Change = z.infer<typeof changeSchema>;

const sideSchema = shape({ title: text, ceiling: text, asOf: text });
export const editionDiffSchema = view("EditionDiff", {
  from: sideSchema,
  to: sideSchema,
  changes: list(changeSchema),
});
export type EditionDiff = z.infer<typeof editionDiffSchema>;

/** All changes from the older edition to the newer. */
export function diffEditions(older: ReadEdition, newer: ReadEdition): EditionDiff {
  return {
    from: facts(older.view),
    to: facts(newer.view),
    changes: [
      ...frameChanges(older.view, newer.view),
      ...judgmentChanges(older, newer),
      ...listChanges(older, newer),
    ],
  };
}

const facts = ({ title, ceiling, asOf }: PrintedView) => ({ title, ceiling: ceiling.tlp, asOf });
const quoted = (text: string | undefined) => (text === undefined ? "no wording" : `“${text}”`);

function frameChanges(older: PrintedView, newer: PrintedView): Change[] {
  const changes: Change[] = [];
  const moved = (name: string, before: string, after: string) => {
    if (before !== after)
      changes.push({ what: "edition", text: `${name}: ${before} became ${after}.`, refs: [newer.ref] });
  };
  moved("Title", quoted(older.title), quoted(newer.title));
  moved("Ceiling", older.ceiling.tlp, newer.ceiling.tlp);
  moved("Notice", quoted(older.notice ?? "none"), quoted(newer.notice ?? "none"));
  return changes;
}

function judgmentChanges(older: ReadEdition, newer: ReadEdition): Change[] {
  const before = new Map(older.view.judgments.map((judgment) => [firstOf(older, judgment.ref), judgment]));
  const after = new Map(newer.view.judgments.map((judgment) => [firstOf(newer, judgment.ref), judgment]));
  const changes: Change[] = [];
  for (const [first, judgment] of after) {
    const old = before.get(first);
    if (old === undefined)
      changes.push({
        what: "judgment",
        judgment: judgment.label,
        text: `New: ${quoted(judgment.wording?.text)} ${judgment.positions.map((one) => `${stated(one)}.`).join(" ")}`.trim(),
        refs: [judgment.ref],
      });
    else changes.push(...judgmentChange(old, judgment, older, newer));
  }
  for (const [first, judgment] of before)
    if (!after.has(first))
      changes.push({
        what: "judgment",
        judgment: judgment.label,
        text: `Dropped (it was ${judgment.label}): ${quoted(judgment.wording?.text)}`,
        refs: [judgment.ref],
      });
  return changes;
}

function judgmentChange(
  old: JudgmentView,
  judgment: JudgmentView,
  older: ReadEdition,
  newer: ReadEdition,
): Change[] {
  const changes: Change[] = [];
  const add = (what: string, text: string, refs: readonly Ref[]) =>
    changes.push({ what, judgment: judgment.label, text, refs });
  if (old.wording?.text !== judgment.wording?.text)
    add(
      "wording",
      `Reworded${by(newer, judgment.wording?.ref)}: ${quoted(old.wording?.text)} became ${quoted(judgment.wording?.text)}`,
      judgment.wording === undefined ? [judgment.ref] : [judgment.wording.ref],
    );
  for (const position of judgment.positions) {
    const same = old.positions.find(
      ({ organisation, stance }) =>
        organisation.ref === position.organisation.ref && stance === position.stance,
    );
    if (same === undefined)
      add("position", `${stated(position)}${by(newer, position.ref)}: a new position.`, [position.ref]);
    else if (same.ref !== position.ref)
      for (const text of movedIn(same, position))
        add("position", `${position.organisation.name}: ${text}${by(newer, position.ref)}.`, [position.ref]);
  }
  for (const position of old.positions)
    if (
      !judgment.positions.some(
        ({ organisation, stance }) =>
          organisation.ref === position.organisation.ref && stance === position.stance,
      )
    )
      add("position", `${stated(position)}: this position is not there any more.`, [position.ref]);
  for (const side of ["for", "against", "context"] as const) {
    const [was, is] = [cited(old[side].entries, older), cited(judgment[side].entries, newer)];
    for (const [first, entry] of is)
      if (!was.has(first)) add("basis", `Came in, ${sideWord(side)}: ${entryText(entry)}`, [entry.ref]);
    for (const [first, entry] of was)
      if (!is.has(first)) add("basis", `Left, ${sideWord(side)}: ${entryText(entry)}`, [entry.ref]);
  }
  return changes;
}

const sideWord = (side: "for" | "against" | "context") => (side === "context" ? "as context" : side);

const term = ({ likelihood }: PositionView) => (likelihood === "not stated" ? likelihood : likelihood.term);

function stated(position: PositionView): string {
  const reported = position.stance === "reported" ? " (as reported)" : "";
  return `${position.organisation.name}${reported} ${position.holds}; likelihood: ${term(position)}; confidence: ${position.confidence}`;
}

/** What moved between two positions of one organisation; at least that it was taken anew. */
function movedIn(old: PositionView, position: PositionView): string[] {
  const moves: string[] = [];
  if (old.holds !== position.holds) moves.push(`${old.holds} became ${position.holds}`);
  if (term(old) !== term(position)) moves.push(`likelihood ${term(old)} became ${term(position)}`);
  const [was, is] = [old.likelihood, position.likelihood];
  if (was !== "not stated" && is !== "not stated" && was.term === is.term && was.percent !== is.percent)
    moves.push(`the number ${was.percent ?? "not given"} became ${is.percent ?? "not given"}`);
  if (old.confidence !== position.confidence)
    moves.push(`confidence ${old.confidence} became ${position.confidence}`);
  if ((old.why ?? "") !== (position.why ?? "")) moves.push("gives its reason in other words");
  return moves.length === 0 ? ["took the same position anew"] : moves;
}

/** ", by NAME for ORGANISATION" of the record that made the change. */
function by(edition: ReadEdition, ref: Ref | undefined): string {
  const record = ref === undefined ? undefined : edition.records.get(recordOf(ref));
  if (record === undefined) return "";
  const party = edition.records.get(record.for);
  const organisation = party?.type === "Party" ? ` for ${party.body.name}` : "";
  return `, by ${record.by}${organisation}`;
}

/** Entries by the record they began as; parts keep their part. */
function cited(entries: readonly BasisView[], edition: ReadEdition): Map<string, BasisView> {
  return new Map(
    entries.map((view) => {
      if (view.entry === "not public") return [`not public ${view.ref}`, view];
      const id = recordOf(view.entry.ref);
      return [`${firstOf(edition, id)}${view.entry.ref.slice(id.length)}`, view];
    }),
  );
}

const entryText = ({ entry }: BasisView) =>
  entry === "not public" ? "an item that is not public" : entry.text;

/** Findings, sources and premises that are in one edition only. */
function listChanges(older: ReadEdition, newer: ReadEdition): Change[] {
  const kinds = [
    [
      "finding",
      "Finding",
      (view: PrintedView) => view.findings.map(({ ref, finding }) => [ref, finding.title]),
    ],
    ["source", "Source", (view: PrintedView) => view.sources.map(({ ref, title }) => [ref, title])],
    ["premise", "Premise", (view: PrintedView) => view.premises.map(({ ref, text }) => [ref, text])],
  ] as const;
  return kinds.flatMap(([what, name, list]) => {
    const [was, is] = [
      new Map(list(older.view) as [Ref, string][]),
      new Map(list(newer.view) as [Ref, string][]),
    ];
    return [
      ...[...is]
        .filter(([ref]) => !was.has(ref))
        .map(([ref, text]) => ({ what, text: `${name} came in: ${text}`, refs: [ref] })),
      ...[...was]
        .filter(([ref]) => !is.has(ref))
        .map(([ref, text]) => ({ what, text: `${name} left: ${text}`, refs: [ref] })),
    ];
  });
}
