import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { Random } from "../kernel/random.ts";
import { CROSSING_DAY, DAYS, POLL_LINE, dayName, dayStart } from "./calendar.ts";
import { GROUP_SIZES } from "./population.ts";
import { DEMO_SEED, simulateDemo } from "./simulate.ts";
import type { DemoFiles } from "./simulate.ts";
import { evenPlans, pollSeries, pollTable } from "./tables.ts";
import type { DemoTruth } from "./truth.ts";

/** A reader of RFC 4180 written apart from the writer: a machine of two states, strict about what stands where. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let value = "";
  let quoted = false;
  let closed = false;
  const endField = (): void => {
    row.push(value);
    value = "";
    closed = false;
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (quoted) {
      if (c !== '"') value += c;
      else if (text[i + 1] === '"') value += text[(i += 1)]!;
      else [quoted, closed] = [false, true];
    } else if (c === '"' && value === "" && !closed) quoted = true;
    else if (c === ",") endField();
    else if (c === "\n") {
      endField();
      rows.push(row);
      row = [];
    } else if (c === '"' || c === "\r" || closed) throw new Error(`stray ${JSON.stringify(c)} at ${i}`);
    else value += c;
  }
  if (quoted || value !== "" || row.length > 0) throw new Error("the text ends in the middle of a row");
  return rows;
}

function tableOf(text: string): Record<string, string>[] {
  const [header, ...rows] = readCsv(text);
  expect(rows.filter((row) => row.length !== header!.length)).toEqual([]);
  return rows.map((row) => Object.fromEntries(header!.map((column, i) => [column, row[i]!])));
}

const table = (files: DemoFiles, name: string): Record<string, string>[] => tableOf(files.get(name)!);

const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe("simulateDemo", () => {
  let files: DemoFiles;
  let truth: DemoTruth;
  let rows: Record<string, string>[];
  /** Rows without the rejected and the repeated ones. */
  let posts: Record<string, string>[];
  const of = (name: string): DemoTruth["groups"][number] =>
    truth.groups.find((group) => group.name === name)!;

  beforeAll(() => {
    files = simulateDemo(DEMO_SEED);
    truth = JSON.parse(files.get("truth.json")!) as DemoTruth;
    rows = table(files, "posts.csv");
    const left = new Set([...truth.rejects.map(({ row }) => row), ...truth.duplicates]);
    posts = rows.filter((_, i) => !left.has(i + 1));
  });

  it("gives the same bytes for the same seed, and others for another", () => {
    const again = simulateDemo(DEMO_SEED);
    expect([...again.keys()]).toEqual([
      "posts.csv",
      "polls.csv",
      "collected.csv",
      "events.csv",
      "markers.csv",
      "truth.json",
    ]);
    for (const [name, text] of again) expect(sha256(text), name).toBe(sha256(files.get(name)!));
    expect(sha256(simulateDemo(7).get("posts.csv")!)).not.toBe(sha256(files.get("posts.csv")!));
  });

  it("counts what is there", () => {
    expect(rows.length).toBe(truth.counts.rows);
    expect(posts.length).toBe(truth.counts.posts);
    expect(posts.length).toBeGreaterThan(20_000);
    expect(posts.length).toBeLessThan(32_000);
    expect(Object.keys(truth.accounts).length).toBe(1500);
    expect(new Set(posts.map((post) => post["account"])).size).toBe(truth.counts.accounts);
    for (const group of truth.groups) {
      expect(group.accounts.length, group.name).toBe(GROUP_SIZES[group.name]);
      for (const account of group.accounts) expect(truth.accounts[account]).toBe(group.name);
    }
  });

  it("has posts of the period with unique long ids, in order of time, that share nothing but placeholders", () => {
    expect(new Set(posts.map((post) => post["post"])).size).toBe(posts.length);
    const shapes: Readonly<Record<string, RegExp>> = {
      post: /^\d{19}$/,
      account: /^acct-\d{4}$/,
      time: /^2031-(09|10|11)-\d\dT\d\d:\d\d:\d\dZ$/,
      text: /^(item \d{4} #tag\d{1,2}|note \d{5}(, "continued")?)$/,
      url: /^(https:\/\/page-\d{1,2}\.example\/\d{4})?$/,
      reshare: /^(\d{19})?$/,
      language: /^xx$/,
      topic: /^[a-z]*$/,
    };
    const odd = posts.filter((post) =>
      Object.entries(post).some(([column, value]) => !shapes[column]!.test(value)),
    );
    expect(odd).toEqual([]);
    const times = posts.map((post) => post["time"]!);
    expect(times).toEqual([...times].sort());
    const before = times.at(-1)!;
    expect(posts[0]!["time"]! >= `${truth.period.from}T00:00:00Z`).toBe(true);
    expect(before <= `${truth.period.to}T23:59:59Z`).toBe(true);
    expect(posts.some((post) => post["text"]!.includes('"'))).toBe(true);
  });

  it("passes on only earlier posts of the same item", () => {
    const byId = new Map(posts.map((post) => [post["post"]!, post]));
    const reshares = posts.filter((post) => post["reshare"] !== "");
    expect(reshares.length).toBeGreaterThan(0.2 * posts.length);
    for (const post of reshares) {
      const source = byId.get(post["reshare"]!)!;
      expect(source["url"]).toBe(post["url"]);
      expect(source["time"]! < post["time"]!).toBe(true);
    }
  });

  it("says which rows cannot be kept, and why", () => {
    const codes = truth.rejects.map(({ code }) => code);
    expect(new Set(codes).size).toBe(3);
    expect(truth.counts.rejected).toBe(codes.length);
    for (const { row, column, value, code } of truth.rejects) {
      const found = rows[row - 1]!;
      expect(found[column]).toBe(value);
      if (code === "ACCOUNT_MISSING") expect(found["account"]).toBe("");
      if (code === "TIME_UNREADABLE") expect(Number.isNaN(Date.parse(found["time"]!))).toBe(true);
      if (code === "ID_SPREADSHEET") expect(found["post"]).toMatch(/^\d\.\d\dE\+18$/);
    }
    // and no other row has such a fault
    expect(rows.filter((row) => row["account"] === "").length).toBe(3);
    expect(rows.filter((row) => !/^\d{19}$/.test(row["post"]!)).length).toBe(2);
    expect(rows.filter((row) => Number.isNaN(Date.parse(row["time"]!))).length).toBe(2);
  });

  it("repeats the rows it says it repeats, to the letter", () => {
    expect(truth.counts.duplicates).toBe(truth.duplicates.length);
    for (const row of truth.duplicates) expect(rows[row - 1]).toEqual(rows[row - 2]);
    expect(
      new Set(posts.map((post) => post["post"])).size + truth.duplicates.length + truth.rejects.length,
    ).toBe(rows.length);
  });

  it("has a heavy tail of activity and of reach, a night and a weekend", () => {
    const ordinary = posts.filter((post) => truth.accounts[post["account"]!] === "ordinary");
    const perAccount = counts(ordinary.map((post) => post["account"]!));
    const perItem = counts(ordinary.filter((post) => post["url"] !== "").map((post) => post["url"]!));
    // the most active tenth makes over a third of the posts; half of the items stay with at most three accounts
    expect(sum(perAccount.slice(0, Math.floor(perAccount.length / 10)))).toBeGreaterThan(ordinary.length / 3);
    expect(perItem[Math.floor(perItem.length / 2)]).toBeLessThanOrEqual(3);
    expect(perItem[0]).toBeGreaterThan(100);
    const hour = (post: Record<string, string>): number => (Number(post["time"]!.slice(11, 13)) + 1) % 24;
    const at = (from: number, to: number): number =>
      ordinary.filter((post) => hour(post) >= from && hour(post) < to).length / (to - from);
    expect(at(18, 22)).toBeGreaterThan(3 * at(1, 5));
    const weekday = (post: Record<string, string>): number => new Date(post["time"]!).getUTCDay();
    const daily = (days: readonly number[]): number =>
      ordinary.filter((post) => days.includes(weekday(post))).length / days.length;
    expect(daily([0, 6])).toBeLessThan(0.92 * daily([1, 2, 3, 4, 5]));
  });

  it("lets the teams post their items within seconds of the slot, and the newsroom within minutes", () => {
    for (const [name, seconds] of [
      ["team-1", 25],
      ["team-2", 25],
      ["team-3", 20],
      ["newsroom", 300],
    ] as const) {
      const group = of(name);
      const members = new Set(group.accounts);
      let shares = 0;
      for (const slot of group.slots) {
        const start = Date.parse(slot.time);
        const inSlot = posts.filter(
          (post) =>
            post["url"] === slot.url &&
            members.has(post["account"]!) &&
            Date.parse(post["time"]!) >= start &&
            Date.parse(post["time"]!) < start + seconds * 1000,
        );
        shares += inSlot.length / members.size;
        if (group.coordinated) expect(start % 60_000).toBe(0);
      }
      const mean = shares / group.slots.length;
      expect(mean, name).toBeGreaterThan(0.5);
      expect(mean, name).toBeLessThan(0.95);
    }
  });

  it("lets only the third team own its items; the first two share theirs with ordinary accounts", () => {
    const others = (name: string): number => {
      const group = of(name);
      const members = new Set(group.accounts);
      const urls = new Set(group.slots.map(({ url }) => url));
      return (
        posts.filter((post) => urls.has(post["url"]!) && !members.has(post["account"]!)).length / urls.size
      );
    };
    expect(others("team-1")).toBeGreaterThan(20);
    expect(others("team-2")).toBeGreaterThan(12);
    expect(others("newsroom")).toBeGreaterThan(5);
    expect(others("team-3")).toBe(0);
  });

  it("separates the planted groups from everything else by pairs that match three times within a minute", () => {
    const pairs = matchedPairs(posts, 60);
    const group = (account: string): string => truth.accounts[account]!;
    const strong = [...pairs].filter(([, k]) => k >= 3).map(([pair]) => pair.split(" ") as [string, string]);
    const inside = strong.filter(
      ([a, b]) => group(a) === group(b) && !["ordinary", "community"].includes(group(a)),
    );
    const possible = sum(
      ["team-1", "team-2", "team-3", "newsroom"].map((name) => choose2(of(name).accounts.length)),
    );
    expect(inside.length).toBe(possible);
    expect(strong.length - inside.length).toBeLessThanOrEqual(3);
  });

  it("tilts the two teams' topics towards one party, further than the country's", () => {
    const { tilt } = truth;
    const scheduled = new Set(
      tilt.groups.flatMap((name) => of(name).slots.map((slot) => `${name} ${slot.url}`)),
    );
    const pushed = new Set(tilt.groups.flatMap((name) => of(name).slots.map((slot) => slot.url)));
    const share = (kept: (post: Record<string, string>) => boolean): number => {
      const among = posts.filter((post) => [tilt.subject, tilt.other].includes(post["topic"]!) && kept(post));
      return among.filter((post) => post["topic"] === tilt.subject).length / among.length;
    };
    const role = (post: Record<string, string>): string => truth.accounts[post["account"]!]!;
    expect(share((post) => scheduled.has(`${role(post)} ${post["url"]}`))).toBeCloseTo(tilt.share, 3);
    expect(share((post) => role(post) === "ordinary" && !pushed.has(post["url"]!))).toBeCloseTo(
      tilt.ordinary,
      3,
    );
    expect(tilt.share - tilt.ordinary).toBeGreaterThan(0.2);
  });

  it("shifts the two teams' topics and not the country's", () => {
    const { shift } = truth;
    const share = (kept: (post: Record<string, string>) => boolean): number => {
      const among = posts.filter(kept);
      return among.filter((post) => post["topic"] === shift.topic).length / among.length;
    };
    const scheduled = new Set(
      shift.groups.flatMap((name) => of(name).slots.map((slot) => `${name} ${slot.url}`)),
    );
    const team = (post: Record<string, string>): boolean =>
      scheduled.has(`${truth.accounts[post["account"]!]} ${post["url"]}`);
    const late = (post: Record<string, string>): boolean => post["time"]! >= shift.from;
    expect(share((post) => team(post) && !late(post))).toBeCloseTo(shift.before, 3);
    expect(share((post) => team(post) && late(post))).toBeCloseTo(shift.after, 3);
    expect(shift.after - shift.before).toBeGreaterThan(0.4);
    expect(shift.ordinaryAfter - shift.ordinaryBefore).toBeLessThan(0.2);
  });
});

