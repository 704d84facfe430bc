/**
 * Non-interference over every route: two logs that agree on what a person may see give that person the same bytes and the
 * same headers, whatever is above the line. `PLUMBLINE_RUNS` tries more pairs of logs than the usual number.
 */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256, stageFiles } from "./support/held-bytes.ts";
import type { StagedFile } from "./support/held-bytes.ts";
import { LogOfOneSide, ChosenEffects, READER } from "./support/two-logs.ts";
import { steps } from "./support/two-logs-steps.ts";
import type { Side, Step } from "./support/two-logs-steps.ts";
import { GET_RECIPES, STREAM_RECIPES } from "./support/route-recipes.ts";
import type { World } from "./support/route-recipes.ts";
import { makeTeam } from "./support/team.ts";
import type { Team } from "./support/team.ts";
import { tempFolder } from "./support/temp.ts";

const RUNS = Number(process.env["PLUMBLINE_RUNS"] ?? 25);

interface Half {
  readonly team: Team;
  readonly log: LogOfOneSide;
  readonly effects: ChosenEffects;
  readonly cookie: string;
}

let files: readonly StagedFile[] = [];
beforeAll(async () => {
  files = await stageFiles(tempFolder(afterAll));
});

async function makeHalf(side: Side, all: readonly Step[]): Promise<Half> {
  const folder = tempFolder();
  const team = await makeTeam(folder);
  const effects = new ChosenEffects();
  const { opened } = await team.site.add(`${folder}/alpha`, {
    open: { effects, create: { by: "founder", organisation: "Keeper" } },
  });
  const log = new LogOfOneSide(side, opened, effects, files);
  await log.write(all);
  const cookie = await team.enter("ada", {
    case: "alpha",
    organisations: [log.organisation],
    roles: ["analyst", "reviewer", "releaser"],
    reader: READER,
  });
  return { team, log, effects, cookie };
}

/** Status, headers and body, as one text. */
async function answer(half: Half, path: string, init: RequestInit = {}): Promise<string> {
  const response = await half.team.ask(path, half.cookie, init);
  const headers = [...response.headers].filter(([name]) => name !== "date");
  return JSON.stringify([path, response.status, headers, await response.text()]);
}

/** What a stream sends after the first visible record, up to as many events as there are to see. */
async function streamed(half: Half, path: string, visible: readonly string[]): Promise<string> {
  const [first = ""] = visible;
  const response = await half.team.ask(path, half.cookie, { headers: { "last-event-id": first } });
  const reader = response.body!.getReader();
  let text = "";
  while ((text.match(/^id: /gm) ?? []).length < visible.length - 1) {
    const { value, done } = await reader.read();
    if (done) break;
    text += new TextDecoder().decode(value);
  }
  await reader.cancel();
  return JSON.stringify([response.status, [...response.headers], text]);
}

async function visibleTo({ team, cookie }: Half): Promise<readonly string[]> {
  const response = await team.ask("/api/cases/alpha/records?limit=500", cookie);
  const { records } = (await response.json()) as { records: { record: { id: string } }[] };
  return records.map(({ record }) => record.id);
}

/** Batches that name what is hidden, replace it, take its keys, or stand above the line: refused or taken alike. */
function batches({ visible, hidden, hashes }: World, organisation: string): unknown[] {
  const low = { tlp: "GREEN" };
  const text = "From the other side.";
  const artifact = { type: "Artifact", body: { title: text, sha256: "not recorded", held: false } };
  const named = [...visible.slice(0, 2), ...hidden.slice(0, 12), "clm_0000000000"];
  const records = [
    { ...artifact, marking: { tlp: "RED" } },
    { ...artifact, marking: { tlp: "CLEAR", groups: ["cell"] } },
    ...Array.from({ length: 7 }, (_, i) => ({
      type: "Premise",
      marking: low,
      body: { kind: "gap", text, key: `K${i}-Premise` },
    })),
    // Bytes that are held above the line, or nowhere.
    ...[...hashes.slice(0, 6), sha256(Buffer.from("nowhere"))].flatMap((hash) =>
      [true, false].map((held) => ({
        type: "Artifact",
        marking: low,
        body: { title: text, sha256: hash, held },
      })),
    ),
    ...named.flatMap((ref) => [
      {
        type: "Claim",
        marking: low,
        body: { speaker: organisation, polarity: "asserts", proposition: text, about: [ref] },
      },
      { type: "Marking", marking: { tlp: "CLEAR" }, body: { of: ref, to: { tlp: "CLEAR" } } },
      { ...artifact, marking: low, supersedes: ref },
      { ...artifact, marking: low, for: ref },
      { type: "Appraisal", marking: low, body: { aspect: "credibility", of: ref, value: "2" } },
    ]),
  ];
  return records.map((record) => ({ records: [record] }));
}

