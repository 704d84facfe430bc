import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { allPairs, chained, lettersOf, partsOf } from "../../../../test/support/near-copy-oracle.ts";
import {
  columnsOf,
  sourceOf,
  syntheticShares,
  type OneShare,
} from "../../../../test/support/synthetic-source.ts";
import { PlumblineError } from "../../../errors.ts";
import { normaliseText, Random } from "../../../kernel/index.ts";
import { parseParameters } from "../../parameters.ts";
import { coShare } from "../co-share/index.ts";
import type { CoShareOutput } from "../co-share/output.ts";
import { nearCopy } from "./index.ts";
import { nearCopyObjects } from "./objects.ts";
import type { NearCopyOutput } from "./output.ts";

const START = Date.UTC(2031, 8, 28);
const HOUR = 3_600_000;

/** Posts of accounts by number: who, what; one an hour. */
function posts(list: readonly (readonly [account: number, text: string])[]) {
  const texts = [...new Set(list.map(([, text]) => text))];
  const shares = list.map(([account, text], i): OneShare => ({
    account,
    object: texts.indexOf(text),
    time: START + i * HOUR,
  }));
  const accounts = 1 + Math.max(0, ...list.map(([account]) => account));
  return sourceOf(columnsOf(shares, accounts, texts.length), (code) => texts[code]!);
}

const runOn = async (source: ReturnType<typeof sourceOf>, raw: Record<string, unknown> = {}) => {
  const result = await nearCopy.run(source, parseParameters(nearCopy.descriptor, raw), { seed: 1 });
  return { ...result, output: result.output as NearCopyOutput };
};

const RIVER = "The council will close the old bridge over the river for repairs until next spring";
const MARKET = "Nobody told the traders on the market that their stalls would have to move by Friday";

