/** SIGTERM and Ctrl-C end a command while it works, in both ways: at once, or after putting its work in order. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { tempFolder } from "./support/temp.ts";

const PROGRAM = fileURLToPath(new URL("../bin/plumbline.mjs", import.meta.url));
const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** A record file whose reading alone takes seconds. */
const LONG_FILE = `plumbline: 1\nby: ada\nfor: D\nrecords:\n${"  - { claim: C, text: A claim. }\n".repeat(100_000)}`;
const POSTS = `account,time,text\n${Array.from(
  { length: 400_000 },
  (_, i) => `a${i % 900},${new Date(1.9e12 + i * 1000).toISOString()},text ${i % 70_000}`,
).join("\n")}\n`;

describe.each(["SIGTERM", "SIGINT"] as const)("%s", (signal) => {
  it.each([
    ["record", "records.yaml", LONG_FILE],
    ["import", "posts.csv", POSTS],
  ])("ends %s, and nothing of it stays", async (command, name, text) => {
    const root = tempFolder((clean) => open.push(clean));
    const folder = join(root, "case");
    const file = join(root, name);
    writeFileSync(file, text);
    if (command === "record") {
      writeFileSync(join(root, "one.csv"), "account,time,text\nada,2031-03-01T08:00:00Z,Bread\n");
      const made = spawn(process.execPath, [PROGRAM, "import", folder, join(root, "one.csv")]);
      expect(await once(made, "exit")).toEqual([0, null]);
    } else mkdirSync(folder);
    const before = readdirSync(folder).sort();
    const child = spawn(process.execPath, [PROGRAM, command, folder, file], { stdio: "ignore" });
    const ended = once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(child.exitCode).toBeNull();
    child.kill(signal);
    const [code, by] = await ended;
    expect(by === signal || code! > 0).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(before);
  });
});
