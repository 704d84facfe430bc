/**
 * Pair events per object: pairs of shares of different accounts within the window. Two pointers and a count per
 * account in the window, so O(shares) whatever the number of events; nothing is enumerated. Memory: 8 bytes an object,
 * 4 an account.
 */
import { STRIDE, type Incidence } from "./incidence.ts";

/** Number of pair events of each object. */
export function pairEvents(incidence: Incidence, windowTicks: number): Float64Array {
  const { accounts, objects, start, at } = incidence;
  const events = new Float64Array(objects);
  const inside = new Int32Array(accounts);
  for (let o = 0; o < objects; o++) {
    const end = start[o + 1]!;
    let low = start[o]!;
    let sum = 0;
    for (let i = low; i < end; i++) {
      const a = at[STRIDE * i]!;
      const t = at[STRIDE * i + 1]!;
      while (((t - at[STRIDE * low + 1]!) | 0) > windowTicks) inside[at[STRIDE * low++]!]!--;
      sum += i - low - inside[a]!;
      inside[a]!++;
    }
    for (let i = low; i < end; i++) inside[at[STRIDE * i]!] = 0;
    events[o] = sum;
  }
  return events;
}

/** Objects with more pair events than `bound`, the densest first. */
export function denseObjects(events: Float64Array, bound: number): { object: number; events: number }[] {
  const dense: { object: number; events: number }[] = [];
  for (let object = 0; object < events.length; object++) {
    if (events[object]! > bound) dense.push({ object, events: events[object]! });
  }
  return dense.sort((x, y) => y.events - x.events || x.object - y.object);
}