describe("near copies", () => {
  it("are clusters by size, in plain words, with names and texts in the output only", async () => {
    const { findings, output, counts } = await runOn(
      posts([
        [0, RIVER],
        [1, `RT @handle_0: ${RIVER.toUpperCase()}`],
        [2, `${RIVER}! https://news.example/1`],
        [2, MARKET],
        [3, `${MARKET} at noon`],
        [3, "Something else entirely that nobody repeats in any form"],
        [4, "thanks!"],
        [0, RIVER],
      ]),
    );
    expect(findings.map((f) => [f.id, f.status, f.title])).toEqual([
      ["f3", "note", "Near copies: the run as a whole"],
      ["f1", "candidate", "Near copies, cluster N1: 3 accounts, 3 texts"],
      ["f2", "candidate", "Near copies, cluster N2: 2 accounts, 2 texts"],
    ]);
    expect(findings[0]!.sentence).toBe(
      "7 distinct texts in 8 posts of 5 accounts: without case, links, mentions and look-alike letters 5 of sufficient " +
        "length remain, and 5 texts form 2 clusters of two or more (similarity 0.8 on runs of 5 letters). 2 clusters " +
        "are by 2 accounts or more and hold 6 posts; they say how alike texts are, not who acted together. 1 text has " +
        "fewer than 20 letters without links and mentions and was not compared.",
    );
    expect(findings[1]!.sentence).toBe(
      "3 accounts posted one message in 3 texts: 4 posts, on 28 September 2031 (UTC). Without case, links, mentions and " +
        "look-alike letters 2 remain, each of which shares at least 80 % of its runs of 5 letters with another one; " +
        "the one pair shares 99 %. It was not tested whether this is more than chance: it says how alike the texts are, " +
        "and nothing about who acted together.",
    );
    expect(output.sets[0]).toMatchObject({
      id: "N1",
      accounts: [
        { pseudonym: "N1-01", name: "handle-0", shares: 2 },
        { pseudonym: "N1-02", name: "handle-1", shares: 1 },
        { pseudonym: "N1-03", name: "handle-2", shares: 1 },
      ],
      objects: 3,
      commonest: [
        { value: RIVER, count: 2 },
        { value: `RT @handle_0: ${RIVER.toUpperCase()}`, count: 1 },
        { value: `${RIVER}! https://news.example/1`, count: 1 },
      ],
      details: { forms: 2, similarity: { pairs: 1, all: true } },
    });
    expect(output.sets[0]!.posts).toEqual([
      { artifact: 0, row: 1, account: "N1-01" },
      { artifact: 0, row: 2, account: "N1-02" },
      { artifact: 0, row: 3, account: "N1-03" },
      { artifact: 0, row: 8, account: "N1-01" },
    ]);
    const lines = [1, 2, 3, 8].map((row) => `${"ab".repeat(32)}:${row}\n`).sort();
    expect(findings[1]!.rows).toEqual({
      count: 4,
      sha256: createHash("sha256").update(lines.join("")).digest("hex"),
    });
    expect(findings[0]!.rows.count).toBe(6);
    expect(JSON.stringify([findings, counts])).not.toMatch(/handle|council|market/i);
    expect(counts).toMatchObject({ textsTooShort: 1, clustersReported: 2, pairsLeftOut: 0 });
  });

  it("differ in nothing but form: said so, and no similarity is claimed that was not measured", async () => {
    const { findings } = await runOn(
      posts([
        [0, RIVER],
        [1, RIVER.replace("o", "о").toUpperCase()],
      ]),
    );
    expect(findings[1]!.sentence).toContain("They differ in nothing but case, white space, links");
    expect(findings[1]!.statistics).toContainEqual({
      name: "pairs of folded texts compared inside",
      value: 0,
    });
  });

  it("are one message with other hashtags at the end, or none, and it says that they differ in these", async () => {
    const tail = "#one #two #three #four #five #six #seven #eight #nine #ten #eleven #twelve";
    const { findings, output } = await runOn(
      posts([
        [0, `${RIVER} ${tail}`],
        [1, `${RIVER} #other https://news.example/1 #tags`],
        [2, RIVER],
        // The same hashtags make no message of two.
        [3, `${MARKET} ${tail}`],
        [4, `Nobody asked me anything at all ${tail}`],
      ]),
    );
    expect(output.sets).toHaveLength(1);
    expect(output.sets[0]).toMatchObject({
      objects: 3,
      details: { forms: 3, bodies: 1, similarity: { pairs: 3, lowest: 1, median: 1 }, negation: null },
    });
    expect(findings[1]!.sentence).toContain(
      "They differ in nothing but the hashtags at their end, case, white space",
    );
    expect(findings[1]!.statistics).toContainEqual({
      name: "the same without hashtags at the end",
      value: 1,
    });
  });

  it("of which bodies differ, too, say how alike these are", async () => {
    const { findings } = await runOn(
      posts([
        [0, `${RIVER} #one`],
        [1, `${RIVER}, they say #two #three`],
      ]),
    );
    expect(findings[1]!.sentence).toMatch(
      /Without case, links, mentions, look-alike letters and hashtags at the end 2 remain, each of which shares at least 80 % of its runs of 5 letters with another one; the one pair shares 8\d %\./,
    );
  });

  it("are found with the defaults in Chinese of 17 characters, Japanese and Korean", async () => {
    const { output } = await runOn(
      posts([
        [0, "明天上午十点在图书馆门口集合请带伞"],
        [1, "明天上午十点在图书馆门口集合请带伞！"],
        [2, "市長は明日の会議で新しい橋の計画について説明する予定です"],
        [3, "市長は明日の会議で古い橋の計画について説明する予定です"],
        [4, "내일 아침 열 시에 도서관 정문 앞에서 만나서 함께 출발합니다"],
        [5, "내일 아침 열 시에 도서관 정문 앞에서 만나서 함께 출발합니다!!"],
        [6, "ありがとうございます"],
        [7, "ありがとうございます！"],
      ]),
    );
    expect(output.sets.map((set) => set.posts.map(({ row }) => row))).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
  });

  it("count an emoji as one character, however it is spelled", async () => {
    const family = "👩‍👩‍👧‍👦";
    const { counts } = await runOn(
      posts([
        [0, family.repeat(19)],
        [1, family.repeat(20)],
        [2, "👍🏽".repeat(19)],
        [3, "🇹🇭".repeat(19)],
      ]),
    );
    expect(counts).toMatchObject({ textsTooShort: 3, textsAfterFolding: 1 });
  });

  it("of which one denies what the other says are marked: title, sentence, counts and output", async () => {
    const bridge = "The old bridge over the river is safe for lorries and buses in the winter";
    const denied = bridge.replace("is safe", "is not safe");
    const { findings, output, counts } = await runOn(
      posts([
        [0, bridge],
        [1, bridge.toUpperCase()],
        [2, denied],
        [3, MARKET],
        [4, `${MARKET} at noon`],
      ]),
    );
    expect(findings[1]!.title).toBe(
      "Near copies, cluster N1: 3 accounts, 3 texts, of which some deny and others do not",
    );
    expect(findings[1]!.sentence).toMatch(
      /^3 accounts posted nearly the same words in 3 texts: .*1 of the 3 texts holds more words that deny \(such as not or never\) than another: they can say the opposite, read both\. /,
    );
    expect(findings[1]!.statistics).toContainEqual({
      name: "texts with a negation that another text lacks",
      value: 1,
    });
    expect(output.sets.map(({ details }) => details.negation)).toEqual([
      { texts: 1, more: denied, fewest: bridge },
      null,
    ]);
    expect(counts["clustersMarkedForNegation"]).toBe(1);
    expect(findings[0]!.sentence).toContain("In 1 cluster some texts hold more words that deny than others.");
    // Both of the others hold "Nobody".
    expect(findings[2]!.title).toBe("Near copies, cluster N2: 2 accounts, 2 texts");
  });

  it("of a chain say so, with the lowest similarity inside", async () => {
    const words =
      "alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar".split(
        " ",
      );
    const chain = Array.from({ length: 6 }, (_, i) => words.slice(i, i + 10).join(" "));
    const { findings, output } = await runOn(posts(chain.map((text, i) => [i, text])), { similarity: 0.75 });
    const [cluster] = output.sets;
    const truth = allPairs(
      chain.map((text) => partsOf(text, 20, 5)),
      0,
    )
      .map(({ similarity }) => similarity)
      .sort((x, y) => x - y);
    expect(cluster!.details.similarity).toEqual({ pairs: 15, all: true, lowest: truth[0], median: truth[7] });
    expect(truth[0]).toBeLessThan(0.5);
    expect(findings[1]!.sentence).toContain(
      "of all 15 pairs the least similar shares 31 %, the median pair 62 %",
    );
    expect(findings[1]!.sentence).toContain("the ends of such a chain can say different things");
  });

  it("are those of the definition, on random texts and parameters", async () => {
    const random = new Random(12);
    for (let round = 0; round < 25; round++) {
      const letter = (): string => ["a", "b", "c", " ", "д", "е", "中", "か", "한", "👍🏽"][random.below(10)]!;
      const tag = (): string => [" #a", "#b", " #中", ""][random.below(4)]!;
      const list = Array.from({ length: 40 }, (): [number, string] => {
        const text = Array.from({ length: 8 + random.below(10) }, letter).join("");
        return [random.below(9), text + tag() + tag()];
      });
      // Copies with one more letter, or one more tag, so that there is something to find.
      const all = [
        ...list,
        ...list.slice(0, 15).map(([, text]): [number, string] => [random.below(9), `${text}x`]),
        ...list.slice(10, 25).map(([, text]): [number, string] => [random.below(9), `${text} #tag`]),
      ];
      const shortest = 4 + random.below(6);
      const shingle = 2 + random.below(3);
      const similarity = [0.5, 0.7, 0.8][random.below(3)]!;
      const minimum = 1 + random.below(2);
      const { output, counts } = await runOn(posts(all), { shortest, shingle, similarity, minimum });
      const forms = [...new Set(all.map(([, text]) => normaliseText(text)))].filter(
        (f) => lettersOf(f) >= shortest,
      );
      const oracle = forms.map((form) => partsOf(form, shortest, shingle));
      const label = chained(forms.length, allPairs(oracle, similarity));
      const truth = new Map<number, { accounts: Set<number>; texts: Set<string>; rows: number[] }>();
      all.forEach(([account, text], i) => {
        const form = forms.indexOf(normaliseText(text));
        if (form < 0) return;
        const cluster = truth.get(label[form]!) ?? { accounts: new Set(), texts: new Set(), rows: [] };
        truth.set(label[form]!, cluster);
        cluster.accounts.add(account);
        cluster.texts.add(text);
        cluster.rows.push(i + 1);
      });
      const expected = [...truth.values()]
        .filter(({ accounts, texts }) => texts.size > 1 && accounts.size >= minimum)
        .map(({ rows }) => rows.join(" "));
      expect(output.sets.map((c) => c.posts.map(({ row }) => row).join(" ")).sort()).toEqual(expected.sort());
      expect(counts["textsAfterFolding"]).toBe(forms.length);
      const sizes = output.sets.map((c) => c.posts.length);
      expect(sizes).toEqual(sizes.toSorted((x, y) => y - x));
    }
  });

  it("are listed up to forty, and the run says how many more there are", async () => {
    const random = new Random(5);
    const list = Array.from({ length: 45 }, (): [number, string][] => {
      const text = Array.from({ length: 12 }, () => random.uint32().toString(36)).join(" ");
      return [
        [0, text],
        [1, `${text} !`],
      ];
    }).flat();
    const { findings, output, counts } = await runOn(posts(list));
    expect(output.sets).toHaveLength(45);
    expect(findings).toHaveLength(41);
    expect(counts).toMatchObject({ clustersNotListed: 5 });
    expect(findings[0]!.sentence).toContain("Listed here are the largest 40; the output holds 5 more.");
  });

  it("need texts that are long enough, and runs no longer than the shortest text", async () => {
    const short = posts([
      [0, "thank you all"],
      [1, "Thank you all!"],
      [2, ""],
      [3, "\ud83d"],
    ]);
    const { findings, output } = await runOn(short);
    expect(output.sets).toEqual([]);
    expect(findings).toHaveLength(1);
    expect(findings[0]!.sentence).toContain("0 of sufficient length remain, and none is like another");
    expect(findings[0]!.sentence).toContain(
      "No cluster is by 2 accounts or more. 4 texts have fewer than 20",
    );
    expect((await runOn(short, { shortest: 10 })).output.sets).toHaveLength(1);
    await expect(runOn(short, { shortest: 4 })).rejects.toThrow(PlumblineError);
  });
});

