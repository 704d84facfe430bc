import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { occasionsFigureSchema, stripFigureSchema } from "../../../model/finding.ts";
import type { StripFigure } from "../../../model/finding.ts";
import { bestAttended, occasionsFigure, type Occasion } from "./occasions-figure.ts";
import { stripFigure, type Shares, type StripInput } from "./strip-figure.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const START = Date.UTC(2031, 9, 2, 9);

type Share = readonly [account: number, object: number, time: number];

function columns(shares: readonly Share[]): Shares {
  return {
    account: Int32Array.from(shares, ([account]) => account),
    object: Int32Array.from(shares, ([, object]) => object),
    time: Float64Array.from(shares, ([, , time]) => time),
  };
}

function occasion(time: number, members: readonly number[], objects: readonly number[]): Occasion {
  return { time, until: time + MINUTE, members: Int32Array.from(members), objects: Int32Array.from(objects) };
}

function input(
  members: number,
  occasions: readonly Occasion[],
  shares: readonly Share[],
  outsiders: readonly Share[] = [],
): StripInput {
  return {
    group: {
      id: "A",
      accounts: Int32Array.from({ length: members }, (_, i) => i),
      pseudonyms: Array.from({ length: members }, (_, i) => `A-${String(i + 1).padStart(2, "0")}`),
    },
    occasions,
    shares: columns(shares),
    outsiders: columns(outsiders),
    windowMs: MINUTE,
    reachMs: 11 * MINUTE,
  };
}

/** Any group: up to 60 members, up to 90 occasions, outsiders from account 1,000 on. */
const anything = fc
  .record({
    members: fc.integer({ min: 2, max: 60 }),
    times: fc.array(fc.integer({ min: 0, max: 40 * DAY }), { minLength: 1, maxLength: 90 }),
    shares: fc.array(
      fc.tuple(fc.nat({ max: 59 }), fc.nat({ max: 90 }), fc.integer({ min: -DAY, max: 41 * DAY })),
      {
        maxLength: 300,
      },
    ),
    outsiders: fc.array(
      fc.tuple(
        fc.integer({ min: 1000, max: 1060 }),
        fc.nat({ max: 90 }),
        fc.integer({ min: 0, max: 40 * DAY }),
      ),
      {
        maxLength: 300,
      },
    ),
  })
  .map(({ members, times, shares, outsiders }) => {
    const occasions = times.map((time, k) =>
      occasion(START + time, [k % members, (k + 1) % members], [k % 90, (k + 7) % 90]),
    );
    const at = ([account, object, time]: Share): Share => [account % members, object, START + time];
    const on = occasions.flatMap(({ time, members: both, objects }) =>
      [...both].map((account, i): Share => [account, objects[0]!, time + i * 20_000]),
    );
    return input(
      members,
      occasions,
      [...shares.map(at), ...on],
      outsiders.map(([account, object, time]): Share => [account, object, START + time]),
    );
  });

const drawnShares = ({ members }: StripFigure): number =>
  members.reduce((sum, { met, other }) => sum + met.length + other.length, 0);

