/** Judgments as one reader sees them: wording, positions side by side, basis with origins, search effort. */
import { DeclaredKeys, positionSignatureHolds } from "../model/position-signature.ts";
import type { Body, CaseRecord } from "../model/records.ts";
import { partOf, recordOf } from "../model/refs.ts";
import type { Ref } from "../model/refs.ts";
import type { BasisSide, BasisView, JudgmentView, LikelihoodView, PositionView } from "../model/view.ts";
import type { EvidenceIndex } from "./evidence.ts";
import { partyView } from "./evidence.ts";
import type { CaseFold } from "./fold.ts";
import { countOrigins } from "./origins.ts";
import { bandOf } from "./scales.ts";
import type { SourceIndex } from "./sources.ts";

export class JudgmentViews {
  readonly #fold: CaseFold;
  readonly #sources: SourceIndex;
  readonly #evidence: EvidenceIndex;
  readonly #labels: ReadonlyMap<Ref, string>;
  readonly #language: string;

  /** @param order judgments in the order of the edition, which numbers them J1, J2, … */
  constructor(
    fold: CaseFold,
    sources: SourceIndex,
    evidence: EvidenceIndex,
    order: readonly CaseRecord<"Judgment">[],
    language: string,
  ) {
    this.#fold = fold;
    this.#sources = sources;
    this.#evidence = evidence;
    this.#labels = new Map(order.map((judgment, i) => [judgment.id, `J${i + 1}`]));
    this.#language = language;
  }

  view(judgment: CaseRecord<"Judgment">): JudgmentView {
    const wording = this.#fold
      .all("Wording")
      .findLast(
        ({ body }) => this.#fold.latest(body.judgment) === judgment.id && body.language === this.#language,
      );
    const appraisals = this.#fold
      .all("Appraisal")
      .filter(({ body }) => this.#fold.latest(recordOf(body.of)) === judgment.id);
    const searches = appraisals.flatMap(({ id, body }) =>
      body.aspect === "search effort" ? [{ ref: id, ...body.value }] : [],
    );
    const effects = appraisals.flatMap(({ id, body }) =>
      body.aspect === "effect" ? [{ ref: id, text: body.value }] : [],
    );
    const search = searches.at(-1);
    return {
      ref: judgment.id,
      label: this.#labels.get(judgment.id)!,
      ...(wording === undefined
        ? {}
        : {
            wording: {
              ref: wording.id,
              text: wording.body.text,
              language: wording.body.language,
              places: this.#sources.places(wording.id, wording.body.from),
            },
          }),
      states: this.#states(judgment.body.states),
      restsOn: (judgment.body.restsOn ?? []).map((ref) => ({
        ref,
        label: this.#labels.get(this.#fold.latest(ref)) ?? "a judgment not shown at this level",
      })),
      positions: this.#positions(judgment.id),
      for: this.#side(judgment.id, "for"),
      against: this.#side(judgment.id, "against"),
      context: this.#side(judgment.id, "context"),
      ...(search === undefined ? {} : { searchEffort: search }),
      effects,
    };
  }

  #states(states: Body<"Judgment">["states"]): JudgmentView["states"] {
    const ref = states.hypothesis;
    const question = ref === undefined ? undefined : this.#fold.find("Question", ref);
    const hypothesis = question?.body.hypotheses.find(({ id }) => ref !== undefined && id === partOf(ref));
    if (!("rung" in states))
      return { ref: states.hypothesis, text: hypothesis?.text ?? "a hypothesis not shown at this level" };
    const responsible = partyView(this.#fold, states.of, states.of).name;
    const text = hypothesis?.text ?? `${responsible}: ${states.rung}`;
    return { ref: ref ?? states.of, text, rung: `${states.rung}, by ${responsible}` };
  }

  /** The latest standing position of each organisation, in order of first appearance. */
  #positions(judgment: Ref): PositionView[] {
    const latest = new Map<string, CaseRecord<"Position">>();
    for (const position of this.#fold.all("Position"))
      if (this.#fold.latest(position.body.judgment) === judgment)
        latest.set(`${position.body.organisation} ${position.body.stance}`, position);
    return [...latest.values()].map((position) => this.#position(position));
  }

  #position(position: CaseRecord<"Position">): PositionView {
    const { organisation, stance, holds, likelihood, confidence, why, reportedIn, signature } = position.body;
    const claim = reportedIn === undefined ? undefined : this.#fold.find("Claim", reportedIn);
    return {
      ref: position.id,
      organisation: partyView(this.#fold, organisation, position.id),
      stance,
      holds,
      likelihood: likelihood === "not stated" ? likelihood : likelihoodView(likelihood),
      confidence,
      ...(why === undefined ? {} : { why }),
      ...(reportedIn === undefined
        ? {}
        : { reportedIn: { ref: reportedIn, places: this.#sources.places(position.id, claim?.body.from) } }),
      ...(signature === undefined
        ? {}
        : {
            signed: {
              key: signature.key,
              holds: this.#signatureHolds(position),
            },
          }),
      at: position.at,
      ...(position.heldAt === undefined ? {} : { heldAt: position.heldAt }),
    };
  }

  /** Under a key that the records above the position declare, as far as this reader sees them. */
  #signatureHolds(position: CaseRecord<"Position">): boolean {
    const keys = new DeclaredKeys();
    for (const { record } of this.#fold.visible) {
      if (record.id === position.id) break;
      keys.add(record);
    }
    return keys.holds(position.for, position.body.signature?.key ?? "") && positionSignatureHolds(position);
  }

  #side(judgment: Ref, stands: BasisView["stands"]): BasisSide {
    const entries = this.#fold
      .all("Basis")
      .filter(({ body }) => this.#fold.latest(body.judgment) === judgment && body.stands === stands)
      .flatMap((basis) => this.#entry(basis));
    const lineages = entries.flatMap(({ entry }) => (entry === "not public" ? [] : [entry.origins]));
    return { entries, ...countOrigins(lineages) };
  }

  #entry({ id, body }: CaseRecord<"Basis">): BasisView[] {
    const entry = body.entry === "not public" ? body.entry : this.#evidence.view(body.entry);
    // What the basis cites is above the line, or withdrawn: the entry is not part of this view.
    if (entry === undefined) return [];
    return [
      {
        ref: id,
        entry,
        stands: body.stands,
        ...(body.why === undefined ? {} : { why: body.why }),
        places: this.#sources.places(id, body.from),
      },
    ];
  }
}

function likelihoodView(likelihood: Exclude<Body<"Position">["likelihood"], string>): LikelihoodView {
  const { scale, term, percent } = likelihood;
  const band = bandOf(scale, term, percent);
  return { scale, term, band, ...(percent === undefined ? {} : { percent }) };
}
