/**
 * The groups that share within seconds: three teams that carry the synthetic test signal, and a newsroom whose
 * accounts post one feed by machine. Nothing here is a plan for anything: times are round marks and items are numbers.
 */
import type { Random } from "../kernel/random.ts";
import {
  DAYS,
  DAY_MS,
  FIRST_DAY,
  HOUR_MS,
  SHIFT_DAY,
  SIGNAL_DAY,
  TOPICS,
  dayNumber,
  dayStart,
} from "./calendar.ts";
import type { Topic } from "./calendar.ts";
import { Weighted, pick } from "./draws.ts";
import type { TopicDraw } from "./ordinary.ts";
import { wholeSecond } from "./population.ts";
import type { Account } from "./population.ts";
import { cascade } from "./stream.ts";
import type { Crowd, Item, Stream } from "./stream.ts";

export interface Slot {
  readonly item: Item;
  readonly time: number;
}

interface TeamPlan {
  readonly slots: number;
  /** Minutes past the hour at which the team may post. */
  readonly marks: readonly number[];
  /** Part of the team that takes part in a slot. */
  readonly joins: number;
  /** Seconds over which a slot is spread. */
  readonly spread: number;
  /** Smallest and largest number of ordinary accounts that the item reaches; 0 and 0 where nobody else shares it. */
  readonly reach: readonly [number, number];
}

export const TEAM_PLANS: Readonly<Record<"team-1" | "team-2" | "team-3", TeamPlan>> = Object.freeze({
  "team-1": { slots: 64, marks: [0, 20, 40], joins: 0.62, spread: 25, reach: [35, 75] },
  "team-2": { slots: 36, marks: [10, 30, 50], joins: 0.65, spread: 25, reach: [25, 50] },
  "team-3": { slots: 28, marks: [15, 45], joins: 0.75, spread: 20, reach: [0, 0] },
});

/** Topic weights of the teams in the order of `TOPICS`, before the shift and from it on. */
const BEFORE = new Weighted([62, 6, 8, 8, 4, 4, 3, 2, 3]);
const AFTER = new Weighted([12, 4, 66, 6, 3, 3, 2, 2, 2]);

function teamTopic(random: Random, time: number): Topic {
  return TOPICS[(time < dayStart(SHIFT_DAY) ? BEFORE : AFTER).draw(random)]!;
}

/** A team posts one item per slot, at a round minute and the seconds after it. Returns the slots. */
export function teamLife(
  stream: Stream,
  random: Random,
  team: readonly Account[],
  crowd: Crowd,
  plan: TeamPlan,
): readonly Slot[] {
  const first = dayNumber(SIGNAL_DAY);
  const slots: Slot[] = [];
  for (let i = 0; i < plan.slots; i++) {
    // evenly over the days of the signal, between 06 and 19 UTC
    const day = first + Math.floor((i * (DAYS - first)) / plan.slots);
    const hour = 6 + random.below(13);
    const time = dayStart(FIRST_DAY) + day * DAY_MS + hour * HOUR_MS + pick(random, plan.marks) * 60_000;
    const item = stream.newItem(random, teamTopic(random, time));
    const [least, most] = plan.reach;
    if (most > 0) {
      // the item goes round among ordinary accounts as any other, from some hours before the slot
      const born = time - Math.floor(random.uniform() * 8 * HOUR_MS);
      const size = least + random.below(most - least + 1);
      cascade(stream, random, crowd, { item, born, size, median: 7 * HOUR_MS, sigma: 1.4, reshared: 0.4 });
    }
    for (const account of team) {
      if (random.uniform() >= plan.joins) continue;
      stream.share(account, time + 1000 * random.below(plan.spread), item);
    }
    slots.push({ item, time });
  }
  return slots;
}

const FEED_ITEMS = 110;
/** The feed is read by each account's own timer, so that the posts lie up to so many seconds apart. */
const FEED_SPREAD = 300;

/** A newsroom's accounts pass on the newsroom's feed by machine, all day and every day, on every topic. */
export function newsroomLife(
  stream: Stream,
  random: Random,
  newsroom: readonly Account[],
  crowd: Crowd,
  topicAt: TopicDraw,
): readonly Slot[] {
  const slots: Slot[] = [];
  for (let i = 0; i < FEED_ITEMS; i++) {
    const day = dayStart(FIRST_DAY) + Math.floor((i * DAYS) / FEED_ITEMS) * DAY_MS;
    const time = wholeSecond(day + (5 + 14 * random.uniform()) * HOUR_MS);
    const item = stream.newItem(random, topicAt(random, time));
    for (const account of newsroom) {
      if (random.uniform() < 0.85) stream.share(account, time + 1000 * random.below(FEED_SPREAD), item);
    }
    cascade(stream, random, crowd, {
      item,
      born: time,
      size: 6 + random.below(16),
      median: 4 * HOUR_MS,
      sigma: 1.4,
      reshared: 0.7,
    });
    slots.push({ item, time });
  }
  return slots;
}