describe("without plants", () => {
  it("keeps the accounts, and has no steering, no crossing, no one-sided release and no truth", () => {
    const still = simulateDemo(5, { plants: false });
    const truth = JSON.parse(simulateDemo(5).get("truth.json")!) as DemoTruth;
    expect(still.has("truth.json")).toBe(false);
    const posts = table(still, "posts.csv").filter((post) => truth.accounts[post["account"]!] !== undefined);
    const pairs = matchedPairs(posts, 60);
    const team = (account: string): boolean => truth.accounts[account]!.startsWith("team-");
    const together = [...pairs].filter(([pair, k]) => k >= 3 && pair.split(" ").every(team));
    expect(together).toEqual([]);
    const leads = table(still, "polls.csv").map((poll) => Number(poll["lead"]));
    expect(Math.max(...leads)).toBeLessThan(POLL_LINE);
    const kinds = table(still, "events.csv").map((event) => event["kind"]);
    expect(kinds).not.toContain("poll crossing");
  });

  it("releases sets of both parties alike, over many seeds", () => {
    const released = new Map<string, number>();
    for (let seed = 0; seed < 200; seed++)
      for (const { target, released: on } of evenPlans(new Random(seed)))
        if (on !== null) released.set(target, (released.get(target) ?? 0) + 1);
    // 1,000 tosses of 0.4 each: 400, within four deviations.
    for (const n of released.values()) expect(Math.abs(n - 400)).toBeLessThan(62);
    expect(released.size).toBe(2);
  });
});

