/** The repository of a made-up account as a CAR file: records, the tree of their keys in two levels, and the commit, as the AT protocol writes them. */
import { createHash } from "node:crypto";

type Json = Readonly<Record<string, unknown>>;

/** A link to what has this content. */
class Link {
  readonly cid: Buffer;
  constructor(content: Buffer) {
    this.cid = Buffer.concat([
      Buffer.from([1, 0x71, 0x12, 32]),
      createHash("sha256").update(content).digest(),
    ]);
  }
}

function head(kind: number, count: number): Buffer {
  if (count < 24) return Buffer.from([(kind << 5) | count]);
  if (count < 256) return Buffer.from([(kind << 5) | 24, count]);
  const long = Buffer.alloc(5);
  long[0] = (kind << 5) | 26;
  long.writeUInt32BE(count, 1);
  return long;
}

function cbor(value: unknown): Buffer {
  if (value === null) return Buffer.from([0xf6]);
  if (typeof value === "boolean") return Buffer.from([value ? 0xf5 : 0xf4]);
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === "string")
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (value instanceof Link)
    return Buffer.concat([Buffer.from([0xd8, 42]), cbor(Buffer.concat([Buffer.from([0]), value.cid]))]);
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(cbor)]);
  const entries = Object.entries(value as Json);
  return Buffer.concat([
    head(5, entries.length),
    ...entries.flatMap(([name, one]) => [cbor(name), cbor(one)]),
  ]);
}

/** Length as a varint, the link and the content. */
export function carBlock(content: Buffer, called: Buffer = content): Buffer {
  const body = Buffer.concat([new Link(called).cid, content]);
  return Buffer.concat([varint(body.length), body]);
}

function varint(count: number): Buffer {
  const bytes: number[] = [];
  for (let rest = count; ; rest >>= 7) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest & 127) | 128);
  }
}

/** Stands for a picture: `{ $link: true }` in a record becomes a link. */
const PICTURE = new Link(Buffer.from("a picture"));

const linked = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(linked)
    : typeof value !== "object" || value === null
      ? value
      : "$link" in value
        ? PICTURE
        : Object.fromEntries(Object.entries(value).map(([name, one]) => [name, linked(one)]));

/** A record as a block. */
export const carRecord = (record: Json): Buffer => carBlock(cbor(linked(record)));

/** Entries of a node of the tree: each key written as what it adds to the one before. */
function node(records: readonly (readonly [string, Buffer])[], left: Link | null): Buffer {
  let before = "";
  const entries = records.map(([key, content]) => {
    let shared = 0;
    while (shared < before.length && before[shared] === key[shared]) shared++;
    before = key;
    return { k: Buffer.from(key.slice(shared)), p: shared, t: null, v: new Link(content) };
  });
  return cbor({ e: entries, l: left });
}

/**
 * @param records by collection and key, in order
 * @param change of the content of a block before anything links to it, so that every hash is right
 */
export function carFile(
  did: string,
  records: Readonly<Record<string, Json>>,
  change = (block: Buffer): Buffer => block,
): Buffer {
  const all = Object.entries(records).map(([key, record]) => [key, change(cbor(linked(record)))] as const);
  const below = change(node(all.slice(0, 2), null));
  const root = change(node(all.slice(2), new Link(below)));
  const commit = change(
    cbor({ did, rev: "3k", sig: Buffer.alloc(64), data: new Link(root), prev: null, version: 3 }),
  );
  const header = cbor({ roots: [new Link(commit)], version: 1 });
  return Buffer.concat([
    varint(header.length),
    header,
    ...[commit, root, below, ...all.map(([, content]) => content)].map((content) => carBlock(content)),
  ]);
}
