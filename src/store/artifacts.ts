/**
 * Original bytes by their SHA-256: `artifacts/ab/abcdef…`. A file is written aside, synced and renamed, so that what
 * has its name has its bytes. The same bytes are kept once.
 */
import { createHash, randomBytes } from "node:crypto";
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  openSync,
  fsyncSync,
  closeSync,
} from "node:fs";
import { readdir, rename, rm } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { PlumblineError } from "../errors.ts";
import { isFolder, openPlain } from "./plain-files.ts";

export interface StoredBytes {
  readonly sha256: string;
  readonly bytes: number;
}

const NAME = /^[0-9a-f]{64}$/;

/** Makes a rename or an unlink in `folder` durable. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, "r");
  fsyncSync(handle);
  closeSync(handle);
}

export class ArtifactStore {
  readonly #folder: string;
  readonly #aside: string;

  /** @param aside folder for bytes that are not whole yet, on the same file system */
  constructor(folder: string, aside: string) {
    this.#folder = folder;
    this.#aside = aside;
  }

  /** Path of the bytes with this hash, whether or not they are held. */
  path(sha256: string): string {
    if (!NAME.test(sha256)) throw new PlumblineError("INTERNAL", "Not a SHA-256 in lower-case hexadecimal.");
    return join(this.#folder, sha256.slice(0, 2), sha256);
  }

  has(sha256: string): boolean {
    return existsSync(this.path(sha256));
  }

  /**
   * Copies a file in while hashing it; one pass.
   * @throws PlumblineError STOPPED, STORE; CASE_DAMAGED where a link would lead them out of the case.
   */
  async addFile(path: string, onBytes?: (bytes: number) => void, signal?: AbortSignal): Promise<StoredBytes> {
    return this.#add(createReadStream(path), path, onBytes, signal);
  }

  async addBytes(bytes: Uint8Array): Promise<StoredBytes> {
    return this.#add(Readable.from([bytes]), "bytes");
  }

  /** Number of bytes. @throws PlumblineError CASE_DAMAGED. */
  async size(sha256: string): Promise<number> {
    const handle = await this.open(sha256);
    try {
      return (await handle.stat()).size;
    } finally {
      await handle.close();
    }
  }

  /** @throws PlumblineError CASE_DAMAGED. */
  async read(sha256: string): Promise<Buffer> {
    const handle = await this.open(sha256);
    try {
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  }

  /**
   * Opens bytes for reading.
   * @throws PlumblineError CASE_DAMAGED if they are missing, or something else than a plain file lies in their place.
   */
  async open(sha256: string): Promise<FileHandle> {
    return openPlain(this.path(sha256)).catch((cause: unknown) => {
      throw new PlumblineError(
        "CASE_DAMAGED",
        "The bytes of an artifact are missing, or are no plain file.",
        {
          where: sha256,
          cause,
        },
      );
    });
  }

  /** @throws PlumblineError CASE_DAMAGED. */
  async stream(sha256: string): Promise<{ readonly bytes: number; readonly stream: Readable }> {
    const handle = await this.open(sha256);
    return { bytes: (await handle.stat()).size, stream: handle.createReadStream() };
  }

  /** Hash of the bytes that are there now; undefined if there are none, or no plain file. */
  async rehash(sha256: string): Promise<string | undefined> {
    const handle = await openPlain(this.path(sha256)).catch(() => undefined);
    if (handle === undefined) return undefined;
    const hash = createHash("sha256");
    await pipeline(handle.createReadStream(), hash);
    return hash.digest("hex");
  }

  async remove(sha256: string): Promise<void> {
    const folder = dirname(this.path(sha256));
    if (!isFolder(folder)) return;
    await rm(this.path(sha256), { force: true });
    syncFolder(folder);
  }

  /** Names of all bytes held, sorted. */
  async list(): Promise<string[]> {
    if (!existsSync(this.#folder)) return [];
    const names = await readdir(this.#folder, { recursive: true, withFileTypes: true });
    return names
      .filter((entry) => entry.isFile() && NAME.test(entry.name))
      .map((entry) => entry.name)
      .sort();
  }

  async #add(
    source: Readable,
    where: string,
    onBytes?: (bytes: number) => void,
    signal?: AbortSignal,
  ): Promise<StoredBytes> {
    const aside = join(this.#aside, randomBytes(8).toString("hex"));
    const hash = createHash("sha256");
    let bytes = 0;
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        bytes += chunk.length;
        onBytes?.(bytes);
        done(null, chunk);
      },
    });
    try {
      mkdirSync(this.#aside, { recursive: true });
      const sink = createWriteStream(aside, { flush: true });
      await pipeline([source, measure, sink], signal === undefined ? {} : { signal });
      const sha256 = hash.digest("hex");
      const folder = dirname(this.path(sha256));
      mkdirSync(folder, { recursive: true });
      if (!isFolder(folder))
        throw new PlumblineError("CASE_DAMAGED", "A folder of artifacts is a link.", { where: folder });
      await rename(aside, this.path(sha256));
      syncFolder(folder);
      return { sha256, bytes };
    } catch (cause) {
      await rm(aside, { force: true });
      if (signal?.aborted === true) throw new PlumblineError("STOPPED", "The work was stopped.");
      if (cause instanceof PlumblineError) throw cause;
      throw new PlumblineError("STORE", "The bytes cannot be written into the case.", { where, cause });
    }
  }
}
