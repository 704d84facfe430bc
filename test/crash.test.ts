import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { Random } from "../src/kernel/random.ts";
import { verifyLog } from "../src/store/log/verify.ts";
import { Case, verifyCase } from "../src/workbench/index.ts";
import { killedAfter } from "./support/killed.ts";
import { filesBelow, tempFolder } from "./support/temp.ts";

const WRITER = fileURLToPath(new URL("support/append-forever.mjs", import.meta.url));
const PROGRAM = fileURLToPath(new URL("../bin/plumbline.mjs", import.meta.url));
const KILLS = 12;

describe("kill -9", () => {
  it("loses no acknowledged record, keeps the order and tears no batch", async () => {
    const path = join(tempFolder(), "log.db");
    const random = new Random(9);
    const acknowledged: string[] = [];
    for (let i = 0; i < KILLS; i++) {
      const said = await killedAfter([WRITER, path], { lines: 6, ms: random.below(500) });
      // The last line may be cut: what was not said whole was not acknowledged.
      const lines = said.split("\n").slice(0, -1);
      acknowledged.push(...lines.flatMap((line) => line.split(" ")));
      const { failure, records } = verifyLog(path);
      expect(failure).toBeUndefined();
      const ids = records.map(({ id }) => id).filter((id) => id.startsWith("prm_"));
      expect(new Set(ids).size).toBe(ids.length);
      const places = acknowledged.map((id) => ids.indexOf(id));
      expect(places.every((place) => place >= 0)).toBe(true);
      expect(places.every((place, k) => k === 0 || place > places[k - 1]!)).toBe(true);
      const texts = records.flatMap((record) => (record.type === "Premise" ? [record.body.text] : []));
      const firsts = texts.filter((text) => text.endsWith("item 0")).length;
      const sizes = texts.filter((text) => /item [12]$/.test(text)).length;
      const expected = texts
        .filter((text) => text.endsWith("item 0"))
        .map((text) => Number(/batch (\d+)/.exec(text)?.[1]) % 3);
      expect(firsts + expected.reduce((sum, extra) => sum + extra, 0)).toBe(firsts + sizes);
    }
    expect(acknowledged.length).toBeGreaterThan(KILLS * 5);
  });

  it("during an import leaves a case that opens, verifies and has whole imports only", async () => {
    const root = tempFolder();
    const folder = join(root, "case");
    const random = new Random(4);
    const created = await Case.open(folder, { create: { by: "tester", organisation: "Desk" } });
    await created.close();
    for (let i = 0; i < 8; i++) {
      const file = join(root, `posts-${i}.csv`);
      const rows = Array.from(
        { length: 20_000 },
        (_, k) => `a${k % 50},2031-03-01T00:00:${String(k % 60).padStart(2, "0")}Z,item ${i} ${k}`,
      );
      writeFileSync(file, `account,time,text\n${rows.join("\n")}\n`);
      await killedAfter([PROGRAM, "import", folder, file], { lines: 0, ms: 300 + random.below(900) });
      expect(await verifyCase(folder)).toMatchObject({ holds: true });
      const opened = await Case.open(folder);
      const corpus = await opened.corpus();
      const runs = (await opened.fullFold()).all("Run");
      expect((await corpus.imports()).map(({ id }) => id).sort()).toEqual(runs.map(({ id }) => id).sort());
      expect((await corpus.stats()).posts).toBe(20_000 * runs.length);
      await opened.close();
    }
    expect([...filesBelow(folder).keys()].filter((name) => name.startsWith("staging"))).toEqual([]);
  });
});
