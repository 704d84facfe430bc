/**
 * The checklists before release: ICD 203's nine standards and FIAT's eighteen questions (`vocabularies/checklists.json`),
 * with what the edition's own records say about each. The log says what is there; a person answers.
 */
import { readFileSync } from "node:fs";
import { z } from "zod";
import type { ChecklistView, LogSays } from "../views/checklist.ts";
import type { EditionView, JudgmentView } from "../views/edition.ts";
import type { CaseFold } from "./fold.ts";

const itemSchema = z.object({
  id: z.string(),
  title: z.string(),
  asks: z.string(),
  reads: z.string().optional(),
});
const fileSchema = z.object({
  lists: z.array(z.object({ id: z.string(), title: z.string(), items: z.array(itemSchema) })),
});

let lists: z.infer<typeof fileSchema>["lists"] | undefined;

function checklists(): z.infer<typeof fileSchema>["lists"] {
  lists ??= fileSchema.parse(
    JSON.parse(readFileSync(new URL("../../vocabularies/checklists.json", import.meta.url), "utf8")),
  ).lists;
  return lists;
}

/** Both lists over what an edition prints. */
export function checklistViews(fold: CaseFold, view: EditionView): ChecklistView[] {
  const answers = new Map<string, ChecklistView["items"][number]["answer"]>();
  for (const { id, by, for: organisation, at, body } of fold.all("Appraisal"))
    if (body.aspect === "checklist")
      answers.set(`${body.value.list} ${body.value.item}`, {
        ref: id,
        value: body.value.answer,
        by,
        organisation,
        at,
        ...(body.why === undefined ? {} : { why: body.why }),
      });
  return checklists().map(({ id: list, title, items }) => ({
    list,
    title,
    items: items.map(({ id: item, title: heading, asks, reads }) => {
      const says = reads === undefined ? undefined : READERS[reads as keyof typeof READERS](view);
      return {
        item,
        title: heading,
        asks,
        answer: answers.get(`${list} ${item}`) ?? "not answered",
        logSays: says ?? "nothing",
      };
    }),
  }));
}

const cited = ({ for: pro, against, context }: JudgmentView) =>
  [...pro.entries, ...against.entries, ...context.entries].flatMap(({ entry }) =>
    entry === "not public" ? [] : [entry],
  );

const labels = (judgments: readonly JudgmentView[]) => judgments.map(({ label }) => label).join(", ");
const refs = (items: readonly { readonly ref: string }[]) => items.map(({ ref }) => ref);

/** "All 5 judgments …" or which of them do not. */
function every(
  view: EditionView,
  holds: (judgment: JudgmentView) => boolean,
  all: string,
  not: string,
): LogSays {
  const without = view.judgments.filter((judgment) => !holds(judgment));
  const { length } = view.judgments;
  return without.length === 0
    ? {
        points: length === 0 ? "open" : "yes",
        text: `${length} of ${length} judgments ${all}.`,
        refs: refs(view.judgments),
      }
    : { points: "no", text: `${labels(without)}: ${not}.`, refs: refs(without) };
}

const some = (items: readonly { readonly ref: string }[], text: string, none: string): LogSays =>
  items.length === 0
    ? { points: "no", text: none, refs: [] }
    : { points: "yes", text: `${items.length} ${text}.`, refs: refs(items) };

