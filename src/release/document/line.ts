/** The plumb line of a judgment: sentence, judgment, basis, finding or claim, rows or span, file and hash. */
import type { Ref } from "../../model/refs.ts";
import type { PlaceView } from "../../views/basics.ts";
import type { BasisView, EvidenceView, FindingView, JudgmentView, SourceView } from "../../views/edition.ts";
import { counted, endStop } from "../typography.ts";
import { listed } from "../../words.ts";
import type { Context } from "./context.ts";
import { placeText, quoted } from "./context.ts";
import type { LineStep } from "./types.ts";

/**
 * Steps from the sentence down. Every reference is printed as an address; what an entry rests on lies inside the
 * entry; the last steps are the files with their hashes.
 */
export function plumbLine(context: Context, judgment: JudgmentView): LineStep[] {
  const id = `${judgment.label}.line`;
  const step = (
    kind: LineStep["kind"],
    part: string,
    text: string,
    ref: Ref,
    more: Partial<LineStep> = {},
  ): LineStep => ({
    kind,
    sentence: context.say(`${id}.${part}`, text, [ref]),
    ref,
    steps: [],
    ...more,
  });
  const steps: LineStep[] = [];
  if (judgment.wording !== undefined)
    steps.push(
      step(
        "Sentence",
        "sentence",
        `The sentence above, in its wording of language ${judgment.wording.language}.`,
        judgment.wording.ref,
      ),
    );
  steps.push(step("Judgment", "judgment", judgment.states.text, judgment.ref));
  for (const stands of ["for", "against", "context"] as const)
    judgment[stands].entries.forEach((basis, i) =>
      steps.push(entryStep(context, `${id}.${stands}${i + 1}`, basis, stands)),
    );
  for (const source of bytesOf(context, judgment))
    steps.push(step("Bytes", source.label, sourceText(source), source.ref, { hash: source.sha256 }));
  return steps;
}

function entryStep(
  context: Context,
  id: string,
  basis: BasisView,
  stands: LineStep["stands"] & string,
): LineStep {
  const { entry } = basis;
  const text =
    entry === "not public"
      ? "Basis not public."
      : `${entry.label}, ${entry.kind.toLowerCase()}: ${entry.text}`;
  const steps = entry === "not public" ? [] : entrySteps(context, id, entry);
  basis.places.forEach((place, i) => steps.push(placeStep(context, `${id}.basis${i + 1}`, place)));
  const refs = entry === "not public" ? [basis.ref] : [basis.ref, entry.ref];
  return { kind: "Basis", sentence: context.say(id, text, refs), ref: basis.ref, stands, steps };
}

function entrySteps(context: Context, id: string, entry: EvidenceView): LineStep[] {
  const steps: LineStep[] = [];
  const kind = entry.speaker === undefined ? `${entry.premise ?? entry.kind}: ` : "";
  const quote = entry.quote === undefined ? "" : ` In the speaker’s words: ${endStop(quoted(entry.quote))}`;
  const grade =
    entry.premise === undefined
      ? ` Reliability ${entry.grade.reliability}, credibility ${entry.grade.credibility}; ${context.origin(entry)}.`
      : "";
  steps.push({
    kind: entry.kind,
    sentence: context.say(`${id}.entry`, `${kind}${endStop(entry.text)}${quote}${grade}`, [
      entry.ref,
      ...(entry.speaker ? [entry.speaker.ref] : []),
    ]),
    ref: entry.ref,
    steps: [],
  });
  entry.places.forEach((place, i) => steps.push(placeStep(context, `${id}.place${i + 1}`, place)));
  const finding =
    entry.kind === "Finding"
      ? context.view.findings.find((candidate) => candidate.ref === entry.ref)
      : undefined;
  if (finding !== undefined) steps.push(...findingSteps(context, id, finding));
  return steps;
}

function placeStep(context: Context, id: string, place: PlaceView): LineStep {
  const source = context.source(place.source);
  const text = source === undefined ? placeText(place) : `${placeText(place)}: ${source.title}.`;
  return {
    kind: "Place",
    sentence: context.say(id, text, [place.source]),
    ref: place.source,
    ...(source === undefined ? {} : { hash: source.sha256 }),
    steps: [],
  };
}

function findingSteps(context: Context, id: string, view: FindingView): LineStep[] {
  const { rows } = view.finding;
  const steps: LineStep[] = [
    {
      kind: "Rows",
      sentence: context.say(
        `${id}.rows`,
        `${counted(rows.count, "post")}; SHA-256 of the list of their rows:`,
        [view.ref],
      ),
      ref: view.ref,
      hash: rows.sha256,
      steps: [],
    },
  ];
  view.inputs.forEach((input, i) => {
    const name = input.label ?? "a file that this edition does not hold";
    const refs = context.holds(input.ref) ? [view.ref, input.ref] : [view.ref];
    steps.push({
      kind: "File",
      sentence: context.say(`${id}.input${i + 1}`, `Read from ${name}.`, refs),
      ref: context.holds(input.ref) ? input.ref : view.ref,
      hash: input.sha256,
      steps: [],
    });
  });
  return steps;
}

/** Distinct sources under a judgment, in the order of their first citation. */
function bytesOf(context: Context, judgment: JudgmentView): SourceView[] {
  const found = new Map<Ref, SourceView>();
  const add = (ref: Ref): void => {
    const source = context.source(ref);
    if (source !== undefined) found.set(source.ref, source);
  };
  for (const place of judgment.wording?.places ?? []) add(place.source);
  for (const basis of [judgment.for, judgment.against, judgment.context].flatMap((side) => side.entries)) {
    for (const place of [...(basis.entry === "not public" ? [] : basis.entry.places), ...basis.places])
      add(place.source);
    const entry = basis.entry;
    if (entry === "not public" || entry.kind !== "Finding") continue;
    for (const input of context.view.findings.find((finding) => finding.ref === entry.ref)?.inputs ?? [])
      add(input.ref);
  }
  return [...found.values()];
}

function sourceText(source: SourceView): string {
  const facts = [source.held ? "bytes held in the case" : "known by title and date; bytes not held"];
  if (source.sha256 === "not recorded") facts.push("SHA-256 not recorded");
  return `${source.label}: ${source.title}; ${listed(facts)}.`;
}
