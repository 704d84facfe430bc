/**
 * The repository of one Bluesky account as a CAR file: what `com.atproto.sync.getRepo` and *Export my data* give. Blocks are read twice: once
 * for the tree, which says under which key each record stands and whose repository it is, and once for the records. Every block has to have
 * the hash that it is called by. Memory is one block and a key for each post and repost.
 *
 * CAR v1 (https://ipld.io/specs/transport/car/carv1/); the tree is that of https://atproto.com/specs/repository.
 */
import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { PlumblineError } from "../../errors.ts";
import { MALFORMED } from "../formats/contract.ts";
import type { OpenContext } from "../formats/contract.ts";
import { ofRecord, pointed, POST, REPOST } from "./bluesky.ts";
import { cidText, decodeCbor, SHA256_CID, varint } from "./cbor.ts";
import type { OwnForm, Platform, Source, Takes } from "./contract.ts";
import { at, has, isObject, object, objects, text } from "./values.ts";

/** A block of a repository has at most 1 MB; a longer one is no such file. */
const MOST_BLOCK = 2 * 1024 * 1024;
/** Posts and reposts of one account. */
const MOST_KEYS = 2_000_000;
/** Bytes in which the length of a block stands. */
const MOST_VARINT = 8;
const MOST_HEADER = 4096;

interface Block {
  readonly cid: Buffer;
  readonly data: Buffer;
  readonly byte: number;
}

/** Reads a file forward, some bytes at a time. */
class Reader {
  readonly #file: FileHandle;
  readonly #context: OpenContext;
  #at = 0;
  /** Bytes that were read and wait, and where in the file they begin. */
  #waiting: Buffer = Buffer.alloc(0);

  constructor(file: FileHandle, context: OpenContext) {
    this.#file = file;
    this.#context = context;
  }

  get at(): number {
    return this.#at;
  }

  /** Up to so many bytes from here on; fewer at the end of the file. */
  async peek(bytes: number): Promise<Buffer> {
    if (this.#waiting.length < bytes) {
      const more = Buffer.allocUnsafe(Math.max(bytes, 1 << 18));
      const { bytesRead } = await this.#file.read(more, 0, more.length, this.#at + this.#waiting.length);
      this.#waiting = Buffer.concat([this.#waiting, more.subarray(0, bytesRead)]);
    }
    return this.#waiting.subarray(0, bytes);
  }

  pass(bytes: number): void {
    this.#at += bytes;
    this.#waiting = this.#waiting.subarray(bytes);
  }

  /** The next part with its length before it; undefined at the end. */
  async part(most: number): Promise<Buffer | undefined> {
    const start = await this.peek(MOST_VARINT);
    if (start.length === 0) return undefined;
    const length = varint(start);
    if (length === undefined || length.value > most) throw this.#fault("FILE_MALFORMED", "holds no block");
    this.pass(length.bytes);
    const part = Buffer.from(await this.peek(length.value));
    if (part.length < length.value) throw this.#fault("FILE_TRUNCATED", "ends inside of a block");
    this.pass(length.value);
    return part;
  }

  #fault(code: "FILE_MALFORMED" | "FILE_TRUNCATED", what: string): PlumblineError {
    return new PlumblineError(code, `The repository ${what} at byte ${this.#at}.`, {
      where: this.#context.where,
    });
  }
}

/** Passes every block of the file. */
async function eachBlock(context: OpenContext, onBlock: (block: Block) => void): Promise<void> {
  const file = await open(context.path, "r");
  try {
    const reader = new Reader(file, context);
    await reader.part(MOST_HEADER);
    for (;;) {
      const byte = reader.at;
      const part = await reader.part(MOST_BLOCK);
      if (part === undefined) return;
      onBlock({ cid: part.subarray(0, SHA256_CID), data: part.subarray(SHA256_CID), byte });
    }
  } finally {
    await file.close();
  }
}

