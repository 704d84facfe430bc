/**
 * The matrix of a question: hypotheses in rows, items in columns, the cells of everyone who filled one, and the scores
 * of each organisation. Rows are hypotheses because that layout lowers confirmation bias and Heuer's does not
 * (Dhami et al. 2024, doi:10.1186/s41235-024-00560-y); docs/reasoning.md says what a score is not.
 */
import type {
  BayesView,
  CellEntry,
  CellValue,
  ItemWeight,
  LeaderChange,
  MatrixCell,
  MatrixView,
  ScoreTable,
} from "../views/matrix.ts";
import type { CaseRecord } from "../model/records.ts";
import { recordOf, typeOfRef } from "../model/refs.ts";
import type { Ref } from "../model/refs.ts";
import type { ClaimAnswers, PartyView } from "../views/basics.ts";
import { answersOf } from "./answers.ts";
import { appraisals, appraisalsAbout } from "./appraisals.ts";
import type { CaseFold } from "./fold.ts";
import { gradeOf } from "./grades.ts";
import { indexIn, keptInPart } from "./kept.ts";
import { named, recordedBy } from "./named.ts";
import { originsOf } from "./origins.ts";
import { grouped } from "./relations.ts";
import { probabilitiesView } from "./probabilities.ts";
import {
  diagnosticity,
  leaveOneOut,
  medianCell,
  posterior,
  scoreOf,
  SCORES,
  sharedOrigins,
} from "./scores.ts";
import type { ScoredItem } from "./scores.ts";
import { sourcesOf } from "./sources.ts";

/** The matrix of a standing question. */
export function matrixView(fold: CaseFold, question: CaseRecord<"Question">): MatrixView {
  const { hypotheses, items, cells, tables } = scoredOf(fold, question);
  return {
    question: named(fold, question.id),
    exclusive: question.body.exclusive,
    exhaustive: question.body.exhaustive,
    hypotheses: hypotheses.map((ref) => named(fold, ref)),
    items: items.map((ref) => ({
      ...named(fold, ref),
      grade: gradeOf(fold, ref),
      origins: typeOfRef(ref) === "Premise" ? "not applicable" : originsOf(fold, ref),
      ...answersOfItem(fold, ref),
    })),
    cells,
    tables,
    probabilities: probabilitiesView(fold, question, sourcesOf(fold)),
  };
}

function answersOfItem(fold: CaseFold, ref: Ref): ClaimAnswers {
  const claim = fold.find("Claim", ref);
  return claim === undefined ? {} : answersOf(fold, claim);
}

/** The scores of a standing question, of each organisation and of all together. */
export function scoreTables(fold: CaseFold, question: CaseRecord<"Question">): readonly ScoreTable[] {
  return scoredOf(fold, question).tables;
}

interface Scored {
  readonly hypotheses: readonly Ref[];
  readonly items: readonly Ref[];
  readonly cells: readonly MatrixCell[];
  readonly tables: readonly ScoreTable[];
}

/** Made once for the fold, since judgments and the screen of the question read it. */
const scoredOf = keptInPart(({ id }: CaseRecord<"Question">) => id, score);

function score(fold: CaseFold, question: CaseRecord<"Question">): Scored {
  const hypotheses = question.body.hypotheses.map(({ id }) => `${question.id}#${id}`);
  const entries = cellEntries(fold, hypotheses);
  const items = columns(fold, entries);
  const byCell = new Map<string, CellEntry[]>();
  for (const { item, hypothesis, entry } of entries) {
    const cell = `${item} ${hypothesis}`;
    byCell.set(cell, [...(byCell.get(cell) ?? []), entry]);
  }
  const cells = hypotheses.flatMap((hypothesis) =>
    items.map((item): MatrixCell => {
      const list = byCell.get(`${item} ${hypothesis}`) ?? [];
      return {
        item,
        hypothesis,
        entries: list,
        disagreement: new Set(list.map(({ value }) => value)).size > 1,
      };
    }),
  );
  const tables = new Tables(fold, question, hypotheses, items, cells).all();
  return { hypotheses, items, cells, tables };
}

interface PlacedEntry {
  readonly item: Ref;
  readonly hypothesis: Ref;
  readonly entry: CellEntry;
}

