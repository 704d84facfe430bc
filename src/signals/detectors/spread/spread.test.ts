/** Spread against a brute count over random worlds, and where there is nothing that could have spread. */
import { describe, expect, it } from "vitest";
import { exampleGiven } from "../../../../test/support/example-given.ts";
import { findingOf } from "../../../../test/support/instrument-run.ts";
import { exampleSource } from "../../../../test/support/synthetic-source.ts";
import { Random } from "../../../kernel/index.ts";
import type { DetectorResult, ExamplePost } from "../../detector.ts";
import type { Given, GivenClaim } from "../../given.ts";
import { parseParameters } from "../../parameters.ts";
import { checkResult } from "../../result.ts";
import { spread } from "./index.ts";

type Asked = Readonly<Record<string, string | number>>;

async function run(
  posts: readonly ExamplePost[],
  asked: Asked = {},
  given: Given = {},
): Promise<DetectorResult> {
  const parameters = parseParameters(spread.descriptor, { groups: "column:side=team", ...asked });
  const example = { posts: () => posts, parameters };
  const result = await spread.run(exampleSource(example), parameters, {
    seed: 1,
    given: { ...exampleGiven(spread.descriptor, example, parameters), ...given },
  });
  expect(() => checkResult(result.findings, result.output)).not.toThrow();
  return result;
}

const claim = (n: number, more: Partial<GivenClaim> = {}): GivenClaim => ({
  ref: `clm_000000000${n}`,
  speaker: `Speaker ${n}`,
  polarity: "asserts",
  about: [],
  placed: true,
  passages: [{ file: { id: "art_0000000077", sha256: "cd".repeat(32) }, page: n }],
  ...more,
});
const claims = (...list: readonly GivenClaim[]): Given[string] => ({ kind: "claims", claims: list });

const decisionsOf = ({ output }: DetectorResult) =>
  output.tables
    .find(({ id }) => id === "decisions")!
    .rows.map(({ cells: [level, , yes, , said, against, why] }) => ({ level, yes, said, against, why }));
const levelOf = ({ counts }: DetectorResult): unknown => counts["level"];

interface World {
  readonly seed: number;
  readonly platforms: number;
  readonly communities: number;
  /** Chance that a post reshares an earlier one. */
  readonly reshares: number;
}

/** A team of four and fifty others; some reshare what came before, of each other and of the team; some ids are taken twice. */
function worldOf({ seed, platforms, communities, reshares }: World): ExamplePost[] {
  const random = new Random(seed);
  const rows: ExamplePost[] = [];
  for (let n = 0; n < 700; n++) {
    const account = random.below(54);
    const earlier = random.uniform() < reshares ? rows[random.below(Math.max(1, n))] : undefined;
    const own =
      random.uniform() < 0.02 && n > 0 ? rows[random.below(n)]!["post"]! : `8${String(n).padStart(9, "0")}`;
    rows.push({
      account: `writer-${account}`,
      time: new Date(Date.UTC(2034, 0, 1) + 1000 * Math.floor(n / 2)).toISOString(),
      post: own,
      reshare: earlier === undefined ? "" : earlier["reshare"] || earlier["post"]!,
      url: random.uniform() < 0.3 ? `https://pages.example/${random.below(40)}` : "",
      platform: platforms === 0 ? "" : `platform ${random.below(platforms)}`,
      community: communities === 0 ? "" : `community ${random.below(communities)}`,
      side: account < 4 ? "team" : "others",
    });
  }
  return rows;
}

/** The definition, post by post against every other: which posts of others pass on what the team shared. */
function brute(posts: readonly ExamplePost[], way: string): ExamplePost[] {
  const team = (post: ExamplePost): boolean => post["side"] === "team";
  const ofTeam = (id: string): boolean => {
    const same = posts.filter((post) => post["post"] === id);
    return same.length > 0 && same.every(team);
  };
  const column = way === "links" ? "url" : "reshare";
  return posts.filter((post) => {
    const thing = post[column]!;
    if (team(post) || thing === "") return false;
    if (way !== "links" && ofTeam(thing)) return true;
    return (
      way !== "own" &&
      posts.some(
        (other) => team(other) && other[column] === thing && Date.parse(other.time) < Date.parse(post.time),
      )
    );
  });
}

/** Accounts by platform and community, from `least` on. */
function placesOf(passing: readonly ExamplePost[], least: number): Map<string, Set<string>> {
  const places = new Map<string, Set<string>>();
  for (const { account, platform, community } of passing) {
    const key = `${platform}|${community}`;
    places.set(key, (places.get(key) ?? new Set()).add(account));
  }
  return new Map([...places].filter(([, accounts]) => accounts.size >= least));
}

