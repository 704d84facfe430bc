import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PlumblineError } from "../../errors.ts";
import { cntOracle } from "../../../test/support/parity-oracle.ts";
import { CNT_NETWORKS, likeCnt, type CntMessages, type CntNetwork, type CntOptions } from "./cnt.ts";

interface Message {
  readonly id: string;
  readonly user: string;
  readonly time: number;
  readonly repost?: string;
  readonly reply?: string;
  readonly text?: string;
  readonly urls?: string;
}

const messagesOf = (list: readonly Message[]): CntMessages => ({
  message_id: list.map((message) => message.id),
  user_id: list.map((message) => message.user),
  repost_id: list.map((message) => message.repost ?? ""),
  reply_id: list.map((message) => message.reply ?? ""),
  message: list.map((message) => message.text ?? ""),
  timestamp: Float64Array.from(list, (message) => message.time),
  urls: list.map((message) => message.urls ?? ""),
});

const run = async (list: readonly Message[], network: CntNetwork, options: CntOptions): Promise<string[]> => {
  const edges = await likeCnt(messagesOf(list), network, options);
  return edges.source.map((source, i) => `${source} ${edges.target[i]} ${edges.weight[i]}`);
};

describe("like the coordination network toolkit", () => {
  const reposts: Message[] = [
    { id: "1", user: "a", time: 0, repost: "r" },
    { id: "2", user: "a", time: 1, repost: "r" },
    { id: "3", user: "b", time: 60, repost: "r" },
  ];

  it("counts each direction by the messages of its source, and loops", async () => {
    expect(await run(reposts, "co_retweet", { timeWindow: 60 })).toEqual(["a a 2", "a b 2", "b a 1"]);
    expect(await run(reposts, "co_retweet", { timeWindow: 59 })).toEqual(["a a 2", "a b 1", "b a 1"]);
    expect(await run(reposts, "co_retweet", { timeWindow: 60, loops: false })).toEqual(["a b 2", "b a 1"]);
  });

  it("filters each direction by itself", async () => {
    expect(await run(reposts, "co_retweet", { timeWindow: 60, minEdgeWeight: 2 })).toEqual([
      "a a 2",
      "a b 2",
    ]);
  });

  it("lets the first row of a message id count", async () => {
    const again: Message[] = [...reposts, { id: "3", user: "c", time: 0, repost: "r" }];
    expect(await run(again, "co_retweet", { timeWindow: 60 })).toEqual(["a a 2", "a b 2", "b a 1"]);
  });

  it("matches texts without mentions, case and white space, and empty ones", async () => {
    const list: Message[] = [
      { id: "1", user: "a", time: 0, text: "Hello  @someone World" },
      { id: "2", user: "b", time: 0, text: "hello\tworld\n" },
      { id: "3", user: "c", time: 0, text: "@only" },
      { id: "4", user: "d", time: 0, text: "" },
      { id: "5", user: "e", time: 0, text: "hello world", repost: "r" },
    ];
    expect(await run(list, "co_tweet", { timeWindow: 0 })).toEqual(["a b 1", "b a 1", "c d 1", "d c 1"]);
    expect(await run(list, "co_similar_tweet", { timeWindow: 0 })).toEqual(["a b 1", "b a 1"]);
  });

  it("compares words as sets, at the threshold and above", async () => {
    const list: Message[] = [
      { id: "1", user: "a", time: 0, text: "one two three four five" },
      { id: "2", user: "b", time: 0, text: "five four three two one one" },
      { id: "3", user: "c", time: 0, text: "one two three four" },
      { id: "4", user: "d", time: 0, text: "one two three" },
    ];
    expect(await run(list, "co_similar_tweet", { timeWindow: 0 })).toEqual([
      "a b 1",
      "a c 1",
      "b a 1",
      "b c 1",
      "c a 1",
      "c b 1",
    ]);
    expect(await run(list, "co_similar_tweet", { timeWindow: 0, similarityThreshold: 0.9 })).toEqual([
      "a b 1",
      "b a 1",
    ]);
  });

  it("parts links at spaces only, takes them from repeated rows, and not from reposts", async () => {
    const list: Message[] = [
      { id: "1", user: "a", time: 0, urls: "['u', 'v']" },
      { id: "2", user: "b", time: 0, urls: "['u', 'w']" },
      { id: "3", user: "c", time: 0, urls: "['u']" },
      { id: "3", user: "c", time: 0, urls: "['u'," },
      { id: "4", user: "d", time: 0, urls: "['u',", repost: "r" },
    ];
    expect(await run(list, "co_link", { timeWindow: 0 })).toEqual([
      "a b 1",
      "a c 1",
      "b a 1",
      "b c 1",
      "c a 1",
      "c b 1",
    ]);
  });

  it("takes reposts into co_post", async () => {
    expect(await run([...reposts, { id: "4", user: "c", time: 61 }], "co_post", { timeWindow: 1 })).toEqual([
      "a a 2",
      "b c 1",
      "c b 1",
    ]);
  });

  it("stops when asked", async () => {
    const signal = AbortSignal.abort();
    const stopped = likeCnt(messagesOf(reposts), "co_post", { timeWindow: 1 }, { signal });
    await expect(stopped).rejects.toThrow(PlumblineError);
  });

  const some = (...values: string[]) => fc.constantFrom(...values);
  const message = fc.record({
    id: fc.nat(30).map(String),
    user: some("a", "b", "c", "D"),
    time: fc.integer({ min: -3, max: 8 }).map((half) => half / 2),
    repost: some("", "", "r", "s"),
    reply: some("", "x", "y"),
    text: fc
      .array(some("red", "Red", "blue", "green", "@me", "grey", "black"), { maxLength: 6 })
      .map((words) => words.join(" ")),
    urls: fc.array(some("u", "v", "w"), { maxLength: 3 }).map((urls) => urls.join(" ")),
  });

  it.each(CNT_NETWORKS)("agrees with the plain definition of %s on many small sets", async (network) => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(message, {
          maxLength: 16,
          ...(network === "co_link" ? { selector: ({ id }) => id } : {}),
        }),
        fc.nat(4),
        fc.integer({ min: 1, max: 2 }),
        some("0.5", "0.6", "0.75", "0.8", "1"),
        async (list, timeWindow, minEdgeWeight, threshold) => {
          const similarityThreshold = Number(threshold);
          const mine = await run(list, network, { timeWindow, minEdgeWeight, similarityThreshold });
          expect(mine.sort()).toEqual(
            cntOracle(messagesOf(list), network, timeWindow, minEdgeWeight, similarityThreshold),
          );
        },
      ),
      { numRuns: 400 },
    );
  });
});
