/** What shift says of its example, and of posts from which it cannot say anything. */
import { describe, expect, it } from "vitest";
import { Random } from "../../../kernel/index.ts";
import type { Finding } from "../../../model/finding.ts";
import { exampleGiven } from "../../../../test/support/example-given.ts";
import { exampleSource } from "../../../../test/support/synthetic-source.ts";
import type { Example, ExamplePost } from "../../detector.ts";
import { parseParameters } from "../../parameters.ts";
import { recordedParameters } from "../../recorded.ts";
import type { DetectorResult } from "../../index.ts";
import { shift } from "./index.ts";

const { example, descriptor } = shift;
const DAY = 86_400_000;
const START = Date.UTC(2034, 3, 1);
const LEVELS = { series: "", events: "" };

async function runOf(
  posts: readonly ExamplePost[],
  over: Example["parameters"] = {},
  events?: string,
): Promise<DetectorResult> {
  const changed: Example = {
    posts: () => posts,
    tables: [{ key: "events", as: "events", csv: events ?? example.tables![0]!.csv }, example.tables![1]!],
    parameters: { ...example.parameters, ...over },
  };
  const parameters = parseParameters(descriptor, changed.parameters);
  return shift.run(exampleSource(changed), parameters, {
    seed: 1,
    given: exampleGiven(descriptor, changed, parameters),
  });
}

const of = (result: DetectorResult, status: Finding["status"]): Finding[] =>
  result.findings.filter((finding) => finding.status === status);

/** `perDay(day, account)` posts on the loan and `rest(day, account)` others, of so many accounts. */
function written(
  days: number,
  accounts: number,
  perDay: (day: number) => number,
  rest: (day: number) => number,
): ExamplePost[] {
  const random = new Random(5);
  const rows: ExamplePost[] = [];
  for (let day = 0; day < days; day++)
    for (const [topic, n] of [
      ["loan", perDay(day)],
      ["roads", rest(day)],
    ] as const)
      for (let i = 0; i < n; i++)
        rows.push({
          account: `writer-${random.below(accounts)}`,
          time: new Date(START + day * DAY + 1000 * random.below(86_400)).toISOString(),
          topic,
          side: "first",
        });
  return rows;
}

const noise = (seed: number) => {
  const random = new Random(seed);
  return (mean: number): number => Math.max(0, Math.round(mean + 1.5 * random.normal()));
};

