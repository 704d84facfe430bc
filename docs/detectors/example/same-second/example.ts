import { Random } from "../../../kernel/index.ts";
import type { Example, ExamplePost } from "../../detector.ts";

const START = Date.UTC(2031, 8, 28);
const SECONDS = 3 * 24 * 60 * 60;

function posts(): ExamplePost[] {
  const random = new Random(7);
  const post = (account: string, second: number, text: string): ExamplePost => ({
    account,
    time: new Date(START + second * 1000).toISOString(),
    text,
  });
  const ordinary = Array.from({ length: 600 }, (_, i) =>
    post(`reader-${1 + random.below(30)}`, random.below(SECONDS), `line ${i}`),
  );
  const clockwork = Array.from({ length: 10 }, () => random.below(SECONDS)).flatMap((second, i) =>
    [1, 2, 3, 4].map((account) => post(`clock-${account}`, second, `line ${i} of ${account}`)),
  );
  return [...ordinary, ...clockwork];
}

/** Four accounts that post in the same ten seconds, each something else, among thirty that post at any time. */
export const example: Example = Object.freeze({ posts, parameters: {} });
