/** Results that code of before version 2 wrote (commit d153cb3), as they lie in cases. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { PlumblineError } from "../errors.ts";
import type { Body } from "../model/records.ts";
import { readResult } from "./read-result.ts";
import { checkResult, partOfResult, resultSchema } from "./result.ts";

const GOLDEN = new URL("../../test/golden/earlier-results/", import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, GOLDEN), "utf8");

describe.each(["co-share", "near-copy"])("an earlier result of %s", (detector) => {
  const text = read(`${detector}.result.json`);
  const { run } = JSON.parse(read(`${detector}.json`)) as { run: { body: Body<"Run"> } };

  it("is read as a whole result, whose findings count exactly what they counted then", () => {
    const output = readResult(text, run.body);
    expect(resultSchema.parse(output)).toEqual(output);
    expect(() => checkResult(run.body.findings, output)).not.toThrow();
    const index = Object.entries(output.findings).map(([id, { sets }]) => [id, sets?.join()]);
    const [a, b] = detector === "co-share" ? ["A", "B"] : ["N1", "N2"];
    expect(index).toEqual([
      ["f1", a],
      ["f2", b],
      ["f3", `${a},${b}`],
    ]);
  });

  it("keeps what is the detector's own", () => {
    const output = readResult(text, run.body);
    const [set] = partOfResult(output, "f1").sets;
    if (detector === "co-share") {
      expect(output.pairing).toEqual({ object: "text", windowSeconds: 60 });
      expect(set!.details).toMatchObject({ network: null, overlaps: [], timesCannotJudge: false });
      expect(set!.edges).toHaveLength(10);
      expect(Object.keys(set!.edges![0]!.log10p!)).toEqual(["activity", "times"]);
      expect(set!.edges![0]!.details).toMatchObject({
        nameA: expect.stringMatching(/^team-/),
        oneSource: null,
      });
    } else {
      expect(output.pairing).toBeUndefined();
      expect(set).toMatchObject({ status: "candidate", objects: 3, details: { forms: 2 } });
      expect(set!.accounts[0]).toEqual({ pseudonym: "N1-01", name: "reader-1", shares: 2 });
    }
  });
});

it("reads a result of near-copy 0.2.0, which looked for no negation and left no hashtags out", () => {
  const text = read("near-copy-0.2.0.result.json");
  const output = readResult(text, { findings: [], counts: {} });
  expect(output).toEqual(JSON.parse(text));
  expect(output).toMatchObject({
    detector: "near-copy",
    version: "0.2.0",
    findings: { f1: { sets: ["N1"] } },
  });
  expect(Object.keys(output.sets[0]!.details!).sort()).toEqual(["forms", "similarity"]);
});

it.each(["[]", "{}", '{"result":3}', '{"result":2}', "rejected row\n"])(
  "refuses %j, which is no result",
  (text) => {
    const code = (): string => {
      try {
        readResult(text, { findings: [], counts: {} });
        return "none";
      } catch (error) {
        return error instanceof PlumblineError ? error.code : String(error);
      }
    };
    expect(code()).toBe("RESULT_INVALID");
  },
);
