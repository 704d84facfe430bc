/**
 * The encoding of a file of shares, kept so that another window or minimum need not read the file again. It holds
 * codes, times and row numbers; no names and no hashes of names. 12 bytes a share and 4 an object.
 *
 * A file of the folder is `SHA256.KEY.shares`: the hash of the file of shares, and a hash of everything else that the
 * encoding depends on (columns, scale of time, version of this layout). Layout, little-endian words of four bytes:
 * 16 of head, then the end of each object's shares, then (account, tick) of each share, then its row. What is not
 * exactly as long as its head says is not used. Written under another name and renamed when whole.
 */
import { createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { PlumblineError } from "../../errors.ts";
import { STRIDE, type Incidence } from "../../kernel/coshare/incidence.ts";
import type { EncodedBlock } from "../../kernel/coshare/stream/blocks.ts";
import type { StreamCounts } from "../../kernel/coshare/stream/hashed.ts";
import type { ShareRelation, TickScale } from "./request.ts";

const LAYOUT = 1;
const MAGIC = 0x6873_6c70;
const HEAD = 16;
/** Shares of a block, about. */
const BLOCK = 1 << 20;
/** Bytes of one write. */
const PIECE = 1 << 26;

export interface CacheKey {
  readonly folder: string;
  /** Of the file of shares. */
  readonly sha256: string;
}

/** SHA-256 of a file. @throws PlumblineError STOPPED. */
export async function sha256Of(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash("sha256");
  try {
    await pipeline(
      createReadStream(path, { highWaterMark: 1 << 20 }),
      hash,
      signal === undefined ? {} : { signal },
    );
  } catch (error) {
    if (signal?.aborted === true) throw stopped(error);
    throw error;
  }
  return hash.digest("hex");
}

const stopped = (cause: unknown) => new PlumblineError("STOPPED", "Stopped.", { cause });

function pathOf({ folder, sha256 }: CacheKey, { format, columns, types }: ShareRelation, scale: TickScale) {
  const { account, object, time, timeUnit = "" } = columns;
  const rest = [LAYOUT, format, account, object, time, timeUnit, types.account, types.object, types.time];
  const text = JSON.stringify([...rest, scale.tickMs, scale.gridMs]);
  const key = createHash("sha256").update(text).digest("hex").slice(0, 16);
  return join(folder, `${sha256}.${key}.shares`);
}

/** Removes every encoding of the file with this hash. To be called wherever the file itself is purged. */
export async function removeCachedShares({ folder, sha256 }: CacheKey): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const doomed = names.filter((name) => name.startsWith(`${sha256}.`));
  for (const name of doomed) await rm(join(folder, name), { force: true });
  return doomed.length;
}

const COUNTED = ["shares", "withoutAccount", "withoutObject", "withoutTime", "kept"] as const;