describe("the example", () => {
  it("is dated, with the events that it fits, the base rate, and the posts outside the group", async () => {
    const result = await runOf(example.posts());
    const [found] = of(result, "finding");
    expect(found?.title).toBe("Rise on 5 May 2034: “loan”, the group");
    expect(found?.sentence).toContain(
      "The change fits one declared event (A court rules); 9 of 100 days lie as near to one.",
    );
    expect(found?.sentence).toContain("no more than chance");
    expect(found?.sentence).toContain("It came after the declared series crossed its line on 27 April 2034");
    expect(found?.comparison).toBe("Posts outside the group show no change of level on the same theme.");
    expect(found?.figures.map(({ kind }) => kind)).toEqual(["lanes", "table", "intervals"]);
    expect(result.findings[0]?.sentence).toContain(
      "Of 100 days 20, 30, 41 lie within one, two and three days",
    );
  });

  it("says of events that it fits equally that it fits them equally", async () => {
    const events = `start,end,title,kind\n2034-05-05,,A court rules,ruling\n2034-05-05,,A contract is in the press,press\n2034-05-04,2034-05-06,Meeting,meeting\n`;
    const [found] = of(await runOf(example.posts(), {}, events), "finding");
    expect(found?.sentence).toContain("fits three declared events equally");
  });

  it("says of none that it fits none", async () => {
    const [found] = of(
      await runOf(example.posts(), {}, "start,end,title,kind\n2034-04-12,,First debate,debate\n"),
      "finding",
    );
    expect(found?.sentence).toContain("No declared event lies in the interval; the nearest is 23 days off");
  });

  it("does not find a theme that stays as it was, and says what was tried", async () => {
    const result = await runOf(example.posts(), { group: "column:side=second", value: "", ...LEVELS });
    expect(of(result, "finding")).toEqual([]);
    expect(result.findings[0]?.title).toBe("No change of level");
    expect(result.counts["seriesTested"]).toBe(3);
  });

  it("counts posts of any theme", async () => {
    const near = noise(8);
    const posts = written(
      60,
      8,
      (day) => near(day < 30 ? 8 : 20),
      () => near(10),
    );
    const [found] = of(await runOf(posts, { column: "posts", value: "", ...LEVELS }), "finding");
    expect(found?.title).toBe("Rise on 1 May 2034: all themes, the group");
    expect(found?.sentence).toMatch(
      /^Posts of the group on all themes went from 1\d to (29|30|31) a day on 1 May 2034/,
    );
  });

  it("takes subjects by their aliases, and finds in the text what it finds in a column", async () => {
    const named = example.posts().map((post, i) => ({
      ...post,
      text: post["topic"] === "loan" ? `item ${i}: Alder and the Moor` : `item ${i}: the Moor, Birches`,
    }));
    const subject = (ref: string, name: string, ...aliases: string[]) => ({ ref, name, aliases });
    const subjects = [
      subject("pty_1", "List A", "alder", "the moor"),
      subject("pty_2", "List B", "birches", "the moor"),
    ];
    const parameters = parseParameters(descriptor, { ...example.parameters, value: "", ...LEVELS });
    const given = {
      ...exampleGiven(descriptor, { ...example, posts: () => named }, parameters),
      subjects: { kind: "subjects" as const, subjects },
    };
    const source = exampleSource({ ...example, posts: () => named });
    const result = await shift.run(source, parameters, { seed: 1, given });
    expect(result.counts["seriesTested"]).toBe(2);
    const found = of(result, "finding").map(({ title }) => title);
    expect(found).toContain("Rise on 5 May 2034: “List A”, the group");
    // The moor is of both, and counts for none: what is left of List B falls as the other rises.
    expect(found).toContain("Fall on 5 May 2034: “List B”, the group");
    const [byColumn] = of(await runOf(named, LEVELS), "finding");
    const numbers = (one: Finding | undefined) => /went from .* of its posts/.exec(one?.sentence ?? "")?.[0];
    expect(numbers(of(result, "finding").find(({ title }) => title.includes("List A")))).toBe(
      numbers(byColumn),
    );
  });

  it("refuses a value beside subjects", async () => {
    const parameters = parseParameters(descriptor, { ...example.parameters, ...LEVELS });
    const subjects = { kind: "subjects" as const, subjects: [{ ref: "pty_1", name: "List A", aliases: [] }] };
    const given = { ...exampleGiven(descriptor, example, parameters), subjects };
    await expect(shift.run(exampleSource(example), parameters, { seed: 1, given })).rejects.toThrow(
      "A theme is a value or a subject, and both were named.",
    );
  });

  it("names no account that was given as the theme: Findings and recorded parameters are shown to more readers than the posts", async () => {
    const posts = example.posts().map((post) => ({ ...post, topic: post["topic"] === "loan" ? "@Ada" : "" }));
    const given = { value: "@Ada", ...LEVELS };
    const result = await runOf(posts, given);
    expect(of(result, "finding")[0]?.title).toBe("Rise on 5 May 2034: theme V1, the group");
    expect(JSON.stringify([result.findings, result.counts])).not.toContain("Ada");
    expect(result.output.details).toMatchObject({ series: [{ name: "V1", value: "@Ada" }] });
    const asked = { ...example.parameters, ...given };
    expect(recordedParameters(descriptor, parseParameters(descriptor, asked))["value"]).toBe(
      "one value, named in the output",
    );
    const mention = parseParameters(descriptor, { ...asked, column: "mention", value: "ada" });
    expect(recordedParameters(descriptor, mention)["value"]).toBe("one value, named in the output");
    const tag = parseParameters(descriptor, { ...asked, column: "hashtag", value: "loan" });
    expect(recordedParameters(descriptor, tag)["value"]).toBe("loan");
  });

  it("names no value that the posts brought, and holds it in the output", async () => {
    const result = await runOf(example.posts(), { value: "", ...LEVELS });
    expect(JSON.stringify(result.findings)).not.toMatch(/loan|roads|schools/);
    expect(of(result, "finding").length).toBeGreaterThan(0);
    expect(JSON.stringify(result.output.sets)).toContain('"loan"');
  });
});

