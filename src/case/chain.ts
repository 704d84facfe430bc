/**
 * The attribution chain: judgments along `restsOn`, and the rule of invariant 4. A rung carries no higher likelihood than
 * what it rests on, unless something independent stands for it; "high confidence" needs basis in two IIAF categories
 * (Pamment, Smith 2022; the legal and ethical gate is none of the three).
 *
 * Cost: judgments times their depth. Likelihoods of one row are compared by term, then by number; terms of different rows
 * only where their bands do not overlap.
 */
import type { ChainBreach, ChainStep, ChainView } from "../views/reasoning.ts";
import type { Ref } from "../model/refs.ts";
import type { LikelihoodView, Named, PositionView } from "../views/basics.ts";
import type { JudgmentView } from "../views/edition.ts";
import { keptPer } from "./kept.ts";
import { likelihoodScales } from "../reading/words/scales.ts";

/** What a chain reads of a judgment. */
export type ChainJudgment = Pick<
  JudgmentView,
  "ref" | "states" | "restsOn" | "positions" | "for" | "categories"
>;

/** The chain under the judgments of `top`, each step before what it rests on. */
export function chainView(
  judgments: readonly ChainJudgment[],
  top: readonly Ref[],
  name: (ref: Ref) => Named,
): ChainView {
  const chain = new Chain(judgments);
  return {
    steps: chain.under(top).map((judgment): ChainStep => {
      const { ref, states, restsOn, positions } = judgment;
      return {
        judgment: name(ref),
        states: states.text,
        ...(states.rung === undefined ? {} : { rung: states.rung }),
        // What is above the line is named by the judgment itself.
        restsOn: restsOn.map((lower) => lower.ref).filter((lower) => lower !== ref),
        positions,
        categories: chain.categories(judgment),
        independentOrigins: chain.independentOrigins(judgment),
        breaches: chain.breaches(judgment),
      };
    }),
  };
}

/** Every breach of invariant 4 among these judgments. */
export function chainBreaches(judgments: readonly ChainJudgment[]): ChainBreach[] {
  const chain = new Chain(judgments);
  return judgments.flatMap((judgment) => chain.breaches(judgment));
}

class Chain {
  readonly #byRef: ReadonlyMap<Ref, ChainJudgment>;
  readonly #lower = keptPer((judgment: ChainJudgment) =>
    this.under([judgment.ref]).filter(({ ref }) => ref !== judgment.ref),
  );
  readonly #origins = keptPer((judgment: ChainJudgment): readonly Ref[] => {
    const below = new Set(this.#lower(judgment).flatMap((step) => this.#originsFor(step)));
    return [...new Set(this.#originsFor(judgment))].filter((origin) => !below.has(origin)).sort();
  });
  readonly #originsFor = keptPer(originsFor);
  readonly #categories = keptPer((judgment: ChainJudgment): readonly string[] =>
    [...new Set([judgment, ...this.#lower(judgment)].flatMap((step) => step.categories))].sort(),
  );

  constructor(judgments: readonly ChainJudgment[]) {
    this.#byRef = new Map(judgments.map((judgment) => [judgment.ref, judgment]));
  }

  /** In an order in which every judgment comes before those it rests on; a circle is walked once. */
  under(top: readonly Ref[]): ChainJudgment[] {
    const seen = new Set<Ref>();
    const done: ChainJudgment[] = [];
    const visit = (ref: Ref) => {
      const judgment = this.#byRef.get(ref);
      if (judgment === undefined || seen.has(ref)) return;
      seen.add(ref);
      for (const lower of judgment.restsOn.toReversed()) visit(lower.ref);
      done.push(judgment);
    };
    for (const ref of top.toReversed()) visit(ref);
    return done.toReversed();
  }

  categories(judgment: ChainJudgment): readonly string[] {
    return this.#categories(judgment);
  }

  independentOrigins(judgment: ChainJudgment): readonly Ref[] {
    return this.#origins(judgment);
  }

  breaches(judgment: ChainJudgment): ChainBreach[] {
    return judgment.positions.flatMap((position) =>
      [
        ...this.#tooHigh(judgment, position).map((text) => ({ rule: "rung" as const, text })),
        ...this.#tooNarrow(judgment, position).map((text) => ({ rule: "category" as const, text })),
      ].map(({ rule, text }) => ({
        code: "INV4" as const,
        rule,
        position: position.ref,
        judgment: judgment.ref,
        organisation: position.organisation,
        stance: position.stance,
        text,
      })),
    );
  }

  /** A rung above what it rests on. */
  #tooHigh(judgment: ChainJudgment, position: PositionView): string[] {
    if (judgment.states.rung === undefined || this.independentOrigins(judgment).length > 0) return [];
    return judgment.restsOn.flatMap(({ ref, label }) => {
      const below = this.#byRef
        .get(ref)
        ?.positions.filter(({ organisation }) => same(organisation, position));
      const lower = below?.find(({ stance }) => stance === position.stance) ?? below?.[0];
      if (lower === undefined || !isHigher(position.likelihood, lower.likelihood)) return [];
      return [
        `${position.organisation.initials} gives the rung a higher likelihood than ${label}, which it rests on, and nothing independent stands for it.`,
      ];
    });
  }

  #tooNarrow(judgment: ChainJudgment, position: PositionView): string[] {
    const categories = this.categories(judgment);
    if (position.confidence !== "high" || categories.length > 1) return [];
    const known = categories.length === 0 ? "none is recorded" : `it has one (${categories.join()})`;
    return [
      `${position.organisation.initials} holds it with high confidence, which needs basis in two IIAF categories; ${known}.`,
    ];
  }
}

const same = (organisation: PositionView["organisation"], position: PositionView) =>
  organisation.ref === position.organisation.ref;

/** Known origins of what stands for a judgment. */
export function originsFor(judgment: Pick<JudgmentView, "for">): Ref[] {
  return judgment.for.entries.flatMap(({ entry }) =>
    entry === "not public" || typeof entry.origins === "string" ? [] : entry.origins,
  );
}

/** Is one stated likelihood surely higher than another? What is not stated is not compared. */
export function isHigher(
  upper: LikelihoodView | "not stated",
  lower: LikelihoodView | "not stated",
): boolean {
  if (upper === "not stated" || lower === "not stated") return false;
  if (upper.percent !== undefined && lower.percent !== undefined) return upper.percent > lower.percent;
  if (upper.scale !== lower.scale) return upper.band[0] >= lower.band[1];
  const terms = likelihoodScales()
    .get(upper.scale)!
    .terms.toSorted((a, b) => a.band[0] - b.band[0])
    .map(({ term }) => term);
  return terms.indexOf(upper.term) > terms.indexOf(lower.term);
}
