/**
 * A watch as a process that is told to end, and one whose imports somebody changes by hand: what was read is in the case, the next watch goes
 * on where this one ended, and nothing comes in twice.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { CaseRecord } from "../src/model/records.ts";
import { verifyCase, withCase } from "../src/workbench/index.ts";
import { mayMount, smallDisk } from "./support/disks.ts";
import { runCommand } from "./support/command.ts";
import { jetEvent, jetstreamServer } from "./support/jetstream-server.ts";
import { tempFolder } from "./support/temp.ts";
import { postsIn, startWatching, until } from "./support/watching.ts";

const PROGRAM = fileURLToPath(new URL("../bin/plumbline.mjs", import.meta.url));
const START = Date.UTC(2031, 2, 5);
const NOW = (Date.now() - 600_000) * 1000;
const text = (n: number): string => `post number ${String(n).padStart(5, "0")}`;
const texts = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, i) => text(from + i));
const event = (n: number) =>
  jetEvent(NOW + n * 1000, { did: `did:plc:a${n % 7}`, rkey: `3k${n}`, text: text(n) });
const lines = (from: number, to: number): string =>
  texts(from, to)
    .map((one, i) => {
      const n = from + i;
      const time = new Date(START + n * 1000).toISOString();
      return `${JSON.stringify({ account: `a${n % 7}`, other: `b${n % 3}`, time, text: one })}\n`;
    })
    .join("");

const importsOf = (folder: string): Promise<CaseRecord<"Run">[]> =>
  withCase(folder, { access: "read" }, async (opened) =>
    (await opened.log.entries()).flatMap(({ record }) => (record?.type === "Run" ? [record] : [])),
  );
const cursorsOf = async (folder: string) =>
  (await importsOf(folder)).map(({ body }) => body.parameters["cursor"]);

/** A watch as a process in a group of its own, as a shell starts it, and what it says. */
function started(folder: string, source: string, every = 1) {
  const child = spawn(process.execPath, [PROGRAM, "watch", folder, source, "--every", String(every)], {
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on("line", (line) => said.push(line));
  return {
    said,
    posts: () =>
      said.reduce(
        (sum, line) => sum + Number(/UTC: ([\d,]+) post/.exec(line)?.[1]?.replaceAll(",", "") ?? 0),
        0,
      ),
    /** The process that reads what is imported, while there is one. */
    reader: () => {
      const children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "utf8").trim();
      return children === "" ? undefined : Number(children.split(" ")[0]);
    },
    /** The signal goes to every process of the group, as Ctrl-C in a terminal does. */
    async end(signal: NodeJS.Signals) {
      const closed = once(child, "close");
      process.kill(-child.pid!, signal);
      return closed;
    },
  };
}

describe.each(["SIGTERM", "SIGINT"] as const)("%s", (signal) => {
  it("ends the watch of a file: what was read is in the case, and the next one goes on there", async () => {
    const [folder, file] = [join(tempFolder(), "case"), join(tempFolder(), "posts.ndjson")];
    writeFileSync(file, lines(0, 40));
    const first = started(folder, file);
    await until(() => first.posts() === 40, "the first posts");
    // What is read, and not yet imported, comes in at the end; a line that is not whole stays.
    appendFileSync(file, lines(40, 60) + lines(60, 61).slice(0, 20));
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await first.end(signal)).toEqual([0, null]);
    expect(first.said.at(-1)).toMatch(/^60 posts came in, in \d+ imports\. Next: /);
    const cursors = await cursorsOf(folder);
    expect(JSON.parse(String(cursors.at(-1)))).toMatchObject({ offset: lines(0, 60).length });
    appendFileSync(file, lines(60, 61).slice(20) + lines(61, 70));
    const second = started(folder, file);
    await until(() => second.posts() === 10, "the others");
    expect(await second.end(signal)).toEqual([0, null]);
    expect(await postsIn(folder)).toEqual(texts(0, 70));
    expect(await verifyCase(folder)).toMatchObject({ holds: true });
  });

  it("ends the watch of a Jetstream while an import runs", async () => {
    const folder = join(tempFolder(), "case");
    const server = await jetstreamServer();
    try {
      const first = started(folder, server.address);
      await until(() => server.asked.length === 1, "the connection");
      for (let n = 0; n < 60_000; n++) server.add(event(n));
      await until(() => first.reader() !== undefined, "the reader of an import");
      // A system that ends a service tells its every process.
      process.kill(first.reader()!, signal);
      expect(await first.end(signal)).toEqual([0, null]);
      expect(first.said.join("\n")).not.toMatch(/INTERNAL|STOPPED/);
      const held = (await postsIn(folder)).length;
      const second = started(folder, server.address);
      await until(() => server.asked.length === 2 && held + second.posts() === 60_000, "the rest");
      expect(await second.end(signal)).toEqual([0, null]);
      expect(await postsIn(folder)).toEqual(texts(0, 60_000));
      expect(server.asked[0]).toBeUndefined();
      expect(Number(server.asked[1])).toBeGreaterThan(NOW - 5_000_001);
    } finally {
      await server.close();
    }
  });
});

