/**
 * How far coders agree. Where one code is given to a unit: Krippendorff's alpha, nominal, over the codes. Where several may
 * be given, each code is taken by itself, given or not given; there is no distance between sets here, which would need a
 * choice that nobody recorded. "Cannot say" is no category: a coder who could not say is left out of that unit.
 */
import { nominalAgreement } from "../kernel/krippendorff.ts";
import type { AgreementFigures, CodedUnit, CoderPair, CodingView, Says } from "../views/coding.ts";

/** Below this many units figures about coders are printed with the remark that they are too few. */
const FEW_UNITS = 30;
const CANNOT_SAY = "cannot say";
const NONE = "none of them";

export function sameSays(a: Says, b: Says): boolean {
  if (a === CANNOT_SAY || b === CANNOT_SAY) return a === b;
  return a.length === b.length && a.every((code) => b.includes(code));
}

/** @param categories codes in the order of the codebook */
export function agreementOf(
  units: readonly CodedUnit[],
  categories: readonly string[],
  several: boolean,
): Pick<CodingView, "overall" | "byCode"> {
  const said = units.map(({ entries }) =>
    entries.flatMap(({ first }) => (first === CANNOT_SAY ? [] : [first])),
  );
  return {
    overall: several
      ? "see each code"
      : figures(
          said.map((all) => all.map(([code]) => categories.indexOf(code!))),
          categories.length,
        ),
    byCode: categories.map((code) => ({
      code,
      given: said.reduce((sum, all) => sum + all.filter((codes) => codes.includes(code)).length, 0),
      ...figures(
        said.map((all) => all.map((codes) => (codes.includes(code) ? 1 : 0))),
        2,
      ),
    })),
  };
}

function figures(units: readonly (readonly number[])[], categories: number): AgreementFigures {
  const { units: compared, pairs, equal, alpha } = nominalAgreement(units, categories);
  return {
    units: compared,
    pairs,
    equal: pairs === 0 ? "not defined" : equal / pairs,
    alpha: alpha ?? "not defined",
    tooFew: compared < FEW_UNITS,
  };
}

/** Every two coders who coded a unit in common, in the order of `people`. */
export function coderPairs(
  units: readonly CodedUnit[],
  people: readonly string[],
  categories: readonly string[],
  several: boolean,
): CoderPair[] {
  const head = [...categories, ...(several ? [NONE] : []), CANNOT_SAY];
  const pairs = new Map<
    string,
    { -readonly [K in keyof CoderPair]: CoderPair[K] } & { counts: number[][] }
  >();
  for (const { entries } of units)
    for (const [i, one] of entries.entries())
      for (const other of entries.slice(i + 1)) {
        const [a, b] =
          people.indexOf(one.person) < people.indexOf(other.person) ? [one, other] : [other, one];
        const key = JSON.stringify([a.person, b.person]);
        const counts = () => head.map(() => head.map(() => 0));
        const pair = pairs.get(key) ?? {
          first: a.person,
          second: b.person,
          units: 0,
          head,
          counts: counts(),
        };
        pair.units++;
        for (const row of rowsOf(a.first, head))
          for (const column of rowsOf(b.first, head)) pair.counts[row]![column]!++;
        pairs.set(key, pair);
      }
  const place = ({ first, second }: CoderPair) =>
    people.indexOf(first) * people.length + people.indexOf(second);
  return [...pairs.values()].sort((a, b) => place(a) - place(b));
}

function rowsOf(says: Says, head: readonly string[]): number[] {
  if (says === CANNOT_SAY) return [head.indexOf(CANNOT_SAY)];
  return says.length === 0 ? [head.indexOf(NONE)] : says.map((code) => head.indexOf(code));
}