/** The scale's first three levels, from the places alone. */
function levelIn(places: readonly string[]): number | undefined {
  if (places.length === 0) return undefined;
  const pairs = places.map((place) => place.split("|"));
  const broad = (platform: string): boolean =>
    pairs.filter(([one, community]) => one === platform && community !== "").length > 1;
  const platforms = [...new Set(pairs.map(([platform]) => platform!))];
  if (platforms.filter(broad).length > 1) return 3;
  return platforms.length > 1 || platforms.some(broad) ? 2 : 1;
}

describe("against a brute count", () => {
  const worlds: World[] = [
    { seed: 1, platforms: 3, communities: 3, reshares: 0.6 },
    { seed: 2, platforms: 3, communities: 0, reshares: 0.6 },
    { seed: 3, platforms: 0, communities: 4, reshares: 0.6 },
    { seed: 4, platforms: 1, communities: 1, reshares: 0.6 },
    { seed: 5, platforms: 6, communities: 6, reshares: 0.5 },
    { seed: 6, platforms: 0, communities: 0, reshares: 0.6 },
    { seed: 7, platforms: 2, communities: 2, reshares: 0.1 },
  ];
  const cases = worlds.flatMap((world) =>
    ["own", "passed-on", "links"].map((way) => [world.seed, way, world] as const),
  );
  it.each(cases)("world %d, %s: the same accounts, posts, places and level", async (_seed, way, world) => {
    const posts = worldOf(world);
    const passing = brute(posts, way);
    const places = placesOf(passing, 5);
    const result = await run(posts, { what: way });
    const table = result.output.tables.find(({ id }) => id === "places")!;
    const found = new Map(
      table.rows.map(({ cells: [platform, community, accounts] }) => [
        `${platform ?? ""}|${community ?? ""}`,
        accounts,
      ]),
    );
    expect(found).toEqual(new Map([...places].map(([key, accounts]) => [key, accounts.size])));
    expect(levelOf(result)).toBe(levelIn([...places.keys()]));
    const reach = findingOf(result, "f2");
    if (places.size === 0) {
      expect(reach.status).toBe("not answerable");
      return;
    }
    const counted = passing.filter(({ platform, community }) => places.has(`${platform}|${community}`));
    expect(reach.rows.count).toBe(counted.length);
    expect(result.counts["accountsOutside"]).toBe(new Set(counted.map(({ account }) => account)).size);
  });

  it("meets every level and no level among these worlds", () => {
    const levels = cases.map(([, way, world]) =>
      levelIn([...placesOf(brute(worldOf(world), way), 5).keys()]),
    );
    expect(new Set(levels)).toEqual(new Set([undefined, 1, 2, 3]));
  });
});

describe("where nothing could have spread", () => {
  const posts = worldOf({ seed: 1, platforms: 3, communities: 3, reshares: 0.6 });
  const without = (column: string): ExamplePost[] => posts.map((post) => ({ ...post, [column]: "" }));
  const nobody: Given = { groups: { kind: "group", by: "names", names: [], title: "every flagged group" } };
  it.each<[string, readonly ExamplePost[], Asked, Given, RegExp]>([
    ["no flagged group", posts, {}, nobody, /because no flagged group stands/],
    [
      "a group without posts",
      posts,
      { groups: "column:side=nobody" },
      {},
      /no post that was collected is of a flagged/,
    ],
    ["no posts", [], {}, {}, /there are no posts/],
    ["nothing reshared", without("reshare"), {}, {}, /do not say what they reshare/],
    ["no ids", without("post"), {}, {}, /have no ids of their own/],
    ["no links", without("url"), { what: "links" }, {}, /have no links/],
    [
      "one time",
      posts.map((post) => ({ ...post, time: posts[0]!.time })),
      { what: "links" },
      {},
      /all posts have one time/,
    ],
    ["more asked for than there are", posts, { least: 60 }, {}, /no platform and community has 60 or more/],
  ])("%s: no level, said with the reason", async (_name, own, asked, given, because) => {
    const result = await run(own, asked, given);
    for (const id of ["f1", "f2"]) {
      expect(findingOf(result, id).status).toBe("not answerable");
      expect(findingOf(result, id).sentence).toMatch(/^Cannot be answered, because /);
      expect(findingOf(result, id).sentence).toMatch(because);
      expect(findingOf(result, id).sentence).not.toContain("At least");
    }
    expect(levelOf(result)).toBeUndefined();
    expect(decisionsOf(result).filter(({ yes }) => yes === true)).toEqual([]);
  });

  it("says nothing in 200 worlds whose team is never reshared", async () => {
    for (let seed = 100; seed < 300; seed++) {
      const world = worldOf({ seed, platforms: 2, communities: 2, reshares: 0.6 });
      const ofTeam = new Set(world.filter(({ side }) => side === "team").map(({ post }) => post));
      const still = world.map((post) => (ofTeam.has(post["reshare"]) ? { ...post, reshare: "" } : post));
      expect(levelOf(await run(still)), String(seed)).toBeUndefined();
    }
  });
});

