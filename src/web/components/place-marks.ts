/**
 * Where marks stand that are all as wide, in order of time: at their places, and beside one another where they would meet; those near
 * the end make room before it. Where all of them have no room they lie over one another, evenly. Linear.
 * @param xs places in pixels, ascending
 * @returns left ends, ascending, between 0 and `width` less a mark
 */
export function placeMarks(xs: readonly number[], width: number, mark: number): number[] {
  const step = Math.min(mark, Math.max(0, width - mark) / Math.max(1, xs.length - 1));
  let free = 0;
  const pushed = xs.map((x) => {
    const left = Math.max(x, free);
    free = left + step;
    return left;
  });
  let most = Math.max(0, width - mark);
  return pushed
    .toReversed()
    .map((left) => {
      const placed = Math.min(left, most);
      most = placed - step;
      return placed;
    })
    .toReversed();
}
