/**
 * The known word that somebody may have meant: the one with the fewest letters changed, added, left out or exchanged with their
 * neighbour (optimal string alignment), if these are few for its length. Cost: known words times the square of 24 letters.
 */

/** Longer words are cut: that they are long tells them apart from short ones already. */
const LETTERS = 24;

/** One letter of a short word, two of five; none of one that is too short to be meant otherwise. */
const mostChanges = (letters: number): number => (letters < 3 ? 0 : Math.max(1, Math.floor(letters * 0.4)));

/** Undefined where nothing is near enough. Upper and lower case are the same here; the first of several that are as near. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const meant = word.toLowerCase().slice(0, LETTERS);
  let found: string | undefined;
  let best = mostChanges(meant.length) + 1;
  for (const candidate of known) {
    const other = candidate.toLowerCase().slice(0, LETTERS);
    if (Math.abs(other.length - meant.length) >= best) continue;
    const distance = changesBetween(meant, other);
    if (distance < best) [found, best] = [candidate, distance];
  }
  return found;
}

/** What to write: `Write “name” instead.`, or what there is to choose from. @param what names that: `Terms` */
export function insteadOf(word: string, known: readonly string[], what: string): string {
  const meant = nearest(word, known);
  return meant === undefined ? `${what}: ${known.join(", ")}.` : `Write \`${meant}\` instead.`;
}

function changesBetween(a: string, b: string): number {
  let [before, row]: number[][] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(row![j]! + 1, next[j - 1]! + 1, row![j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, before![j - 2]! + 1);
      next.push(least);
    }
    [before, row] = [row!, next];
  }
  return row![b.length]!;
}
