import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { Case, verifyCase } from "../src/workbench/index.ts";
import { tempFolder } from "./support/temp.ts";

const TAKER = fileURLToPath(new URL("support/take-keys.mjs", import.meta.url));
const KEYS = 60;

/** A program that takes keys once it is told to begin. */
function taker(folder: string) {
  const child = spawn(process.execPath, [TAKER, folder, `${KEYS}`], { stdio: ["pipe", "pipe", "inherit"] });
  let said = "";
  const ready = new Promise<void>((resolve) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (said.startsWith("ready\n")) resolve();
    });
  });
  const done = new Promise<readonly string[]>((resolve) => {
    child.once("close", () => resolve(said.trim().split("\n").slice(1)));
  });
  return { ready, begin: () => child.stdin.write("begin\n"), done };
}

it("gives a key once where two programs write to one log at the same time", async () => {
  const folder = join(tempFolder(), "case");
  await (await Case.open(folder, { create: { by: "tester", organisation: "Desk" } })).close();
  const takers = [taker(folder), taker(folder)];
  await Promise.all(takers.map(({ ready }) => ready));
  for (const { begin } of takers) begin();
  const [one, two] = await Promise.all(takers.map(({ done }) => done));
  for (let i = 0; i < KEYS; i++) {
    const answers = [one, two].flatMap((lines) => lines!.filter((line) => line.startsWith(`k${i} `)));
    expect(answers.sort()).toEqual([`k${i} KEY_TAKEN`, `k${i} got`]);
  }
  const { holds, notes, records } = await verifyCase(folder);
  expect({ holds, records }).toEqual({ holds: true, records: KEYS + 1 });
  expect(notes.filter((note) => note.startsWith("The key"))).toEqual([]);
});
