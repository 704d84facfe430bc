/** Record files and the server agree on any batch: what one refuses, the other refuses for the same reasons, and in the same order. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { PlumblineError } from "../src/errors.ts";
import { recordFile, verifyCase } from "../src/workbench/index.ts";
import { asJson, asYaml, makeWorld } from "./support/doors.ts";
import type { Item, World } from "./support/doors.ts";
import { testServer } from "./support/site.ts";
import { tempFolder } from "./support/temp.ts";

const RUNS = Number(process.env["PLUMBLINE_RUNS"] ?? 100);

/** A record that may be wrong in any of these ways; what it names stands for an id. */
interface Sketch {
  readonly kind: "gap" | "retracts" | "position" | "technique" | "bytes" | "judgment" | "re-marking";
  readonly name: string | undefined;
  readonly names: string;
  readonly part: string | undefined;
  readonly supersedes: string | undefined;
  readonly tlp: "CLEAR" | "GREEN" | "AMBER" | "RED";
  readonly wrong: boolean;
}

const GAPS = ["gap", "gap", "gap"] as const;
const KNOWN = ["K1", "K2", "OLD", "GONE", "THEIRS", "C", "J", "Q", "FILE", "nothing"];
/** Mostly nothing, so that a batch of several records may be right. */
const seldom = <T>(...values: readonly T[]): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, fc.constantFrom(...values));
const sketches: fc.Arbitrary<readonly Sketch[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(...GAPS, "retracts", "position", "technique", "bytes", "judgment", "re-marking"),
    name: seldom("K1", "K2", "OLD", "N1", "N2", "N3", "prm_1111111111"),
    names: fc.oneof({ weight: 2, arbitrary: fc.constant("C") }, fc.constantFrom(...KNOWN, "N1", "N2")),
    part: seldom("h1", "h9"),
    supersedes: seldom(...KNOWN, "N1"),
    tlp: fc.constantFrom("CLEAR", "GREEN", "GREEN", "AMBER", "RED"),
    wrong: fc.boolean(),
  }),
  { minLength: 1, maxLength: 4 },
);

/** The items of one world: a name of the batch above stays a name, all others become ids. */
function itemsOf(batch: readonly Sketch[], { ids }: World): readonly Item[] {
  return batch.map((sketch, i) => {
    const { kind, name, names, part, supersedes, tlp, wrong } = sketch;
    const above = batch.slice(0, i).some((other) => other.name === names);
    const ref = `${above ? names : (ids[names] ?? "clm_0000000000")}${part === undefined ? "" : `#${part}`}`;
    const known = name === undefined ? {} : { name };
    const replaced = supersedes === undefined ? {} : { supersedes: ids[supersedes] ?? "prm_0000000000" };
    return { ...known, ...replaced, marking: { tlp }, ...contentOf(kind, ref, wrong, ids) };
  });
}

function contentOf(
  kind: Sketch["kind"],
  ref: string,
  wrong: boolean,
  ids: World["ids"],
): Pick<Item, "type" | "body"> {
  const likelihood = { scale: "icd203/1", term: "likely", percent: wrong ? 99 : 60 };
  switch (kind) {
    case "gap":
      return { type: "Premise", body: { kind: "gap", text: "Not known.", about: [ref] } };
    case "retracts": {
      const speaker = wrong ? ids["OTHER"] : ids["DESK"];
      return { type: "Claim", body: { speaker, polarity: "retracts", proposition: "Gone.", about: [ref] } };
    }
    case "position": {
      const held = { judgment: ref, stance: "own", holds: "joins", confidence: "low" };
      return { type: "Position", body: { ...held, organisation: ids["DESK"], likelihood } };
    }
    case "technique": {
      const value = { id: wrong ? "T9999" : "T0049", name: "Named", basis: "observed" };
      return { type: "Appraisal", body: { aspect: "technique", of: ref, value } };
    }
    case "bytes":
      return { type: "Artifact", body: { title: "A page", sha256: "a".repeat(64), held: wrong } };
    case "judgment":
      return { type: "Judgment", body: { states: { hypothesis: ref } } };
    default:
      return { type: "Marking", body: { of: ref, to: { tlp: wrong ? "CLEAR" : "GREEN" } } };
  }
}

/** The world after records were taken: their keys name them. */
function grown(
  { ids }: World,
  records: readonly { id: string; body: { key?: string | undefined } }[],
): World {
  return { ids: { ...ids, ...Object.fromEntries(records.map(({ id, body }) => [body.key ?? id, id])) } };
}

it("agree on any batch", async () => {
  const folders = [tempFolder(), tempFolder()];
  const reader = { ceiling: "RED", groups: [] } as const;
  const people = { ada: { reader, roles: ["analyst", "reviewer", "releaser"] as const } };
  const servers = await Promise.all(folders.map((folder) => testServer(folder, people)));
  const [first, second] = servers as [(typeof servers)[0], (typeof servers)[0]];
  let [mine, theirs] = [await makeWorld(first), await makeWorld(second)];
  const byFile = async (batch: readonly Sketch[]): Promise<readonly string[]> => {
    const path = join(folders[0]!, "batch.yaml");
    writeFileSync(path, asYaml(itemsOf(batch, mine), mine));
    try {
      mine = grown(mine, await recordFile(first.site.served("alpha").opened, path));
      return [];
    } catch (error) {
      if (!(error instanceof PlumblineError)) throw error;
      return error.all.map(({ code }) => code);
    }
  };
  const byServer = async (batch: readonly Sketch[]): Promise<readonly string[]> => {
    const answer = await second.json<{
      code?: string;
      refusals?: readonly { code: string }[];
      records: { id: string; body: { key?: string } }[];
    }>("ada", "/records", { records: asJson(itemsOf(batch, theirs), theirs) });
    if (answer.code !== undefined) return answer.refusals?.map(({ code }) => code) ?? [answer.code];
    theirs = grown(theirs, answer.records);
    return [];
  };
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(sketches, async (batch) => {
      const refused = await byFile(batch);
      expect(await byServer(batch)).toEqual(refused);
      if (refused.length === 0) taken += 1;
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  // The batches were of both kinds.
  expect(taken).toBeGreaterThan(RUNS / 20);
  expect(taken).toBeLessThan(RUNS);
  for (const folder of folders) {
    const { holds, notes } = await verifyCase(join(folder, "alpha"));
    expect({ holds, keys: notes.filter((note) => note.startsWith("The key")) }).toEqual({
      holds: true,
      keys: [],
    });
  }
  for (const { site } of servers) await site.close();
});