/** Keeps the encoding of all shares of a file. The incidence is only read. @throws PlumblineError STORE, STOPPED. */
export async function writeCachedShares(
  key: CacheKey,
  relation: ShareRelation,
  scale: TickScale,
  { incidence, counts, sorted }: { incidence: Incidence; counts: StreamCounts; sorted: boolean },
  signal?: AbortSignal,
): Promise<void> {
  const path = pathOf(key, relation, scale);
  const aside = `${path}.${process.pid}.${randomBytes(4).toString("hex")}`;
  const { accounts, objects, length, start, at, source } = incidence;
  const head = new Int32Array(HEAD);
  head.set([
    MAGIC,
    LAYOUT,
    accounts,
    objects,
    length,
    sorted ? 1 : 0,
    ...COUNTED.map((name) => counts[name]),
  ]);
  try {
    await mkdir(key.folder, { recursive: true });
    const handle = await open(aside, "w", 0o600);
    try {
      const columns = [
        head,
        start.subarray(1, objects + 1),
        at.subarray(0, STRIDE * length),
        source.subarray(0, length),
      ];
      for (const column of columns) await writeAll(handle, column, signal);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(aside, path);
  } catch (cause) {
    await rm(aside, { force: true });
    if (cause instanceof PlumblineError) throw cause;
    throw new PlumblineError("STORE", "The encoding of the shares cannot be kept.", {
      where: key.folder,
      cause,
    });
  }
}

async function writeAll(
  handle: FileHandle,
  column: Int32Array,
  signal: AbortSignal | undefined,
): Promise<void> {
  const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
  for (let from = 0; from < bytes.length; from += PIECE) {
    if (signal?.aborted === true) throw stopped(undefined);
    await handle.write(bytes, from, Math.min(PIECE, bytes.length - from));
  }
}

export interface CachedShares {
  readonly counts: StreamCounts;
  /** The file was not in order of time. */
  readonly sorted: boolean;
  /** Whole objects at a time, in order. @throws PlumblineError STOPPED. */
  blocks(signal?: AbortSignal): AsyncGenerator<EncodedBlock>;
  close(): Promise<void>;
}

/** The kept encoding, if there is one that is whole. */
export async function openCachedShares(
  key: CacheKey,
  relation: ShareRelation,
  scale: TickScale,
): Promise<CachedShares | undefined> {
  return openEncoding(pathOf(key, relation, scale));
}

/**
 * The blocks of one kept encoding, whatever file it is of. For measurements.
 * @public
 */
export async function* blocksOfFile(path: string): AsyncGenerator<EncodedBlock> {
  const kept = await openEncoding(path);
  if (kept === undefined) throw new PlumblineError("STORE", "This is no kept encoding.", { where: path });
  yield* kept.blocks();
  await kept.close();
}

async function openEncoding(path: string): Promise<CachedShares | undefined> {
  const handle = await open(path, "r").catch(() => undefined);
  if (handle === undefined) return undefined;
  const head = await readInts(handle, 0, HEAD);
  const [magic, layout, accounts, objects, length, sorted, ...counted] = head;
  const whole = 4 * (HEAD + objects! + (STRIDE + 1) * length!);
  if (magic !== MAGIC || layout !== LAYOUT || (await handle.stat()).size !== whole) {
    await handle.close();
    return undefined;
  }
  const counts = Object.fromEntries(COUNTED.map((name, i) => [name, counted[i]!])) as unknown as StreamCounts;
  return {
    counts,
    sorted: sorted === 1,
    blocks: (signal) => blocksOf(handle, { accounts: accounts!, objects: objects!, length: length! }, signal),
    close: () => handle.close(),
  };
}

async function* blocksOf(
  handle: FileHandle,
  { accounts, objects, length }: Pick<Incidence, "accounts" | "objects" | "length">,
  signal: AbortSignal | undefined,
): AsyncGenerator<EncodedBlock> {
  const atFrom = HEAD + objects;
  const sourceFrom = atFrom + STRIDE * length;
  let object = 0;
  let begin = 0;
  while (object < objects) {
    if (signal?.aborted === true) throw stopped(undefined);
    const ahead = await readInts(handle, HEAD + object, Math.min(BLOCK, objects - object));
    let count = 1;
    while (count < ahead.length && ahead[count]! - begin <= BLOCK) count++;
    const ends = ahead.slice(0, count);
    const end = ends[count - 1]!;
    for (let i = 0; i < count; i++) ends[i]! -= begin;
    const at = await readInts(handle, atFrom + STRIDE * begin, STRIDE * (end - begin));
    const source = await readInts(handle, sourceFrom + begin, end - begin);
    yield { accounts, ends, at, source };
    object += count;
    begin = end;
  }
}

async function readInts(handle: FileHandle, from: number, length: number): Promise<Int32Array<ArrayBuffer>> {
  const ints = new Int32Array(length);
  const bytes = new Uint8Array(ints.buffer);
  for (let done = 0; done < bytes.length;) {
    const { bytesRead } = await handle.read(
      bytes,
      done,
      Math.min(PIECE, bytes.length - done),
      4 * from + done,
    );
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return ints;
}
