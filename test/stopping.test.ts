/** SIGTERM and Ctrl-C end a command while it works, in both ways: at once, or after putting its work in order. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { afterEach, describe, expect, it, vi } from "vitest";
import { program } from "../src/cli/main.ts";
import { runCommand } from "./support/command.ts";
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
    // A program that is ended at once leaves the side files of a log that it had opened, without a record in them.
    const sides = readdirSync(folder).filter((one) => /^log\.db-(?:wal|shm)$/.test(one));
    expect(statSync(join(folder, "log.db-wal"), { throwIfNoEntry: false })?.size ?? 0).toBe(0);
    expect(
      readdirSync(folder)
        .filter((one) => !sides.includes(one))
        .sort(),
    ).toEqual(before);
  });
});

/** Those that listen for the signal, and put their work in order first. */
const IN_ORDER = ["import", "watch", "detect co-share", "coshare", "serve", "start"];

it("every other command has no listener, so that the system ends it at once", async () => {
  const root = tempFolder((clean) => open.push(clean));
  const listening: string[] = [];
  const others: string[] = [];
  const heard = vi.spyOn(process, "once");
  const leaves = ({ commands }: Command, above = ""): [string, Command][] =>
    commands.flatMap((command): [string, Command][] => {
      const name = `${above}${command.name()}`;
      return command.commands.length === 0 ? [[name, command]] : leaves(command, `${name} `);
    });
  const all = leaves(await program()).filter(
    ([name]) => !name.startsWith("detect ") || name === "detect co-share",
  );
  for (const [name, command] of all) {
    const filled = command.registeredArguments.filter(
      (one) => one.required || name === "serve" || name === "start",
    );
    const needed = command.options.filter(({ mandatory }) => mandatory);
    const words = [
      ...name.split(" "),
      ...filled.map((_, i) => join(root, `none-${i}`)),
      ...needed.flatMap(({ long }) => [long!, /ceiling|why/.test(long!) ? "CLEAR" : join(root, "none")]),
      ...(name === "start" || name === "serve" ? ["--folder", join(root, "made")] : []),
    ];
    heard.mockClear();
    await runCommand(words);
    (heard.mock.calls.some(([event]) => event === "SIGTERM") ? listening : others).push(name);
  }
  heard.mockRestore();
  expect(listening.sort()).toEqual([...IN_ORDER].sort());
  expect(others).toEqual(
    expect.arrayContaining(["record", "verify", "publish", "log", "backup", "accounts list"]),
  );
});

describe.each(["SIGTERM", "SIGINT"] as const)("%s ends a server", (signal) => {
  it("with what it has open closed", async () => {
    const root = tempFolder((clean) => open.push(clean));
    const child = spawn(process.execPath, [PROGRAM, "serve", "--folder", root, "--port", "0"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    await once(child.stdout, "data");
    const ended = once(child, "exit");
    child.kill(signal);
    expect(await ended).toEqual([0, null]);
  });
});
