/**
 * Brings files of posts into a case: bytes by hash, rows into the corpus, and each import as records. Files in a container are files of
 * their own; all that is given in one call comes in together or not at all.
 */
import { existsSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { PlumblineError } from "../errors.ts";
import type { ErrorCode } from "../errors.ts";
import {
  BUNDLE_LIMITS,
  containerAt,
  DATE_ORDERS,
  openContainer,
  refuseSheet,
  stageFile,
} from "../ingest/index.ts";
import type { DateOrder, Member, PictureTable } from "../ingest/index.ts";
import { DEFAULT_MARKING } from "../model/marking.ts";
import type { Marking } from "../model/marking.ts";
import { visible } from "../model/visible.ts";
import type { IssuedDraft } from "../store/log/case-log.ts";
import type { Case } from "./case.ts";
import { highestMarking } from "./marking.ts";
import { isBundle, loadBundle } from "./load-bundle.ts";
import type { ImportedBundle, LoadedBundle } from "./load-bundle.ts";
import { withPictures } from "./import-pictures.ts";
import type { WithPictures } from "./import-pictures.ts";
import { importedLines } from "./import-lines.ts";
import type { LeftFile, Source } from "./import-lines.ts";
import {
  alreadyImported,
  containerDraft,
  doorOf,
  dropUnnamed,
  fileDraft,
  loadFile,
  refuseRepeat,
  unloadFile,
} from "./import.ts";
import type { ImportedFile, ImportOptions, LoadedFile, PostFile, Replaced } from "./import.ts";
import { refuseSame, replacedBy, replacedLines, staleAfter } from "./replace.ts";
import type { StaleView } from "../views/stale.ts";

export { PLATFORMS } from "../ingest/index.ts";

/** A file that is handed over. */
export interface GivenFile {
  readonly path: string;
  /** How it is called in records and messages. */
  readonly name: string;
  /** The folder in which it lies, where that was handed over with it: pictures of its posts may be there. */
  readonly beside?: string;
}

/** Run, Artifact and hash are those of the first file of posts, or else of the first bundle. */
export interface Imported extends Pick<ImportedFile, "run" | "artifact"> {
  readonly sha256: string;
  /** Files of posts. */
  readonly files: readonly ImportedFile[];
  /** STIX bundles. */
  readonly bundles: readonly ImportedBundle[];
  readonly left: readonly LeftFile[];
  /** All of them, where not all are listed. */
  readonly leftCount: number;
  /** What stands on imports that were replaced. */
  readonly stale: readonly StaleView[];
  /** What happened, in lines for a person. */
  readonly lines: readonly string[];
  /** How many of these lines, from the first on, say what was kept and rejected. */
  readonly kept: number;
}

/**
 * Imports the file at `path`, or the files of posts in it. On any refusal the case is as it was.
 * @throws PlumblineError FILE_*, ARCHIVE_*, NO_POSTS, MAPPING_*, DATE_ORDER_NEEDED, ALL_REJECTED, ALREADY_IMPORTED,
 * IMPORT_LIMIT, STOPPED, STORE.
 */
export async function importFile(opened: Case, path: string, options: ImportOptions): Promise<Imported> {
  return importFiles(opened, [{ path, name: options.name ?? basename(path) }], options);
}

/**
 * Imports files as one act: a Run for each file of posts. One that is none, or cannot be read, is told and costs the others nothing.
 * @throws PlumblineError as `importFile`; where nothing could be kept, every refusal.
 */
export async function importFiles(
  opened: Case,
  files: readonly GivenFile[],
  options: ImportOptions,
): Promise<Imported> {
  const batch = new Batch(opened, options);
  try {
    for (const file of files) await batch.add(file);
    return await batch.commit();
  } finally {
    await batch.close();
  }
}

/** Refusals that are of the whole call and not of one file. */
const OF_THE_CALL: readonly ErrorCode[] = [
  "STOPPED",
  "STORE",
  "INTERNAL",
  "USAGE",
  "CEILING",
  "FORBIDDEN",
  "INVARIANT",
  "MARKING_RULE",
  "REFERENCE",
  "CASE_BUSY",
  "CASE_DAMAGED",
  "CORPUS_DAMAGED",
];

class Batch {
  readonly #opened: Case;
  readonly #options: ImportOptions;
  readonly #marking: Marking;
  readonly #loaded: LoadedFile[] = [];
  readonly #bundles: LoadedBundle[] = [];
  readonly #containers: IssuedDraft[] = [];
  readonly #sources: Source[] = [];
  /** What was in containers. */
  readonly #members: Member[] = [];
  readonly #refused: PlumblineError[] = [];
  readonly #left: LeftFile[] = [];
  #leftCount = 0;
  #committed = false;

  constructor(opened: Case, options: ImportOptions) {
    this.#opened = opened;
    this.#options = options;
    this.#marking = options.marking ?? DEFAULT_MARKING;
  }

  async add({ path, name, beside }: GivenFile): Promise<void> {
    await this.#alone(async () => {
      const { artifacts } = this.#opened;
      const { onProgress, signal } = this.#options;
      if (!existsSync(path) || !statSync(path).isFile())
        throw new PlumblineError("FILE_MISSING", "There is no such file.", { where: name });
      const total = statSync(path).size;
      // What is read is the copy in the case, so that the rows are those of the bytes that were hashed.
      const tell = (done: number) => onProgress?.({ stage: "copying", done, total, unit: "bytes" });
      const bytes = await artifacts.addFile(path, tell, signal);
      const held = artifacts.path(bytes.sha256);
      const packed = (await containerAt(held)) !== undefined;
      this.#sources.push({ name, bytes, packed });
      if (packed) await this.#unpack({ name, bytes }, held);
      else if (isBundle(held)) await this.#bundle({ name, bytes }, held);
      else await this.#import({ name, bytes }, held, beside);
    });
  }

  /** A refusal of one file is kept for the end. */
  async #alone(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof PlumblineError) || OF_THE_CALL.includes(error.code)) throw error;
      this.#refused.push(...error.all);
    }
  }

  async #unpack(container: PostFile, path: string): Promise<void> {
    const { name, bytes } = container;
    const tempDir = this.#opened.makeStaging();
    const { sheet } = this.#options;
    const which = sheet === undefined ? {} : { sheet };
    const found = await openContainer({ path, name, tempDir, ...which, ...this.#limits() });
    try {
      this.#leftCount += found.leftCount;
      this.#members.push(...found.members);
      for (const { name: inside, code, message } of found.left)
        this.#left.push({ name: nameInside(inside, name), code, message });
      if (found.members.length === 0 && found.leftCount === 1)
        throw new PlumblineError(found.left[0]!.code, found.left[0]!.message, {
          where: this.#left.at(-1)!.name,
        });
      if (found.members.length === 0)
        throw new PlumblineError("NO_POSTS", "Nothing in it can be a file of posts.", { where: name });
      const artifact = this.#opened.log.issueId("Artifact");
      const before = this.#loaded.length;
      const bundlesBefore = this.#bundles.length;
      for (const { name: member, kinds, path: file, ...stored } of found.members) {
        const posts: PostFile = {
          name: nameInside(member, name),
          bytes: { sha256: stored.sha256, bytes: stored.bytes },
          inside: { artifact, sha256: bytes.sha256, member, kinds },
        };
        await this.#alone(() =>
          isBundle(file) ? this.#bundle(posts, file) : this.#import(posts, file, path),
        );
      }
      const bundles = this.#bundles.slice(bundlesBefore);
      // The bytes of a file that is read anew are in the case as they came in first.
      const isNew = this.#loaded.slice(before).some(({ replaced }) => replaced === undefined);
      if (isNew || bundles.length > 0) {
        const { actor, marking } = this.#how();
        const highest = highestMarking([
          ...(isNew ? [marking] : []),
          ...bundles.map((bundle) => bundle.marking),
        ]);
        this.#containers.push(containerDraft(artifact, { file: container, actor, marking: highest }));
      }
    } finally {
      await found.dispose();
    }
  }

  /** A STIX bundle: its objects say themselves how they are marked. */
  async #bundle(file: PostFile, path: string): Promise<void> {
    if (this.#bundles.some(({ sha256 }) => sha256 === file.bytes.sha256))
      throw alreadyImported(file.name, this.#bundles.at(-1)!.run);
    if (file.bytes.bytes > BUNDLE_LIMITS.bytes)
      throw new PlumblineError("IMPORT_LIMIT", `A bundle may have ${BUNDLE_LIMITS.bytes} bytes.`, {
        where: file.name,
        hint: "Export it in parts.",
      });
    const before = this.#bundles.flatMap(({ drafts }) => drafts);
    this.#bundles.push(
      await loadBundle(this.#opened, file, await readFile(path), this.#options.actor, before),
    );
  }

  /** @param beside where pictures of its posts may be */
  async #import(file: PostFile, path: string, beside?: string): Promise<void> {
    const { map, dateOrder, zone, rows } = this.#options;
    const twin = this.#loaded.find(({ bytes }) => bytes.sha256 === file.bytes.sha256);
    if (twin !== undefined) throw alreadyImported(file.name, twin.run);
    // What could not be recorded is said before the file is read.
    const replaces = await this.#replaced(file);
    const staged = await stageFile({
      path,
      name: file.name,
      tempDir: this.#opened.makeStaging(),
      ...(map === undefined ? {} : { mapping: map }),
      ...(dateOrder === undefined ? {} : { dateOrder: parseDateOrder(dateOrder) }),
      ...(zone === undefined ? {} : { zone }),
      ...(rows === undefined ? {} : { rows }),
      now: await importedAt(this.#opened),
      ...this.#limits(),
    });
    try {
      const shown = await withPictures(this.#opened, staged, beside, this.#options);
      for (const one of replaces) await this.#load(file, shown, one);
      if (file.inside !== undefined && shown.table !== undefined) this.#readAsPictures(shown.table);
    } finally {
      await staged.dispose();
    }
  }

  /** What the file takes the place of, each in an import of its own; one undefined for a new file. */
  async #replaced(file: PostFile): Promise<readonly (Replaced | undefined)[]> {
    if (this.#options.replace !== undefined) return replacedBy(this.#opened, file, this.#options);
    const { reader } = this.#options;
    await refuseRepeat(this.#opened, file, reader ?? (await this.#opened.owner()));
    const given = this.#sources.at(-1)!;
    const draft = fileDraft(this.#opened.log.issueId("Artifact"), { file: given, ...this.#how() });
    await this.#opened.check([draft], doorOf(this.#options, [given.bytes]));
    return [undefined];
  }

  /** What was looked at as a picture is not left out. */
  #readAsPictures({ entries }: PictureTable): void {
    const files = new Set(entries.flatMap(({ file = [] }) => file));
    const container = this.#sources.at(-1)!.name;
    const named = new Set([...files].map((name) => nameInside(name, container)));
    const kept = this.#left.filter(({ name, code }) => code !== "FILE_BINARY" || !named.has(name));
    this.#leftCount -= this.#left.length - kept.length;
    this.#left.splice(0, this.#left.length, ...kept);
  }

  async #load(file: PostFile, staged: WithPictures, replaces: Replaced | undefined): Promise<void> {
    const loaded = await loadFile(this.#opened, file, staged, {
      ...this.#how(),
      ...(this.#options.beside === undefined ? {} : { beside: this.#options.beside }),
      replaces,
      ...this.#limits(),
    });
    try {
      if (replaces !== undefined) refuseSame(file.name, replaces, loaded);
    } catch (error) {
      await unloadFile(this.#opened, loaded);
      throw error;
    }
    this.#loaded.push(loaded);
  }

  /** Everything into the log, at once. */
  async commit(): Promise<Imported> {
    const all = [...this.#loaded, ...this.#bundles];
    const [first] = all;
    if (first === undefined) throw PlumblineError.together(this.#refused);
    refuseSheet(this.#options.sheet, this.#members, this.#sources[0]!.name);
    const rejects = all.flatMap((one) => one.rejects ?? []);
    const pictures = this.#loaded.flatMap((one) => one.pictures ?? []);
    await this.#opened.append(
      [...this.#containers, ...all.flatMap(({ drafts }) => drafts)],
      doorOf(this.#options, [...this.#sources.map(({ bytes }) => bytes), ...rejects, ...pictures]),
    );
    this.#committed = true;
    const replaced = this.#loaded.flatMap((one) => (one.replaced === undefined ? [] : [one.replaced]));
    if (replaced.length > 0) await (await this.#opened.corpus()).withdraw(...replaced);
    const stale = await staleAfter(this.#opened, replaced, this.#options.reader);
    const refused = this.#refused.map(({ where = "", code, message }) => ({ name: where, code, message }));
    const files = this.#loaded.map(
      ({ drafts: _drafts, rejects: _rejects, pictures: _pictures, rows: _rows, ...file }) => file,
    );
    const left = [...refused, ...this.#left];
    const leftCount = refused.length + this.#leftCount;
    const bundles = this.#bundles.map(
      ({ drafts: _drafts, rejects: _rejects, marking: _marking, ...bundle }) => bundle,
    );
    const { run, artifact } = first;
    const sha256 = "sha256" in first ? first.sha256 : first.bytes.sha256;
    const replacing = replacedLines(files, stale);
    const told = importedLines({ files, bundles, left, leftCount, sources: this.#sources, replacing });
    // A name with a line end makes no line of its own.
    const lines = [...told.kept, ...told.more].map(visible);
    return { run, artifact, sha256, files, bundles, left, leftCount, stale, lines, kept: told.kept.length };
  }

  /** Takes back what is not recorded. */
  async close(): Promise<void> {
    if (!this.#committed) for (const file of this.#loaded) await unloadFile(this.#opened, file);
    const rejects = this.#bundles.flatMap((one) => (one.rejects === undefined ? [] : [one.rejects]));
    const brought = [...this.#sources.map(({ bytes }) => bytes), ...rejects];
    for (const { sha256 } of brought) await dropUnnamed(this.#opened, sha256);
  }

  #how() {
    return { actor: this.#options.actor, marking: this.#marking };
  }

  #limits() {
    const { memoryMb, timeoutMs, onProgress, signal } = this.#options;
    return {
      ...(memoryMb === undefined ? {} : { memoryMb }),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      ...(onProgress === undefined ? {} : { onProgress }),
      ...(signal === undefined ? {} : { signal }),
    };
  }
}

/** How a file in a container is called: by its own name, and what it lies in. */
export const nameInside = (member: string, container: string): string =>
  member === "" ? `the content of ${container}` : `${member} in ${container}`;

/** Milliseconds since 1970 UTC: like the log's clock, never earlier than the last record. */
async function importedAt(opened: Case): Promise<number> {
  const last = (await opened.log.entries()).findLast(({ record }) => record !== undefined)?.record?.at;
  return Math.max(Date.now(), last === undefined ? 0 : Date.parse(last));
}

function parseDateOrder(text: string): DateOrder {
  const order = DATE_ORDERS.find((known) => known === text);
  if (order === undefined)
    throw new PlumblineError("USAGE", `It is ${DATE_ORDERS.join(" or ")}; “${text}” is neither.`, {
      setting: "dateOrder",
    });
  return order;
}
