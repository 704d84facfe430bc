/**
 * What is changed at random, and how it is read: a right file of every form, and the reader of our own that takes it. Forms that hold their
 * content to a hash or a checksum are changed twice: as bytes, and in their content with the sums made right again, since little is reached
 * behind a sum that is wrong.
 */
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { unpack } from "../../src/ingest/containers/unpack.ts";
import type { Engine } from "../../src/ingest/engine.ts";
import { openTable } from "../../src/ingest/formats/open.ts";
import { extractText, FollowedFile, Jetstream, LineBatch, readBundle } from "../../src/ingest/index.ts";
import { Recent } from "../../src/ingest/index.ts";
import type { Random } from "../../src/kernel/random.ts";
import { tarOf, zipOf, zstdOf } from "./archives.ts";
import type { ZipPart } from "./archives.ts";
import { carFile } from "./car-file.ts";
import { jetEvent } from "./jetstream-server.ts";
import { mutated } from "./mutations.ts";
import { PLATFORM_FILES } from "./platform-files.ts";
import { workbookParts } from "./workbooks.ts";

const CSV = `account,time,text,url\n${Array.from(
  { length: 8 },
  (_, i) => `anna${i % 3},2031-03-01T10:00:0${i}Z,"a text, ""quoted"" #harbour",https://one.example/${i}`,
).join("\n")}\n`;
const NDJSON = Array.from(
  { length: 6 },
  (_, i) =>
    `${JSON.stringify({ account: `a${i}`, time: `2031-03-01T10:00:0${i}Z`, text: "words", tags: ["x", { text: "y" }], n: { m: [i] } })}\n`,
).join("");
const DOCUMENT = JSON.stringify(
  {
    data: {
      posts: NDJSON.trim()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown),
    },
  },
  null,
  1,
);
const BUNDLE = JSON.stringify({
  type: "bundle",
  id: "bundle--00000000-0000-4000-8000-000000000000",
  objects: Array.from({ length: 3 }, (_, i) => ({
    type: "identity",
    id: `identity--00000000-0000-4000-8000-00000000000${i}`,
    name: `Party ${i}`,
    object_marking_refs: ["marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9"],
  })),
});
const HTML =
  "<!doctype html><html><head><title>T</title></head><body><p>One &amp; two</p><script>x</script><table><tr><td>1</table></body></html>";
const MAIL =
  "From: a@one.example\r\nSubject: =?utf-8?q?Caf=C3=A9?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nWords =E2=82=AC\r\n--B--\r\n";

export const TEXTS: readonly Buffer[] = [
  ...PLATFORM_FILES.map(({ content }) => content),
  CSV,
  CSV.replaceAll(",", ";"),
  CSV.replaceAll("\n", "\r\n"),
  CSV.replaceAll("\n", "\r"),
  CSV.replace("text", '"te\r\nxt"'),
  NDJSON,
  DOCUMENT,
].map((text) => Buffer.from(text));

const WORKBOOK = workbookParts({
  sheets: [
    {
      name: "Posts",
      rows: [
        ["account", "time", "text", "n"],
        ["anna", { s: 2, inside: "<v>47910.5</v>" }, { t: "s", inside: "<v>0</v>" }, 12],
        ["ben", { t: "d", inside: "<v>2031-03-02T12:00:00Z</v>" }, { t: "s", inside: "<v>1</v>" }, 1e21],
        ["cleo", "2031-03-03T12:00:00Z", { t: "str", inside: "<f>A1</f><v>a &amp; b</v>" }, -0.5],
      ],
    },
    { name: "Notes", rows: [["said"], ["nothing"]], state: "hidden" },
  ],
  shared: ["<t>words &lt;here&gt;</t>", "<r><t>in </t></r><r><rPr/><t>parts</t></r>"],
});
const FILES: readonly ZipPart[] = [
  { name: "posts.csv", content: CSV },
  { name: "in/more.ndjson", content: NDJSON, stored: true },
];
export const ARCHIVES: readonly Buffer[] = [
  gzipSync(CSV),
  zstdOf(CSV),
  tarOf([
    { name: "posts.csv", content: CSV },
    { name: "more.ndjson", content: NDJSON },
  ]),
  zipOf(FILES),
  gzipSync(tarOf([{ name: "a.zip", content: zipOf([{ name: "posts.csv", content: CSV }]) }])),
  zipOf(WORKBOOK),
];

const NOW = (Date.now() - 600_000) * 1000;
const EVENTS = Array.from({ length: 4 }, (_, n) =>
  jetEvent(NOW + n, { did: `did:plc:a${n % 2}`, rkey: `3k${n}`, text: `words ${n}` }),
);
/** Frames as a server sends them: text, cut in two, binary, a ping and the end. */
const FRAMES = Buffer.concat([
  ...EVENTS.map(({ line }) => frame(0x81, line)),
  frame(0x01, EVENTS[0]!.line.slice(0, 40)),
  frame(0x80, EVENTS[0]!.line.slice(40)),
  frame(0x89, "are you there"),
  frame(0x82, EVENTS[1]!.line),
  frame(0x88, Buffer.from([0x03, 0xe8])),
]);

function frame(kind: number, content: string | Buffer): Buffer {
  const body = Buffer.from(content);
  const head = Buffer.alloc(body.length < 126 ? 2 : 4);
  head[0] = kind;
  head[1] = Math.min(126, body.length);
  if (body.length >= 126) head.writeUInt16BE(body.length, 2);
  return Buffer.concat([head, body]);
}

/** What a reader is asked to do with the bytes. */
type Read = (bytes: Buffer, folder: string) => Promise<unknown>;
export interface FuzzKind {
  readonly name: string;
  /** The bytes of a case. */
  readonly make: (random: Random) => Buffer;
  readonly read: Read;
}

/** One of the files, changed as bytes. */
export const changed =
  (files: readonly Buffer[]): FuzzKind["make"] =>
  (random) =>
    mutated(files[random.below(files.length)]!, files, random);

/** A file in an archive is changed, and the archive is right. */
const changedWithin =
  (parts: readonly ZipPart[]): FuzzKind["make"] =>
  (random) => {
    const contents = parts.map(({ content }) => Buffer.from(content));
    const at = random.below(parts.length);
    const content = mutated(contents[at]!, contents, random);
    return zipOf(parts.map((part, i) => (i === at ? { ...part, content } : part)));
  };

/** Blocks of a repository are changed, and each has the hash that it is called by. */
const changedRepository: FuzzKind["make"] = (random) => {
  const at = random.below(6);
  let block = 0;
  return carFile("did:plc:alpha", RECORDS, (content) =>
    block++ === at || random.below(6) === 0 ? mutated(content, [content], random) : content,
  );
};
const RECORDS = {
  "app.bsky.feed.like/3k1": { $type: "app.bsky.feed.like", createdAt: "2031-03-01T10:00:00Z" },
  "app.bsky.feed.post/3k1": {
    $type: "app.bsky.feed.post",
    text: "look at this",
    langs: ["en"],
    createdAt: "2031-03-01T10:00:00Z",
    embed: {
      $type: "app.bsky.embed.images",
      images: [{ alt: "", image: { ref: { $link: true }, size: 70_000 } }],
    },
  },
  "app.bsky.feed.repost/3k3": {
    $type: "app.bsky.feed.repost",
    createdAt: "2031-03-01T10:00:30Z",
    subject: { uri: "at://did:plc:b/app.bsky.feed.post/3k", cid: "x" },
  },
};

/** Where our own readers end: the database is asked for nothing. */
class EndOfOwn extends Error {}
const END = {
  run: () => Promise.reject(new EndOfOwn()),
  rows: () => Promise.reject(new EndOfOwn()),
} as unknown as Engine;

const ownTable: Read = async (bytes, folder) => {
  const path = join(folder, "input");
  writeFileSync(path, bytes);
  const request = { path, where: "input", folder, mapping: undefined, rows: undefined };
  await openTable(END, request, () => undefined).catch((error: unknown) => {
    if (!(error instanceof EndOfOwn)) throw error;
  });
};
const ownArchive: Read = async (bytes, folder) => {
  const path = join(folder, "input");
  writeFileSync(path, bytes);
  const all = { only: null, look: null, sheet: null, pictures: false };
  await unpack({ path, where: "input", folder, ...all }, () => undefined);
};
const document: Read = async (bytes) => {
  for (const mediaType of ["text/html", "message/rfc822", "text/plain"])
    extractText(bytes, bytes.length, { mediaType, name: "input" });
  return Promise.resolve();
};

const BLANK = /^[\0- ]*$/;
/** Every line of a file that is followed is taken, or counted, once; and the cursor is behind the last. */
const followed: Read = async (bytes, folder) => {
  const path = join(folder, "input");
  writeFileSync(path, bytes);
  const lines = bytes.toString("latin1").split("\n");
  const due = lines.filter((line) => !BLANK.test(line)).length;
  const options = { path, once: true, say: () => undefined };
  const source = await FollowedFile.open({ ...options, cursorOf: async () => undefined });
  const took = await taken(source, join(folder, "lines"));
  const cursor = source.cursor();
  const again = await FollowedFile.open({ ...options, cursorOf: async () => cursor });
  const more = await taken(again, join(folder, "more"));
  if (took !== due || more !== 0) throw new Error(`${took} of ${due} lines were taken, and ${more} twice`);
};
async function taken(source: FollowedFile, path: string): Promise<number> {
  const batch = new LineBatch(path, new Recent());
  await source.read(batch, new AbortController().signal);
  batch.close();
  await source.close();
  return batch.lines + batch.repeats + batch.unreadable;
}

/** A server that sends these bytes after the handshake, and ends: the reader says that the connection was lost. */
const frames: Read = async (bytes, folder) => {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", (asked) => {
      const key = /sec-websocket-key: (\S+)/i.exec(asked.toString("latin1"))?.[1] ?? "";
      const accept = createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
      socket.end(
        Buffer.concat([
          Buffer.from(
            `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
          ),
          bytes,
        ]),
      );
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const lost = new AbortController();
  try {
    const address = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const source = await Jetstream.at({ address, cursorOf: async () => undefined, say: () => lost.abort() });
    const batch = new LineBatch(join(folder, "lines"), new Recent());
    await source.read(batch, lost.signal);
    batch.close();
    await source.close();
  } finally {
    server.close();
  }
};

const times = (many: number, kind: FuzzKind): FuzzKind[] => Array.from({ length: many }, () => kind);
const LIVE = [NDJSON, EVENTS.map(({ line }) => `${line}\n`).join("")].map((text) => Buffer.from(text));

/** Tables half of all, as they are most of what comes in. */
export const KINDS: readonly FuzzKind[] = [
  ...times(10, { name: "table", make: changed(TEXTS), read: ownTable }),
  ...times(2, { name: "archive", make: changed(ARCHIVES), read: ownArchive }),
  { name: "in an archive", make: changedWithin(FILES), read: ownArchive },
  ...times(2, { name: "in a workbook", make: changedWithin(WORKBOOK), read: ownArchive }),
  { name: "in a repository", make: changedRepository, read: ownTable },
  ...times(2, {
    name: "bundle",
    make: changed([Buffer.from(BUNDLE)]),
    read: async (bytes) => Promise.resolve(readBundle(bytes)),
  }),
  ...times(2, {
    name: "document",
    make: changed([HTML, MAIL, CSV].map((text) => Buffer.from(text))),
    read: document,
  }),
  { name: "followed file", make: changed(LIVE), read: followed },
  { name: "frames", make: changed([FRAMES]), read: frames },
];
