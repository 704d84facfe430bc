// Gives the keys k0, k1, … to new records of a case, one after the other, and says for each whether it got it. Run by
// test/admission-races.test.ts, twice at once.
import { writeSync } from "node:fs";
import { Case } from "../../dist/workbench/case.js";

const [folder, count] = process.argv.slice(2);
const opened = await Case.open(folder);
const keeper = await opened.keeper();
// Both begin when the other one is there, too.
writeSync(1, "ready\n");
await new Promise((resolve) => process.stdin.once("data", resolve));
for (let i = 0; i < Number(count); i++) {
  const draft = {
    id: opened.log.issueId("Premise"),
    type: "Premise",
    by: "tester",
    for: keeper,
    marking: { tlp: "AMBER" },
    body: { key: `k${i}`, kind: "gap", text: "Who has it?" },
  };
  try {
    await opened.append([draft]);
    writeSync(1, `k${i} got\n`);
  } catch (error) {
    writeSync(1, `k${i} ${error.code}\n`);
  }
}
await opened.close();
process.exit(0);
