/** Which single item or origin carries a judgment, in sentences. */
import type { Linchpin } from "../../views/matrix.ts";
import { recordOf } from "../../model/refs.ts";
import type { Ref } from "../../model/refs.ts";
import type { JudgmentView } from "../../views/edition.ts";
import { listed } from "../../words.ts";
import type { Context } from "./context.ts";
import type { Sentence } from "./types.ts";

/** What stands for it first, then the matrix; each sentence names the records that make it. */
export function linchpinSentences(context: Context, judgment: JudgmentView): Sentence[] {
  const id = `${judgment.label}.linchpin`;
  const { matrix, carriedBy, document } = judgment.linchpin;
  const texts: [string, readonly Ref[]][] = carriedBy.map(({ ref }) => [
    `Everything of known lineage that stands for it rests on ${context.origin({ origins: [ref] })}.`,
    [ref],
  ]);
  if (document !== undefined) texts.push([documentText(context, document.ref), [document.ref]]);
  if (matrix === "not recorded")
    texts.push(["No matrix of its question is shown, so that no single item could be left out of it.", []]);
  else if (matrix.length === 0)
    texts.push(["No single item or origin, left out of the matrix of its question, changes the leader.", []]);
  else texts.push(...matrix.map((linchpin) => changeText(context, linchpin)));
  return texts.map(([text, refs], i) =>
    context.say(`${id}${i + 1}`, text, [judgment.ref, ...refs.filter((ref) => context.holds(ref))]),
  );
}

function documentText(context: Context, document: Ref): string {
  const source = context.source(document);
  const which = source === undefined ? "that this edition does not show" : `${source.label}, ${source.title}`;
  return `Everything shown that stands for it is known through one document, ${which}.`;
}

function changeText(context: Context, linchpin: Linchpin): [string, readonly Ref[]] {
  const { of, scores, without, items, before, after } = linchpin;
  const whose = of === "joint" ? "the cells on which all agree" : `the cells of ${context.short(of)}`;
  const lead =
    after.length === 0
      ? `nothing is left to lead, and with it ${hypotheses(context, before)}`
      : `${hypotheses(context, after)} would lead instead of ${hypotheses(context, before)}`;
  return [
    `Without ${dropped(context, linchpin)}, ${lead}: ${listed(scores)}, ${whose}.`,
    [without.ref, ...items, ...before, ...after],
  ];
}

function dropped(context: Context, { dropped: kind, without }: Linchpin): string {
  if (kind === "origin") return `${context.origin({ origins: [without.ref] })} and all that rests on it`;
  return evidenceLabel(context, without.ref) ?? `“${without.text}”`;
}

/** Label of an item that some judgment of the edition cites. */
function evidenceLabel(context: Context, item: Ref): string | undefined {
  for (const judgment of context.view.judgments)
    for (const side of [judgment.for, judgment.against, judgment.context])
      for (const { entry } of side.entries)
        if (entry !== "not public" && entry.ref === item) return entry.label;
  return undefined;
}

function hypotheses(context: Context, refs: readonly Ref[]): string {
  return listed(
    refs.map((ref) => {
      const question = context.view.questions.find((candidate) => candidate.ref === recordOf(ref));
      const text = question?.hypotheses.find((hypothesis) => hypothesis.ref === ref)?.text ?? ref;
      return `“${text.replace(/[.]$/, "")}”`;
    }),
  );
}
