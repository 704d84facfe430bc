/** An axis of whole days: nothing on the page of somebody tells at what hours they post. */
import type { Axis } from "../../components/scale.ts";

const DAY_MS = 86_400_000;
/** Bars that one drawing has. */
const MOST_BARS = 160;

/** From the first day to the last, both inside; a bar is one day, or as many whole days as needed. */
export function daysOver([first, last]: readonly [first: string, last: string]): Axis {
  const from = Date.parse(`${first}T00:00:00Z`);
  const days = Math.round((Date.parse(`${last}T00:00:00Z`) - from) / DAY_MS) + 1;
  const each = Math.ceil(days / MOST_BARS);
  const bins = Math.ceil(days / each);
  return { from, to: from + bins * each * DAY_MS, width: each * DAY_MS, bins };
}