describe("the tables, over many seeds", () => {
  const seeds = Array.from({ length: 40 }, (_, i) => i * 1009);

  it("let the polls cross the line on one day and stay above it", () => {
    for (const seed of seeds) {
      const polls = tableOf(pollTable(new Random(seed), pollSeries(new Random(seed))));
      expect(polls.length).toBe(DAYS);
      polls.forEach((poll, day) => {
        expect(poll["date"]).toBe(dayName(day));
        expect(Number(poll["lead"]) >= POLL_LINE).toBe(poll["date"]! >= CROSSING_DAY);
        expect(Number(poll["alder"]) - Number(poll["rowan"])).toBeCloseTo(Number(poll["lead"]), 6);
      });
    }
  });

  it("hold sets of two parties of which one party's were released, with the counts of the truth", () => {
    const files = simulateDemo(3);
    const truth = JSON.parse(files.get("truth.json")!) as DemoTruth;
    const items = table(files, "collected.csv");
    for (const set of truth.sets) {
      const members = items.filter((item) => item["set"] === set.set);
      expect(members.length).toBe(set.items);
      expect(sum(members.map((item) => Number(item["documents"])))).toBe(set.documents);
      expect(new Set(members.map((item) => item["released"]))).toEqual(new Set([set.released ?? ""]));
    }
    const parties = [...new Set(truth.sets.map(({ target }) => target))].map((target) => {
      const own = truth.sets.filter((set) => set.target === target);
      return [target, own.length, own.filter(({ released }) => released !== null).length];
    });
    expect(parties).toEqual([
      ["Alder Party", 5, 4],
      ["Rowan Party", 5, 0],
    ]);
    const days = truth.sets.flatMap(({ released }) => released ?? []);
    expect(new Set(days).size).toBe(days.length);
    expect(items.length).toBe(sum(truth.sets.map((set) => set.items)));
    const dates = table(files, "events.csv").map((event) => event["date"]!);
    expect(dates).toEqual([...dates].sort());
    expect(dayStart(truth.shift.from)).toBeGreaterThan(dayStart(truth.poll.crossing));
  });
});

function counts(values: readonly string[]): number[] {
  const found = new Map<string, number>();
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
  return [...found.values()].sort((a, b) => b - a);
}

const choose2 = (n: number): number => (n * (n - 1)) / 2;

/** Number of distinct urls that two accounts shared first within so many seconds, by comparing all with all. */
function matchedPairs(
  posts: readonly Record<string, string>[],
  seconds: number,
): ReadonlyMap<string, number> {
  const first = new Map<string, Map<string, number>>();
  for (const post of posts) {
    if (post["url"] === "") continue;
    const accounts = first.get(post["url"]!) ?? new Map<string, number>();
    first.set(post["url"]!, accounts);
    if (!accounts.has(post["account"]!)) accounts.set(post["account"]!, Date.parse(post["time"]!) / 1000);
  }
  const pairs = new Map<string, number>();
  for (const accounts of first.values()) {
    const list = [...accounts];
    list.forEach(([a, at], i) => {
      for (const [b, bt] of list.slice(i + 1)) {
        if (Math.abs(at - bt) > seconds) continue;
        const pair = a < b ? `${a} ${b}` : `${b} ${a}`;
        pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
      }
    });
  }
  return pairs;
}
