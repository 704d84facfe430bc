import { describe, expect, it } from "vitest";
import { exampleGiven } from "../../../../test/support/example-given.ts";
import { findingOf } from "../../../../test/support/instrument-run.ts";
import { exampleSource } from "../../../../test/support/synthetic-source.ts";
import type { DetectorResult, Example, ExamplePost } from "../../detector.ts";
import type { Given, GivenClaim, GivenEvent } from "../../given.ts";
import { parseParameters } from "../../parameters.ts";
import { checkResult } from "../../result.ts";
import { leakTrail } from "./index.ts";

const { example, descriptor } = leakTrail;

function run(more: Partial<Example> = {}, given: Given = {}): Promise<DetectorResult> {
  const own: Example = { ...example, ...more };
  const parameters = parseParameters(descriptor, own.parameters);
  return leakTrail.run(exampleSource(own), parameters, {
    seed: 1,
    given: { ...exampleGiven(descriptor, own, parameters), ...given },
  });
}

const NO_POSTS = { posts: () => [] };
const titled = ({ findings }: DetectorResult, start: string) => {
  const found = findings.find(({ title }) => title.startsWith(start));
  if (found === undefined)
    throw new Error(`no finding ${start}: ${findings.map(({ title }) => title).join()}`);
  return found;
};
const ladderIn = (result: DetectorResult) => {
  const figure = findingOf(result).figures.find(({ kind }) => kind === "ladder");
  if (figure?.kind !== "ladder") throw new Error("no ladder");
  return figure;
};

const party = (n: number, name: string) => ({ ref: `pty_000000000${n}`, name });
const event = (n: number, is: string, from: string, parties: GivenEvent["parties"]): GivenEvent => ({
  ref: `evt_000000000${n}`,
  title: `step ${n}`,
  is,
  from,
  to: from,
  loggedAt: "2034-01-01T00:00:00.000Z",
  parties: parties ?? [],
});
const STEPS: Given[string] = {
  kind: "events",
  events: [
    event(1, "intrusion", "2034-03-02", [party(1, "Service")]),
    event(2, "hand-over", "2034-03-09", [party(2, "Persona"), party(3, "Site")]),
    event(3, "disclosure", "2034-04-21", [party(3, "Site")]),
  ],
};
const claim = (n: number, more: Partial<GivenClaim>): GivenClaim => ({
  ref: `clm_000000000${n}`,
  speaker: "Court",
  polarity: "asserts",
  about: ["pty_0000000002", "pty_0000000003"],
  placed: true,
  passages: [],
  ...more,
});
const claims = (...list: readonly GivenClaim[]): Given[string] => ({ kind: "claims", claims: list });

describe("with posts", () => {
  it("orders rungs by role and time, and says whose share is larger", async () => {
    const result = await run();
    const { rungs, links } = ladderIn(result);
    expect(rungs.map(({ role }) => role)).toEqual(
      ["taken", "published", "amplified", "amplified", "amplified", "amplified"].slice(0, rungs.length),
    );
    expect(rungs.filter(({ by }) => by === "posts").length).toBeGreaterThan(1);
    expect(links).toEqual([
      { from: "taken", to: "published", said: null },
      { from: "published", to: "amplified", said: null },
    ]);
    const share = titled(result, "Share");
    expect(share.status).toBe("candidate");
    expect(share.sentence).toContain("more than by chance of who was collected");
  });

  it("says on every answer that a user of the material is no part of the campaign", async () => {
    const result = await run();
    for (const start of ["The way of", "Hand-overs", "Share"])
      expect(titled(result, start).sentence).toContain("is not thereby part of the campaign");
  });

  it("says that a first mention near the start of collection may be older", async () => {
    const result = await run({ parameters: { ...example.parameters, margin: 40 } });
    expect(ladderIn(result).rungs.filter(({ open }) => open).length).toBeGreaterThan(0);
    expect(findingOf(result).sentence).toContain("so that it may be older");
    const { rungs } = ladderIn(await run());
    expect(rungs.some(({ open }) => open)).toBe(false);
  });

  it("gives the day alone where fewer than five accounts hold a marker", async () => {
    const posts = example
      .posts()
      .map((post): ExamplePost => ({ ...post, text: post["text"]!.replace(" on the harbour minutes", "") }));
    const rare = posts.map((post, i): ExamplePost =>
      i % 601 === 600 ? { ...post, text: `${post["text"]} on the harbour minutes` } : post,
    );
    const result = await run({
      posts: () => rare,
      tables: example.tables!.map((table) =>
        table.as === "markers" ? { ...table, csv: "marker,kind\nharbour minutes,phrase\n" } : table,
      ),
    });
    const table = result.output.tables.find(({ id }) => id === "firsts")!;
    for (const { cells } of table.rows) expect(cells[4]).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(titled(result, "Share").status).toBe("not answerable");
  });

  it("leaves out platforms and parties of fewer than five accounts", async () => {
    const posts = example
      .posts()
      .map((post): ExamplePost => ({ ...post, platform: post.account < "writer-05" ? "rare" : "first" }));
    const result = await run({ posts: () => posts });
    expect(JSON.stringify(result.output.tables)).not.toContain("rare");
    expect(findingOf(result).sentence).toContain("with fewer than 5 accounts nothing is said");
  });
});

