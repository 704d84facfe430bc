/**
 * Agreement of two labellings of the same items: group labels against a coded category. O(items + cells of the table).
 *
 * - Adjusted Rand index: L. Hubert and P. Arabie 1985, doi:10.1007/BF01908075.
 * - Normalised mutual information by the arithmetic mean of the entropies: A. Strehl and J. Ghosh 2002 with the mean of
 *   N. X. Vinh, J. Epps and J. Bailey 2010 (JMLR 11:2837-2854).
 * - Purity: share of items that belong to the commonest category of their group; grows with the number of groups, so it
 *   is never read alone.
 */

export interface AgreementTable {
  /** Items that have both labels. */
  readonly items: number;
  readonly rows: number;
  readonly columns: number;
  /** Row-major counts: group r and category c at `r * columns + c`. */
  readonly counts: Float64Array;
  readonly rowTotals: Float64Array;
  readonly columnTotals: Float64Array;
}

/**
 * Counts of items by group and category. Items with a negative label in either are left out.
 * @param groups label of each item, 0 to `rows` - 1, or negative for none
 * @param categories likewise
 */
export function agreementTable(
  groups: Int32Array,
  categories: Int32Array,
  rows: number,
  columns: number,
): AgreementTable {
  const counts = new Float64Array(rows * columns);
  const rowTotals = new Float64Array(rows);
  const columnTotals = new Float64Array(columns);
  let items = 0;
  for (let i = 0; i < groups.length; i++) {
    const r = groups[i]!;
    const c = categories[i]!;
    if (r < 0 || c < 0) continue;
    counts[r * columns + c]!++;
    rowTotals[r]!++;
    columnTotals[c]!++;
    items++;
  }
  return { items, rows, columns, counts, rowTotals, columnTotals };
}

const pairsOf = (values: Float64Array): number => values.reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);

/** 1 for the same partition, about 0 for chance; 1 as well where both are trivial in the same way. */
export function adjustedRandIndex(table: AgreementTable): number {
  const index = pairsOf(table.counts);
  const rows = pairsOf(table.rowTotals);
  const columns = pairsOf(table.columnTotals);
  const all = (table.items * (table.items - 1)) / 2;
  const expected = all === 0 ? 0 : (rows * columns) / all;
  const largest = (rows + columns) / 2;
  return largest === expected ? 1 : (index - expected) / (largest - expected);
}

/** 0 to 1; 1 where both labellings have one class only. */
export function normalisedMutualInformation(table: AgreementTable): number {
  const { items, columns, counts, rowTotals, columnTotals } = table;
  const entropy = (totals: Float64Array): number =>
    totals.reduce((sum, n) => (n === 0 ? sum : sum - (n / items) * Math.log(n / items)), 0);
  const mean = (entropy(rowTotals) + entropy(columnTotals)) / 2;
  if (mean === 0) return 1;
  let mutual = 0;
  for (let i = 0; i < counts.length; i++) {
    const n = counts[i]!;
    if (n === 0) continue;
    mutual +=
      (n / items) *
      Math.log((n * items) / (rowTotals[Math.floor(i / columns)]! * columnTotals[i % columns]!));
  }
  return Math.min(1, Math.max(0, mutual / mean));
}

/** 0 to 1; 0 where there are no items. */
export function purity({ items, rows, columns, counts }: AgreementTable): number {
  let right = 0;
  for (let r = 0; r < rows; r++) {
    let most = 0;
    for (let c = 0; c < columns; c++) most = Math.max(most, counts[r * columns + c]!);
    right += most;
  }
  return items === 0 ? 0 : right / items;
}
