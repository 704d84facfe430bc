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

/**
 * The same for a function of such a thing and of something in it.
 * @param name tells the parts of one thing apart
 */
export function keptPerPart<K extends object, P, T>(
  name: (part: P) => string,
  make: (of: K, part: P) => T,
): (of: K, part: P) => T {
  const soFar = keptPer<K, Map<string, { readonly value: T }>>(() => new Map());
  return (of, part) => {
    const known = soFar(of);
    const key = name(part);
    const kept = known.get(key) ?? { value: make(of, part) };
    known.set(key, kept);
    return kept.value;
  };
}