/** The latest entry of each person of each organisation for each cell, in order of their first entry. */
function cellEntries(fold: CaseFold, hypotheses: readonly Ref[]): PlacedEntry[] {
  return hypotheses.length === 0
    ? []
    : (entriesByQuestion(fold, recordOf(hypotheses[0]!)) ?? []).filter(({ hypothesis }) =>
        hypotheses.includes(hypothesis),
      );
}

/** Those of all questions, each read once. */
const entriesByQuestion = indexIn(
  (fold: CaseFold): ReadonlyMap<string, readonly PlacedEntry[]> =>
    grouped(allEntries(fold), ({ hypothesis }) => [recordOf(hypothesis)]),
  (a, b) =>
    a.length === b.length &&
    a.every(
      ({ item, hypothesis, entry }, i) =>
        item === b[i]!.item &&
        hypothesis === b[i]!.hypothesis &&
        entry.ref === b[i]!.entry.ref &&
        entry.organisation === b[i]!.entry.organisation,
    ),
);

function allEntries(fold: CaseFold): readonly PlacedEntry[] {
  const latest = new Map<string, PlacedEntry>();
  for (const record of appraisals(fold, "consistency")) {
    const item = fold.current(record.body.of);
    const hypothesis = record.body.against === undefined ? undefined : fold.current(record.body.against);
    if (item === undefined || hypothesis === undefined) continue;
    latest.set(`${item} ${hypothesis} ${fold.latest(record.for)} ${record.by}`, {
      item,
      hypothesis,
      entry: { ...recordedBy(fold, record), value: record.body.value },
    });
  }
  return [...latest.values()];
}

/** Items that anybody put into a cell, in order of arrival. */
function columns(fold: CaseFold, entries: readonly PlacedEntry[]): Ref[] {
  return [...new Set(entries.map(({ item }) => item))].sort(
    (a, b) => fold.place(recordOf(a)) - fold.place(recordOf(b)) || (a < b ? -1 : 1),
  );
}

const CREDIBILITY_WEIGHT: Readonly<Record<string, ItemWeight["credibility"]>> = {
  "1": "high",
  "2": "high",
  "3": "medium",
  "4": "low",
  "5": "low",
};
/** Exponents of √2. Without basis a factor is 1: such an item counts as in the unweighted score, and is named. */
const EXPONENT = { low: -1, medium: 0, high: 1, "no basis": 0 } as const;

class Tables {
  readonly #fold: CaseFold;
  readonly #question: CaseRecord<"Question">;
  readonly #hypotheses: readonly Ref[];
  readonly #items: readonly Ref[];
  readonly #cells: ReadonlyMap<string, readonly CellEntry[]>;

  constructor(
    fold: CaseFold,
    question: CaseRecord<"Question">,
    hypotheses: readonly Ref[],
    items: readonly Ref[],
    cells: readonly MatrixCell[],
  ) {
    this.#fold = fold;
    this.#question = question;
    this.#hypotheses = hypotheses;
    this.#items = items;
    this.#cells = new Map(cells.map((cell) => [`${cell.item} ${cell.hypothesis}`, cell.entries]));
  }

