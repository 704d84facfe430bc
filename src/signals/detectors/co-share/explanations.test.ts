/** Ordinary explanations are chosen by what the posts of a group look like. */
import { describe, expect, it } from "vitest";
import { Random, type ShareColumns } from "../../../kernel/index.ts";
import type { DetectorSource } from "../../detector.ts";
import { parseParameters } from "../../parameters.ts";
import { columnsOf, sourceOf, type OneShare } from "../../../../test/support/synthetic-source.ts";
import { coShare } from "./index.ts";

const SECOND = 1000;
const HOUR = 3_600_000;
const START = Date.UTC(2031, 8, 28);
const CROWD = 200;

interface Plan {
  /** Moment of object i in ms after the start. */
  readonly at: (i: number, random: Random) => number;
  readonly objects: number;
  readonly accounts: number;
  /** Seconds between an earlier copy by somebody else and the group; none without. */
  readonly afterFeed?: (random: Random) => number;
  readonly outsiders: number;
}

/** Shares of other objects at any time. */
const others = (random: Random, from: number): OneShare[] =>
  Array.from({ length: 4000 }, () => ({
    account: random.below(CROWD),
    object: from + random.below(300),
    time: START + Math.floor(40 * 24 * HOUR * random.uniform()),
  }));

/** A crowd that shares the group's objects at other times, and the group. */
function columns(plan: Plan): ShareColumns {
  const random = new Random(6);
  const list = others(random, plan.objects);
  for (let object = 0; object < plan.objects; object++) {
    const together = START + plan.at(object, random);
    for (let a = 0; a < plan.accounts; a++)
      list.push({ account: CROWD + a, object, time: together + SECOND * random.below(20) });
    if (plan.afterFeed !== undefined)
      list.push({ account: 0, object, time: together - SECOND * plan.afterFeed(random) });
    for (let z = 0; z < plan.outsiders; z++)
      list.push({
        account: 1 + random.below(CROWD - 1),
        object,
        time: together + HOUR + 20 * HOUR * random.uniform(),
      });
  }
  return columnsOf(list, CROWD + plan.accounts, plan.objects + 300, "second");
}

const anyTime = (_: number, random: Random): number => Math.floor(40 * 24 * HOUR * random.uniform());

async function checks(
  plan: Plan,
  values?: (code: number) => string,
  object = "text",
): Promise<Map<string, string>> {
  const source: DetectorSource = {
    ...sourceOf(columns(plan)),
    ...(values === undefined ? {} : { objectValues: async (_kind, codes) => Array.from(codes, values) }),
  };
  const parameters = parseParameters(coShare.descriptor, { shuffles: 0, object });
  const { findings } = await coShare.run(source, parameters, { seed: 1 });
  const group = findings.find(({ status }) => status !== "note")!;
  return new Map(
    group.explanations.map(({ title, check }) => [title.split(" ").slice(0, 2).join(" "), check]),
  );
}
const fits = (found: ReadonlyMap<string, string>): string[] =>
  [...found].filter(([, check]) => check.startsWith("It fits")).map(([title]) => title);

describe("explanations that fit", () => {
  it("a feed: somebody outside was first, always as long before", async () => {
    const found = await checks({
      at: anyTime,
      objects: 30,
      accounts: 8,
      afterFeed: (r) => 290 + r.below(20),
      outsiders: 4,
    });
    expect(fits(found)).toEqual(["One feed"]);
    expect(found.get("One feed")).toMatch(
      /^It fits: for 30 of 30 objects somebody else was first, and the middle half of the delays lies between 5 minutes and 5 minutes\./,
    );
    const irregular = await checks({
      at: anyTime,
      objects: 30,
      accounts: 8,
      afterFeed: (r) => 60 + r.below(40_000),
      outsiders: 4,
    });
    expect(fits(irregular)).toEqual([]);
  });

  it("a scheduler: moments fall on a few minutes of the hour", async () => {
    const onMarks = (i: number, random: Random): number =>
      24 * HOUR * i + HOUR * random.below(12) + 20 * 60 * SECOND * random.below(3);
    const found = await checks({ at: onMarks, objects: 40, accounts: 8, outsiders: 4 });
    expect(fits(found)).toEqual(["One scheduler"]);
    expect(found.get("One scheduler")).toMatch(
      /^It fits: 40 moments fall on 3 minutes of the hour\. Compare the posting client/,
    );
    const spread = await checks({ at: anyTime, objects: 40, accounts: 8, outsiders: 4 });
    expect(spread.has("One scheduler")).toBe(false);
  });

  it("a newsroom: the links lead to one host; and no value is quoted", async () => {
    const found = await checks(
      { at: anyTime, objects: 30, accounts: 8, outsiders: 4 },
      (code) => `https://www.page-${code % 5 === 0 ? code : "news"}.example/${code}`,
      "url",
    );
    expect(found.get("Newsroom, agency")).toMatch(/^It fits: 80 % of the links seen lead to one host\./);
    expect([...found.values()].join(" ")).not.toContain("page-");
    const many = await checks(
      { at: anyTime, objects: 30, accounts: 8, outsiders: 4 },
      (code) => `page-${code}.example/x`,
      "url",
    );
    expect(many.has("Newsroom, agency")).toBe(false);
  });

  it("a headline that many share; not where nobody else has the objects", async () => {
    const popular = await checks({ at: anyTime, objects: 20, accounts: 6, outsiders: 12 });
    expect(popular.get("Syndicated headline")).toMatch(
      /^It fits: 20 of 20 objects have as many accounts outside/,
    );
    const owned = await checks({ at: anyTime, objects: 20, accounts: 6, outsiders: 0 });
    expect(owned.has("Syndicated headline")).toBe(false);
  });

  it("a campaign day, and a person with several accounts", async () => {
    const day = (i: number): number => i * 1000 * SECOND;
    const found = await checks({ at: day, objects: 30, accounts: 3, outsiders: 2 });
    expect(found.get("Fan club,")).toMatch(/^It fits: 100 % of the posts are of one day\./);
    expect(found.get("One person")).toMatch(/^It fits: there are 3 accounts\./);
    const large = await checks({ at: anyTime, objects: 30, accounts: 24, outsiders: 40 });
    expect([...large.keys()]).not.toContain("Fan club,");
  });

  it("a stock phrase: a few objects make most matches", async () => {
    const random = new Random(2);
    const list = others(random, 30);
    for (let object = 0; object < 30; object++) {
      // Ten accounts share each of five objects, and two at a time the others.
      const crowd = object < 5 ? 10 : 2;
      const together = START + HOUR * 30 * object;
      for (let a = 0; a < crowd; a++)
        list.push({
          account: CROWD + (object < 5 ? a : (object + a) % 10),
          object,
          time: together + SECOND * random.below(20),
        });
    }
    const source = sourceOf(columnsOf(list, CROWD + 10, 330, "second"));
    const parameters = parseParameters(coShare.descriptor, { shuffles: 0 });
    const { findings } = await coShare.run(source, parameters, { seed: 1 });
    const group = findings.find(({ status }) => status !== "note");
    expect(group!.explanations[0]).toMatchObject({ title: "Stock phrase or bare tag" });
    expect(group!.explanations[0]!.check).toMatch(
      /^It fits: of \d+ objects, five make \d\d % of the matches/,
    );
  });
});