describe("the strip of accounts over time", () => {
  it("draws or counts every share, member, other account and occasion", () => {
    fc.assert(
      fc.property(anything, (given) => {
        const figure = stripFigure(given)!;
        expect(stripFigureSchema.safeParse(figure).error).toBeUndefined();
        const { members, outsiders, occasions, omitted } = figure;
        expect(drawnShares(figure) + omitted.shares).toBe(given.shares.time.length);
        expect(outsiders.flat().length + omitted.outsiderShares).toBe(given.outsiders.time.length);
        expect(members.length + omitted.members).toBe(given.group.accounts.length);
        expect(outsiders.length + omitted.outsiders).toBe(new Set(given.outsiders.account).size);
        expect(occasions.length + omitted.occasions).toBe(given.occasions.length);
        expect(members.length).toBeLessThanOrEqual(40);
        expect(outsiders.length).toBeLessThanOrEqual(20);
        expect(occasions.length).toBeLessThanOrEqual(60);
      }),
      { numRuns: 60 },
    );
  });

  it("draws nothing outside its stretches, which do not touch, and holds no name or code", () => {
    fc.assert(
      fc.property(anything, (given) => {
        const figure = stripFigure(given)!;
        const { stretches, members, outsiders, occasions } = figure;
        stretches.slice(1).forEach(({ from }, i) => expect(from).toBeGreaterThan(stretches[i]!.to));
        const marks = [
          ...members.flatMap(({ met, other }) => [...met, ...other]),
          ...outsiders.flat(),
          ...occasions.flatMap(({ from, to }) => [from, to]),
        ];
        for (const at of marks) expect(stretches.some(({ from, to }) => at >= from && at < to)).toBe(true);
        for (const { id } of members) expect(given.group.pseudonyms).toContain(id);
        expect(Object.keys(members[0]!)).toEqual(["id", "met", "other"]);
      }),
      { numRuns: 60 },
    );
  });

  it("does not depend on the order of the shares", () => {
    const given = fc.sample(anything, { numRuns: 1, seed: 7 })[0]!;
    const order = [...given.shares.time.keys()].toReversed();
    const turned: Shares = {
      account: Int32Array.from(order, (i) => given.shares.account[i]!),
      object: Int32Array.from(order, (i) => given.shares.object[i]!),
      time: Float64Array.from(order, (i) => given.shares.time[i]!),
    };
    expect(stripFigure({ ...given, shares: turned })).toEqual(stripFigure(given));
  });

  it("tells a share that belongs to an occasion from one that only has the same object or the same time", () => {
    const figure = stripFigure(
      input(
        3,
        [occasion(START, [0, 1], [5])],
        [
          [0, 5, START],
          [1, 5, START + 20_000],
          [2, 5, START + 30_000], // no member of the occasion
          [0, 6, START + 30_000], // another object
          [1, 5, START + 8 * MINUTE], // too late
        ],
      ),
    )!;
    expect(figure.members).toEqual([
      { id: "A-01", met: [660], other: [690] },
      { id: "A-02", met: [680], other: [1140] },
      { id: "A-03", met: [], other: [690] },
    ]);
    expect(figure.from).toBe(new Date(START - 11 * MINUTE).toISOString());
    expect(figure.occasions).toEqual([{ from: 660, to: 720, accounts: 2, objects: 1 }]);
  });

  it("breaks the axis where occasions lie far apart, and not where they are spread evenly", () => {
    const every = (days: readonly number[]): number =>
      stripFigure(
        input(
          2,
          days.map((day) => occasion(START + day * DAY, [0, 1], [0])),
          [],
        ),
      )!.stretches.length;
    expect(every([0, 20, 21, 22, 90])).toBe(5);
    expect(every([0, 6, 12, 18, 24])).toBe(5);
    expect(every([...Array.from({ length: 20 }, (_, day) => day), 60])).toBe(2);
    expect(every(Array.from({ length: 12 }, (_, k) => 2 ** k))).toBe(9);
    expect(every(Array.from({ length: 20 }, (_, day) => day))).toBe(1);
  });

  it("draws of the others those with most shares in the time that is drawn, and counts who has none there", () => {
    const others = Array.from({ length: 30 }, (_, i) => 100 + i);
    const figure = stripFigure(
      input(
        2,
        [occasion(START, [0, 1], [0])],
        [],
        [
          ...others.flatMap((account, i) =>
            Array.from({ length: i + 1 }, (__, k): Share => [account, k, START + k * 1000]),
          ),
          [500, 0, START + 5 * DAY],
        ],
      ),
    )!;
    expect(figure.outsiders.map((times) => times.length)).toEqual(
      Array.from({ length: 20 }, (_, i) => 30 - i),
    );
    expect(figure.omitted).toMatchObject({ outsiders: 11, outsiderShares: 56 });
  });

  it("is absent without an occasion", () => {
    expect(stripFigure(input(2, [], [[0, 0, START]]))).toBeUndefined();
  });
});

describe("the list of occasions", () => {
  it("holds the best attended, in order of time, and counts the rest", () => {
    const occasions = Array.from({ length: 70 }, (_, k) =>
      occasion(
        START + ((k * 37) % 70) * DAY,
        Array.from({ length: 2 + (k % 5) }, (__, i) => i),
        [0],
      ),
    );
    const figure = occasionsFigure(occasions);
    expect(occasionsFigureSchema.safeParse(figure).error).toBeUndefined();
    expect(figure.list).toHaveLength(60);
    expect(figure.omitted).toBe(10);
    const times = figure.list.map(({ at }) => Date.parse(at));
    expect(times).toEqual(times.toSorted((x, y) => x - y));
    const left = occasions.filter((one) => !bestAttended(occasions).includes(one));
    expect(left.map(({ members }) => members.length)).toEqual(left.map(() => 2));
  });
});
