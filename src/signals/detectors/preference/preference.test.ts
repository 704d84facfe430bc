/** Findings of preference: a planted tilt, none, names that are ambiguous, and codes with a score that is wrong. */
import { describe, expect, it } from "vitest";
import { exampleGiven } from "../../../../test/support/example-given.ts";
import { exampleSource } from "../../../../test/support/synthetic-source.ts";
import { Random } from "../../../kernel/index.ts";
import { findingSchema, type Finding } from "../../../model/finding.ts";
import type { DetectorResult, DetectorSource, ExamplePost, Given, GivenCodes } from "../../index.ts";
import { checkResult } from "../../result.ts";
import { preference } from "./index.ts";
import { nameFinder, namedBy } from "../../shared/names.ts";

const { descriptor, example } = preference;

async function result(
  posts: readonly ExamplePost[] = example.posts(),
  parameters: Readonly<Record<string, string>> = {},
  beside: Given = {},
): Promise<DetectorResult> {
  const all = { ...example.parameters, ...parameters };
  const given = { ...exampleGiven(descriptor, example, all), ...beside };
  const found = await preference.run(exampleSource({ posts: () => posts, parameters: {} }), all, {
    seed: 1,
    given,
  });
  for (const finding of found.findings) expect(findingSchema.parse(finding)).toEqual(finding);
  checkResult(found.findings, found.output);
  return found;
}

const titled = ({ findings }: DetectorResult, words: string): Finding =>
  findings.find(({ title }) => title.startsWith(words))!;

describe("names", () => {
  const subjects = [
    { ref: "1", name: "Hillary Clinton", aliases: ["Clinton", "*hillary*", "HRC"] },
    { ref: "2", name: "Donald Trump", aliases: ["*trump*", "Donald"] },
    { ref: "3", name: "Bill Clinton", aliases: ["Clinton"] },
  ];
  const finder = nameFinder(subjects);
  const said = (text: string) => namedBy(finder.names, finder.find(text));

  it.each([
    ["Hillary Clinton spoke", true, false, false],
    ["HILLARY and TRUMP", true, true, false],
    ["#CrookedHillary #trumptrain", true, true, false],
    ["Clinton spoke", false, false, true],
    ["Bill Clinton spoke", false, false, false],
    ["Clinton spoke of hrc", true, false, false],
    ["clintonian thrcx McDonalds", false, false, false],
    ["Dönald", false, false, false],
  ] as const)("in “%s”", (text, first, second, ambiguous) => {
    expect(said(text)).toEqual({ first, second, ambiguous });
  });

  it("are refused where they are too many, or empty", () => {
    const many = { ref: "1", name: "A", aliases: Array.from({ length: 30 }, (_, i) => `a${i}`) };
    expect(() => nameFinder([many])).toThrow(/names/);
    expect(() => nameFinder([{ ref: "1", name: "*", aliases: [] }])).toThrow(/without letters/);
  });
});

describe("volume", () => {
  it("finds the planted tilt as a candidate, and never more by volume alone", async () => {
    const found = await result();
    const volume = titled(found, "Attention: List A and List B");
    expect(volume.status).toBe("note");
    const share = volume.statistics.find(({ name }) => name === "share of List A among mentions")!;
    // Planted: 0.75, beside 0.5.
    expect(share.interval![0]).toBeLessThan(0.75);
    expect(share.interval![1]).toBeGreaterThan(0.75);
    expect(titled(found, "Attention beside").status).toBe("candidate");
    expect(titled(found, "Stance").sentence).toMatch(/^Cannot be answered, because no codes were given/);
    expect(found.findings.some(({ status }) => status === "finding")).toBe(false);
  });

  it("finds none where the group speaks as the others do", async () => {
    let candidates = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const random = new Random(seed);
      const posts = example.posts().map((post) => ({
        ...post,
        text: `Placeholder: ${random.uniform() < 0.5 ? "Alder" : "Birch"}`,
      }));
      const found = await result(posts);
      for (const { status } of found.findings) if (status === "candidate") candidates++;
    }
    // 5 % of 20, and three deviations.
    expect(candidates).toBeLessThanOrEqual(3);
  });

  it("lists names with their posts, and counts none that two bear", async () => {
    const subjects = {
      kind: "subjects",
      subjects: [
        { ref: "1", name: "List A", aliases: ["Alder"] },
        { ref: "2", name: "List B", aliases: ["Birch"] },
        { ref: "3", name: "Alder", aliases: [] },
      ],
    } as const;
    const found = await result(undefined, {}, { subjects });
    const names = found.output.tables.find(({ id }) => id === "names")!;
    const alder = names.rows.find(({ cells }) => cells[0] === "alder")!;
    expect(alder.cells.slice(1, 3)).toEqual(["List A, another subject", true]);
    const volume = titled(found, "Attention: ");
    expect(volume.sentence).toMatch(/with a name that several bear count for neither/);
  });

  it("answers nothing for four accounts, one that has most, no mention, one subject, or another language", async () => {
    const posts = example.posts();
    const only = async (changed: readonly ExamplePost[], reason: RegExp, parameters = {}) => {
      const { findings } = await result(changed, parameters);
      expect([findings.length, findings[0]!.status]).toEqual([1, "not answerable"]);
      expect(findings[0]!.sentence).toMatch(reason);
    };
    await only(
      posts.filter(({ account }) => !/desk-([5-9]|1\d)/.test(account)),
      /4 accounts name/,
    );
    await only(
      posts.map((post, i) => (i % 5 > 1 && post["team"] === "desk" ? { ...post, account: "desk-1" } : post)),
      /one account has/,
    );
    await only(
      posts.map((post) => ({ ...post, text: `Placeholder ${post.time}` })),
      /names one of the two subjects/,
    );
    // An interval without width would say that it is sure.
    await only(
      posts.map((post) => ({ ...post, text: "Alder spoke" })),
      /name the two in one and the same proportion/,
    );
    await only(posts, /no post in scope/, { where: "language=English" });
    await only(posts, /no post in scope/, { from: "2035-01-01" });
    await expect(result(posts, { from: "2031" })).rejects.toMatchObject({ code: "PARAMETER" });
    await expect(result(posts, { from: "2031-10-01", to: "2031-09-01" })).rejects.toMatchObject({
      code: "PARAMETER",
    });
    const one = {
      subjects: { kind: "subjects", subjects: [{ ref: "1", name: "List A", aliases: [] }] },
    } as const;
    await expect(result(posts, {}, one)).rejects.toMatchObject({ code: "PARAMETER" });
  });

  it("tells words of the group that many use, and names none in a finding", async () => {
    const found = await result();
    const words = found.output.tables.find(({ id }) => id === "words")!;
    expect(words.rows.map(({ cells }) => cells[0])).toEqual(["harbour", "market"]);
    expect(JSON.stringify(found.findings)).not.toContain("harbour");
  });
});