describe("what looks like a change and is none", () => {
  it("missing days are left out, named, and drawn as gaps", async () => {
    const near = noise(3);
    const posts = written(
      70,
      8,
      () => near(20),
      () => near(40),
    ).filter(
      ({ time }) => Math.floor((Date.parse(time) - START) / DAY) < 30 || Date.parse(time) >= START + 33 * DAY,
    );
    const result = await runOf(posts, { measure: "count", ...LEVELS });
    expect(of(result, "finding")).toEqual([]);
    expect(result.counts["daysMissingOrThin"]).toBe(3);
    expect(result.findings[0]?.sentence).toContain("Three days are missing from the collection");
  });

  it("a share that rises because the others fell silent is told by the counts beside it", async () => {
    const near = noise(4);
    const posts = written(
      70,
      8,
      () => near(12),
      (day) => near(day < 35 ? 60 : 12),
    );
    const [found] = of(await runOf(posts, LEVELS), "finding");
    expect(found?.sentence).toMatch(
      /from 1\d % to (4\d|5\d) % of its posts; other posts went from (59|60|61) to 1[123] a day/,
    );
    const silence = found?.explanations.find(({ title }) => title === "The rest fell silent");
    expect(silence?.answer).toBe("speaks for");
    const one = found?.explanations.find(({ title }) => title === "One account");
    expect(one?.answer).toBe("speaks against");
  });
});

describe("what cannot be answered", () => {
  const near = noise(6);
  const even = written(
    60,
    8,
    () => near(10),
    () => near(20),
  );

  it.each([
    [
      "one day",
      written(
        1,
        8,
        () => 30,
        () => 30,
      ),
      {},
      "all posts are of one day",
    ],
    [
      "few days",
      written(
        20,
        8,
        () => 5,
        () => 9,
      ),
      {},
      "the series has 20 days with posts, and a change needs 28",
    ],
    [
      "one account",
      written(
        60,
        1,
        () => 5,
        () => 9,
      ),
      {},
      "the posts are those of one account",
    ],
    [
      "a constant series",
      written(
        60,
        8,
        () => 5,
        () => 5,
      ),
      { measure: "count" },
      "the series is constant",
    ],
    ["no such value", even, { value: "harbour" }, "no post of the group has this value"],
    ["no such group", even, { group: "column:side=third" }, "the group has no posts"],
    ["no such column", even, { column: "subject" }, "no post of the group has this value"],
  ] as const)("%s", async (_name, posts, over, why) => {
    const { findings } = await runOf(posts, { ...LEVELS, ...over });
    expect(findings[0]?.status).toBe("not answerable");
    expect(findings[0]?.sentence).toMatch(/^Cannot be answered, because /);
    expect(findings.map(({ sentence }) => sentence).join(" ")).toContain(why);
    expect(findings.every(({ status }) => status === "not answerable")).toBe(true);
  });

  it("an event list that contains the posting itself", async () => {
    const events = "start,end,title,kind\n2034-05-05,,Largest single posting day,posting\n";
    const result = await runOf(example.posts(), {}, events);
    expect(result.counts["eventsOfThePosting"]).toBe(1);
    expect(result.counts["eventTests"]).toBe(0);
    const [found] = of(result, "finding");
    expect(found?.sentence).toContain(
      "cannot be answered, because the event list contains the posting itself",
    );
    expect(of(result, "not answerable").map(({ sentence }) => sentence)).toEqual([
      "Cannot be answered, because the event list contains the posting itself, and no other event of these days.",
    ]);
  });

  it("a declared series of too few days; one that stays clear of the line never crossed it", async () => {
    const of_ = async (rows: string[]): Promise<Finding | undefined> => {
      const csv = `date,lead\n${rows.join("\n")}\n`;
      const changed: Example = {
        ...example,
        tables: [example.tables![0]!, { ...example.tables![1]!, csv }],
      };
      const parameters = parseParameters(descriptor, changed.parameters);
      const given = exampleGiven(descriptor, changed, parameters);
      const { findings } = await shift.run(exampleSource(changed), parameters, { seed: 1, given });
      return findings.find(({ title }) => /cross/i.test(title));
    };
    const day = (i: number): string => new Date(START + i * DAY).toISOString().slice(0, 10);
    expect((await of_(["2034-04-01,1", "2034-04-03,-1"]))?.sentence).toContain(
      "it has values on 2 days, and a curve needs 10",
    );
    const random = new Random(2);
    const clear = await of_(
      Array.from({ length: 40 }, (_, i) => `${day(i)},${(4 + random.normal()).toFixed(2)}`),
    );
    expect(clear?.title).toBe("Never crossed: lead");
  });
});
