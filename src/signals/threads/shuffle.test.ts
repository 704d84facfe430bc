import { describe, expect, it } from "vitest";
import { prepare } from "../../../test/support/null-sample.ts";
import { columnsOf } from "../../../test/support/synthetic-source.ts";
import { PlumblineError } from "../../errors.ts";
import { Random, sweep, type Resample } from "../../kernel/index.ts";
import type { Progress } from "../../model/effects.ts";
import { shuffled } from "./shuffle.ts";

/**
 * Accounts that share what came up in the same eighteen minutes as everybody else: so many pairs have so many objects in
 * common that some of them are strong in resamples. Other days say little about a time to five minutes.
 */
function sample() {
  const random = new Random(4);
  const [accounts, objects] = [260, 70];
  const seconds = (n: number): number => 1000 * random.below(n);
  const moments = Array.from({ length: objects }, () => Date.UTC(2031, 8, 28) + seconds(14 * 86_400));
  const list = Array.from({ length: 7500 }, () => {
    const object = random.below(objects);
    return { account: random.below(accounts), object, time: moments[object]! + seconds(1080) };
  });
  return prepare(columnsOf(list, accounts, objects, "second"), 60);
}

const prepared = sample();
/** Pairs of the sample with three common objects within reach of each other. */
const reach = prepared.table.law.reach * (prepared.table.law.stepMs / 1000);
const reachable = sweep(prepared.first, reach, { minimum: 3 }).pairs;
const input = { ...prepared, reachable, minimum: 2, shuffles: 23 };

const kinds: readonly Resample[] = ["times", "timetable"];

/** What resamples give, field by field. */
const fields = (resampled: object): [string, Float64Array][] =>
  Object.entries(resampled).filter(
    (entry): entry is [string, Float64Array] => entry[1] instanceof Float64Array,
  );

describe.each(kinds)("resamples of %s", (kind) => {
  it("are the same for a seed whatever the number of threads, and others for another seed", async () => {
    const alone = await shuffled({ ...input, threads: 1 }, kind, { seed: 7 });
    for (const [, values] of fields(alone)) {
      expect(values.filter((value) => value > 0).length).toBeGreaterThan(3);
      expect(new Set(values).size).toBeGreaterThan(3);
    }
    for (const threads of [2, 5])
      expect(await shuffled({ ...input, threads }, kind, { seed: 7 })).toEqual(alone);
    const other = await shuffled({ ...input, threads: 2 }, kind, { seed: 8 });
    for (const [field, values] of fields(other))
      expect(values).not.toEqual(new Map(fields(alone)).get(field));
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