describe("co-share by near copies", () => {
  const message = (object: number): string => {
    const random = new Random(object);
    return Array.from({ length: 14 }, () => random.uint32().toString(36)).join(" ");
  };

  /** A team of six, 150 to 155, on objects 0 to 11; each account has a wording of its own, so no text is shared by two. */
  function wordedAnew(wording: (object: number, account: number) => string) {
    const team = { accounts: 6, objects: 12, own: false };
    const { list, accounts, objects } = syntheticShares({
      seed: 21,
      accounts: 150,
      objects: 300,
      shares: 4500,
      teams: [team],
    });
    const wordings = list.map(({ account, object }) => account * objects + object);
    const codes = [...new Set(wordings)];
    const place = new Map(codes.map((code, i) => [code, i]));
    const columns = columnsOf(
      list.map((share, i) => ({ ...share, object: place.get(wordings[i]!)! })),
      accounts,
      codes.length,
    );
    return sourceOf(columns, (code) => wording(codes[code]! % objects, Math.floor(codes[code]! / objects)));
  }

  it("finds a team that never repeats a text and words each message anew", async () => {
    const source = wordedAnew((object, account) => `${message(object)} ${account}`);
    const by = async (object: string) => {
      const parameters = parseParameters(coShare.descriptor, { object });
      const result = await coShare.run(source, parameters, { seed: 1 });
      return { ...result, output: result.output as CoShareOutput };
    };
    expect((await by("text")).output.sets).toEqual([]);
    const { findings, output } = await by("near-copy");
    expect(output.sets.map((group) => group.accounts.map(({ name }) => name).sort())).toEqual([
      Array.from({ length: 6 }, (_, i) => `handle-${150 + i}`),
    ]);
    const found = findings.find(({ status }) => status === "finding")!;
    expect(found.title).toBe("Co-share by near-copy text, group A: 6 accounts");
    expect(found.sentence).toContain(
      "Among six accounts, all 15 pairs posted near copies of the same messages less than 120 s apart (times are recorded to the minute), each on 12 separate occasions. In all: 12 distinct messages in 72 posts on 12 occasions",
    );
    for (const { value } of output.sets[0]!.commonest) expect(value.split(" ")).toHaveLength(15);
    expect(found.sentence).not.toContain("deny");
    expect(output.sets[0]!.details.negation).toEqual([]);
  });

  it("says of which messages some texts deny what others do not", async () => {
    const denies = (object: number, account: number): boolean => account === 151 && object < 2;
    const denied = (object: number): string => message(object).replace(" ", " not ");
    const source = wordedAnew(
      (object, account) => `${denies(object, account) ? denied(object) : message(object)} ${account}`,
    );
    const run = async (object: string) => {
      const result = await coShare.run(source, parseParameters(coShare.descriptor, { object }), { seed: 1 });
      return { ...result, output: result.output as CoShareOutput };
    };
    const { findings, output } = await run("near-copy");
    const found = findings.find(({ status }) => status === "finding")!;
    expect(found.sentence).toContain(
      "In all: 12 distinct messages in 72 posts on 12 occasions, between 30 September and 11 October 2031 (UTC). In 2 messages some " +
        "texts hold more words that deny (such as not or never) than others: they can say the opposite, read both. Neither",
    );
    expect(found.statistics).toContainEqual({
      name: "messages in which some texts deny and others do not",
      value: 2,
    });
    const marks = output.sets[0]!.details.negation!;
    expect(marks.map(({ texts, more }) => ({ texts, more }))).toEqual(
      [0, 1].map((object) => ({ texts: 1, more: `${denied(object)} 151` })),
    );
    for (const [object, { of, fewest }] of marks.entries()) {
      expect(of).toBeGreaterThanOrEqual(6);
      expect(fewest.startsWith(message(object))).toBe(true);
    }
    expect(JSON.stringify(findings)).not.toContain(message(0).slice(0, 20));
    // Exact texts are no clusters, so nothing is said of them.
    expect((await run("text")).output.sets.every(({ details }) => details.negation === undefined)).toBe(true);
  });

  it("takes clusters and lone texts as objects, and leaves short texts and their accounts out", async () => {
    const source = posts([
      [0, "too short"],
      [2, RIVER],
      [1, MARKET],
      [3, `${RIVER}?`],
      [3, `${RIVER}?`],
      [1, "hm"],
    ]);
    const { columns, names } = await nearCopyObjects(
      source,
      { similarity: 0.8, shingle: 5, shortest: 20 },
      { seed: 1 },
    );
    expect(columns).toMatchObject({ length: 4, accounts: 3, objects: 2 });
    expect([...columns.account]).toEqual([1, 0, 2, 2]);
    expect([...columns.object]).toEqual([0, 1, 0, 0]);
    expect([...columns.row]).toEqual([2, 3, 4, 5]);
    expect([...columns.time]).toEqual([1, 2, 3, 4].map((i) => START + i * HOUR));
    expect(await names.accountNames(Int32Array.of(2, 0, 1))).toEqual(["handle-3", "handle-1", "handle-2"]);
    expect(await names.objectValues("near-copy", Int32Array.of(1, 0))).toEqual([MARKET, `${RIVER}?`]);
    expect(await names.denied(Int32Array.of(1, 0))).toEqual([undefined, undefined]);
  });

  it("compares texts as the parameters of near-copy say, which a run by another object refuses", async () => {
    const source = posts(
      [RIVER, `${RIVER} and summer`, "too short"].flatMap((text, i) => [
        [i, text] as const,
        [i + 3, `${text}!`] as const,
      ]),
    );
    const objects = async (raw: Record<string, unknown>): Promise<unknown> => {
      const parameters = parseParameters(coShare.descriptor, { object: "near-copy", ...raw });
      return (await coShare.run(source, parameters, { seed: 1 })).counts["objects"];
    };
    expect(await objects({})).toBe(1);
    expect(await objects({ "near-copy-similarity": 0.95 })).toBe(2);
    expect(await objects({ "near-copy-shortest": 9 })).toBe(2);
    expect(await objects({ "near-copy-shortest": 9, "near-copy-similarity": 0.95 })).toBe(4);
    // One changed run of two letters is less than one of twelve.
    expect(await objects({ "near-copy-similarity": 0.85, "near-copy-shingle": 2 })).toBe(1);
    expect(await objects({ "near-copy-similarity": 0.9, "near-copy-shingle": 12 })).toBe(2);
    await expect(objects({ "near-copy-shortest": 4 })).rejects.toThrow("shorter than a run");
    await expect(objects({ object: "text", "near-copy-shingle": 4 })).rejects.toThrow(
      "near-copy-shingle has no meaning for the object text.",
    );
  });

  it("refuses a corpus in which no text is long enough", async () => {
    const parameters = parseParameters(coShare.descriptor, { object: "near-copy" });
    await expect(coShare.run(posts([[0, "hm"]]), parameters, { seed: 1 })).rejects.toThrow(
      "No post holds a message to compare.",
    );
  });
});
