/**
 * Whether and when a declared series crossed a line: local linear regression over days (W. Cleveland 1979,
 * doi:10.1080/01621459.1979.10481038, without its robustness rounds) with the tricube kernel and a bandwidth chosen before,
 * and the interval of all dates at which the curve cannot be told from the line. That is the test of each date turned round
 * (E. Fieller 1954), so that it covers for flat crossings too. O(days x values).
 *
 * The standard error takes a variance common to all values of weight 1, and more by (1 + phi) / (1 - phi) for the lag-1
 * correlation phi of what the curve leaves, where that is positive: days of one tracking poll are not independent. The curve
 * is biased where the series bends within the bandwidth; that is not in the interval, and the bandwidth is stated.
 */
/** Two-sided 95 % of the standard normal. */
const Z = 1.959963984540054;

/** Values of a declared series: whole day numbers, ascending; a weight (number of polls, respondents) for each. */
export interface DeclaredSeries {
  readonly day: Int32Array;
  readonly value: Float64Array;
  readonly weight: Float64Array;
}

/** A curve over calendar days from `start` on, with its standard error; NaN where too few values are near. */
export interface Smooth {
  readonly start: number;
  readonly value: Float64Array;
  readonly error: Float64Array;
  readonly phi: number;
}

export interface Crossing {
  readonly up: boolean;
  /** Index of the first day on the new side. */
  readonly at: number;
  /** Indices of the first and last day at which the curve is not told from the line, around the crossing. */
  readonly first: number;
  readonly last: number;
}

export interface Crossings {
  /**
   * `crossed`: the curve stood clear of the line on one side, and then on the other. `never`: it stayed clear of the line all
   * the time. `not told`: it touched the line, or came so near that a crossing cannot be told from none.
   */
  readonly status: "crossed" | "never" | "not told";
  readonly crossings: readonly Crossing[];
  /** Index of the day nearest to the line, and its distance in units of the series. */
  readonly nearest: number;
  readonly distance: number;
  /** Days at which the line lies inside the band. */
  readonly open: number;
}

interface Fit {
  readonly value: number;
  /** Sum over values of (share of the fit)^2 / weight. */
  readonly spread: number;
}

/** @param bandwidth half the width of the kernel, in days; a day with fewer than three values near has no fit. */
export function smoothSeries(series: DeclaredSeries, bandwidth: number): Smooth {
  const { day, value, weight } = series;
  const start = day[0]!;
  const days = day.at(-1)! - start + 1;
  const fits = Array.from({ length: days }, (_, i) => fitAt(series, start + i, bandwidth));
  const rest = value.map((x, i) => (x - fits[day[i]! - start]!.value) * Math.sqrt(weight[i]!));
  const known = rest.filter((x) => !Number.isNaN(x));
  const [variance, phi] = restVariance(known, series, bandwidth);
  const inflated = variance * ((1 + phi) / (1 - phi));
  return {
    start,
    value: Float64Array.from(fits, (fit) => fit.value),
    error: Float64Array.from(fits, (fit) => Math.sqrt(inflated * fit.spread)),
    phi,
  };
}

function fitAt({ day, value, weight }: DeclaredSeries, at: number, bandwidth: number): Fit {
  let [s0, s1, s2, near] = [0, 0, 0, 0];
  const kernel = (i: number): number => {
    const u = Math.abs(day[i]! - at) / bandwidth;
    return u < 1 ? weight[i]! * (1 - u ** 3) ** 3 : 0;
  };
  for (let i = 0; i < day.length; i++) {
    const k = kernel(i);
    if (k === 0) continue;
    const x = day[i]! - at;
    [s0, s1, s2, near] = [s0 + k, s1 + k * x, s2 + k * x * x, near + 1];
  }
  const determinant = s0 * s2 - s1 * s1;
  if (near < 3 || determinant <= 1e-9 * s0 * s2) return { value: Number.NaN, spread: Number.NaN };
  let [fitted, spread] = [0, 0];
  for (let i = 0; i < day.length; i++) {
    const k = kernel(i);
    if (k === 0) continue;
    const share = (k * (s2 - s1 * (day[i]! - at))) / determinant;
    fitted += share * value[i]!;
    spread += (share * share) / weight[i]!;
  }
  return { value: fitted, spread };
}

/** Variance of what the curve leaves, its degrees of freedom taken off, and the lag-1 correlation, corrected for its bias. */
function restVariance(rest: Float64Array, { day }: DeclaredSeries, bandwidth: number): [number, number] {
  const n = rest.length;
  const span = day.at(-1)! - day[0]! + 1;
  // a local line takes about two parameters for each stretch of the kernel's width
  const taken = Math.min(n - 1, (1.2 * span) / bandwidth + 1);
  let [square, product] = [0, 0];
  for (let i = 0; i < n; i++) {
    square += rest[i]! ** 2;
    if (i > 0) product += rest[i]! * rest[i - 1]!;
  }
  const lag = square > 0 ? product / square : 0;
  const phi = Math.max(0, Math.min(0.9, lag + (taken / n) * (1 + lag)));
  // noise that wanders is followed by the curve so much more
  const followed = Math.min((2 / 3) * n, (taken * (1 + phi)) / (1 - phi));
  return [square / (n - followed), phi];
}

/** @param line the value that is crossed. */
export function findCrossings({ value, error }: Smooth, line: number): Crossings {
  const side = value.map((x, i) =>
    Number.isNaN(x) || Math.abs(x - line) <= Z * error[i]! ? 0 : Math.sign(x - line),
  );
  const crossings: Crossing[] = [];
  let clear = -1;
  for (let i = 0; i < side.length; i++) {
    if (side[i] === 0) continue;
    if (clear >= 0 && side[i] !== side[clear]) {
      const from = clear + 1;
      let at = i;
      for (let t = from; t < i; t++)
        if (Math.sign(value[t]! - line) === side[i]) {
          at = t;
          break;
        }
      crossings.push({ up: side[i]! > 0, at, first: Math.min(from, at), last: Math.max(at, i - 1) });
    }
    clear = i;
  }
  const distances = value.map((x) => Math.abs(x - line));
  let nearest = 0;
  for (let i = 1; i < distances.length; i++)
    if (!(distances[i]! >= distances[nearest]!) && !Number.isNaN(distances[i]!)) nearest = i;
  const open = side.reduce((sum, s, i) => sum + Number(s === 0 && !Number.isNaN(value[i]!)), 0);
  const status = crossings.length > 0 ? "crossed" : open === 0 ? "never" : "not told";
  return { status, crossings, nearest, distance: value[nearest]! - line, open };
}
