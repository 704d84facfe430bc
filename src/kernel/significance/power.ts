/**
 * What a run could have found: a team of new accounts is set into the data and judged as the run judges, many times over.
 *
 * In each try the team meets on objects of others, each at a moment between two shares of the object, far enough apart to
 * be occasions of their own; its members share within a third of the window. It keeps off the objects that are shared most,
 * and any other that three or more shared is as likely: an object of many sharers has a small chance under null 2, so a team
 * drawn by shares would be found on few occasions where most teams are not. The chances of the objects are counted with
 * the team in them, the crowd around each moment is the data's own, and scores are compared with the run's own resamples.
 *
 * Departures from a real team: its members share nothing else, so habits do not count against it, and the resamples are
 * those of the data without it. Objects x log objects once, occasions x log of the object's sharers a try.
 */
import { Random } from "../random.ts";
import { blockChance } from "./block-chance.ts";
import { lowerBound } from "./habits.ts";
import { TIMETABLE_P } from "./jitter.ts";
import type { Margins } from "./margins.ts";
import { LEAST_MOMENTS } from "./moments.ts";
import { groupP, PRIMARY_P } from "./network.ts";
import type { TimetableSpace } from "./timetable-tests.ts";

export interface PowerInput extends TimetableSpace {
  readonly margins: Margins;
  /** Possible pairs, and the part of the level that each route has. */
  readonly m: number;
  readonly share: number;
  /** Largest scores of the resamples of null 2, and of null 3 for groups that both nulls reject; absent where not made. */
  readonly largest?: { readonly times: Float64Array; readonly both: Float64Array };
}

export interface Power {
  readonly accounts: number;
  readonly occasions: number;
  readonly found: number;
  readonly tries: number;
}

const SIZES = [2, 3, 5, 12];
const OCCASIONS = [3, 4, 6, 10];
const TRIES = 20;
/** Draws of a moment before a try is given up as not found. */
const MOST_DRAWS = 400;
/** Objects with fewer sharers are hardly anybody's but the team's. */
const LEAST_OTHERS = 3;
/** Part of the other objects that teams meet on: the third that is shared most is left out. */
const LESS_SHARED = 2 / 3;

/** Power for teams of 2 to 12 accounts on 3 to 10 occasions; same seed, same rows. */
export function teamPower(input: PowerInput, seed: number): Power[] {
  const random = new Random(seed);
  const objects = meetable(input.margins);
  return SIZES.flatMap((accounts) =>
    OCCASIONS.map((occasions) => {
      let found = 0;
      for (let t = 0; t < TRIES; t++) if (tryTeam(input, objects, accounts, occasions, random)) found++;
      return { accounts, occasions, found, tries: TRIES };
    }),
  );
}

/** Objects of three sharers or more without the third of them that is shared most; those of as many sharers go together. */
function meetable({ sharers }: Margins): Int32Array {
  const ascending = sharers.filter((n) => n >= LEAST_OTHERS).sort();
  const most = ascending[Math.ceil(LESS_SHARED * ascending.length) - 1] ?? 0;
  return Int32Array.from(sharers.keys()).filter((o) => sharers[o]! >= LEAST_OTHERS && sharers[o]! <= most);
}

interface Moment {
  /** log10 p_o with the team in the object. */
  readonly times: number;
  /** Steps of each member after the first. */
  readonly delays: Float64Array;
  /** Outsiders near, and of these inside the window. */
  readonly near: number;
  readonly inside: number;
}

function tryTeam(
  input: PowerInput,
  objects: Int32Array,
  accounts: number,
  occasions: number,
  random: Random,
): boolean {
  const moments = drawMoments(input, objects, accounts, occasions, random);
  if (moments === undefined || moments.length < LEAST_MOMENTS) return false;
  const { share, m, largest } = input;
  const times = moments.reduce((sum, moment) => sum + moment.times, 0);
  if (times > Math.log10(PRIMARY_P)) return false;
  let [pairs, timetable, least] = [0, 0, 0];
  for (let x = 0; x < accounts; x++) {
    for (let y = x + 1; y < accounts; y++) {
      const p3 = moments.reduce((sum, moment) => sum + pairChance(input, moment, x, y), 0);
      if (p3 > Math.log10(TIMETABLE_P)) continue;
      pairs++;
      timetable -= p3;
      least = Math.min(least, Math.max(p3, times));
    }
  }
  if (pairs === 0) return false;
  if (least <= Math.log10(share / m)) return true;
  if (largest === undefined) return false;
  const p = Math.max(groupP(-times * pairs, largest.times), groupP(timetable, largest.both));
  return p <= share;
}

/** log10 of the chance of one block of two members, crowd included. */
function pairChance(
  { table: { law } }: PowerInput,
  { delays, near, inside }: Moment,
  x: number,
  y: number,
): number {
  const chance = blockChance(Float64Array.of(delays[y]! - delays[x]!), 0, 1, law.window, law.half);
  return Math.log10(Math.max(chance, (chance + inside) / (1 + near)));
}

function drawMoments(
  { first, table, margins }: PowerInput,
  objects: Int32Array,
  accounts: number,
  occasions: number,
  random: Random,
): Moment[] | undefined {
  if (objects.length < occasions) return undefined;
  const { at, law } = table;
  const moments: Moment[] = [];
  const taken: number[] = [];
  const used = new Set<number>();
  for (let draw = 0; draw < MOST_DRAWS && moments.length < occasions; draw++) {
    const o = objects[random.below(objects.length)]!;
    if (used.has(o)) continue;
    const n = margins.sharers[o]!;
    const one = at[first.start[o]! + random.below(n)]!;
    const other = at[first.start[o]! + random.below(n)]!;
    const moment = Math.round(one + (other - one) * random.uniform());
    if (taken.some((t) => Math.abs(t - moment) <= law.gap + law.window)) continue;
    used.add(o);
    taken.push(moment);
    const around = (distance: number): number =>
      lowerBound(at, moment + distance + 1, first.start[o], first.start[o + 1]) -
      lowerBound(at, moment - distance, first.start[o], first.start[o + 1]);
    const inside = around(law.window);
    const matched = margins.matched[o]! + (accounts * (accounts - 1)) / 2 + accounts * inside;
    const all = ((n + accounts) * (n + accounts - 1)) / 2;
    moments.push({
      times: Math.log10(Math.min(1, matched / all)),
      delays: Float64Array.from({ length: accounts }, () => random.below(Math.floor(law.window / 3) + 1)),
      near: around(2 * law.half),
      inside,
    });
  }
  return moments.length < occasions ? undefined : moments;
}
