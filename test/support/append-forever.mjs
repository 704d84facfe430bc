// Appends records to a case until it is killed, and says each id once it is acknowledged. Run by test/crash.test.ts.
import { writeSync } from "node:fs";
import { SqliteLog } from "../../dist/store/log/sqlite-log.js";
import { systemEffects } from "../../dist/store/effects.js";

const log = SqliteLog.open(process.argv[2], systemEffects);
let keeper = (await log.entries())[0]?.id;
if (keeper === undefined) {
  keeper = log.issueId("Party");
  const body = { kind: "organisation", name: "Desk" };
  await log.append([
    { id: keeper, type: "Party", by: "tester", for: keeper, marking: { tlp: "AMBER" }, body },
  ]);
}
for (let batch = 0; ; batch++) {
  const drafts = Array.from({ length: 1 + (batch % 3) }, (_, i) => ({
    id: log.issueId("Premise"),
    type: "Premise",
    by: "tester",
    for: keeper,
    marking: { tlp: "AMBER" },
    body: { kind: "gap", text: `batch ${batch}, item ${i}` },
  }));
  const records = await log.append(drafts);
  writeSync(1, `${records.map(({ id }) => id).join(" ")}\n`);
}
