/**
 * A full disk and a folder that cannot be written: one coded refusal, nothing acknowledged is lost, and work goes on by
 * itself when there is room again. A small disk of its own needs the right to mount one; where there is none, a child
 * whose files may not grow stands in for it.
 */
import { spawnSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { verifyLog } from "../src/store/log/verify.ts";
import { Case, importFile, verifyCase } from "../src/workbench/index.ts";
import { freeze, mayFreeze, mayMount, smallDisk } from "./support/disks.ts";
import { killedAfter } from "./support/killed.ts";
import { PROGRAM_GUARD } from "./support/patience.ts";
import { makeTeam, member } from "./support/team.ts";
import { tempFolder } from "./support/temp.ts";

const WRITER = fileURLToPath(new URL("support/append-forever.mjs", import.meta.url));
describe("files that may not grow", () => {
  it("stop a writer with a coded refusal, and the next one goes on", async () => {
    const path = join(tempFolder(), "log.db");
    const limited = spawnSync(
      "bash",
      ["-c", `ulimit -f 300; exec "$0" "$1" "$2"`, process.execPath, WRITER, path],
      { encoding: "utf8", timeout: PROGRAM_GUARD },
    );
    expect(limited.status).not.toBe(0);
    expect(limited.stderr).toMatch(/STORE/);
    const acknowledged = limited.stdout
      .split("\n")
      .slice(0, -1)
      .flatMap((line) => line.split(" "));
    expect(acknowledged.length).toBeGreaterThan(10);
    const { failure, records } = verifyLog(path);
    expect(failure).toBeUndefined();
    const ids = records.map(({ id }) => id);
    expect(acknowledged.filter((id) => !ids.includes(id))).toEqual([]);
    const more = await killedAfter([WRITER, path], { lines: 3, ms: 0 });
    expect(more.split("\n").length).toBeGreaterThan(2);
    expect(verifyLog(path).failure).toBeUndefined();
  });
});

// Without the right to mount, the test above is what can be had.
if (mayMount)
  describe("a full disk", () => {
    it("refuses what does not fit, keeps what was acknowledged, and goes on", async () => {
      const disk = smallDisk(2048);
      const folder = join(disk.folder, "case");
      const team = await makeTeam(tempFolder());
      onTestFinished(async () => team.close());
      const { opened } = await team.site.add(folder, {
        open: { create: { by: "founder", organisation: "Desk" } },
      });
      const ada = await team.enter("ada", member("case", [await opened.keeper()], { ceiling: "RED" }));
      const acknowledged: string[] = [];
      const post = async () => {
        const records = Array.from({ length: 8 }, (_, i) => ({
          type: "Premise",
          marking: { tlp: "AMBER" },
          body: { kind: "gap", text: `${acknowledged.length + i} ${"long ".repeat(1000)}` },
        }));
        const response = await team.post("/api/cases/case/records", ada, { records });
        const said = (await response.json()) as { records?: { id: string }[]; code?: string };
        acknowledged.push(...(said.records ?? []).map(({ id }) => id));
        return said;
      };
      let last = await post();
      for (let i = 0; i < 150 && last.records !== undefined; i++) last = await post();
      expect(last).toMatchObject({ code: "STORE" });
      expect(JSON.stringify(last)).not.toContain(disk.folder);
      const shown = await team.ask("/api/cases/case/records?type=Premise&limit=500", ada);
      expect(((await shown.json()) as { total: number }).total).toBe(acknowledged.length);
      disk.grow(32_768);
      expect(await post()).toHaveProperty("records");
      const { failure, records } = verifyLog(join(folder, "log.db"));
      expect(failure).toBeUndefined();
      expect(records.slice(1).map(({ id }) => id)).toEqual(acknowledged);
    });

    it("refuses an import that does not fit, and leaves nothing of it", async () => {
      const disk = smallDisk(1024);
      const folder = join(disk.folder, "case");
      const opened = await Case.open(folder, { create: { by: "tester", organisation: "Desk" } });
      const file = join(tempFolder(), "posts.csv");
      const rows = Array.from(
        { length: 40_000 },
        (_, i) => `a${i % 50},2031-03-01T00:00:00Z,some longer text ${i}`,
      );
      writeFileSync(file, `account,time,text\n${rows.join("\n")}\n`);
      const actor = { by: "tester", for: await opened.keeper() };
      await expect(importFile(opened, file, { actor })).rejects.toMatchObject({ code: "STORE" });
      expect(await opened.log.size()).toBe(1);
      await opened.close();
      expect(readdirSync(folder).filter((name) => name === "staging")).toEqual([]);
      expect(await verifyCase(folder)).toMatchObject({ holds: true });
      disk.grow(131_072);
      const again = await Case.open(folder);
      await importFile(again, file, { actor });
      await again.close();
      expect(await verifyCase(folder)).toMatchObject({ holds: true, artifacts: 1 });
    });
  });

if (mayFreeze)
  describe("a folder that cannot be written", () => {
    it("is refused with a code, and stays as it is", async () => {
      const folder = join(tempFolder(), "case");
      const opened = await Case.open(folder, { create: { by: "tester", organisation: "Desk" } });
      const root = await opened.log.root();
      await opened.close();
      const frozen = freeze(folder);
      const attempt = async () => {
        const again = await Case.open(frozen);
        try {
          const keeper = await again.keeper();
          const body = { kind: "gap" as const, text: "New." };
          const id = again.log.issueId("Premise");
          await again.log.append([
            { id, type: "Premise", by: "tester", for: keeper, marking: { tlp: "RED" }, body },
          ]);
        } finally {
          await again.close();
        }
      };
      await expect(attempt()).rejects.toMatchObject({ code: "STORE" });
      expect(await verifyCase(frozen)).toMatchObject({ holds: true, root });
    });
  });
