import { Random } from "../../../kernel/index.ts";
import type { Example, ExamplePost } from "../../detector.ts";

const START = Date.UTC(2031, 8, 28);
const MINUTE = 60_000;
const MINUTES = 14 * 24 * 60;
/** Ordinary accounts, the texts they take from, and the posts they write. */
const [ACCOUNTS, TEXTS, POSTS] = [60, 60, 1500];
/** A team that posts popular texts within a minute of each other, and one with texts that nobody else has. */
const TEAMS = [
  { name: "team", accounts: 5, texts: 12, own: false },
  { name: "desk", accounts: 4, texts: 8, own: true },
] as const;

const at = (minute: number): string => new Date(START + minute * MINUTE).toISOString();

function posts(): ExamplePost[] {
  const random = new Random(5);
  const list = Array.from({ length: POSTS }, () => ({
    account: `reader-${1 + random.below(ACCOUNTS)}`,
    time: at(random.below(MINUTES)),
    text: `popular line ${1 + random.below(TEXTS)}`,
  }));
  for (const { name, accounts, texts, own } of TEAMS)
    for (let text = 1; text <= texts; text++) {
      const together = random.below(MINUTES);
      for (let account = 1; account <= accounts; account++)
        list.push({
          account: `${name}-${account}`,
          time: at(together + random.below(2)),
          text: `${own ? "own" : "popular"} line ${text}`,
        });
    }
  return list;
}

/** A team among ordinary accounts is a finding; one that shares what nobody else has is a candidate. */
export const example: Example = Object.freeze({ posts, parameters: { window: 60 } });
