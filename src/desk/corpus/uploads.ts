/**
 * Files on their way in: written to the case's staging folder as they arrive, bounded in size, under a random name. The
 * name that was given is for people and never a path. What nobody uses is removed after a while, and everything
 * when the case is closed or, after a crash, when it is opened again.
 */
import { randomBytes } from "node:crypto";
import { createWriteStream, mkdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { z } from "zod";
import { PlumblineError } from "../../errors.ts";
import { formOf } from "../../ingest/index.ts";
import { visible } from "../../model/visible.ts";
import { count, text, view } from "../../views/plain.ts";

export interface UploadLimits {
  /** Bytes of one file, and of all files of one person that wait. */
  readonly maxBytes: number;
  /** A file that is not used for so long is removed. */
  readonly keepMs: number;
}

export const UPLOAD_LIMITS: UploadLimits = Object.freeze({ maxBytes: 4_294_967_296, keepMs: 3_600_000 });

export const uploadViewSchema = view("Upload", {
  id: text,
  /** The name that was given, made safe to show. */
  name: text,
  bytes: count,
  /** What it is by its form: posts are imported, a document becomes an Artifact and is read. */
  form: z.enum(["document", "posts"]),
});
export type UploadView = z.infer<typeof uploadViewSchema>;

interface Upload extends UploadView {
  readonly person: string;
  readonly path: string;
  timer: NodeJS.Timeout | undefined;
  users: number;
}

const MAX_NAME = 200;

/** The last part of a path, without characters that nobody sees. */
export function displayName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? "";
  const name = visible(last.slice(0, 2 * MAX_NAME))
    .trim()
    .slice(0, MAX_NAME);
  return name === "" || /^\.+$/.test(name) ? "file" : name;
}

export class Uploads {
  readonly #makeStaging: () => string;
  readonly #limits: UploadLimits;
  readonly #uploads = new Map<string, Upload>();
  /** Files that are on their way: several at once have one bound. */
  readonly #arriving = new Set<{ readonly person: string; bytes: number }>();

  /** @param makeStaging the folder for what is not whole yet */
  constructor(makeStaging: () => string, limits: UploadLimits = UPLOAD_LIMITS) {
    this.#makeStaging = makeStaging;
    this.#limits = limits;
  }

  /**
   * Takes a file in.
   * @param declared its length, where the sender states one
   * @throws PlumblineError UPLOAD_LIMIT, FILE_EMPTY, STORE.
   */
  async add(
    person: string,
    name: string,
    body: ReadableStream<Uint8Array> | null,
    declared?: number,
  ): Promise<UploadView> {
    if (body === null) throw new PlumblineError("FILE_EMPTY", "The file has 0 bytes.");
    if (this.#bytesOf(person) + (declared ?? 0) > this.#limits.maxBytes) throw this.#tooLarge();
    const id = randomBytes(16).toString("hex");
    const folder = join(this.#makeStaging(), "uploads");
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, id);
    const bytes = await this.#write(body, path, person);
    const shown = displayName(name);
    const view: UploadView = { id, name: shown, bytes, form: formOf(path, shown) };
    const upload: Upload = { ...view, person, path, timer: undefined, users: 0 };
    this.#uploads.set(id, upload);
    this.#keep(upload);
    return view;
  }

  /**
   * Lends a file for as long as `work` takes.
   * @throws PlumblineError NOT_FOUND, also for a file of somebody else; what `work` throws.
   */
  async use<T>(
    person: string,
    id: string,
    work: (path: string, upload: UploadView) => Promise<T>,
  ): Promise<T> {
    const upload = this.#find(person, id);
    upload.users++;
    clearTimeout(upload.timer);
    try {
      return await work(upload.path, this.view(person, id));
    } finally {
      upload.users--;
      if (this.#uploads.has(id)) this.#keep(upload);
    }
  }

  /** @throws PlumblineError NOT_FOUND. */
  view(person: string, id: string): UploadView {
    const { name, bytes, form } = this.#find(person, id);
    return { id, name, bytes, form };
  }

  /**
   * Removes a file; who is using it keeps it to the end.
   * @throws PlumblineError NOT_FOUND.
   */
  async remove(person: string, id: string): Promise<void> {
    const upload = this.#find(person, id);
    clearTimeout(upload.timer);
    this.#uploads.delete(id);
    await rm(upload.path, { force: true });
  }

  /** Forgets all; the files go with the staging folder. */
  close(): void {
    for (const { timer } of this.#uploads.values()) clearTimeout(timer);
    this.#uploads.clear();
  }

  #find(person: string, id: string): Upload {
    const upload = this.#uploads.get(id);
    if (upload?.person !== person) throw new PlumblineError("NOT_FOUND", "There is no such upload.");
    return upload;
  }

  #keep(upload: Upload): void {
    clearTimeout(upload.timer);
    const { person, id, users } = upload;
    if (users > 0) return;
    upload.timer = setTimeout(() => void this.remove(person, id), this.#limits.keepMs).unref();
  }

  /** Bytes of all files of a person, those on their way as far as they are there. */
  #bytesOf(person: string): number {
    const theirs = [...this.#uploads.values(), ...this.#arriving].filter((one) => one.person === person);
    return theirs.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  async #write(body: ReadableStream<Uint8Array>, path: string, person: string): Promise<number> {
    const arriving = { person, bytes: 0 };
    const bounded = new Transform({
      transform: (chunk: Uint8Array, _encoding, done) => {
        arriving.bytes += chunk.length;
        if (this.#bytesOf(person) > this.#limits.maxBytes) done(this.#tooLarge());
        else done(null, chunk);
      },
    });
    this.#arriving.add(arriving);
    try {
      await pipeline(Readable.fromWeb(body), bounded, createWriteStream(path, { flags: "wx", mode: 0o600 }));
      if (arriving.bytes === 0) throw new PlumblineError("FILE_EMPTY", "The file has 0 bytes.");
      return arriving.bytes;
    } catch (cause) {
      await rm(path, { force: true });
      if (cause instanceof PlumblineError) throw cause;
      throw new PlumblineError("STORE", "The file did not arrive whole, or cannot be written.", { cause });
    } finally {
      this.#arriving.delete(arriving);
    }
  }

  #tooLarge(): PlumblineError {
    const mb = Math.floor(this.#limits.maxBytes / 1_048_576);
    return new PlumblineError("UPLOAD_LIMIT", `Files that wait here may have ${mb} MB together.`);
  }
}