/** What a block holds; undefined where it is not the one that it is called, or no object. */
function contentOf({ cid, data }: Block): Source | undefined {
  if (cid.length < SHA256_CID || cidText(cid) === undefined) return undefined;
  if (!createHash("sha256").update(data).digest().equals(cid.subarray(4))) return undefined;
  const value = decodeCbor(data);
  return isObject(value) ? value : undefined;
}

/** Keys of the entries of a node, each written as what it adds to the one before; of posts and reposts only. */
function keysOf(node: Source): { readonly key: string; readonly cid: string }[] {
  let before = "";
  return objects(node["e"]).flatMap((entry) => {
    const suffix = text(at(entry, "k", "$bytes"));
    const shared = entry["p"];
    const cid = text(at(entry, "v", "$link"));
    if (suffix === undefined || typeof shared !== "number" || cid === undefined) return [];
    const key = before.slice(0, shared) + Buffer.from(suffix, "base64").toString("latin1");
    before = key.slice(0, 1024);
    return key.startsWith(`${POST}/`) || key.startsWith(`${REPOST}/`) ? [{ key, cid }] : [];
  });
}

async function records(context: OpenContext, takes: Takes): Promise<void> {
  const { where, bytes } = context;
  const keys = new Map<string, string>();
  const dids = new Set<string>();
  await eachBlock(context, (block) => {
    context.onBytes(Math.floor(block.byte / 2));
    const content = contentOf(block);
    if (content === undefined) return;
    if (Array.isArray(content["e"])) for (const { key, cid } of keysOf(content)) keys.set(cid, key);
    else if (has(content, "did", "sig", "data")) dids.add(text(content["did"]) ?? "");
    if (keys.size > MOST_KEYS)
      throw new PlumblineError("FILE_TOO_WIDE", "The repository has more than 2,000,000 posts.", { where });
  });
  const [did] = dids;
  if (did === undefined || dids.size > 1)
    throw new PlumblineError("FILE_MALFORMED", "The file is not the repository of one account.", { where });
  await eachBlock(context, (block) => {
    context.onBytes(Math.floor((bytes + block.byte) / 2));
    const content = contentOf(block);
    const cid = cidText(block.cid);
    if (content === undefined) takes.refuse(MALFORMED, block.data.toString("utf8"), block.byte);
    else if (has(content, "$type"))
      takes.record({ did, key: keys.get(cid!) ?? null, cid, value: content }, block.byte);
  });
}

const car: OwnForm = {
  id: "car",
  text: false,
  begins: (head) => {
    const length = varint(Buffer.from(head.subarray(0, MOST_VARINT)));
    if (length === undefined || length.value > MOST_HEADER) return false;
    const header = decodeCbor(Buffer.from(head.subarray(length.bytes, length.bytes + length.value)));
    return at(header, "version") === 1 && Array.isArray(at(header, "roots"));
  },
  records,
};

export const blueskyRepository = Object.freeze<Platform>({
  id: "bluesky-repository",
  version: "1",
  title: "Bluesky, repository of an account (CAR)",
  page: "bluesky",
  form: car,
  notes: [
    "Times are createdAt, which is what the client of the account claims: a repository holds no other.",
  ],
  recognises: (first) => first.some((one) => has(one, "did", "key", "cid", "value")),
  rows({ did, key, value }) {
    const record = object(value);
    const kind = record?.["$type"];
    if (record === undefined || (kind !== POST && kind !== REPOST)) return [];
    // A record that the tree does not name was taken back.
    if (typeof key !== "string") return [];
    const common = {
      account: text(did),
      accountId: text(did),
      post: `at://${String(did)}/${key}`,
      time: text(record["createdAt"]),
      timeFrom: "createdAt",
      timeClaimed: text(record["createdAt"]),
    };
    if (kind === POST) return [{ ...ofRecord(record), ...common }];
    return [{ ...common, repost: pointed(at(record, "subject", "uri")) }];
  },
});
