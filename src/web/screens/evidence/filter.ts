/** What the ledger is cut down to, and how many items each choice would leave: counted under the other choices, so that no count leads nowhere. */
import type { LedgerItem } from "../../../views/reasoning.ts";

export const ASPECTS = ["side", "grade", "speaker", "origin"] as const;
export type Aspect = (typeof ASPECTS)[number];
export type Chosen = Readonly<Partial<Record<Aspect, string>>>;

/** Of `side`: cited by no judgment. */
export const UNCITED = "nowhere";
/** Of `grade` and of `origin`: nobody said. */
export const NOT_GRADED = "not graded";
export const NOT_RECORDED = "not recorded";

/** Longer is a word such as "not assessed", and no grade. */
const GRADED = 1;

const isGraded = ({ grade: { reliability, credibility } }: LedgerItem): boolean =>
  reliability.length <= GRADED || credibility.length <= GRADED;

/** `B 2`; a dash for the half that nobody graded. */
export function gradeOf(item: LedgerItem): string {
  if (!isGraded(item)) return NOT_GRADED;
  const { reliability, credibility } = item.grade;
  return [reliability, credibility].map((half) => (half.length > GRADED ? "–" : half)).join(" ");
}

const VALUES: Readonly<Record<Aspect, (item: LedgerItem) => readonly string[]>> = {
  side: ({ citedIn }) =>
    citedIn.length === 0 ? [UNCITED] : [...new Set(citedIn.map(({ stands }) => stands))],
  grade: (item) => [gradeOf(item)],
  speaker: ({ speaker }) => (speaker === undefined ? [] : [speaker.ref]),
  origin: ({ origins }) => (origins === "not recorded" ? [NOT_RECORDED] : origins),
};

/** Items that every choice leaves, in the order they came. */
export function chosenOf(items: readonly LedgerItem[], chosen: Chosen): readonly LedgerItem[] {
  return items.filter((item) =>
    ASPECTS.every((aspect) => {
      const value = chosen[aspect];
      return value === undefined || VALUES[aspect](item).includes(value);
    }),
  );
}

/** Values of an aspect with the items each would leave, those that leave most first; the chosen one stands in it with none, too. */
export function countsOf(
  items: readonly LedgerItem[],
  chosen: Chosen,
  aspect: Aspect,
): readonly (readonly [value: string, items: number])[] {
  const { [aspect]: own, ...others } = chosen;
  const counts = new Map<string, number>(own === undefined ? [] : [[own, 0]]);
  for (const item of chosenOf(items, others))
    for (const value of VALUES[aspect](item)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}
