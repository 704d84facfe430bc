/** The rules that no sentence shows: basis, counter-items, what “high” rests on, and rungs. They read views only. */
import type { Ref } from "../../model/refs.ts";
import type { JudgmentView, PositionView } from "../../model/view.ts";
import { isReportedOnly } from "./context.ts";
import type { LintCode, LintHit, LintSeverity } from "./contract.ts";

export interface RecordHit {
  readonly ref: Ref;
  readonly hit: LintHit;
}

/** IIAF categories under a judgment, as somebody appraised its items. The legal and ethical gate is none. */
export type CategoriesOf = (judgment: JudgmentView) => ReadonlySet<string>;

const about = (
  ref: Ref,
  code: LintCode,
  severity: LintSeverity,
  message: string,
  fix: string,
): RecordHit => ({
  ref,
  hit: { code, severity, start: 0, end: 0, text: "", message, fix },
});

/** Hits about judgments and their own positions; judgments that are only reported have gaps instead. */
export function lintRecords(judgments: readonly JudgmentView[], categoriesOf: CategoriesOf): RecordHit[] {
  return judgments
    .filter((judgment) => !isReportedOnly(judgment))
    .flatMap((judgment) => [
      ...basisHits(judgment),
      ...judgment.positions
        .filter(({ stance, confidence }) => stance === "own" && confidence === "high")
        .flatMap((position) => highHits(judgment, position, categoriesOf(judgment))),
      ...rungHits(judgment, judgments),
    ]);
}

function basisHits(judgment: JudgmentView): RecordHit[] {
  const sides = [judgment.for, judgment.against, judgment.context];
  const shown = sides.some(({ entries }) => entries.some(({ entry }) => entry !== "not public"));
  const hits: RecordHit[] = [];
  if (!shown)
    hits.push(
      about(
        judgment.ref,
        "LINT-BASIS",
        "refused",
        "No basis is shown.",
        "Record what it rests on: type `basis`.",
      ),
    );
  if (judgment.against.entries.length === 0 && judgment.searchEffort === undefined)
    hits.push(
      about(
        judgment.ref,
        "LINT-COUNTER",
        "refused",
        "Nothing against it is cited, and nobody recorded a search for it.",
        "Cite what stands against it, or record “none found” with how it was searched: aspect `search effort`.",
      ),
    );
  return hits;
}

function highHits(
  judgment: JudgmentView,
  position: PositionView,
  categories: ReadonlySet<string>,
): RecordHit[] {
  const { name } = position.organisation;
  const hits: RecordHit[] = [];
  if (categories.size < 2)
    hits.push(
      about(
        position.ref,
        "LINT-HIGH-CATEGORY",
        // The invariant is about attribution; elsewhere it is a good habit.
        judgment.states.rung === undefined ? "advice" : "refused",
        `High confidence of ${name} rests on ${categories.size === 0 ? "no IIAF category that is recorded" : `one IIAF category, ${[...categories].join("")}`}.`,
        "Record the category of each item (aspect `iiaf`), cite items of another one, or hold a lower confidence.",
      ),
    );
  if (judgment.for.origins < 2)
    hits.push(
      about(
        position.ref,
        "LINT-HIGH-ORIGIN",
        "advice",
        `High confidence of ${name} rests on ${judgment.for.origins === 0 ? "no origin that is known" : "one origin"}.`,
        "Record where the items derive from, cite an item of another origin, or hold a lower confidence.",
      ),
    );
  return hits;
}

const lowest = (position: PositionView) =>
  position.likelihood === "not stated" ? undefined : position.likelihood.band[0];

/** A rung is no likelier than the least likely judgment under it, for each organisation, unless it has an origin of its own. */
function rungHits(judgment: JudgmentView, all: readonly JudgmentView[]): RecordHit[] {
  if (judgment.states.rung === undefined) return [];
  const below = judgment.restsOn.flatMap(({ ref }) => all.find((other) => other.ref === ref) ?? []);
  if (judgment.restsOn.length === 0 && judgment.for.entries.length === 0)
    return [
      about(
        judgment.ref,
        "LINT-RUNG",
        "refused",
        "An attribution rung rests on nothing that is shown.",
        "Record what it rests on: `restsOn`, or a basis of its own.",
      ),
    ];
  if (hasOwnOrigin(judgment, below)) return [];
  return judgment.positions.flatMap((position) => {
    const held = lowest(position);
    if (position.stance !== "own" || held === undefined) return [];
    return below.flatMap((under) => {
      const same = under.positions.find(
        ({ stance, organisation }) => stance === "own" && organisation.ref === position.organisation.ref,
      );
      const limit = same === undefined ? undefined : lowest(same);
      if (limit === undefined || held <= limit) return [];
      return [
        about(
          position.ref,
          "LINT-RUNG",
          "refused",
          `${position.organisation.name} holds the rung likelier than ${under.label}, on which it rests.`,
          "Cite basis of its own for the rung, or bring the two positions into line.",
        ),
      ];
    });
  });
}

/** Does the rung cite a known origin that is not under the judgments it rests on? */
function hasOwnOrigin(judgment: JudgmentView, below: readonly JudgmentView[]): boolean {
  const origins = ({ for: side }: JudgmentView) =>
    side.entries.flatMap(({ entry }) =>
      entry === "not public" || typeof entry.origins === "string" ? [] : entry.origins,
    );
  const under = new Set(below.flatMap(origins));
  return origins(judgment).some((origin) => !under.has(origin));
}
