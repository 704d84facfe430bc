/**
 * A log that an earlier version wrote holds, and says what it said: `golden/earlier-log/log.db` was made before claims had `act`
 * and `answers` and positions `movedBy`. Its root is kept here.
 */
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { Case, parseReader, reasoning, recordFile, verifyCase } from "../src/workbench/index.ts";
import { tempFolder } from "./support/temp.ts";

const GOLDEN = fileURLToPath(new URL("golden/earlier-log/log.db", import.meta.url));
const ROOT = "186c971e08d84b4b61dcc0047ea04b00dfa4be84c0b8c78d21fa406eff9a1e96";

function earlierCase(): { readonly root: string; readonly folder: string } {
  const root = tempFolder();
  const folder = join(root, "case");
  mkdirSync(folder);
  copyFileSync(GOLDEN, join(folder, "log.db"));
  return { root, folder };
}

it("verifies under its kept root, record by record", async () => {
  const { folder } = earlierCase();
  const found = await verifyCase(folder, ROOT);
  expect(found).toMatchObject({ holds: true, records: 23, tombstones: 0, root: ROOT });
  expect(found).not.toHaveProperty("failure");
});

it("is read as it was: the denial is one, the signature holds, and nothing answers what nobody tied", async () => {
  const { folder } = earlierCase();
  const opened = await Case.open(folder);
  try {
    const reasons = await reasoning(opened, parseReader("CLEAR", ""));
    const claims = reasons.ledger().items.filter(({ kind }) => kind === "Claim");
    expect(
      claims.map(({ name, polarity, act, answers, answeredBy }) => [
        name,
        polarity,
        act,
        answers,
        answeredBy,
      ]),
    ).toEqual([
      ["C1", "asserts", undefined, undefined, undefined],
      ["C2", "denies", undefined, undefined, undefined],
    ]);
    expect(claims[1]?.text).toContain("Ministry of Norland denies");
    const [judgment] = reasons.judgmentViews();
    expect(judgment?.positions.map(({ signed }) => signed?.holds)).toEqual([true, undefined]);
    expect(await opened.log.root()).toBe(ROOT);
  } finally {
    await opened.close();
  }
});

it("takes an answer to a claim of before", async () => {
  const { root, folder } = earlierCase();
  const path = join(root, "answer.yaml");
  writeFileSync(
    path,
    `plumbline: 1
by: editor
for: D
marking: CLEAR
records:
  - { claim: C9, speaker: MIN, polarity: denies, proposition: The ministry ran the accounts., answers: [C1] }
`,
  );
  const opened = await Case.open(folder);
  try {
    await recordFile(opened, path);
    const [first] = (await reasoning(opened, parseReader("CLEAR", ""))).ledger().items;
    expect(first).toMatchObject({ name: "C1", answeredBy: [{ name: "C9" }] });
  } finally {
    await opened.close();
  }
  expect((await verifyCase(folder)).holds).toBe(true);
});