describe("non-interference", () => {
  it("has a recipe for every GET route, and no recipe without a route", async () => {
    const team = await makeTeam(tempFolder());
    const routes = team.app.routes.filter(({ method }) => method === "GET").map(({ path }) => path);
    const recipes = [...Object.keys(GET_RECIPES), ...Object.keys(STREAM_RECIPES)];
    expect([...new Set(routes)].sort()).toEqual(recipes.sort());
    await team.close();
  });

  it("gives the same bytes for two logs that agree below the line", async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const [a, b] = [await makeHalf("A", all), await makeHalf("B", all)];
        try {
          const visible = await visibleTo(a);
          expect(await visibleTo(b)).toEqual(visible);
          const hidden = [...new Set([...a.log.hidden, ...b.log.hidden])].filter(
            (id) => !visible.includes(id),
          );
          const hashes = [...new Set([...a.log.hashes, ...b.log.hashes])];
          const world: World = { visible, hidden, hashes };
          for (const recipe of Object.values(GET_RECIPES))
            for (const path of recipe(world)) expect(await answer(b, path)).toBe(await answer(a, path));
          for (const path of Object.values(STREAM_RECIPES))
            expect(await streamed(b, path, visible)).toBe(await streamed(a, path, visible));
          for (const [i, batch] of batches(world, a.log.organisation).entries()) {
            const said = [];
            for (const half of [a, b]) {
              half.effects.choose(`post ${i}`);
              const headers = { "content-type": "application/json" };
              const body = JSON.stringify(batch);
              said.push(await answer(half, "/api/cases/alpha/records", { method: "POST", body, headers }));
            }
            expect(said[1]).toBe(said[0]);
          }
        } finally {
          await a.team.close();
          await b.team.close();
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });

  it("would notice: another ceiling gives other bytes, of records, posts, documents and networks", async () => {
    const base = { where: "B", pick: 2, marking: 0, supersedes: false, batch: true } as const;
    const all = (["Claim", "document", "mails", "import", "detect"] as const).map((kind): Step => ({
      ...base,
      kind,
    }));
    const [a, b] = [await makeHalf("A", all), await makeHalf("B", all)];
    const runs = b.log.hidden.filter((id) => id.startsWith("run_") && id !== b.log.mailRun);
    const paths = [
      "records",
      "posts",
      "posts/facets",
      "posts/suggest?kind=account&text=m",
      "imports",
      "findings",
      `findings/${encodeURIComponent(`${runs[1]!}#f1`)}/network`,
      `imports/${runs[0]!}/rejects`,
      ...b.log.hashes.map((hash) => `artifacts/${hash}`),
      ...b.log.mails.flatMap((ref) => [`artifacts/${ref}/text`, `artifacts/${ref}/text?body=open`]),
    ].map((path) => `/api/cases/alpha/${path}`);
    for (const path of paths) expect(await answer(b, path)).toBe(await answer(a, path));
    for (const { team, log } of [a, b])
      await team.accounts.administration.grant("tester", "ada", {
        case: "alpha",
        organisations: [log.organisation],
        roles: ["analyst"],
        reader: { ceiling: "RED", groups: ["desk", "cell"] },
      });
    for (const path of paths) expect(await answer(b, path)).not.toBe(await answer(a, path));
    await a.team.close();
    await b.team.close();
  });
});
