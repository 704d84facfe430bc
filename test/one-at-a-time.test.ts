/** Two commands on a bare clone at the same moment: one prepares, the other waits; a lock of a program that died holds nobody up. */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { ROOT } from "./support/docs-pages.ts";
import { tempFolder } from "./support/temp.ts";

const SCRIPT = pathToFileURL(join(ROOT, "scripts", "one-at-a-time.mjs")).href;
/** Notes when its work begins and ends, and once if it had to wait. */
const WORK = `
  import { appendFileSync } from "node:fs";
  import { oneAtATime } from "${SCRIPT}";
  const note = (word) => appendFileSync(process.argv[2], word + "\\n");
  oneAtATime(process.argv[1], () => {
    note("begin");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    note("end");
    if (process.argv[3] === "exits") process.exit(7);
  }, () => process.stderr.write("waits"));`;

function begun(...words: string[]) {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", WORK, ...words]);
  let said = "";
  child.stderr.on("data", (data) => (said += String(data)));
  return new Promise<{ status: number | null; said: string }>((done) =>
    child.on("close", (status) => done({ status, said })),
  );
}

function places() {
  const folder = tempFolder(onTestFinished);
  mkdirSync(folder, { recursive: true });
  return { lock: join(folder, "lock"), notes: join(folder, "notes") };
}

it("lets one work at a time, and says that the others wait", async () => {
  const { lock, notes } = places();
  const ends = await Promise.all([begun(lock, notes), begun(lock, notes), begun(lock, notes)]);
  expect(ends.map(({ status }) => status)).toEqual([0, 0, 0]);
  expect(readFileSync(notes, "utf8")).toBe("begin\nend\n".repeat(3));
  expect(ends.filter(({ said }) => said === "waits")).toHaveLength(2);
  expect(existsSync(lock)).toBe(false);
});

it("gives way when its holder ended the program or died", async () => {
  const { lock, notes } = places();
  expect((await begun(lock, notes, "exits")).status).toBe(7);
  expect(existsSync(lock)).toBe(false);
  // No process has this number: it is above what Linux gives.
  writeFileSync(lock, "4194305");
  expect((await begun(lock, notes)).status).toBe(0);
});
