/** Known-good accounts and boilerplate set aside, with before and after. */
import { describe, expect, it } from "vitest";
import { PlumblineError } from "../../../errors.ts";
import type { ShareColumns } from "../../../kernel/index.ts";
import { parseParameters } from "../../parameters.ts";
import { recordedParameters } from "../../recorded.ts";
import { columnsOf, sourceOf, syntheticShares } from "../../../../test/support/synthetic-source.ts";
import { coShare } from "./index.ts";
import type { CoShareOutput } from "./output.ts";

const runOn = async (columns: ShareColumns, raw: Record<string, unknown> = {}) => {
  const result = await coShare.run(sourceOf(columns), parseParameters(coShare.descriptor, raw), { seed: 1 });
  return { ...result, output: result.output as CoShareOutput };
};

/** A team on popular objects (150 to 155), a newsroom (156 to 159) on objects of its own (300 to 309). */
function columns(): ShareColumns {
  const { list, accounts, objects } = syntheticShares({
    seed: 21,
    accounts: 150,
    objects: 300,
    shares: 4500,
    teams: [
      { accounts: 6, objects: 12, own: false },
      { accounts: 4, objects: 10, own: true },
    ],
  });
  return columnsOf(list, accounts, objects);
}
const sizes = ({ sets }: CoShareOutput) => sets.map((group) => group.accounts.length);

describe("setting aside", () => {
  it("known-good accounts takes them out of the run, names them in the output, and prints before and after", async () => {
    const { output, counts, findings } = await runOn(columns(), {
      "set-aside-accounts": "@Handle-156, handle-157,handle-158 , HANDLE-159, nobody",
    });
    expect(sizes((await runOn(columns())).output)).toEqual([6, 4]);
    expect(sizes(output)).toEqual([6]);
    expect(counts).toMatchObject({
      accounts: 156,
      possiblePairs: (156 * 155) / 2,
      accountsSetAside: 4,
      objectsSetAside: 0,
      beforePairsOnMinimum: 21,
      pairsOnMinimum: 15,
      beforeSignificantNull1: 21,
      significantNull1: 15,
    });
    expect(output.details.setAside).toMatchObject({
      accounts: [156, 157, 158, 159].map((a) => `handle-${a}`),
      objects: [],
      unknown: ["nobody"],
    });
    expect(findings[0]!.sentence).toContain(
      "Set aside: 4 accounts and 0 texts (1 entry of the lists is not in the posts); before, 21 pairs on 2 texts or " +
        "more, 15 significant under null 2, 21 under null 1; after, 15 pairs on 2 texts or more, 15 significant under " +
        "null 2, 15 under null 1.",
    );
    expect(JSON.stringify([findings, counts])).not.toMatch(/handle-|nobody/i);
  });

  it("objects by value takes out their shares", async () => {
    const values = Array.from({ length: 9 }, (_, i) => `value-${300 + i}`).join("\n");
    const { output, counts } = await runOn(columns(), { "set-aside-objects": values });
    expect(sizes(output)).toEqual([6]);
    expect(counts).toMatchObject({ objects: 301, objectsSetAside: 9, accounts: 160 });
    expect(output.details.setAside.objects).toHaveLength(9);
  });

  it("the commonest objects needs no list", async () => {
    const plain = await runOn(columns());
    const { output, counts } = await runOn(columns(), { "set-aside-commonest": 5 });
    expect(output.details.setAside.objects.toSorted()).toEqual(
      plain.output.details.boilerplate.map(({ value }) => value).toSorted(),
    );
    expect(counts).toMatchObject({ objectsSetAside: 5 });
    expect(counts["pairsMatched"]).toBeLessThan(plain.counts["pairsMatched"] as number);
  });

  it("equals a run on posts that never held them", async () => {
    const all = columns();
    const keep = [...all.account.keys()].filter((i) => all.account[i]! < 156);
    const rest = columnsOf(
      keep.map((i) => ({ account: all.account[i]!, object: all.object[i]!, time: all.time[i]! })),
      156,
      all.objects,
    );
    const names = [156, 157, 158, 159].map((a) => `handle-${a}`);
    const { output } = await runOn(all, { "set-aside-accounts": names });
    const { output: never } = await runOn(rest);
    expect(output.sets).toEqual(never.sets);
    expect(output.details.boilerplate).toEqual(never.details.boilerplate);
  });

  it("refuses to leave nothing", async () => {
    const everybody = Array.from({ length: 160 }, (_, a) => `handle-${a}`);
    await expect(runOn(columns(), { "set-aside-accounts": everybody })).rejects.toThrow(PlumblineError);
  });
});

describe("lists as parameters", () => {
  const parsed = (value: unknown) => parseParameters(coShare.descriptor, { "set-aside-objects": value });

  it("are split at commas, or at lines where there are any, trimmed, sorted and without repeats", () => {
    expect(parsed(" b, a ,b,, ")["set-aside-objects"]).toBe("a\nb");
    expect(parsed("one, two\n  three   four \r\n")["set-aside-objects"]).toBe("one, two\nthree four");
    expect(parsed(["x,y", "w"])["set-aside-objects"]).toBe("w\nx,y");
    expect(parsed("")["set-aside-objects"]).toBe("");
    expect(parsed(parsed("b,a")["set-aside-objects"])).toEqual(parsed("b,a"));
  });

  it("are recorded as a number, because a Run has more readers than the posts", () => {
    const recorded = recordedParameters(coShare.descriptor, parsed("first,second"));
    expect(recorded).toMatchObject({
      "set-aside-objects": "2 entries, listed in the output",
      "set-aside-accounts": "",
      object: "text",
    });
    expect(JSON.stringify(recorded)).not.toMatch(/first|second/);
  });
});
