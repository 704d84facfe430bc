/** Following a source into a case: what comes in once comes in once, whatever happens to the source and to the program. */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { Random } from "../src/kernel/random.ts";
import { verifyCase, withCase } from "../src/workbench/index.ts";
import { runCommand } from "./support/command.ts";
import { jetEvent, jetstreamServer } from "./support/jetstream-server.ts";
import type { JetEvent } from "./support/jetstream-server.ts";
import { killedAfter } from "./support/killed.ts";
import { tempFolder } from "./support/temp.ts";
import { postsIn, startWatching, until } from "./support/watching.ts";

const PROGRAM = fileURLToPath(new URL("../bin/plumbline.mjs", import.meta.url));
const START = Date.UTC(2031, 2, 5);
const text = (n: number): string => `post number ${String(n).padStart(5, "0")}`;
const texts = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, i) => text(from + i));
const line = (n: number): string =>
  `${JSON.stringify({ account: `a${n % 7}`, time: new Date(START + n * 1000).toISOString(), text: text(n), post: `p${n}` })}\n`;
const lines = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, i) => line(from + i)).join("");

/** Events of now, a millisecond apart. */
const NOW = (Date.now() - 600_000) * 1000;
const event = (n: number): JetEvent =>
  jetEvent(NOW + n * 1000, { did: `did:plc:a${n % 7}`, rkey: `3k${n}`, text: text(n) });

/** Runs that imported, by what they say of the watch. */
const imports = (folder: string) =>
  withCase(folder, {}, async (opened) =>
    (await opened.log.entries()).flatMap(({ record }) => (record?.type === "Run" ? [record.body] : [])),
  );

describe("a file that grows", () => {
  it("comes in as it grows, and a new watch goes on where the last one ended", async () => {
    const [folder, file] = [join(tempFolder(), "case"), join(tempFolder(), "posts.ndjson")];
    writeFileSync(file, `${lines(0, 10)}${line(10).slice(0, 30)}`);
    const first = startWatching(folder, file);
    await until(() => first.posts() === 10, "the first posts");
    appendFileSync(file, line(10).slice(30) + lines(11, 20));
    await until(() => first.posts() === 20, "what was added");
    await first.stop();
    appendFileSync(file, lines(20, 25));
    const second = startWatching(folder, file, true);
    await second.ended;
    expect(second.posts()).toBe(5);
    expect(second.news.at(-1)).toMatchObject({ accounts: 5, newAccounts: 0 });
    expect(second.said).toEqual([]);
    expect(await postsIn(folder)).toEqual(texts(0, 25));
  });

  it("gives rows that cannot be kept as rejects, wherever they stand, and says what no import could list", async () => {
    const [folder, file] = [join(tempFolder(), "case"), join(tempFolder(), "posts.ndjson")];
    const odd = Buffer.from([0x7b, 0xff, 0x0a]);
    writeFileSync(
      file,
      Buffer.concat([
        Buffer.from(`no json\n${lines(0, 3)}{"account":"b","time":"never"}\n[1]\n`),
        odd,
        Buffer.from(`{"account":"${"x".repeat(5_000_000)}"}\r\n${lines(3, 5)}`),
      ]),
    );
    const watching = startWatching(folder, file, true);
    await watching.ended;
    expect(watching.news.at(-1)).toMatchObject({ posts: 5, rejected: 3, unreadable: 2 });
    const [run] = await imports(folder);
    expect(run!.counts).toMatchObject({ "rejected ROW_MALFORMED": 2, "rejected TIME_UNREADABLE": 1 });
    expect(await postsIn(folder)).toEqual(texts(0, 5));
  });

  it("is read on where it is rotated, while a watch runs and between two", async () => {
    const [folder, at] = [join(tempFolder(), "case"), tempFolder()];
    const file = join(at, "posts.ndjson");
    writeFileSync(file, lines(0, 5));
    const first = startWatching(folder, file);
    await until(() => first.posts() === 5, "the first posts");
    renameSync(file, join(at, "posts.1"));
    writeFileSync(file, lines(7, 9));
    // The writer still has the old one for a moment.
    appendFileSync(join(at, "posts.1"), lines(5, 7));
    await until(() => first.posts() === 9, "both files");
    await first.stop();
    expect(first.said.join()).toContain("rotated");
    appendFileSync(file, lines(9, 11));
    renameSync(file, join(at, "posts.2"));
    writeFileSync(file, lines(11, 12));
    const second = startWatching(folder, file, true);
    await second.ended;
    expect(second.posts()).toBe(3);
    expect(await postsIn(folder)).toEqual(texts(0, 12));
  });

  it("that is truncated and begun again is read from its beginning; lines that came before do not come twice", async () => {
    const [folder, file] = [join(tempFolder(), "case"), join(tempFolder(), "posts.ndjson")];
    writeFileSync(file, lines(0, 8));
    const first = startWatching(folder, file);
    await until(() => first.posts() === 8, "the first posts");
    truncateSync(file);
    appendFileSync(file, lines(6, 12));
    await until(() => first.posts() === 12, "the new ones");
    await first.stop();
    expect(first.said.join()).toContain("truncated");
    writeFileSync(file, lines(10, 14));
    const second = startWatching(folder, file, true);
    await second.ended;
    expect(second.said.join()).toContain("read from its beginning");
    expect(second.news.at(-1)).toMatchObject({ posts: 2, repeats: 2 });
    expect(await postsIn(folder)).toEqual(texts(0, 14));
  });

  it("that is no NDJSON, or is not there, is refused in one line", async () => {
    const [folder, file] = [join(tempFolder(), "case"), join(tempFolder(), "posts.csv")];
    writeFileSync(file, "account,time\na,2031-03-05T00:00:00Z\n");
    expect(await runCommand(["watch", folder, file, "--once"])).toMatchObject({
      status: 3,
      printed: expect.stringContaining("none is a JSON object. [FILE_MALFORMED]"),
    });
    expect(existsSync(folder)).toBe(false);
    const none = await runCommand(["watch", folder, `${file}.none`, "--once"]);
    expect(none.printed).toContain("There is no such file. [FILE_MISSING]");
    writeFileSync(file, '{"who":"a","on":"x"}\n');
    const unmapped = await runCommand(["watch", folder, file, "--once"]);
    expect(unmapped.printed).toContain("[MAPPING_NEEDED]");
  });
});

