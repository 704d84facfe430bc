/** The stream of posts as it grows: items that are shared, and the posts that share them. Texts are placeholders. */
import type { Random } from "../kernel/random.ts";
import type { Topic } from "./calendar.ts";
import { Weighted, logNormal } from "./draws.ts";
import { awake, inPeriod, wholeSecond } from "./population.ts";
import type { Account } from "./population.ts";

/** Something that can be shared: a numbered page with a numbered tag. It says nothing. */
export interface Item {
  readonly text: string;
  readonly url: string;
  readonly topic: Topic;
}

export interface Post {
  readonly account: Account;
  readonly time: number;
  readonly text: string;
  readonly url: string;
  readonly topic: Topic | "";
  /** The post that this one passes on. */
  readonly reshares?: Post;
}

const PAGES = 40;
const TAGS = 60;

/** Posts in the order made; numbers items and notes as it goes. */
export class Stream {
  readonly posts: Post[] = [];
  #items = 0;
  #notes = 0;

  newItem(random: Random, topic: Topic): Item {
    this.#items += 1;
    const number = String(this.#items).padStart(4, "0");
    return {
      text: `item ${number} #tag${1 + random.below(TAGS)}`,
      url: `https://page-${1 + random.below(PAGES)}.example/${number}`,
      topic,
    };
  }

  share(account: Account, time: number, item: Item, reshares?: Post): Post {
    const post = { account, time, ...item, ...(reshares === undefined ? {} : { reshares }) };
    this.posts.push(post);
    return post;
  }

  /** A post of its own, which shares nothing. */
  note(random: Random, account: Account, time: number): void {
    this.#notes += 1;
    const text = `note ${String(this.#notes).padStart(5, "0")}${random.uniform() < 0.02 ? ', "continued"' : ""}`;
    this.posts.push({ account, time, text, url: "", topic: "" });
  }
}

/** A crowd that can be drawn from, more active accounts more often. */
export class Crowd {
  readonly accounts: readonly Account[];
  readonly #draw: Weighted;

  constructor(accounts: readonly Account[]) {
    this.accounts = accounts;
    this.#draw = new Weighted(accounts.map((account) => account.activity));
  }

  draw(random: Random): Account {
    return this.accounts[this.#draw.draw(random)]!;
  }
}

export interface Cascade {
  readonly item: Item;
  readonly born: number;
  /** Accounts to reach; those that sleep too long or would post after the period are lost. */
  readonly size: number;
  /** Delay of a share after the birth: median in milliseconds, and the standard deviation of its logarithm. */
  readonly median: number;
  readonly sigma: number;
  /** Share of the posts that pass on an earlier one instead of posting the item anew. */
  readonly reshared: number;
}

/**
 * One item goes through a crowd: the delays are log-normal and people sleep, so that the cascade slows at night.
 * Each account posts it once. Nothing here makes two accounts post at the same time.
 */
export function cascade(stream: Stream, random: Random, crowd: Crowd, plan: Cascade): void {
  const done = new Set<string>();
  const earlier: Post[] = [];
  const delays = Array.from({ length: plan.size }, () => logNormal(random, plan.median, plan.sigma));
  for (const delay of delays.sort((a, b) => a - b)) {
    const account = crowd.draw(random);
    let wait = delay;
    while (wait < 1e10 && !awake(random, account, plan.born + wait))
      wait += 1_800_000 * (1 + random.uniform());
    const time = wholeSecond(plan.born + wait);
    if (!inPeriod(time) || done.has(account.name)) continue;
    done.add(account.name);
    const before = random.uniform() < plan.reshared ? earlier.filter((post) => post.time < time) : [];
    const source = before.length > 0 ? before[random.below(before.length)] : undefined;
    earlier.push(stream.share(account, time, plan.item, source));
  }
}
