/** Sources that go on: what is given where little is taken at a time, and what is remembered. */
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { jetEvent, jetstreamServer } from "../../../test/support/jetstream-server.ts";
import { tempFolder } from "../../../test/support/temp.ts";
import type { LineSource } from "./contract.ts";
import { FollowedFile } from "./file.ts";
import { WatchedFolder } from "./folder.ts";
import { Jetstream } from "./jetstream.ts";
import { keyOfLine, LineBatch, objectOfLine, Recent, RECENT_LINES } from "./line-batch.ts";

const nothing = (): void => undefined;
const noCursor = async () => undefined;

/** Lines of batches of a few, as many batches as it takes for so many lines. */
async function inParts(source: LineSource, most: number, lines: number): Promise<string[][]> {
  const folder = tempFolder();
  const recent = new Recent();
  const parts: string[][] = [];
  for (let n = 0; parts.flat().length < lines; n++) {
    const batch = new LineBatch(join(folder, String(n)), recent, { lines: most, bytes: 1e9 });
    const enough = new AbortController();
    const before = parts.flat().length;
    const watched = setInterval(() => {
      if (before + batch.lines >= lines) enough.abort();
    }, 10);
    const ended = await source.read(batch, enough.signal);
    clearInterval(watched);
    batch.close();
    parts.push(readFileSync(batch.path, "utf8").split("\n").slice(0, -1));
    if (ended) break;
  }
  await source.close();
  return parts;
}

const numbered = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, i) => `{"n":${from + i}}`);

describe("a batch", () => {
  it("takes no line twice, begins with an object, and counts what is no text", () => {
    const folder = tempFolder();
    const recent = new Recent();
    const batch = new LineBatch(join(folder, "a"), recent);
    for (const line of ["odd", '{"n":1}', "", "  ", '{"n":1}', "[2]"]) batch.line(Buffer.from(line));
    for (const bytes of [
      [0x7b, 0xff],
      [0x7b, 0],
    ])
      batch.line(Buffer.from(bytes));
    batch.tooLong();
    batch.close();
    expect(readFileSync(batch.path, "utf8")).toBe('{"n":1}\nodd\n[2]\n');
    expect(batch).toMatchObject({ lines: 3, objects: 1, repeats: 1, unreadable: 3 });
    const next = new LineBatch(join(folder, "b"), recent);
    for (const line of ['{"n":1}', "odd"]) next.line(Buffer.from(line));
    next.close();
    expect(next).toMatchObject({ lines: 0, repeats: 2 });
  });

  it("remembers the last lines and not all of them", () => {
    const recent = new Recent();
    let fresh = 0;
    for (let n = 0; n < 3 * RECENT_LINES; n++) fresh += Number(recent.isNew(`k${n}`));
    expect(fresh).toBe(3 * RECENT_LINES);
    expect(recent.isNew(`k${2 * RECENT_LINES}`)).toBe(false);
    expect(recent.isNew("k0")).toBe(true);
  });

  it("knows a post of a Jetstream by its id, another line by its bytes", () => {
    const key = (line: string) => keyOfLine(Buffer.from(line), objectOfLine(Buffer.from(line)));
    const post = { did: "did:plc:a", rkey: "3k", text: "x" };
    expect(key(jetEvent(1000, post).line)).toBe(key(jetEvent(2000, post).line));
    expect(key(jetEvent(1000, post).line)).not.toBe(key(jetEvent(1000, { ...post, rkey: "3m" }).line));
    expect(key('{"a":1}')).not.toBe(key('{"a": 1}'));
  });
});

describe("a source that is read in parts", () => {
  it("loses nothing of a file at the borders, and its cursor is where the next part begins", async () => {
    const path = join(tempFolder(), "f");
    writeFileSync(path, `${numbered(0, 23).join("\n")}\r\n{"n":23}`);
    const options = { path, once: true, say: nothing };
    const source = await FollowedFile.open({ ...options, cursorOf: noCursor });
    const parts = await inParts(source, 5, 24);
    expect(parts.flat()).toEqual(numbered(0, 24));
    expect(Math.max(...parts.map(({ length }) => length))).toBe(5);
    // A line that was taken without its end is not taken again when that comes.
    appendFileSync(path, `\n${numbered(24, 26).join("\n")}\n`);
    const cursor = source.cursor();
    const again = await FollowedFile.open({ ...options, cursorOf: async () => cursor });
    expect((await inParts(again, 5, 2)).flat()).toEqual(numbered(24, 26));
  });

  it("lets a Jetstream wait, and loses nothing", async () => {
    const server = await jetstreamServer();
    try {
      const source = await Jetstream.at({ address: server.address, cursorOf: noCursor, say: nothing });
      const filled = inParts(source, 100, 20_000);
      while (server.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      const from = Date.now() * 1000;
      const events = Array.from({ length: 20_000 }, (_, n) =>
        jetEvent(from + n, { did: "did:plc:a", rkey: `3k${n}`, text: `text ${n} `.repeat(20) }),
      );
      server.add(...events);
      const parts = await filled;
      expect(parts.flat()).toEqual(events.map(({ line }) => line));
      // What one read of the socket brought, and no more, may be above what a batch takes.
      expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(1000);
      expect(source.cursor()).toEqual({ time_us: from + 19_999 });
    } finally {
      await server.close();
    }
  });

  it("does not believe a time that is far ahead", async () => {
    const server = await jetstreamServer();
    try {
      const source = await Jetstream.at({ address: server.address, cursorOf: noCursor, say: nothing });
      const filled = inParts(source, 2, 2);
      while (server.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      const now = Date.now() * 1000;
      server.add(
        jetEvent(now, { did: "did:plc:a", rkey: "1", text: "x" }),
        jetEvent(now + 86_400_000_000, { did: "did:plc:a", rkey: "2", text: "y" }),
      );
      await filled;
      expect(source.cursor()).toEqual({ time_us: now });
    } finally {
      await server.close();
    }
  });
});

it("a folder gives a file that changed once more, and none that is still written", async () => {
  const path = tempFolder();
  const folder = new WatchedFolder(path);
  const names = async (settled: boolean) => (await folder.look(settled)).map(({ name }) => name);
  for (const name of ["a", ".hidden", "b.part", "c~"]) writeFileSync(join(path, name), "x");
  writeFileSync(join(path, "empty"), "");
  expect(await names(false)).toEqual([]);
  expect(await names(true)).toEqual(["a"]);
  expect(await names(true)).toEqual([]);
  appendFileSync(join(path, "a"), "y");
  expect(await names(true)).toEqual(["a"]);
});
