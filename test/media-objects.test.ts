/** Pictures and videos by their addresses as objects of co-share: of a corpus, of a file, and behind an edge. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { coShareFile } from "../src/edges/index.ts";
import { detect, findActor, importFile, withCase } from "../src/workbench/index.ts";
import { tempFolder } from "./support/temp.ts";

const status = (id: string, by: string, time: string, media: readonly string[]) =>
  JSON.stringify({
    id,
    uri: `https://one.example/${id}`,
    created_at: time,
    account: { id: by, acct: `${by}@one.example`, url: `https://one.example/@${by}` },
    content: "<p>see</p>",
    media_attachments: media.map((url) => ({ type: "image", url })),
    tags: [],
    mentions: [],
  });

/** On each of four days Ann and Ben post the same picture; another of the day's is Ann's alone, a third was removed. */
const FILE = [1, 2, 3, 4]
  .flatMap((day) => {
    const at = (second: number) => `2031-03-0${day}T10:00:${String(second).padStart(2, "0")}.000Z`;
    return [
      status(`a${day}`, "ann", at(0), [
        `https://CDN.example/${day}.jpg`,
        `https://cdn.example/ann-${day}.jpg`,
      ]),
      status(`b${day}`, "ben", at(20), [`https://cdn.example:443/${day}.jpg`, "[removed]"]),
      status(`c${day}`, "carl", at(40), []),
    ];
  })
  .join("\n");

it("are joined by address, and lists of nothing are no object", async () => {
  const folder = tempFolder();
  const file = join(folder, "posts.ndjson");
  writeFileSync(file, FILE);
  const out = join(folder, "edges.csv");
  const mode = { like: "plumbline", object: "media" } as const;
  await coShareFile(file, { mode, window: 60, minimum: 2, out });
  const [head = "", edge = "", ...more] = readFileSync(out, "utf8").trim().split("\n");
  const cell = (name: string) => edge.split(",")[head.split(",").indexOf(name)];
  expect([cell("source"), cell("target"), cell("weight"), cell("moments"), more.length]).toEqual([
    "ann@one.example",
    "ben@one.example",
    "4",
    "4",
    0,
  ]);
  const counts = await coShareFile(file, {
    mode: { ...mode, tests: false },
    window: 60,
    minimum: 4,
    out,
    force: true,
  });
  expect(counts.counts?.pairs).toBe(1);
  const create = { by: "tester", organisation: "Desk" };
  await withCase(join(folder, "case"), { create }, async (opened) => {
    const actor = await findActor(opened, {});
    await importFile(opened, file, { actor });
    const run = await detect(opened, {
      detector: "co-share",
      parameters: { object: "media", window: 60, shuffles: 0 },
      actor,
    });
    // Four that both have and four of Ann's; Carl has none and is not in scope.
    expect(run.body.counts).toMatchObject({ shares: 12, objects: 8, accounts: 2, pairsOnThree: 1 });
    expect(run.body.findings[0]!.title).toContain("address of a picture or video");
  });
});
