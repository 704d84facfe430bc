/** The test inside one stratum: what it gives is what a corpus of these posts alone would give. */
import { describe, expect, it } from "vitest";
import { columnsOf, sourceOf, syntheticShares } from "../../../../test/support/synthetic-source.ts";
import type { OneShare } from "../../../../test/support/synthetic-source.ts";
import { PlumblineError } from "../../../errors.ts";
import type { DetectorSource } from "../../detector.ts";
import { parseParameters } from "../../parameters.ts";
import { coShare } from "./index.ts";
import type { CoShareOutput } from "./output.ts";
import { parseStratum, restrict } from "./within.ts";

/** Every third post is in `xx`, the rest in `yy`; three posts are in `zz`. */
const languageOf = (row: number) => (row < 4 ? "zz" : row % 3 === 0 ? "xx" : "yy");

const { list, accounts, objects } = syntheticShares({
  seed: 5,
  accounts: 90,
  objects: 200,
  shares: 3600,
  teams: [{ accounts: 5, objects: 14, own: false }],
});
const all = columnsOf(list, accounts, objects);

/** The source with a column beside the objects: one share a post. */
function withLanguage(): DetectorSource {
  const source = sourceOf(all);
  const values = ["xx", "yy", "zz"];
  const object = Int32Array.from(list, (_, i) => values.indexOf(languageOf(i + 1)));
  return {
    ...source,
    shares: async (kind) => (kind === "column:language" ? { ...all, object, objects: 3 } : all),
    objectValues: async (kind, codes) =>
      kind === "column:language"
        ? Array.from(codes, (code) => values[code]!)
        : source.objectValues(kind, codes),
  };
}

/** Only the posts of the stratum, with accounts and objects numbered as they come: the oracle. */
function alone(inside: (share: OneShare, row: number) => boolean) {
  const [accountOf, objectOf] = [new Map<number, number>(), new Map<number, number>()];
  const code = (map: Map<number, number>, was: number) =>
    map.get(was) ?? (map.set(was, map.size), map.size - 1);
  const rows: number[] = [];
  const kept = list.filter((share, i) => inside(share, i + 1) && rows.push(i + 1) > 0);
  const again = kept.map((share) => ({
    ...share,
    account: code(accountOf, share.account),
    object: code(objectOf, share.object),
  }));
  const columns = { ...columnsOf(again, accountOf.size, objectOf.size), row: Int32Array.from(rows) };
  const [names, values] = [[...accountOf.keys()], [...objectOf.keys()]];
  return {
    ...sourceOf(columns),
    accountNames: async (codes: Int32Array) => Array.from(codes, (one) => `handle-${names[one]}`),
    objectValues: async (_: string, codes: Int32Array) => Array.from(codes, (one) => `value-${values[one]}`),
  };
}

const run = async (source: DetectorSource, within: string) => {
  const parameters = parseParameters(coShare.descriptor, { within, shuffles: 19 });
  const { counts, output } = await coShare.run(source, parameters, { seed: 1 });
  const { sharesInAllStrata, ...rest } = counts;
  const { sets: groups, details } = output as CoShareOutput;
  return { sharesInAllStrata, counts: rest, groups, boilerplate: details.boilerplate };
};

describe("within one stratum", () => {
  it("gives what a corpus of these posts alone gives: counts, p-values, groups, rows", async () => {
    const found = await run(withLanguage(), "language=xx");
    const oracle = await run(
      alone((_, row) => languageOf(row) === "xx"),
      "all",
    );
    expect(found.sharesInAllStrata).toBe(list.length);
    expect(found.counts).toEqual(oracle.counts);
    expect(Number(found.counts["shares"])).toBeLessThan(list.length / 2);
    expect(found.groups).toEqual(oracle.groups);
    expect(found.boilerplate).toEqual(oracle.boilerplate);
    expect(found.boilerplate.length).toBeGreaterThan(0);
  });

  it("of a month reads the time", async () => {
    const months = [...new Set(list.map(({ time }) => new Date(time).toISOString().slice(0, 7)))];
    const month = months[0]!;
    const found = await run(withLanguage(), `month=${month}`);
    const oracle = await run(
      alone(({ time }) => new Date(time).toISOString().startsWith(month)),
      "all",
    );
    expect(found.counts).toEqual(oracle.counts);
  });

  it("is refused where the value is not there, names too few, or is none", async () => {
    const code = async (within: string) => {
      try {
        await run(withLanguage(), within);
      } catch (error) {
        return error instanceof PlumblineError ? error.code : String(error);
      }
      return "none";
    };
    expect(await code("language=ww")).toBe("NO_DATA");
    expect(await code("language=zz")).toBe("NO_DATA");
    expect(await code("month=1999-01")).toBe("NO_DATA");
    for (const wrong of ["language", "=xx", "language=", "month=2016-13"])
      expect(() => parseStratum(wrong), wrong).toThrow(PlumblineError);
    expect(parseStratum("all")).toBeUndefined();
  });
});

it("asks which objects deny by the codes that they had before", async () => {
  const source = sourceOf(all);
  const asked: number[][] = [];
  const denied = async (codes: Int32Array) => {
    asked.push([...codes]);
    return Array.from(codes, () => undefined);
  };
  const { columns, names } = restrict(all, { ...source, denied }, (_, i) => i >= 100);
  await names.denied!(Int32Array.of(0, 1));
  const inOrder = [...new Set(all.object.subarray(100))];
  expect(asked).toEqual([inOrder.slice(0, 2)]);
  expect(columns.objects).toBe(inOrder.length);
  expect("denied" in restrict(all, source, () => true).names).toBe(false);
});
