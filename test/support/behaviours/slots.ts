/** Habits of a few minutes: people who post inside the same slot of the day, the narrower the harder to tell from a team. */
import type { Random } from "../../../src/kernel/index.ts";
import { between, DAY, habit, HOUR, MINUTE, type Behaviour, type Habit, type Stream } from "./stream.ts";

/** Thirty people with a slot and 300 outsiders; four links a day. */
export function slot(
  random: Random,
  size: number,
  of: Pick<Habit, "moment"> & Partial<Pick<Habit, "people" | "chance">>,
): Stream {
  return habit(random, size, {
    days: 60,
    links: 4,
    people: 30,
    chance: 0.3,
    outsiders: 300,
    outsiderChance: 0.05,
    ...of,
  });
}

/** Timetables are half an hour apart. */
const timetable = (person: number, timetables: number): number =>
  7 * HOUR + (person % timetables) * 30 * MINUTE;

/** 300 outsiders, four links a day; a slot of `minutes`, as many timetables, a chance to share each link. */
function morningSlot(minutes: number, timetables: number, chance: number): Behaviour {
  return {
    name: `morning slot of ${minutes} min, ${timetables} timetable${timetables === 1 ? "" : "s"}, ${chance * 100} %`,
    says: `Thirty people share ${chance * 100} % of the day's links inside a slot of ${minutes} minutes of the morning, on ${timetables === 1 ? "one timetable" : `${timetables} timetables`}.`,
    windowSeconds: 60,
    draw: (random, size) =>
      slot(random, size, {
        chance,
        moment: (x) => timetable(x, timetables) + minutes * MINUTE * random.uniform(),
      }).columns(),
  };
}

/** Many people in one slot: small departures of a null add up over eleven thousand pairs. */
function largeSlot(random: Random, size: number): Stream {
  return slot(random, size, {
    people: 150,
    moment: () => 7 * HOUR + 8 * MINUTE * random.uniform(),
  });
}

/** Trains leave at 7:37, 8:07 and 8:37 on working days; each passenger opens the news a time of their own after that. */
function commuters(random: Random, size: number): Stream {
  const people = 120;
  const habitOf = Float64Array.from({ length: people }, () => between(random, 30, 240));
  return slot(random, size, {
    people,
    moment: (x, day) =>
      day % 7 >= 5 ? undefined : 7 * HOUR + (37 + 30 * (x % 3)) * MINUTE + habitOf[x]! + 20 * random.normal(),
  });
}

/** The break of a crew lies four hours into its shift, lasts a quarter of an hour and moves by eight hours each week. */
function shiftWorkers(random: Random, size: number): Stream {
  return slot(random, size, {
    people: 90,
    moment: (x, day) => {
      const shift = (x + Math.floor(day / 7)) % 3;
      return ((6 + 8 * shift + 4) % 24) * HOUR + 15 * MINUTE * random.uniform();
    },
  });
}

/** Breaks of four minutes that begin at another minute on each working day. */
function schoolBreaks(random: Random, size: number): Stream {
  const minuteOf = [40, 43, 46, 49, 52];
  return slot(random, size, {
    people: 40,
    moment: (_, day) =>
      day % 7 >= 5 ? undefined : 9 * HOUR + minuteOf[day % 7]! * MINUTE + 4 * MINUTE * random.uniform(),
  });
}

/** From sunset to eight minutes later; sunset comes a minute and a half earlier each day. */
function sunset(random: Random, size: number): Stream {
  return slot(random, size, {
    people: 40,
    moment: (_, day) => 19 * HOUR - 1.5 * MINUTE * day + 8 * MINUTE * random.uniform(),
  });
}

/** Slots of four minutes by the clock on the wall, which is put back by an hour after half of the time. */
function summerTime(random: Random, size: number): Stream {
  return slot(random, size, {
    moment: (x, day) => timetable(x, 3) + 4 * MINUTE * random.uniform() + (day < 30 * size ? 0 : HOUR),
  });
}

/** Each id is used by one person in a morning slot until a day of its own, and by another in a slot at noon from then on. */
function recycledIds(random: Random, size: number): Stream {
  const people = 200;
  const changeOf = Float64Array.from({ length: people }, () => 60 * size * random.uniform());
  return slot(random, size, {
    people,
    chance: 0.15,
    moment: (x, day) =>
      day < changeOf[x]!
        ? timetable(x, 3) + 8 * MINUTE * random.uniform()
        : 12 * HOUR + 20 * MINUTE * random.uniform(),
  });
}

/** The same ids, but both persons use them on the same days. */
function sharedIds(random: Random, size: number): Stream {
  return slot(random, size, {
    people: 100,
    moment: (x) =>
      random.below(2) === 0
        ? timetable(x, 3) + 8 * MINUTE * random.uniform()
        : 12 * HOUR + 20 * MINUTE * random.uniform(),
  });
}

/** One link and three sources a week, to be handed in by Sunday, 20:00; most do it in the last half hour. */
function homework(random: Random, size: number): Stream {
  const handIn = (): number => 6 * DAY + 20 * HOUR + 25 * MINUTE * Math.log(1 - random.uniform());
  return habit(random, size, {
    days: 20 * 7,
    period: 7 * DAY,
    links: 4,
    people: 28,
    chance: 0.8,
    moment: handIn,
    outsiders: 150,
    outsiderChance: 0.05,
  });
}

const WIDTHS = [2, 4, 8, 15] as const;
const TIMETABLES = [1, 3, 6] as const;
const CHANCES = [0.3, 0.6] as const;

const simple = (
  name: string,
  says: string,
  draw: (random: Random, size: number) => Stream,
  more: Pick<Behaviour, "limit" | "small"> = {},
): Behaviour => ({
  name,
  says,
  windowSeconds: 60,
  draw: (random, size) => draw(random, size).columns(),
  ...more,
});

export const SLOTS: readonly Behaviour[] = [
  ...WIDTHS.flatMap((minutes) =>
    TIMETABLES.flatMap((timetables) => CHANCES.map((chance) => morningSlot(minutes, timetables, chance))),
  ),
  simple(
    "a large morning slot",
    "150 people share 30 % of the day's links inside the same eight minutes of the morning.",
    largeSlot,
    { small: { seeds: 1 } },
  ),
  simple(
    "commuters",
    "120 passengers of three trains open the news on working days, each the same half to four minutes after departure.",
    commuters,
  ),
  simple(
    "shift workers",
    "Ninety workers in three crews share links in their break of a quarter of an hour; shifts change every week.",
    shiftWorkers,
  ),
  simple(
    "school breaks",
    "Forty pupils share links in breaks of four minutes that begin at another minute on each day of the week.",
    schoolBreaks,
    { small: { size: 1, seeds: 1 } },
  ),
  simple(
    "sunset",
    "Forty people share links within eight minutes of sunset, which comes a minute and a half earlier each day.",
    sunset,
    {
      limit:
        "A habit that moves with the season is at no time of the day twice; daylight is a signal that everybody sees.",
    },
  ),
  simple(
    "summer time",
    "Thirty people have morning slots of four minutes, and the clock is put back by an hour half way.",
    summerTime,
  ),
  simple(
    "recycled ids",
    "Two hundred ids pass from a person with a morning slot to another one who posts at noon, each on a day of its own.",
    recycledIds,
  ),
  simple(
    "ids of two people",
    "A hundred ids are used by two people each on the same days, one in a morning slot, one at noon.",
    sharedIds,
  ),
  simple(
    "a class with one homework",
    "28 pupils share the week's link and three sources before the same deadline, most in the last half hour.",
    homework,
  ),
];
