/** What is computed once over something that never changes, such as a fold, and kept as long as that is. */

/** The same function, which reads each thing once: when it is first asked about it. */
export function keptPer<K extends object, T>(make: (of: K) => T): (of: K) => T {
  const known = new WeakMap<K, { readonly value: T }>();
  return (of) => {
    const kept = known.get(of) ?? { value: make(of) };
    known.set(of, kept);
    return kept.value;
  };
}
