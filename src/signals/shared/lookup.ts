/** Names and values of codes, fetched once for all that a result names. */

/** Asks once for the distinct codes of all lists, in rising order. */
export async function lookup(
  lists: readonly Iterable<number>[],
  ask: (codes: Int32Array) => Promise<string[]>,
): Promise<(code: number) => string> {
  const codes = new Set<number>();
  for (const list of lists) for (const code of list) codes.add(code);
  const distinct = Int32Array.from(codes).sort();
  const answers = distinct.length === 0 ? [] : await ask(distinct);
  const known = new Map(Array.from(distinct, (code, i) => [code, answers[i]!]));
  return (code) => known.get(code)!;
}