describe("a folder", () => {
  it("gives each file once it is whole, of any form; one that cannot be read costs no other", async () => {
    const [folder, inbox] = [join(tempFolder(), "case"), tempFolder()];
    mkdirSync(join(inbox, "below"));
    writeFileSync(join(inbox, "a.ndjson"), lines(0, 3));
    writeFileSync(join(inbox, "b.ndjson.part"), lines(100, 103));
    const first = startWatching(folder, inbox);
    await until(() => first.posts() === 3, "the first file");
    writeFileSync(join(inbox, "c.ndjson.gz"), gzipSync(lines(3, 6)));
    writeFileSync(join(inbox, "d.png"), Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]));
    writeFileSync(join(inbox, "e.ndjson"), lines(6, 8));
    await until(() => first.posts() === 8, "the other files");
    await first.stop();
    expect(first.said).toHaveLength(1);
    expect(first.said[0]).toMatch(/^d\.png: .*\[FILE_BINARY\]/);
    renameSync(join(inbox, "b.ndjson.part"), join(inbox, "b.ndjson"));
    writeFileSync(join(inbox, "copy of a.ndjson"), lines(0, 3));
    const second = startWatching(folder, inbox, true);
    await second.ended;
    expect(second.posts()).toBe(3);
    expect(await postsIn(folder)).toEqual([...texts(0, 8), ...texts(100, 103)]);
  });
});

