/** From a file with post ids to the finding: which part of a pair's objects comes from one author. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { stageFile } from "../src/ingest/index.ts";
import { Random } from "../src/kernel/random.ts";
import { detectorById, parseParameters } from "../src/signals/index.ts";
import type { CoShareOutput } from "../src/signals/index.ts";
import { Corpus } from "../src/store/corpus.ts";
import { tempFolder } from "./support/temp.ts";

interface Reshare {
  readonly account: string;
  readonly of: string;
  readonly time: number;
}

const WINDOW = 60;
const DAY = 86_400;

/** Originals of four authors, of which three are in the file; a team that reshares 12 of them, and others at other hours. */
function planted() {
  const random = new Random(31);
  const originals = Array.from({ length: 40 }, (_, i) => ({
    id: `p${i}`,
    author: `author-${i % 4}`,
    time: i * DAY,
  }));
  const reshares: Reshare[] = [];
  for (const { id, time } of originals) {
    const inTeam = Number(id.slice(1)) < 12;
    const member = (k: number) =>
      reshares.push({ account: `team-${k}`, of: id, time: time + 3600 + random.below(30) });
    if (inTeam) for (let k = 0; k < 4; k++) member(k);
    for (let k = 0; k < 25; k++)
      reshares.push({ account: `other-${random.below(60)}`, of: id, time: time + random.below(DAY / 2) });
  }
  const held = originals.filter(({ author }) => author !== "author-3");
  return { held, reshares };
}

/** The definition: distinct reshared posts on which first reshares lie within the window, by author. */
function oneSource(
  reshares: readonly Reshare[],
  authorOf: ReadonlyMap<string, string>,
  a: string,
  b: string,
) {
  const first = (account: string) => {
    const times = new Map<string, number>();
    for (const one of reshares)
      if (one.account === account) times.set(one.of, Math.min(one.time, times.get(one.of) ?? Infinity));
    return times;
  };
  const [x, y] = [first(a), first(b)];
  const matched = [...x]
    .filter(([of, time]) => Math.abs((y.get(of) ?? Infinity) - time) <= WINDOW)
    .map(([of]) => of);
  const authors = matched.flatMap((of) => authorOf.get(of) ?? []);
  const most = Math.max(0, ...authors.map((name) => authors.filter((other) => other === name).length));
  return authors.length === 0 ? null : most / matched.length;
}

describe("the share of one source author", () => {
  it("is what looking at every reshare gives, from the file to the output", async () => {
    const folder = tempFolder();
    const { held, reshares } = planted();
    const iso = (time: number) => new Date(Date.UTC(2031, 0, 1) + 1000 * time).toISOString();
    const lines = [
      ...held.map(({ id, author, time }) => `${author},${iso(time)},${id},`),
      ...reshares.map(({ account, of, time }, i) => `${account},${iso(time)},r${i},${of}`),
    ];
    const path = join(folder, "posts.csv");
    writeFileSync(path, `account,time,post,reshare\n${lines.join("\n")}\n`);
    const stage = await stageFile({ path, tempDir: folder });
    const corpus = await Corpus.open(join(folder, "corpus.duckdb"));
    try {
      await corpus.load("run_1", "art_1", "a".repeat(64), stage.stagedPath, stage.report);
      const detector = detectorById("co-share");
      const parameters = parseParameters(detector.descriptor, { object: "reshare", window: WINDOW });
      const result = await detector.run(corpus.source(), parameters, { seed: 1 });
      const output = result.output as CoShareOutput;
      expect(output.details.notComputed).toEqual([]);
      const authorOf = new Map(held.map(({ id, author }) => [id, author]));
      const team = output.sets.find(({ accounts }) => accounts.some(({ name }) => name === "team-0"))!;
      expect(team.edges.length).toBeGreaterThanOrEqual(6);
      for (const { details } of team.edges) {
        expect(details.oneSource).toBe(oneSource(reshares, authorOf, details.nameA, details.nameB));
      }
      // Twelve posts, three of each author, and one author is not in the file.
      expect(team.edges.map(({ details }) => details.oneSource)).toContain(0.25);
      const said = result.findings.flatMap(({ statistics }) => statistics);
      const median = said.find(({ name }) => name.includes("reshared from one author"))!;
      expect(median.value).toBe(0.25);
    } finally {
      corpus.close();
      await stage.dispose();
    }
  });
});
