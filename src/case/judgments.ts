/** Judgments as one reader sees them: wording, positions side by side, basis with origins, search effort. */
import type { CaseRecord } from "../model/records.ts";
import { partOf } from "../model/refs.ts";
import type { Ref } from "../model/refs.ts";
import type { BasisSide, BasisView, JudgmentView } from "../views/edition.ts";
import { evidenceLabels, evidenceView } from "./evidence.ts";
import { partyView } from "./parties.ts";
import type { CaseFold } from "./fold.ts";
import { categoriesFor, linchpinView } from "./linchpin.ts";
import { countOrigins } from "./origins.ts";
import { positionViews } from "./positions.ts";
import { standingAbout } from "./relations.ts";
import type { SourceIndex } from "./sources.ts";

/** In which company a judgment is seen: what numbers it and what it cites, and in which language. */
interface Company {
  readonly sources: SourceIndex;
  readonly language: string;
  /** J1, J2, … of the judgments that are shown. */
  readonly label: (judgment: Ref) => string | undefined;
  /** E1, E2, … of what they cite. */
  readonly evidence: (ref: Ref) => string | undefined;
}

/** Judgments in the order of an edition, with everything numbered by it. */
export function judgmentsInOrder(
  fold: CaseFold,
  order: readonly CaseRecord<"Judgment">[],
  given: Pick<Company, "sources" | "language">,
): JudgmentView[] {
  const labels = judgmentLabels(order);
  const evidence = evidenceLabels(fold, order);
  const company = {
    ...given,
    label: (ref: Ref) => labels.get(ref),
    evidence: (ref: Ref) => evidence.get(ref),
  };
  return order.map((judgment) => judgmentView(fold, judgment, company));
}

export const judgmentLabels = (order: readonly CaseRecord<"Judgment">[]): ReadonlyMap<Ref, string> =>
  new Map(order.map(({ id }, i) => [id, `J${i + 1}`]));

/** One of them. */
export const judgmentView = (
  fold: CaseFold,
  judgment: CaseRecord<"Judgment">,
  company: Company,
): JudgmentView => new Judgment(fold, company).view(judgment);

class Judgment {
  readonly #fold: CaseFold;
  readonly #company: Company;

  constructor(fold: CaseFold, company: Company) {
    this.#fold = fold;
    this.#company = company;
  }

  view(judgment: CaseRecord<"Judgment">): JudgmentView {
    const wording = standingAbout(this.#fold, "Wording", judgment.id).findLast(
      ({ body }) => body.language === this.#company.language,
    );
    const appraisals = standingAbout(this.#fold, "Appraisal", judgment.id);
    const searches = appraisals.flatMap(({ id, body }) =>
      body.aspect === "search effort" ? [{ ref: id, ...body.value }] : [],
    );
    const effects = appraisals.flatMap(({ id, body }) =>
      body.aspect === "effect" ? [{ ref: id, text: body.value }] : [],
    );
    const search = searches.at(-1);
    const standsFor = this.#side(judgment.id, "for");
    return {
      ref: judgment.id,
      label: this.#company.label(judgment.id)!,
      ...(wording === undefined
        ? {}
        : {
            wording: {
              ref: wording.id,
              text: wording.body.text,
              language: wording.body.language,
              places: this.#company.sources.places(wording.id, wording.body.from),
            },
          }),
      states: this.#states(judgment),
      restsOn: (judgment.body.restsOn ?? []).map((ref) => {
        const latest = this.#fold.latest(ref);
        const label = this.#company.label(latest);
        return label === undefined
          ? { ref: judgment.id, label: "a judgment not shown at this level" }
          : { ref: latest, label };
      }),
      positions: positionViews(this.#fold, this.#company.sources, judgment.id),
      for: standsFor,
      against: this.#side(judgment.id, "against"),
      context: this.#side(judgment.id, "context"),
      ...(search === undefined ? {} : { searchEffort: search }),
      categories: categoriesFor(this.#fold, standsFor),
      linchpin: linchpinView(this.#fold, judgment.body.states.hypothesis, standsFor),
      effects,
    };
  }

  /** What is above the line has no ref: the line ends at the judgment that names it. */
  #states({ id: judgment, body: { states } }: CaseRecord<"Judgment">): JudgmentView["states"] {
    const ref = states.hypothesis;
    const question = ref === undefined ? undefined : this.#fold.find("Question", ref);
    const hypothesis = question?.body.hypotheses.find(({ id }) => ref !== undefined && id === partOf(ref));
    if (!("rung" in states))
      return hypothesis === undefined
        ? { ref: judgment, text: "a hypothesis not shown at this level" }
        : { ref: states.hypothesis, text: hypothesis.text };
    const responsible = partyView(this.#fold, states.of, judgment);
    const text = hypothesis?.text ?? `${responsible.name}: ${states.rung}`;
    return {
      ref: hypothesis === undefined || ref === undefined ? responsible.ref : ref,
      text,
      rung: `${states.rung}, by ${responsible.name}`,
    };
  }

  #side(judgment: Ref, stands: BasisView["stands"]): BasisSide {
    const entries = standingAbout(this.#fold, "Basis", judgment)
      .filter(({ body }) => body.stands === stands)
      .flatMap((basis) => this.#entry(basis));
    const lineages = entries.flatMap(({ entry }) => (entry === "not public" ? [] : [entry.origins]));
    return { entries, ...countOrigins(lineages) };
  }

  #entry({ id, body }: CaseRecord<"Basis">): BasisView[] {
    const entry =
      body.entry === "not public"
        ? body.entry
        : evidenceView(this.#fold, this.#company.sources, body.entry, this.#company.evidence);
    // What the basis cites is above the line, or withdrawn: the entry is not part of this view.
    if (entry === undefined) return [];
    return [
      {
        ref: id,
        entry,
        stands: body.stands,
        ...(body.why === undefined ? {} : { why: body.why }),
        places: this.#company.sources.places(id, body.from),
      },
    ];
  }
}
