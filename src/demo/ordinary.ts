/** What most of the country does: own notes, items that go round in cascades, and a community with a common topic. */
import type { Random } from "../kernel/random.ts";
import { COUNT, HOUR_MS, RULING_DAY, TOPICS, dayStart } from "./calendar.ts";
import type { Topic } from "./calendar.ts";
import { Weighted, pareto } from "./draws.ts";
import { wakingTime } from "./population.ts";
import { cascade } from "./stream.ts";
import type { Crowd, Stream } from "./stream.ts";

const NOTES = 4600;
const ITEMS = 2200;
const COMMUNITY_ITEMS = 170;
/** Weights of the topics in the order of `TOPICS`, before the court's ruling and after it. */
const BEFORE = new Weighted([14, 12, 5, 18, 11, 12, 10, 8, 10]);
const AFTER = new Weighted([12, 11, 15, 16, 10, 11, 9, 7, 9]);

/** How topics are drawn for a post of some time. */
export type TopicDraw = (random: Random, time: number) => Topic;

export const ordinaryTopic: TopicDraw = (random, time) =>
  TOPICS[(time < dayStart(RULING_DAY) ? BEFORE : AFTER).draw(random)]!;

/** The same in a country that did not mind the ruling. */
export const steadyTopic: TopicDraw = (random) => TOPICS[BEFORE.draw(random)]!;

/** Notes and cascades: a few items reach hundreds of accounts, most reach two or three. */
export function ordinaryLife(stream: Stream, random: Random, crowd: Crowd, topicAt: TopicDraw): void {
  for (let i = 0; i < NOTES; i++) {
    const account = crowd.draw(random);
    stream.note(random, account, wakingTime(random, account));
  }
  for (let i = 0; i < ITEMS; i++) {
    const born = wakingTime(random, crowd.draw(random));
    cascade(stream, random, crowd, {
      item: stream.newItem(random, topicAt(random, born)),
      born,
      size: Math.floor(pareto(random, 2, 1.25, 350)),
      median: 3 * HOUR_MS,
      sigma: 1.6,
      reshared: 0.55,
    });
  }
}

/** People with one interest: the same items within the same days, at no common time. */
export function communityLife(stream: Stream, random: Random, crowd: Crowd): void {
  for (let i = 0; i < COMMUNITY_ITEMS; i++) {
    const topic: Topic = random.uniform() < 0.85 ? "harbour" : COUNT;
    cascade(stream, random, crowd, {
      item: stream.newItem(random, topic),
      born: wakingTime(random, crowd.draw(random)),
      size: 6 + random.below(18),
      median: 10 * HOUR_MS,
      sigma: 1.1,
      reshared: 0.3,
    });
  }
}
