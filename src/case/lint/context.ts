/** What the lint has to know about a text of a case: the same for `lint`, for `publish` and for a page. */
import type { PositionView } from "../../views/basics.ts";
import type { BasisView, JudgmentView } from "../../views/edition.ts";
import { keptPer } from "../kept.ts";
import type { LintContext, LintPosition } from "./contract.ts";

/** Is the language one that the lint reads? */
export function isRead(language: string): boolean {
  return /^en(?:-|$)/.test(language);
}

const isOwn = ({ stance }: PositionView) => stance === "own";

/** Only what others are reported to hold may have gaps; a judgment of nobody is held to the rules like one's own. */
export function isReportedOnly({ positions }: JudgmentView): boolean {
  return positions.length > 0 && !positions.some(isOwn);
}

const likelihoodOf = ({ likelihood }: PositionView): LintPosition[] =>
  likelihood === "not stated" ? [] : [{ scale: likelihood.scale, term: likelihood.term }];

/** Likelihoods that a wording has to agree with: of those who join, else of all who state one. */
function heldLikelihoods(judgments: readonly JudgmentView[]): LintPosition[] {
  const own = judgments.flatMap(({ positions }) => positions.filter(isOwn));
  const joined = own
    .filter(({ holds }) => holds === "joins" || holds === "joins with comment")
    .flatMap(likelihoodOf);
  return joined.length > 0 ? joined : own.flatMap(likelihoodOf);
}

const scalesOf = (positions: readonly LintPosition[]) => [...new Set(positions.map(({ scale }) => scale))];

/** Scales that are declared by positions: of these judgments, else of the product; own ones before reported ones. */
function declaredScales(judgments: readonly JudgmentView[], product: readonly JudgmentView[]): string[] {
  const own = statedScales(judgments);
  return own.length > 0 ? own : productScales(product);
}

function statedScales(judgments: readonly JudgmentView[]): string[] {
  const positions = judgments.flatMap((judgment) => judgment.positions);
  const own = scalesOf(positions.filter(isOwn).flatMap(likelihoodOf));
  return own.length > 0 ? own : scalesOf(positions.flatMap(likelihoodOf));
}

const productScales = keptPer(statedScales);

function effectOf(judgments: readonly JudgmentView[]): Pick<LintContext, "effect"> {
  const effects = judgments.flatMap((judgment) => judgment.effects.map(({ text }) => text));
  if (effects.length === 0) return {};
  return { effect: effects.every((text) => text === "not assessed") ? "not assessed" : "assessed" };
}

/** The same for every text of the product. */
const ownNames = keptPer((product: readonly JudgmentView[]): readonly string[] => {
  const own = product.flatMap(({ positions }) => positions.filter(isOwn));
  return [...new Set(own.flatMap(({ organisation }) => [organisation.name, organisation.initials]))];
});

/** Words of the claims under a judgment and of the positions that others are reported to hold. */
function sourceWords({ positions, ...judgment }: JudgmentView): string[] {
  const claims = judgment.for.entries.flatMap(({ entry }: BasisView) =>
    entry === "not public" || entry.kind !== "Claim" ? [] : [`${entry.text} ${entry.quote ?? ""}`],
  );
  const reported = positions
    .filter((held) => !isOwn(held))
    .flatMap(({ why }) => (why === undefined ? [] : [why]));
  return [...claims, ...reported];
}

/** @param product all judgments of the view: they declare the scale of what states none itself */
export function wordingContext(judgment: JudgmentView, product: readonly JudgmentView[]): LintContext {
  return {
    place: "wording",
    scales: declaredScales([judgment], product),
    positions: heldLikelihoods([judgment]),
    own: ownNames(product),
    sources: sourceWords(judgment),
    ...effectOf([judgment]),
  };
}

/** @param cited judgments that the text cites; where it cites none, it may speak of each */
export function textContext(
  cited: readonly JudgmentView[],
  product: readonly JudgmentView[],
  sources: readonly string[] = [],
): LintContext {
  const about = cited.length > 0 ? cited : product;
  return {
    place: "text",
    scales: declaredScales(cited, product),
    positions: heldLikelihoods(about),
    own: ownNames(product),
    sources: [
      ...sources,
      ...cited.flatMap((judgment) => (isReportedOnly(judgment) ? sourceWords(judgment) : [])),
    ],
    ...effectOf(about),
  };
}

/** Reasons under a judgment; `position`: those of one organisation, whose likelihood they have to agree with. */
export function whyContext(
  judgment: JudgmentView,
  product: readonly JudgmentView[],
  position?: PositionView,
): LintContext {
  return {
    place: "why",
    scales:
      position === undefined
        ? declaredScales([judgment], product)
        : declaredScales([{ ...judgment, positions: [position] }], product),
    ...(position === undefined ? {} : { positions: likelihoodOf(position) }),
    ...(position?.holds === "dissents" ? { dissent: true } : {}),
    own: ownNames(product),
    ...effectOf([judgment]),
  };
}
