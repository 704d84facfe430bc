/** Names and values of codes, fetched once for all that a result names. */

/** Asks once for the distinct codes, in rising order. */
export async function lookup(
  codes: readonly number[],
  ask: (codes: Int32Array) => Promise<string[]>,
): Promise<(code: number) => string> {
  const distinct = Int32Array.from(new Set(codes)).sort();
  const answers = distinct.length === 0 ? [] : await ask(distinct);
  const known = new Map([...distinct].map((code, i) => [code, answers[i]!]));
  return (code) => known.get(code)!;
}