describe("a Jetstream", () => {
  it("gives new posts and reposts; after a break what came meanwhile, and nothing twice", async () => {
    const folder = join(tempFolder(), "case");
    const server = await jetstreamServer();
    try {
      const first = startWatching(folder, server.address);
      await until(() => server.asked.length === 1, "the connection");
      const like = { did: "did:plc:a", rkey: "3k", text: "", collection: "app.bsky.feed.like" };
      server.add(
        event(0),
        event(1),
        jetEvent(NOW + 1500, like),
        jetEvent(NOW + 1600, { did: "did:plc:a", rkey: "3k", text: "", operation: "delete" }),
        event(2),
      );
      await until(() => first.posts() === 3, "the first posts");
      server.drop();
      await until(() => server.asked.length === 2, "the second connection");
      server.add(event(3), event(4));
      await until(() => first.posts() === 5, "posts after the break");
      await first.stop();
      expect(server.asked).toEqual([undefined, String(NOW + 2000 - 5_000_000)]);
      expect(first.said.join()).toMatch(/connection was lost.*connected again/);
      expect(first.news.reduce((sum, { repeats }) => sum + Number(repeats), 0)).toBe(3);
      // While nobody watches.
      server.add(event(5), event(6));
      const second = startWatching(folder, server.address);
      await until(() => second.posts() === 2, "posts of the time between");
      await second.stop();
      expect(server.asked.at(-1)).toBe(String(NOW + 4000 - 5_000_000));
      expect(await postsIn(folder)).toEqual(texts(0, 7));
      const runs = await imports(folder);
      expect(runs.at(-1)!.parameters).toMatchObject({
        layout: "bluesky",
        watched: "jetstream",
        cursor: JSON.stringify({ time_us: NOW + 6000 }),
      });
      expect(JSON.stringify(runs)).not.toContain("did:plc");
    } finally {
      await server.close();
    }
  });

  it("that does not answer, or has no such address, is refused in one line", async () => {
    const server = await jetstreamServer();
    const { address } = server;
    await server.close();
    const folder = join(tempFolder(), "case");
    const silent = await runCommand(["watch", folder, address]);
    expect([silent.status, silent.printed]).toEqual([5, expect.stringContaining("[CONNECTION]")]);
    expect(existsSync(folder)).toBe(false);
    for (const wrong of ["http://127.0.0.1:1/", "ws://name:secret@127.0.0.1:1/", "ws://"]) {
      const { status, printed } = await runCommand(["watch", folder, wrong]);
      expect([status, printed]).toEqual([2, expect.stringContaining("[USAGE]")]);
    }
    expect((await runCommand(["watch", folder, address, "--once"])).printed).toContain("--once");
  });
});

describe("an end at any moment", () => {
  it("by kill -9 loses no line and doubles none, and the corpus is that of the log", async () => {
    const [folder, file] = [join(tempFolder(), "case"), join(tempFolder(), "posts.ndjson")];
    const random = new Random(31);
    writeFileSync(file, lines(0, 200));
    let written = 200;
    for (let kill = 0; kill < 8; kill++) {
      const writer = setInterval(() => {
        appendFileSync(file, lines(written, written + 20));
        written += 20;
      }, 50);
      await killedAfter([PROGRAM, "watch", folder, file, "--every", "1"], {
        lines: 1 + random.below(3),
        ms: random.below(1500),
      });
      clearInterval(writer);
    }
    const last = startWatching(folder, file, true);
    await last.ended;
    expect((await imports(folder)).length).toBeGreaterThan(3);
    expect(await postsIn(folder)).toEqual(texts(0, written));
    rmSync(join(folder, "corpus.duckdb"));
    expect(await postsIn(folder)).toEqual(texts(0, written));
    expect(await verifyCase(folder)).toMatchObject({ holds: true });
  });

  it("by kill -9 between a Jetstream and its case neither", async () => {
    const folder = join(tempFolder(), "case");
    const server = await jetstreamServer();
    const random = new Random(32);
    try {
      let sent = 0;
      const writer = setInterval(() => {
        server.add(...Array.from({ length: 20 }, (_, i) => event(sent + i)));
        sent += 20;
      }, 50);
      for (let kill = 0; kill < 6; kill++)
        await killedAfter([PROGRAM, "watch", folder, server.address, "--every", "1"], {
          lines: 1 + random.below(3),
          ms: random.below(1500),
        });
      clearInterval(writer);
      // The first events had nobody to come to.
      const before = await postsIn(folder);
      const held = before.length;
      const from = Number(before[0]!.slice(-5));
      const last = startWatching(folder, server.address);
      await until(() => held + last.posts() >= sent - from, "the rest");
      await last.stop();
      expect(await postsIn(folder)).toEqual(texts(from, sent));
    } finally {
      await server.close();
    }
  });
});
