/** The rules that no sentence shows: basis, counter-items, what “high” rests on, and rungs. They read views only. */
import type { ChainBreach } from "../../views/reasoning.ts";
import type { Ref } from "../../model/refs.ts";
import type { PositionView } from "../../views/basics.ts";
import type { JudgmentView } from "../../views/edition.ts";
import { chainBreaches } from "../chain.ts";
import { sayEnded } from "../stale.ts";
import type { StaleRecord } from "../stale.ts";
import { isReportedOnly } from "./context.ts";
import type { LintCode, LintHit, LintSeverity } from "./contract.ts";

export interface RecordHit {
  readonly ref: Ref;
  readonly hit: LintHit;
}

const about = (
  ref: Ref,
  code: LintCode,
  severity: LintSeverity,
  message: string,
  fix: string,
  text = "",
): RecordHit => ({
  ref,
  hit: { code, severity, start: 0, end: 0, text, message, fix },
});

/** A question of each stale basis. Its text is what ended the import: another end asks again. */
export function lintStale(stale: Iterable<StaleRecord>): RecordHit[] {
  return [...stale]
    .filter(({ kind }) => kind === "Basis")
    .map((one) =>
      about(
        one.ref,
        "LINT-STALE",
        "question",
        `It ${sayEnded(one)}.`,
        "Look at what it cites again: cite what holds now, withdraw it, or answer “no” if it holds as it is.",
        one.by,
      ),
    );
}

/** Hits about judgments and their own positions; judgments that are only reported have gaps instead. */
export function lintRecords(judgments: readonly JudgmentView[]): RecordHit[] {
  const breaches = new Map<Ref, ChainBreach[]>();
  for (const breach of chainBreaches(judgments))
    if (breach.stance === "own")
      breaches.set(breach.judgment, [...(breaches.get(breach.judgment) ?? []), breach]);
  return judgments
    .filter((judgment) => !isReportedOnly(judgment))
    .flatMap((judgment) => [
      ...basisHits(judgment),
      ...judgment.positions
        .filter(({ stance, confidence }) => stance === "own" && confidence === "high")
        .flatMap((position) => originHits(judgment, position)),
      ...bareRungHits(judgment),
      ...(breaches.get(judgment.ref) ?? []).map(breachHit),
    ]);
}

const FIXES = {
  rung: ["LINT-RUNG", "Cite basis of its own for the rung, or bring the two positions into line."],
  category: [
    "LINT-HIGH-CATEGORY",
    "Record the category of each item (aspect `iiaf`), cite items of another one, or hold a lower confidence.",
  ],
} as const;

function breachHit({ rule, position, text }: ChainBreach): RecordHit {
  const [code, fix] = FIXES[rule];
  return about(position, code, "refused", text, fix);
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

function originHits(judgment: JudgmentView, position: PositionView): RecordHit[] {
  if (judgment.for.origins >= 2) return [];
  const { name } = position.organisation;
  return [
    about(
      position.ref,
      "LINT-HIGH-ORIGIN",
      "advice",
      `High confidence of ${name} rests on ${judgment.for.origins === 0 ? "no origin that is known" : "one origin"}.`,
      "Record where the items derive from, cite an item of another origin, or hold a lower confidence.",
    ),
  ];
}

function bareRungHits({ ref, states, restsOn, for: pro }: JudgmentView): RecordHit[] {
  if (states.rung === undefined || restsOn.length > 0 || pro.entries.length > 0) return [];
  return [
    about(
      ref,
      "LINT-RUNG",
      "refused",
      "An attribution rung rests on nothing that is shown.",
      "Record what it rests on: `restsOn`, or a basis of its own.",
    ),
  ];
}
