/**
 * How an invented group met, from the makers of the figures: 27 members on 31 occasions of eight days, with others who
 * shared the same objects at any time. No randomness.
 */
import type { Figure } from "../../src/model/finding.ts";
import { occasionsFigure, type Occasion } from "../../src/signals/detectors/co-share/occasions-figure.ts";
import { offsetsFigure } from "../../src/signals/detectors/co-share/offsets-figure.ts";
import { stripFigure, type Shares } from "../../src/signals/detectors/co-share/strip-figure.ts";

const START = Date.UTC(2034, 4, 2, 6);
const HOUR = 3_600_000;
const MEMBERS = 27;
const OUTSIDERS = 60;

/** Numbers from 0 to 1 that look irregular and are the same on every machine: a linear congruential sequence. */
function irregular(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

type Share = readonly [account: number, object: number, time: number];

function columns(shares: readonly Share[]): Shares {
  return {
    account: Int32Array.from(shares, ([account]) => account),
    object: Int32Array.from(shares, ([, object]) => object),
    time: Float64Array.from(shares, ([, , time]) => time),
  };
}

/** Figures of a group of this letter that met `count` times, `gapHours` apart on the average. */
export function sampleMeetings(group = "A", count = 31, gapHours = 6): Figure[] {
  const next = irregular(7);
  const shares: Share[] = [];
  const occasions: Occasion[] = Array.from({ length: count }, (_, k) => {
    const time = START + Math.floor((k + next()) * gapHours * HOUR);
    const members = Array.from({ length: MEMBERS }, (__, i) => i).filter(() => next() < 0.6);
    const times = members.map((account) => {
      const at = time + Math.floor((next() + next()) * 20_000);
      shares.push([account, k, at]);
      return at;
    });
    return {
      time: Math.min(...times),
      until: Math.max(...times),
      members: Int32Array.from(members),
      objects: Int32Array.of(k, ...(k % 4 === 0 ? [500 + k] : [])),
    };
  });
  const span = count * gapHours * HOUR;
  const anywhere = (account: number): Share => [
    account,
    Math.floor(next() * count),
    START + Math.floor(next() * span),
  ];
  for (let i = 0; i < MEMBERS * 4; i++) shares.push(anywhere(i % MEMBERS));
  const outsiders = Array.from({ length: OUTSIDERS * 9 }, (_, i) => anywhere(1000 + (i % OUTSIDERS)));
  const differences = Array.from({ length: 620 }, () => (next() + next() - 1) * 40);
  for (let i = 0; i < 1500; i++) differences.push((next() * 2 - 1) * 1800);
  const strip = stripFigure({
    group: {
      id: group,
      accounts: Int32Array.from({ length: MEMBERS }, (_, i) => i),
      pseudonyms: Array.from({ length: MEMBERS }, (_, i) => `${group}-${String(i + 1).padStart(2, "0")}`),
    },
    occasions,
    shares: columns(shares),
    outsiders: columns(outsiders),
    windowMs: 60_000,
    reachMs: 660_000,
  })!;
  const seconds = Float64Array.from(differences, (difference) => Math.round(difference));
  return [
    offsetsFigure({ group, seconds, window: 60, scale: 300, resolution: 1 }),
    strip,
    occasionsFigure(occasions),
    {
      kind: "power",
      rows: [
        { accounts: 5, occasions: 6, found: 20, tries: 20 },
        { accounts: 12, occasions: 4, found: 11, tries: 20 },
        { accounts: 3, occasions: 3, found: 0, tries: 20 },
      ],
    },
  ];
}
