import type { Example, ExamplePost } from "../../detector.ts";

const START = Date.UTC(2031, 8, 28);
const HOUR = 3_600_000;

const BRIDGE = "The council will close the old bridge over the river for repairs until next spring";
const STALLS = "Nobody told the traders on the market that their stalls would have to move by Friday";

const POSTS = [
  ["reader-1", BRIDGE],
  ["reader-2", `RT @reader_1: ${BRIDGE.toUpperCase()}`],
  ["reader-3", `${BRIDGE}! https://news.example/1`],
  ["reader-3", STALLS],
  ["reader-4", `${STALLS} at noon`],
  ["reader-4", "Something else entirely that nobody repeats in any form"],
  ["reader-5", "thanks!"],
  ["reader-1", BRIDGE],
] as const;

const posts = (): ExamplePost[] =>
  POSTS.map(([account, text], i) => ({ account, time: new Date(START + i * HOUR).toISOString(), text }));

/** Two messages in several wordings, among posts that nobody repeats. */
export const example: Example = Object.freeze({ posts, parameters: {} });