it("does not depend on the order of posts", async () => {
  const given = exampleGiven(descriptor, example, example.parameters);
  const source = exampleSource(example);
  const turned: DetectorSource = {
    ...source,
    shares: async (object) => {
      const columns = await source.shares(object);
      return {
        ...columns,
        account: columns.account.toReversed(),
        object: columns.object.toReversed(),
        time: columns.time.toReversed(),
        row: columns.row.toReversed(),
      };
    },
  };
  const of = (from: DetectorSource) => preference.run(from, example.parameters, { seed: 1, given });
  expect(await of(turned)).toEqual(await of(source));
});

describe("stance", () => {
  /** Everybody is coded at random; the group is for the first in `share` of its posts, and the score says the opposite. */
  function coded(share: number, n: number): { posts: ExamplePost[]; codes: GivenCodes } {
    const random = new Random(9);
    const posts = example.posts().map((post) => {
      const first = random.uniform() < (post["team"] === "desk" ? share : 0.5);
      return { ...post, is: first ? "a" : "b", score: first ? "-1" : "0.5" };
    });
    const order = Int32Array.from(posts.keys());
    random.sample(order, 0, order.length, n);
    const file = { id: "art_0000000001", sha256: "ab".repeat(32) };
    const units = Array.from(order.subarray(0, n), (i) => {
      const code = [posts[i]!.is];
      return {
        file,
        row: i + 1,
        by: [
          { coder: "one", codes: code },
          { coder: "two", codes: code },
        ],
      };
    });
    return { posts, codes: { kind: "codes", ref: "cbk_1", title: "Stance", categories: ["a", "b"], units } };
  }
  const asked = { "for-first": "a", "for-second": "b", score: "score" };

  it("is a finding by a random sample, whatever the score says", async () => {
    const { posts, codes } = coded(0.8, 400);
    const found = await result(posts, { ...asked, sample: "random" }, { codes });
    const stance = titled(found, "Stance between");
    expect(stance.status).toBe("finding");
    const [low, high] = stance.statistics.find(
      ({ name }) => name === "stance, score corrected by codes",
    )!.interval!;
    // Planted: 0.8 - 0.2.
    expect([low < 0.6, high > 0.6, low > 0]).toEqual([true, true, true]);
    expect(titled(found, "Stance between List A and List B, beside").status).toBe("finding");
    expect(stance.statistics.find(({ name }) => name === "Krippendorff's alpha")!.value).toBe(1);
  });

  it("is a candidate where nobody states that the sample is random, a note where no side is sure", async () => {
    const sure = coded(0.8, 400);
    const unstated = titled(await result(sure.posts, asked, { codes: sure.codes }), "Stance between");
    expect(unstated.status).toBe("candidate");
    expect(unstated.sentence).toContain("Nobody has stated");
    const even = coded(0.5, 400);
    const none = titled(
      await result(even.posts, { ...asked, sample: "random" }, { codes: even.codes }),
      "Stance between",
    );
    expect(none.status).toBe("note");
  });

  it("has no answer with few coded posts, whatever the score says of all", async () => {
    const { posts, codes } = coded(0.8, 40);
    const found = await result(posts, { ...asked, sample: "random" }, { codes });
    expect(titled(found, "Stance between").sentence).toMatch(
      /^Cannot be answered, because \d+ posts of the group/,
    );
  });
});
