/** Cost of shift on a million generated posts, and of its partition on 5,000 days. `npm run bench -- bench/shift.ts`; prints, asserts no time. */
import { expect, it } from "vitest";
import { findChanges, Random, type ShareColumns } from "../src/kernel/index.ts";
import { shift } from "../src/signals/detectors/shift/index.ts";
import type { DetectorSource } from "../src/signals/index.ts";

const POSTS = 1_000_000;
const [VALUES, DAYS, ACCOUNTS, MEMBERS] = [2000, 180, 5000, 50];
const START = Date.UTC(2034, 0, 1);

/** Posts of busy and quiet accounts on common and rare values; the members of a group turn to the first value on day 120. */
function source(): DetectorSource {
  const random = new Random(1);
  const [account, object, row] = [new Int32Array(POSTS), new Int32Array(POSTS), new Int32Array(POSTS)];
  const time = new Float64Array(POSTS);
  for (let i = 0; i < POSTS; i++) {
    account[i] = Math.floor(ACCOUNTS * random.uniform() ** 2);
    const second = random.below(DAYS * 86_400);
    time[i] = START + 1000 * second;
    const turned = account[i]! < MEMBERS && second >= 120 * 86_400 && random.uniform() < 0.4;
    object[i] = turned ? 0 : Math.floor(VALUES * random.uniform() ** 3);
    row[i] = i + 1;
  }
  const columns = (kind: string): ShareColumns => ({
    length: POSTS,
    account,
    object: kind === "post" ? new Int32Array(POSTS) : object,
    time,
    artifact: new Uint16Array(POSTS),
    row,
    accounts: ACCOUNTS,
    objects: kind === "post" ? 1 : VALUES,
    resolution: "second",
    mixedResolution: false,
    artifacts: [{ id: "art_0000000001", sha256: "ab".repeat(32) }],
  });
  return {
    shares: (kind) => Promise.resolve(columns(kind)),
    texts: () => Promise.reject(new Error("no texts are asked for")),
    accountNames: (codes) => Promise.resolve(Array.from(codes, (code) => `account-${code}`)),
    objectValues: (_, codes) => Promise.resolve(Array.from(codes, (code) => `value-${code}`)),
  };
}

async function cpuSeconds(work: () => unknown): Promise<string> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return ((user + system) / 1e6).toFixed(1);
}

it("shift", async () => {
  const posts = source();
  const group = {
    kind: "group" as const,
    by: "names" as const,
    title: "the group",
    names: Array.from({ length: MEMBERS }, (_, i) => `account-${i}`),
  };
  for (const parameters of [{ value: "value-0" }, { value: "", most: 12 }]) {
    let counts: Readonly<Record<string, unknown>> = {};
    const taken = await cpuSeconds(async () => {
      ({ counts } = await shift.run(posts, parameters, { seed: 1, given: { group } }));
    });
    expect(counts["posts"]).toBe(POSTS);
    process.stdout.write(
      `shift, ${POSTS} posts, ${String(counts["seriesTested"])} series, ${String(counts["changes"])} changes: ${taken} CPU s\n`,
    );
  }
  const random = new Random(2);
  const day = Int32Array.from({ length: 5000 }, (_, i) => i);
  const value = Float64Array.from(day, (i) => random.normal() + (i < 2000 ? 0 : 1));
  process.stdout.write(
    `changes of 5000 days, 499 draws: ${await cpuSeconds(() => findChanges({ day, value }, random))} CPU s\n`,
  );
});
