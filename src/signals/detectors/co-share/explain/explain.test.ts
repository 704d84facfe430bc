/** Ordinary explanations on invented posts in which they hold, and in which they do not. */
import { beforeAll, describe, expect, it } from "vitest";
import { WORLDS } from "../../../../../test/support/explained-worlds.ts";
import { explanationSchema, type Explained } from "../../../../model/finding.ts";
import { hostOf } from "../facts.ts";
import { EXPLANATIONS, explanationsFor } from "./index.ts";

const RUNS = 5;
const OCCASIONS = 40;

type Answers = Record<string, Record<NonNullable<Explained["answer"]>, number>>;

describe.each(WORLDS)("$name", ({ holds, make }) => {
  const answers: Answers = {};
  beforeAll(() => {
    for (let run = 0; run < RUNS; run++)
      for (const { title, answer } of explanationsFor(make(run + 1, OCCASIONS))) {
        answers[title] ??= { "speaks for": 0, "speaks against": 0, "cannot tell": 0 };
        answers[title][answer!]++;
      }
  });
  const isTrue = (title: string): boolean => holds.some((start) => title.startsWith(start));

  it("speaks for what holds in it, and never against", () => {
    for (const start of holds) expect(EXPLANATIONS.some(({ title }) => title.startsWith(start))).toBe(true);
    for (const { title } of EXPLANATIONS.filter((one) => isTrue(one.title))) {
      expect(answers[title]!["speaks for"], title).toBeGreaterThanOrEqual(RUNS - 1);
      expect(answers[title]!["speaks against"], title).toBe(0);
    }
  });

  it("speaks for what does not hold in it in one of all its answers at most: each is tested at 1 %", () => {
    const wrong = EXPLANATIONS.filter(({ title }) => !isTrue(title) && answers[title]!["speaks for"] > 0).map(
      ({ title }) => `${title}: ${answers[title]!["speaks for"]}`,
    );
    expect(wrong.length, wrong.join()).toBeLessThanOrEqual(1);
    for (const said of wrong) expect(said).toMatch(/: 1$/);
  });
});

const worldOf = (name: string) => WORLDS.find((world) => world.name === name)!;
const answerOf = (all: readonly Explained[], start: string): Explained =>
  all.find(({ title }) => title.startsWith(start))!;

it("speaks against most of them where a group simply meets", () => {
  const all = explanationsFor(worldOf("a group that meets at any moment").make(1, OCCASIONS));
  const against = all.filter(({ answer }) => answer === "speaks against");
  expect(against.length).toBeGreaterThanOrEqual(EXPLANATIONS.length - 1);
});

it("says what was counted and what is expected either way, and quotes no value", () => {
  const all = explanationsFor(worldOf("one publisher's links").make(1, OCCASIONS));
  for (const one of all) expect(explanationSchema.parse(one)).toEqual(one);
  expect(answerOf(all, "Newsroom").measured).toMatch(
    /^All links lead to the group's commonest host on (\d+) of \1 occasions with a link; expected: 3[12] if it holds, 0\.\d+ if not \(as among the links of others\)\.$/,
  );
  expect(JSON.stringify(all)).not.toContain("page.example");
});

it("says how many occasions it would need where there are too few", () => {
  const all = explanationsFor(worldOf("the audience of one account").make(1, 5));
  expect(answerOf(all, "A notification")).toMatchObject({
    answer: "cannot tell",
    measured: expect.stringMatching(/: \d+ would be needed\.$/) as string,
  });
});

it("counts one sitting once, whatever the number of objects", () => {
  const { make } = worldOf("a group that meets at any moment");
  const group = make(1, OCCASIONS);
  const doubled = {
    ...group,
    occasions: group.occasions.map((one) => ({ ...one, objects: [...one.objects, 999] })),
  };
  expect(explanationsFor(doubled)).toEqual(explanationsFor(group));
});

it("takes the host of a link, and of no short one", () => {
  expect(hostOf("see https://www.page-7.example/x and more")).toBe("page-7.example");
  expect(hostOf("page-7.example/x")).toBe("page-7.example");
  expect(hostOf("a text https://t.co/abc")).toBeUndefined();
  expect(hostOf("a text without one")).toBeUndefined();
});
