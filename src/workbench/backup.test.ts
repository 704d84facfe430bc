import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { tempFolder } from "../../test/support/temp.ts";
import { backup, restore } from "./backup.ts";
import { Case } from "./case.ts";
import { importFile } from "./import-files.ts";
import { verifyCase } from "./verify.ts";

async function sampleCase(root: string) {
  const folder = join(root, "case");
  const opened = await Case.open(folder, { create: { by: "tester", organisation: "Desk" } });
  onTestFinished(async () => opened.close());
  const actor = { by: "tester", for: await opened.keeper() };
  const file = join(root, "posts.csv");
  const rows = Array.from({ length: 200 }, (_, i) => `a${i % 7},2031-03-01T00:00:0${i % 10}Z,item ${i}`);
  writeFileSync(file, `account,time,text\n${rows.join("\n")}\n`);
  await importFile(opened, file, { actor });
  mkdirSync(join(folder, "editions", "public"), { recursive: true });
  writeFileSync(join(folder, "editions", "public", "index.html"), "<p>page</p>");
  const add = (text: string) =>
    opened.log.append([
      {
        id: opened.log.issueId("Premise"),
        type: "Premise",
        ...actor,
        marking: { tlp: "AMBER" },
        body: { kind: "gap", text },
      },
    ]);
  return { folder, opened, add };
}

describe("backup and restore", () => {
  it("bring back log, bytes, editions and corpus; the root is the same", async () => {
    const root = tempFolder();
    const { folder, opened } = await sampleCase(root);
    const saved = await backup(folder, join(root, "saved"));
    expect(saved).toMatchObject({ root: await opened.log.root(), editions: 1 });
    const restored = await restore(join(root, "saved"), join(root, "again"), saved.root);
    expect(restored.root).toBe(saved.root);
    const again = await Case.open(join(root, "again"));
    expect((await (await again.corpus()).stats()).posts).toBe(200);
    await again.close();
    expect(await verifyCase(join(root, "again"), saved.root)).toMatchObject({ holds: true });
    expect(readFileSync(join(root, "again", "editions", "public", "index.html"), "utf8")).toBe("<p>page</p>");
  });

  it("are consistent while others write: what was acknowledged before is in the copy", async () => {
    const root = tempFolder();
    const { folder, add } = await sampleCase(root);
    const writing = new AbortController();
    let acknowledged = 0;
    const writer = (async () => {
      while (!writing.signal.aborted) {
        await add(`number ${acknowledged}`);
        acknowledged += 1;
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    for (let i = 0; i < 3; i++) {
      const before = acknowledged;
      const saved = await backup(folder, join(root, `saved-${i}`));
      const { holds, records } = await verifyCase(join(root, `saved-${i}`), saved.root);
      expect(holds).toBe(true);
      expect(records).toBeGreaterThanOrEqual(before);
    }
    writing.abort();
    await writer;
    expect(acknowledged).toBeGreaterThan(0);
  });

  it("refuse a backup that was changed, and one that is not the one kept, and leave nothing", async () => {
    const root = tempFolder();
    const { folder, add } = await sampleCase(root);
    const first = await backup(folder, join(root, "first"));
    await add("later");
    const second = await backup(folder, join(root, "second"));
    await expect(restore(join(root, "first"), join(root, "a"), second.root)).rejects.toMatchObject({
      code: "CASE_DAMAGED",
    });
    expect((await restore(join(root, "second"), join(root, "b"), first.root)).root).toBe(second.root);
    const bytes = join(root, "first", "artifacts");
    const [shelf = ""] = readdirSync(bytes);
    const [name = ""] = readdirSync(join(bytes, shelf));
    chmodSync(join(bytes, shelf, name), 0o600);
    writeFileSync(join(bytes, shelf, name), "changed");
    await expect(restore(join(root, "first"), join(root, "c"))).rejects.toMatchObject({
      code: "CASE_DAMAGED",
    });
    expect(existsSync(join(root, "a")) || existsSync(join(root, "c"))).toBe(false);
    expect(readdirSync(root).filter((entry) => entry.endsWith(".partial"))).toEqual([]);
    await expect(backup(folder, join(root, "second"))).rejects.toMatchObject({ code: "OUT_EXISTS" });
    await expect(backup(join(root, "nothing"), join(root, "d"))).rejects.toMatchObject({
      code: "CASE_MISSING",
    });
  });
});