describe("claims", () => {
  const named = (more: Given): Given => ({
    groups: { kind: "group", by: "names", names: [], title: "none" },
    ...more,
  });
  it.each([
    ["mainstream", 4],
    ["persons", 5],
    ["response", 6],
  ])("that say %s carry level %d, on the word of the speaker, with the record", async (name, level) => {
    const result = await run([], {}, named({ [name]: claims(claim(1)) }));
    const finding = findingOf(result);
    expect([finding.status, levelOf(result)]).toEqual(["note", level]);
    expect(finding.sentence).toContain(`At least level ${level} of six`);
    expect(finding.sentence).toContain("on the word of Speaker 1 (clm_0000000001)");
    expect(finding.sentence).toContain("Not answered: levels 1, 2 and 3, because there are no posts");
    expect(decisionsOf(result).filter(({ yes }) => yes === true)).toEqual([
      { level, yes: true, said: "clm_0000000001", against: "", why: null },
    ]);
    expect(result.output.places).toMatchObject([{ kind: "page", page: 1 }]);
  });

  it.each([
    ["without a passage", claim(1, { placed: false }), "has a passage"],
    ["that deny it", claim(1, { polarity: "denies" }), "what was named denies it; Speaker 1 denies it"],
  ])("%s carry none", async (_name, one, because) => {
    const result = await run([], {}, named({ mainstream: claims(one) }));
    expect(levelOf(result)).toBeUndefined();
    expect(findingOf(result).sentence).toContain(because);
  });

  it("that deny stand beside those that say it", async () => {
    const result = await run([], {}, named({ persons: claims(claim(1), claim(2, { polarity: "denies" })) }));
    expect(findingOf(result).sentence).toContain("(clm_0000000001); Speaker 2 denies it.");
  });

  it("or an event with a source stand for an act; one without a source does not", async () => {
    const act = {
      ref: "evt_0000000001",
      title: "Sanctions",
      is: "sanction",
      from: "2034-02-01",
      to: "2034-02-01",
      loggedAt: "2034-03-01T00:00:00.000Z",
    };
    const events = (placed: boolean): Given[string] => ({ kind: "events", events: [{ ...act, placed }] });
    const result = await run([], {}, named({ acts: events(true) }));
    expect(levelOf(result)).toBe(6);
    expect(findingOf(result).sentence).toContain("Sanctions (evt_0000000001)");
    expect(levelOf(await run([], {}, named({ acts: events(false) })))).toBeUndefined();
  });

  it("alone say whether an effect was assessed", async () => {
    const not = await run([], {}, named({ persons: claims(claim(1)) }));
    expect(findingOf(not).sentence).toContain("Effect: not assessed.");
    const said = await run([], {}, named({ persons: claims(claim(1)), effect: claims(claim(2)) }));
    expect(findingOf(said).sentence).toContain("Effect: Speaker 2 says something of it in a passage");
    const unplaced = await run([], {}, named({ effect: claims(claim(2, { placed: false })) }));
    expect(findingOf(unplaced).sentence).toContain("Effect: not assessed.");
  });
});

it("says on every answer that who reshares is no part of the campaign, and what may not be seen", async () => {
  const posts = spread.example.posts();
  const team = [...new Set(posts.filter(({ side }) => side === "team").map(({ account }) => account))];
  const groups: Given[string] = {
    kind: "group",
    by: "names",
    names: team,
    title: "every flagged group",
    unseen: 2,
  };
  const result = await run(posts, {}, { groups });
  for (const id of ["f1", "f2"])
    expect(findingOf(result, id).sentence).toContain("who reshares is not thereby part of the campaign");
  expect(findingOf(result, "f2").sentence).toContain("2 findings have accounts that may not be seen here");
});