describe("kinds of markers", () => {
  const posts = (): ExamplePost[] =>
    Array.from({ length: 24 }, (_, i) => ({
      account: `writer-${i % 6}`,
      time: new Date(Date.UTC(2034, 3, 1 + i)).toISOString(),
      text:
        i === 14
          ? "In the minutes of the harbour board stands that the quay was sold twice over"
          : `word ${i} HarbourLeaks17`,
      ...(i === 13
        ? {
            url: "https://www.minutes.example/page?utm_source=feed",
            domain: "www.minutes.example",
            hashtag: "harbourpapers",
          }
        : {}),
    }));
  it.each([
    ["https://minutes.example/page", "link", 14],
    ["minutes.example", "domain", 14],
    ["#HarbourPapers", "hashtag", 14],
    ["harbour*", "hashtag", 14],
    ["harbourleaks{n}", "phrase", 1],
    ["harbourleaks", "phrase", undefined],
    ["quay was sold", "phrase", 15],
    ["In the minutes of the harbour board stands that the quay was sold twice over.", "near-copy", 15],
    [
      "In other books of the fishing club one reads that the boats were bought twice over.",
      "near-copy",
      undefined,
    ],
  ])("%s (%s)", async (marker, kind, day) => {
    const tables = [{ key: "minutes", as: "markers", csv: `marker,kind\n"${marker}",${kind}\n` } as const];
    const result = await run({ posts, tables, parameters: { markers: "minutes", margin: 0 } });
    const table = result.output.tables.find(({ id }) => id === "firsts");
    expect(table?.rows[0]?.cells[4]).toBe(
      day === undefined ? undefined : day === 1 ? "2034-04-01" : `2034-04-${day}`,
    );
  });
});

describe("without posts", () => {
  it("the ladder stands on what sources say", async () => {
    const result = await run(NO_POSTS, { steps: STEPS, "hand-overs": claims(claim(1, {})) });
    const { rungs, links } = ladderIn(result);
    expect(rungs.map(({ role, party: name }) => [role, name])).toEqual([
      ["taken", "Service"],
      ["relayed", "Persona, Site"],
      ["published", "Site"],
    ]);
    expect(links.map(({ said }) => said)).toEqual([null, "Court"]);
    expect(() => checkResult(result.findings, result.output)).not.toThrow();
  });

  it("proposes a hand-over only from a claim with a passage that asserts", async () => {
    const sentence = async (...list: readonly GivenClaim[]): Promise<string> =>
      titled(await run(NO_POSTS, { steps: STEPS, "hand-overs": claims(...list) }), "Hand-overs").sentence;
    expect(await sentence(claim(1, {}))).toContain(
      "From relayed to published, Court says that it was handed over; that is proposed as a claim, without a grade.",
    );
    expect(await sentence(claim(1, { placed: false }))).toContain("From relayed to published there is a gap");
    expect(await sentence(claim(1, { placed: false }))).toContain("1 claim without a passage does not count");
    expect(await sentence(claim(1, { polarity: "denies" }))).toContain(
      "a gap: no source that was named says who handed over; Court denies it",
    );
    expect(await sentence(claim(1, { about: ["pty_0000000003"] }))).toContain("is about no two roles");
  });

  it("says what the outlet's word adds: nothing, unless it verified", async () => {
    const of = async (given: Given): Promise<string> =>
      titled(await run(NO_POSTS, { steps: STEPS, ...given }), "Hand-overs").sentence;
    expect(await of({})).toContain("What the outlet's word adds: nothing.");
    expect(await of({ verified: claims(claim(2, { speaker: "Site", placed: false })) })).toContain(
      "adds: nothing.",
    );
    expect(await of({ verified: claims(claim(2, { speaker: "Site" })) })).toContain(
      "Site says that it was verified",
    );
  });
});

describe("what cannot be answered", () => {
  const because = (result: DetectorResult): string[] =>
    result.findings.filter(({ status }) => status === "not answerable").map(({ sentence }) => sentence);
  const set = (of: ExamplePost[]) => ({ posts: () => of });

  it("no marker found", async () => {
    const posts = example.posts().map((post): ExamplePost => ({ ...post, text: "x" }));
    const result = await run({ ...set(posts), parameters: { markers: "minutes" } });
    expect(because(result)[0]).toMatch(
      /^Cannot be answered, because no post that was collected holds a marker/,
    );
    // Beside steps it is said on the ladder.
    const beside = await run(set(posts));
    expect(findingOf(beside).sentence).toContain("Of posts: cannot be answered, because no post");
  });

  it("markers declared after posts had come in", async () => {
    const given = exampleGiven(descriptor, example, parseParameters(descriptor, example.parameters));
    const markers = { ...given["markers"]!, afterPosts: true } as Given[string];
    const result = await run({}, { markers });
    expect(findingOf(result).sentence).toContain(
      "cannot be answered, because the markers were declared after posts had come in",
    );
    expect(result.findings.some(({ title }) => title.startsWith("Share"))).toBe(false);
    expect(ladderIn(result).rungs.every(({ by }) => by === "source")).toBe(true);
  });

  it("one platform, and one day", async () => {
    const first = example.posts().map((post): ExamplePost => ({ ...post, platform: "" }));
    expect(because(await run(set(first)))).toEqual([
      expect.stringContaining("the posts are of one platform"),
    ]);
    const day = example.posts().filter(({ time }) => time.startsWith("2034-04-25"));
    expect(because(await run(set(day))).at(-1)).toContain("all posts with a marker are of one day");
  });

  it("nothing named, and roles that are none, are refused", async () => {
    await expect(run({ parameters: {} })).rejects.toThrow(/nothing to follow/);
    await expect(run({ parameters: { ...example.parameters, roles: "stolen=intrusion" } })).rejects.toThrow(
      /roles takes ROLE=KIND/,
    );
    const none = await run({ ...NO_POSTS, parameters: { markers: "minutes" } });
    expect(because(none)[0]).toContain("there are no posts, and no event with a role was named");
  });
});