describe("imports of a watch that somebody changes", () => {
  it("are replaced like any other; the watch goes on where it ended, and knows what came in", async () => {
    const [folder, file] = [join(tempFolder(), "case"), join(tempFolder(), "posts.ndjson")];
    writeFileSync(file, lines(0, 20));
    await startWatching(folder, file, true).ended;
    const [run] = await importsOf(folder);
    const bytes = await withCase(folder, {}, async ({ artifacts }) =>
      artifacts.path(run!.body.inputs[0]!.sha256),
    );
    const words = ["import", folder, bytes, "--replace", "--map", "account=other,time=time,text=text"];
    expect(await runCommand(words)).toMatchObject({
      status: 0,
      printed: expect.stringContaining(`replaces ${run!.id}`),
    });
    // Read from its beginning, as after a rotation: the lines are known although their import is another one now.
    writeFileSync(file, lines(15, 30));
    const again = startWatching(folder, file, true);
    await again.ended;
    expect(again.news.at(-1)).toMatchObject({ posts: 10, repeats: 5, newAccounts: 7 });
    expect(await postsIn(folder)).toEqual(texts(0, 30));
    appendFileSync(file, lines(30, 32));
    const third = startWatching(folder, file, true);
    await third.ended;
    expect(third.news.at(-1)).toMatchObject({ posts: 2, repeats: 0, newAccounts: 0 });
    expect(await verifyCase(folder)).toMatchObject({ holds: true });
  });

  it("a file of a folder that was changed comes in beside its earlier import, and that is said once", async () => {
    const [folder, inbox] = [join(tempFolder(), "case"), tempFolder()];
    writeFileSync(join(inbox, "a.ndjson"), lines(0, 5));
    await startWatching(folder, inbox, true).ended;
    const [run] = await importsOf(folder);
    writeFileSync(join(inbox, "a.ndjson"), lines(0, 6));
    const second = startWatching(folder, inbox, true);
    await second.ended;
    expect(second.said).toEqual([
      expect.stringContaining(`a.ndjson: the file has changed since ${run!.id} brought it in`),
    ]);
    expect(second.said[0]).toContain(`plumbline withdraw`);
    expect(await postsIn(folder)).toHaveLength(11);
    // With the earlier one withdrawn, nothing is double, and neither comes in again.
    expect(
      (await runCommand(["withdraw", folder, run!.id, "--why", "An older state of the file."])).status,
    ).toBe(0);
    const third = startWatching(folder, inbox, true);
    await third.ended;
    expect([third.posts(), third.said]).toEqual([0, []]);
    expect(await postsIn(folder)).toEqual(texts(0, 6));
  });
});

