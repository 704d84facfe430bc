import { describe, expect, it } from "vitest";
import { prepare } from "../../../test/support/null-sample.ts";
import { columnsOf, syntheticShares } from "../../../test/support/synthetic-source.ts";
import { PlumblineError } from "../../errors.ts";
import { sweep, type NullKind } from "../../kernel/index.ts";
import type { Progress } from "../../model/effects.ts";
import { shuffled } from "./shuffle.ts";

function sample() {
  const teams = [{ accounts: 5, objects: 12, own: false }];
  const { list, accounts, objects } = syntheticShares({
    seed: 4,
    accounts: 120,
    objects: 200,
    shares: 4000,
    teams,
  });
  return prepare(columnsOf(list, accounts, objects, "minute"), 600);
}

const prepared = sample();
/** Pairs of the sample with three common objects within reach of each other. */
const reach = prepared.table.law.reach * (prepared.table.law.stepMs / 1000);
const reachable = sweep(prepared.first, reach, { minimum: 3 }).pairs;
const input = { ...prepared, reachable, minimum: 2, shuffles: 23 };
const kinds: readonly NullKind[] = ["times", "activity"];

describe("runs moved under null 3", () => {
  it("are the same for a seed whatever the number of threads, and others for another seed", async () => {
    const alone = await shuffled({ ...input, threads: 1 }, "timetable", { seed: 7 });
    expect(new Set(alone.alone).size).toBeGreaterThan(1);
    for (const threads of [2, 5])
      expect(await shuffled({ ...input, threads }, "timetable", { seed: 7 })).toEqual(alone);
    expect((await shuffled({ ...input, threads: 2 }, "timetable", { seed: 8 })).alone).not.toEqual(
      alone.alone,
    );
  });
});

describe.each(kinds)("shuffles of %s", (kind) => {
  it("are the same for a seed whatever the number of threads, and others for another seed", async () => {
    const alone = await shuffled({ ...input, threads: 1 }, kind, { seed: 7 });
    expect(alone.two.some((pairs) => pairs > 0)).toBe(true);
    expect(new Set(alone.largest).size).toBeGreaterThan(1);
    for (const threads of [2, 5])
      expect(await shuffled({ ...input, threads }, kind, { seed: 7 })).toEqual(alone);
    expect((await shuffled({ ...input, threads: 2 }, kind, { seed: 8 })).largest).not.toEqual(alone.largest);
  });
});

describe("shuffles on threads", () => {
  it("say how many are done", async () => {
    const seen: Progress[] = [];
    await shuffled({ ...input, threads: 2 }, "times", { seed: 1, onProgress: (at) => seen.push(at) });
    expect(seen.at(-1)).toMatchObject({ done: 23, total: 23, unit: "shuffles" });
  });

  it("stop when asked, before and while they run", async () => {
    const before = AbortSignal.abort();
    const long = { ...input, threads: 2, shuffles: 1_000_000 };
    await expect(shuffled(long, "times", { seed: 1, signal: before })).rejects.toMatchObject({
      code: "STOPPED",
    });
    const stop = new AbortController();
    const run = shuffled(long, "times", {
      seed: 1,
      signal: stop.signal,
      onProgress: ({ done }) => done > 0 && stop.abort(),
    });
    await expect(run).rejects.toBeInstanceOf(PlumblineError);
    await expect(run).rejects.toMatchObject({ code: "STOPPED" });
  });
});
