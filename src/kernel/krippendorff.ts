/**
 * Krippendorff's alpha for nominal data: agreement of any number of coders, any of whom may have left units out, corrected
 * for what chance would give with these categories as often used as they were. O(values + categories²).
 *
 * K. Krippendorff 2004, Measuring the reliability of qualitative text analysis data, doi:10.1007/s11135-004-8107-7; worked
 * examples: K. Krippendorff 2011, Computing Krippendorff's alpha-reliability (University of Pennsylvania).
 *
 * No departure from the published form. It is a figure about the coders and the codebook together, over the units that
 * several of them coded; whether these stand for the rest, it cannot say.
 */

export interface NominalAgreement {
  /** Units with at least two values; the others say nothing about agreement. */
  readonly units: number;
  /** Pairs of values of one unit, each pair once. */
  readonly pairs: number;
  /** Those of them that are equal. */
  readonly equal: number;
  /** 1 for perfect agreement, 0 for chance, below 0 for less; undefined where all values are of one category. */
  readonly alpha: number | undefined;
}

/**
 * @param units for each unit the values of those who gave one: whole numbers from 0 to `categories` - 1; absent coders are
 *   left out
 */
export function nominalAgreement(
  units: readonly (readonly number[])[],
  categories: number,
): NominalAgreement {
  const totals = new Float64Array(categories);
  const inUnit = new Float64Array(categories);
  let n = 0;
  let compared = 0;
  let pairs = 0;
  let equal = 0;
  /** Sum of the diagonal of the coincidence matrix. */
  let matching = 0;
  for (const values of units) {
    const m = values.length;
    if (m < 2) continue;
    inUnit.fill(0);
    for (const value of values) inUnit[value]!++;
    let equalHere = 0;
    for (const times of inUnit) equalHere += (times * (times - 1)) / 2;
    for (let c = 0; c < categories; c++) totals[c]! += inUnit[c]!;
    n += m;
    compared++;
    pairs += (m * (m - 1)) / 2;
    equal += equalHere;
    matching += (2 * equalHere) / (m - 1);
  }
  // Expected coincidences of a category with itself, times n - 1.
  const alike = totals.reduce((sum, total) => sum + total * (total - 1), 0);
  const unlike = n * (n - 1) - alike;
  const alpha = unlike === 0 ? undefined : 1 - ((n - 1) * (n - matching)) / unlike;
  return { units: compared, pairs, equal, alpha };
}