  /** One per organisation, and the joint one where there are several. */
  all(): ScoreTable[] {
    const organisations = new Map<Ref, PartyView>();
    for (const entries of this.#cells.values())
      for (const { organisation } of entries) organisations.set(organisation.ref, organisation);
    const own = [...organisations.values()].map((party) => this.#table(party));
    return own.length > 1 ? [...own, this.#table("joint")] : own;
  }

  /** The one value that all who filled a cell gave; several or none where they did not. */
  #values(item: Ref, hypothesis: Ref, of: ScoreTable["of"]): CellValue[] {
    const entries = this.#cells.get(`${item} ${hypothesis}`) ?? [];
    const own = of === "joint" ? entries : entries.filter(({ organisation }) => organisation.ref === of.ref);
    return [...new Set(own.map(({ value }) => value))];
  }

  #table(of: ScoreTable["of"]): ScoreTable {
    const cellsOf = (item: Ref) => this.#hypotheses.map((hypothesis) => this.#values(item, hypothesis, of));
    const filled = this.#items.map((item) => ({ item, values: cellsOf(item) }));
    const isContested = (values: readonly CellValue[][]) => values.some((list) => list.length > 1);
    const isComplete = (values: readonly CellValue[][]) => values.every((list) => list.length > 0);
    const counted = filled.filter(({ values }) => isComplete(values) && !isContested(values));
    const weights = counted.map(({ item }) => this.#weight(item, of));
    const scored = counted.map(({ item, values }, i): ScoredItem => ({
      cells: values.map(([value]) => value!),
      exponent: EXPONENT[weights[i]!.credibility] + EXPONENT[weights[i]!.relevance],
      origins: this.#origins(item),
    }));
    const items = counted.map(({ item }) => item);
    return {
      of,
      items,
      incomplete: filled.filter(({ values }) => !isComplete(values)).map(({ item }) => item),
      contested: filled.filter(({ values }) => isContested(values)).map(({ item }) => item),
      scores: SCORES.map((name) => {
        const { values, leaders } = scoreOf(name, scored, this.#hypotheses.length);
        return { name, values: this.#byHypothesis(values), leaders: this.#rows(leaders) };
      }),
      weights,
      diagnosticity: scored.map(({ cells }, i) => ({ item: items[i]!, value: diagnosticity(cells) })),
      changes: this.#changes(items, scored),
      bayes: this.#bayes(items, scored),
    };
  }

  #rows(indexes: readonly number[]): Ref[] {
    return indexes.map((row) => this.#hypotheses[row]!);
  }

  #byHypothesis(values: readonly number[]): { hypothesis: Ref; value: number }[] {
    return this.#hypotheses.map((hypothesis, row) => ({ hypothesis, value: values[row]! }));
  }

  #origins(item: Ref): readonly Ref[] {
    const origins = originsOf(this.#fold, item);
    return origins === "not recorded" ? [] : origins;
  }

  /** By the grades of this organisation, else by the latest of anybody. */
  #weight(item: Ref, of: ScoreTable["of"]): ItemWeight {
    const isOwn = (record: CaseRecord) => of !== "joint" && this.#fold.latest(record.for) === of.ref;
    const pick = <T extends CaseRecord>(list: readonly T[]) => list.findLast(isOwn) ?? list.at(-1);
    const credibility = pick(appraisalsAbout(this.#fold, "credibility", item))?.body.value;
    const relevance = pick(
      appraisalsAbout(this.#fold, "relevance", item).filter(({ body }) => this.#isForQuestion(body.against)),
    )?.body.value;
    const word = CREDIBILITY_WEIGHT[credibility ?? ""] ?? "no basis";
    const fit = relevance === undefined || relevance === "not assessed" ? "no basis" : relevance;
    return {
      item,
      credibility: word,
      relevance: fit,
      weight: Math.SQRT2 ** (EXPONENT[word] + EXPONENT[fit]),
    };
  }

  /** A relevance without a second object holds for every question. */
  #isForQuestion(against: Ref | undefined): boolean {
    return against === undefined || this.#fold.latest(recordOf(against)) === this.#question.id;
  }

  #changes(items: readonly Ref[], scored: readonly ScoredItem[]): LeaderChange[] {
    return leaveOneOut(scored, this.#hypotheses.length).map((change) => ({
      score: change.score,
      dropped: change.dropped,
      without: named(
        this.#fold,
        typeof change.without === "string" ? change.without : items[change.without]!,
      ),
      items: change.items.map((i) => items[i]!),
      before: this.#rows(change.before),
      after: this.#rows(change.after),
      change: change.change,
    }));
  }

  #bayes(items: readonly Ref[], scored: readonly ScoredItem[]): BayesView | "not applicable" {
    const { exclusive, exhaustive } = this.#question.body;
    if (!exclusive || !exhaustive) return "not applicable";
    const columnsOf = scored.map((column, i) => ({ ...column, item: items[i]! }));
    const withoutNA = columnsOf.filter(({ cells }) => !cells.includes("NA"));
    const usable = withoutNA.filter(({ origins }) => origins.length > 0);
    const entries = sharedOrigins(usable).map((members) => ({
      items: members.map((i) => usable[i]!.item),
      cells: this.#hypotheses.map((_, row) => medianCell(members.map((i) => usable[i]!.cells[row]!))),
    }));
    const values = posterior(
      entries.map(({ cells }) => cells),
      this.#hypotheses.length,
    );
    return {
      values: this.#byHypothesis(values),
      entries,
      leftOutForNA: columnsOf.filter(({ cells }) => cells.includes("NA")).map(({ item }) => item),
      leftOutForLineage: withoutNA.filter(({ origins }) => origins.length === 0).map(({ item }) => item),
    };
  }
}