/** What the log can say, by the name that the list uses. */
const READERS = {
  grades: (view: EditionView): LogSays => {
    const items = new Map(
      view.judgments.flatMap((judgment) => cited(judgment)).map((entry) => [entry.ref, entry]),
    );
    const gradable = [...items.values()].filter(({ kind }) => kind !== "Premise");
    const open = gradable.filter(
      ({ grade }) => grade.reliability === "not assessed" || grade.credibility === "not assessed",
    );
    return {
      points: gradable.length > 0 && open.length === 0 ? "yes" : "no",
      text: `${gradable.length - open.length} of ${gradable.length} cited items have both grades.`,
      refs: refs(open),
    };
  },
  uncertainty: (view: EditionView): LogSays =>
    every(
      view,
      ({ positions }) =>
        positions.length > 0 &&
        positions.every(
          ({ holds, likelihood, confidence }) =>
            holds === "abstains" || (likelihood !== "not stated" && confidence !== "not stated"),
        ),
      "have a likelihood and a confidence from every organisation",
      "a likelihood or a confidence is not stated",
    ),
  assumptions: ({ premises }: EditionView): LogSays =>
    some(
      premises.filter(({ kind }) => kind === "assumption"),
      "assumptions are recorded apart from the evidence",
      "No assumption is recorded.",
    ),
  alternatives: ({ questions }: EditionView): LogSays => {
    const lone = questions.filter(({ hypotheses }) => hypotheses.length < 2);
    return questions.length > 0 && lone.length === 0
      ? {
          points: "yes",
          text: `${questions.length} questions, each with two hypotheses or more.`,
          refs: refs(questions),
        }
      : {
          points: "no",
          text: `${questions.length} questions; ${lone.length} with one hypothesis only.`,
          refs: refs(lone),
        };
  },
  basis: (view: EditionView): LogSays =>
    every(
      view,
      (judgment) =>
        cited(judgment).length > 0 &&
        (judgment.against.entries.length > 0 || judgment.searchEffort !== undefined),
      "have a basis, and something against them or a recorded search for it",
      "no basis, or nothing against it and no search",
    ),
  change: (): LogSays => ({
    points: "open",
    text: "Compare with the edition before: plumbline diff OLDER NEWER.",
    refs: [],
  }),
  indicators: ({ premises }: EditionView): LogSays =>
    some(
      premises.filter(({ kind, due }) => kind === "indicator" && due !== undefined),
      "indicators have a date by which they can be seen to come true or not",
      "No indicator with a date is recorded.",
    ),
  figures: ({ findings }: EditionView): LogSays =>
    some(
      findings,
      "findings, each with its file by hash and its parameters",
      "There is no finding, so no figure.",
    ),
  signed: (view: EditionView): LogSays => {
    const own = view.judgments.flatMap(({ positions }) => positions.filter(({ stance }) => stance === "own"));
    return some(
      own.filter(({ signed }) => signed?.holds === true),
      `of ${own.length} own positions are signed`,
      `None of ${own.length} own positions is signed.`,
    );
  },
  contrary: (view: EditionView): LogSays =>
    every(
      view,
      ({ against, searchEffort }) => against.entries.length > 0 || searchEffort !== undefined,
      "cite something against them, or a recorded search",
      "nothing against it is cited and no search is recorded",
    ),
  effect: (view: EditionView): LogSays =>
    some(
      view.judgments.flatMap(({ effects }) => effects),
      "statements on effect, “not assessed” included",
      "Effect is not mentioned.",
    ),
  findings: ({ findings }: EditionView): LogSays =>
    some(findings, "findings that lead to rows of a file", "No finding is in the edition."),
  held: ({ sources }: EditionView): LogSays => {
    const held = sources.filter((source) => source.held);
    return {
      points: "open",
      text: `${held.length} of ${sources.length} sources are held by hash; whether they are open to others is for you to say.`,
      refs: refs(sources),
    };
  },
  origins: (view: EditionView): LogSays =>
    every(
      view,
      (judgment) => judgment.for.origins >= 2,
      "rest on two known origins or more",
      "fewer than two known origins stand for it",
    ),
  rungs: (view: EditionView): LogSays => {
    const rungs = view.judgments.filter(({ states }) => states.rung !== undefined);
    if (rungs.length === 0)
      return { points: "open", text: "No judgment states an attribution rung.", refs: [] };
    const bare = rungs.filter(({ for: pro }) => pro.entries.length === 0);
    return {
      points: bare.length === 0 ? "yes" : "no",
      text: `${rungs.length - bare.length} of ${rungs.length} attribution rungs have a basis of their own.`,
      refs: refs(rungs),
    };
  },
  method: ({ findings }: EditionView): LogSays =>
    some(findings, "findings name detector, version, parameters and null model", "No method is shown."),
  limits: ({ premises, gaps }: EditionView): LogSays => {
    const open = premises.filter(({ kind }) => kind === "gap");
    return {
      points: open.length + gaps.length > 0 ? "yes" : "no",
      text: `${open.length} information gaps and ${gaps.length} gaps by invariant are printed.`,
      refs: refs(open),
    };
  },
  withheld: ({ withheld, parity }: EditionView): LogSays => ({
    points: withheld.length > 0 || parity !== undefined ? "yes" : "no",
    text: `${withheld.length} statements about what is left out; parity is ${parity === undefined ? "not attested" : `attested for ${parity.organisation.name}`}.`,
    refs: [...refs(withheld), ...(parity === undefined ? [] : [parity.ref])],
  }),
} as const satisfies Record<string, (view: EditionView) => LogSays>;
