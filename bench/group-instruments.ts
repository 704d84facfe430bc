/**
 * rhythm and preference on a million posts in memory, groups by a column. `npm run bench -- bench/group-instruments.ts`; prints a
 * table and asserts nothing about time. PLUMBLINE_BENCH_POSTS: posts, a million unless told.
 */
import { expect, it } from "vitest";
import { Random, type ShareColumns } from "../src/kernel/index.ts";
import type { DetectorSource, Given } from "../src/signals/index.ts";
import { preference } from "../src/signals/detectors/preference/index.ts";
import { rhythm } from "../src/signals/detectors/rhythm/index.ts";
import { parseParameters } from "../src/signals/parameters.ts";
import { count } from "../src/words.ts";

const POSTS = Number(process.env["PLUMBLINE_BENCH_POSTS"] ?? "1000000");
const ACCOUNTS = 20_000;
const TEXTS = Math.ceil(POSTS * 0.6);
const TEAMS = ["desk", "readers"];

/** Half of the posts are the group's; a fifth of the texts name a subject. */
function sourceOf(): DetectorSource {
  const random = new Random(1);
  const whole = {
    length: POSTS,
    account: Int32Array.from({ length: POSTS }, () => random.below(ACCOUNTS)),
    time: Float64Array.from({ length: POSTS }, () => 1.9e12 + random.below(200 * 86_400) * 1000),
    artifact: new Uint16Array(POSTS),
    row: Int32Array.from({ length: POSTS }, (_, i) => i + 1),
    accounts: ACCOUNTS,
    resolution: "second",
    mixedResolution: false,
    artifacts: [{ id: "art_0000000001", sha256: "ab".repeat(32) }],
  } as const;
  const of = (objects: number, object: (i: number) => number): ShareColumns => ({
    ...whole,
    object: Int32Array.from({ length: POSTS }, (_, i) => object(i)),
    objects,
  });
  const text = of(TEXTS, (i) => i % TEXTS);
  const team = of(2, (i) => whole.account[i]! % 2);
  const post = of(1, () => 0);
  const words = Array.from({ length: 5000 }, (_, i) => `word${String.fromCodePoint(97 + (i % 26))}${i}`);
  const drawn = new Random(2);
  const texts = Array.from({ length: TEXTS }, (_, i) => {
    const some = Array.from({ length: 12 }, () => words[Math.floor(5000 * drawn.uniform() ** 2)]!).join(" ");
    return i % 5 > 0 ? some : `${some} ${i % 3 === 0 ? "Alder" : "Birch"}`;
  });
  return {
    shares: async (object) => (object === "post" ? post : object === "text" ? text : team),
    texts: async () => ({
      shares: text,
      batches: (async function* () {
        for (let from = 0; from < TEXTS; from += 50_000) {
          const batch = texts.slice(from, from + 50_000);
          yield { codes: Int32Array.from(batch, (_, i) => from + i), texts: batch };
        }
      })(),
    }),
    accountNames: async (codes) => Array.from(codes, (code) => `account-${code}`),
    objectValues: async (_, codes) => Array.from(codes, (code) => TEAMS[code] ?? ""),
  };
}

const team = (value: string) =>
  ({ kind: "group", by: "column", column: "team", value, title: value }) as const;
const given: Given = {
  group: team("desk"),
  comparison: team("readers"),
  subjects: {
    kind: "subjects",
    subjects: [
      { ref: "a", name: "List A", aliases: ["Alder"] },
      { ref: "b", name: "List B", aliases: ["Birch"] },
    ],
  },
};

it("runs both", async () => {
  const source = sourceOf();
  process.stdout.write(`| instrument | posts | CPU s |\n|---|---|---|\n`);
  for (const detector of [rhythm, preference]) {
    const { descriptor } = detector;
    const before = process.cpuUsage();
    const { findings } = await detector.run(source, parseParameters(descriptor, {}), { seed: 1, given });
    const { user, system } = process.cpuUsage(before);
    process.stdout.write(`| ${descriptor.id} | ${count(POSTS)} | ${((user + system) / 1e6).toFixed(1)} |\n`);
    expect(findings.length).toBeGreaterThan(2);
  }
});
