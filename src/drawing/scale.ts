/** Axes of numbers: round steps, straight or logarithmic. Pure; a scale is linear in its ticks. */

/** Leads of round steps. */
const LEADS = [1, 2, 2.5, 5, 10];
/** Leads of the ticks of a logarithmic axis, many or few. */
const FINE = [1, 2, 5];

export interface Axis {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
}

/** The smallest round step with which at most `most` steps cover the span. */
function stepOf(span: number, most: number): number {
  const power = 10 ** Math.floor(Math.log10(span / most));
  return (LEADS.find((lead) => span / (lead * power) <= most) ?? 10) * power;
}

/** Binary fractions that stand for short decimal ones: `0.30000000000000004` is `0.3`. */
const exact = (value: number): number => Number(value.toPrecision(12));

/** Round values in [low, high], at most `most` and one. */
export function roundTicks(low: number, high: number, most: number): number[] {
  if (!(high > low)) return [low];
  const step = stepOf(high - low, most);
  const first = Math.ceil(exact(low / step));
  const last = Math.floor(exact(high / step));
  return Array.from({ length: Math.max(0, last - first) + 1 }, (_, i) => exact((first + i) * step));
}

/** An axis whose ends are round, so that the highest and the lowest value lie inside it. */
export function roundAxis(low: number, high: number, most: number): Axis {
  const [from, to] = high > low ? [low, high] : [Math.min(low, 0), Math.max(low, 0) || 1];
  const step = stepOf(to - from, most);
  const [first, last] = [Math.floor(exact(from / step)), Math.ceil(exact(to / step))];
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => exact((first + i) * step));
  return { low: ticks[0]!, high: ticks.at(-1)!, ticks };
}

/** 1, 2 and 5 times powers of ten in [low, high], or the powers alone, or some of them; at most `most` and one. */
export function logTicks(low: number, high: number, most: number): number[] {
  const [from, to] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const powers = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const inside = (leads: readonly number[]): number[] =>
    powers
      .flatMap((power) => leads.map((lead) => exact(lead * 10 ** power)))
      .filter((value) => value >= low && value <= high);
  const fine = inside(FINE);
  if (fine.length < 2) return roundTicks(low, high, most);
  if (fine.length <= most + 1) return fine;
  const coarse = inside([1]);
  const every = Math.ceil(coarse.length / (most + 1));
  return coarse.filter((_, i) => i % every === 0);
}