describe("a source or a machine that does what nobody asked for", () => {
  it("the folder of the case itself is refused in one line, and nothing in it", async () => {
    const [folder, file] = [join(tempFolder(), "case"), join(tempFolder(), "posts.ndjson")];
    writeFileSync(file, lines(0, 3));
    expect((await runCommand(["import", folder, file])).status).toBe(0);
    for (const source of [folder, join(folder, "log.db"), join(folder, "artifacts")])
      expect(await runCommand(["watch", folder, source, "--once"])).toMatchObject({
        status: 2,
        printed: expect.stringContaining("lies in the folder of the case"),
      });
    // One in which the case lies is like any other.
    const [around, inside] = [join(folder, ".."), join(folder, "..", "more.ndjson")];
    writeFileSync(inside, lines(3, 5));
    expect((await runCommand(["watch", folder, around, "--once"])).status).toBe(0);
    expect(await postsIn(folder)).toEqual(texts(0, 5));
  });

  it("a folder that is gone for a while is waited for; one with a line end in its name makes no line of its own", async () => {
    const [folder, root] = [join(tempFolder(), "case"), tempFolder()];
    const inbox = join(root, "in\nbox");
    mkdirSync(inbox);
    writeFileSync(join(inbox, "a\n\u001b[31m.ndjson"), lines(0, 3));
    writeFileSync(join(inbox, "b\n.csv"), "x");
    const watching = startWatching(folder, inbox);
    await until(() => watching.posts() === 3, "the first file");
    renameSync(inbox, join(root, "away"));
    await until(() => watching.said.some((one) => one.includes("looked for again")), "the word on it");
    writeFileSync(join(root, "away", "c.ndjson"), lines(3, 5));
    renameSync(join(root, "away"), inbox);
    await until(() => watching.posts() === 5, "what came meanwhile");
    await watching.stop();
    expect(watching.said.filter((one) => one.includes("\n"))).toEqual([]);
    expect(watching.said).toHaveLength(2);
  });

  it("a server that is none, closes at once or sends what is no event costs no post and ends nothing", async () => {
    const page = createServer((_, answer) => answer.writeHead(404).end("no"));
    await new Promise<void>((resolve) => void page.listen(0, "127.0.0.1", resolve));
    const none = `ws://127.0.0.1:${(page.address() as AddressInfo).port}/`;
    expect(await runCommand(["watch", join(tempFolder(), "case"), none])).toMatchObject({
      status: 5,
      printed: expect.stringContaining("[CONNECTION]"),
    });
    page.close();
    const folder = join(tempFolder(), "case");
    const server = await jetstreamServer();
    try {
      const watching = startWatching(folder, server.address);
      await until(() => server.asked.length === 1, "the connection");
      const odd = ["", "null", "[]", "{", "\u0000", '{"time_us":"x"}', `{"time_us":${NOW}}`, '{"commit":1}'];
      server.add(event(0), ...odd.map((line) => ({ time_us: NOW + 1, line })), event(1));
      // Old events again, as a server whose clock was set back gives them.
      server.add(event(0), event(1), event(2));
      await until(() => watching.posts() === 3, "the posts");
      for (let n = 0; n < 3; n++) {
        const asked = server.asked.length;
        server.drop();
        await until(() => server.asked.length > asked, "the next connection");
      }
      server.add(event(3));
      await until(() => watching.posts() === 4, "the last post");
      await watching.stop();
      expect(await postsIn(folder)).toEqual(texts(0, 4));
    } finally {
      await server.close();
    }
  });

  it.skipIf(!mayMount)(
    "a disk that is full ends the watch with a code; with room, the next one has it all",
    async () => {
      const disk = smallDisk(6_000);
      const [folder, file] = [join(disk.folder, "case"), join(tempFolder(), "posts.ndjson")];
      writeFileSync(file, lines(0, 20_000));
      await expect(startWatching(folder, file, true).ended).rejects.toMatchObject({ code: "STORE" });
      disk.grow(200_000);
      const again = startWatching(folder, file, true);
      await again.ended;
      expect(again.posts()).toBe(20_000);
      expect(await postsIn(folder)).toEqual(texts(0, 20_000));
      expect(await verifyCase(folder)).toMatchObject({ holds: true });
    },
  );
});
