/**
 * From one file to the files of posts in it, however many containers are around them. Runs in a child process of its own. What is
 * found is written under numbers into the folder that the child is kept to; the names of a container are told and never opened.
 */
import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { PlumblineError } from "../../errors.ts";
import { visible } from "../../model/visible.ts";
import { listed } from "../../words.ts";
import { FORMATS } from "../formats/index.ts";
import { rowsOf } from "../formats/rows.ts";
import type { Dialect } from "../formats/rows.ts";
import { ownForm } from "../platforms/recognise.ts";
import { checkTextHead, HEAD_BYTES } from "../head.ts";
import { Budget } from "./budget.ts";
import { gunzip, peek, readHandle } from "./bytes.ts";
import type { Bytes } from "./bytes.ts";
import { CONTAINER_HEAD, containerOf } from "./kinds.ts";
import type { ContainerKind } from "./kinds.ts";
import type { Left, Member, UnpackRequest, Unpacked } from "./messages.ts";
import { tarEntries } from "./tar.ts";
import { isWorkbook, sheetsOf } from "./xlsx/workbook.ts";
import { zipEntries } from "./zip.ts";
import type { ZipEntry } from "./zip.ts";
import { isPictureList, pictureOf } from "../pictures/heads.ts";
import { fromUtf16 } from "./utf16.ts";
import { unzstd } from "./zstd.ts";

/** Files that are no posts and are named; the others are counted. */
const MAX_LEFT = 1000;
const MAX_NAME = 200;
/** Files with which a look is content. */
const LOOK_FILES = 4;

/** A file or an entry on the way in. */
interface Step {
  /** What it is called, from the outermost container to here. */
  readonly path: readonly string[];
  readonly kinds: readonly ContainerKind[];
}

/** Ends a look that has seen enough. */
class Enough extends Error {}

/**
 * Unpacks the file.
 * @param onRead told how many bytes of the file have been read
 * @throws PlumblineError ARCHIVE_*, FILE_*: the file as a whole cannot be read.
 */
export async function unpack(
  request: UnpackRequest,
  onRead: (done: number, total: number) => void,
): Promise<Unpacked> {
  const handle = await open(request.path, "r");
  try {
    const unpacker = new Unpacker(request, (await handle.stat()).size, onRead);
    await unpacker.file(handle, { path: [], kinds: [] }, true);
    return unpacker.result();
  } finally {
    await handle.close();
  }
}

class Unpacker {
  readonly #request: UnpackRequest;
  readonly #budget: Budget;
  readonly #onRead: (bytes: number) => void;
  readonly #members: Member[] = [];
  readonly #left: Left[] = [];
  #leftCount = 0;
  #files = 0;

  constructor(request: UnpackRequest, size: number, onRead: (done: number, total: number) => void) {
    this.#request = request;
    this.#budget = new Budget(request.where, size);
    let read = 0;
    // Entries of a zip may share their bytes.
    this.#onRead = (bytes) => onRead(Math.min((read += bytes), size), size);
  }

  result(): Unpacked {
    return { members: this.#members, left: this.#left, leftCount: this.#leftCount };
  }

  /** An open file: the one that was handed over, or one that was written aside. */
  async file(handle: FileHandle, step: Step, outermost: boolean): Promise<void> {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(CONTAINER_HEAD), 0, CONTAINER_HEAD, 0);
    const head = buffer.subarray(0, bytesRead);
    const kind = containerOf(head);
    const onRead = outermost ? this.#onRead : () => undefined;
    try {
      if (kind === "zip") await this.#zip(handle, step, onRead);
      else if (kind === "zstd")
        await this.#stream(unzstd(handle.fd, head, this.#budget, onRead), within(step, kind));
      else await this.#stream(readHandle(handle, onRead), step);
    } catch (error) {
      if (!outermost) throw error;
      if (!(error instanceof Enough)) throw placed(error, this.#request.where);
    }
  }

  /** Bytes of which nobody knows yet what they are. */
  async #stream(source: Bytes, step: Step): Promise<void> {
    this.#budget.checkDepth(step.kinds.length);
    const { head, all } = await peek(source, HEAD_BYTES);
    const kind = containerOf(head);
    if (kind === "gzip") return this.#stream(gunzip(all, this.#budget), within(step, kind));
    if (kind === "tar") return this.#tar(all, within(step, kind));
    if (kind === "utf-16le" || kind === "utf-16be")
      return this.#stream(fromUtf16(all, kind === "utf-16be", this.#budget), within(step, kind));
    // Both are read from a file.
    if (kind === "zip" || kind === "zstd") return this.#aside(all, step);
    return this.#request.pictures ? this.#picture(head, all, step) : this.#posts(head, all, step);
  }

  /** A picture, or the list of a collection of them; anything else is passed over. */
  async #picture(head: Buffer, source: Bytes, step: Step): Promise<void> {
    if (pictureOf(head) === undefined && !isPictureList(step.path.at(-1) ?? "")) return;
    this.#members.push(await this.#written(source, step, true));
  }

  async #aside(source: Bytes, step: Step): Promise<void> {
    this.#budget.checkDepth(step.kinds.length + 1);
    const handle = await open(join(this.#request.folder, `aside-${this.#files++}`), "w+");
    try {
      for await (const part of source) await handle.write(part);
      await this.file(handle, step, false);
    } finally {
      await handle.truncate();
      await handle.close();
    }
  }

  async #zip(handle: FileHandle, step: Step, onRead: (bytes: number) => void): Promise<void> {
    this.#budget.checkDepth(step.kinds.length + 1);
    const entries: ZipEntry[] = [];
    for await (const entry of zipEntries(handle.fd, this.#budget, onRead)) entries.push(entry);
    const named = new Map(entries.map((entry) => [entry.name, entry]));
    if (isWorkbook(named)) return this.#workbook(named, within(step, "xlsx"));
    for (const { name, special, content } of entries)
      await this.#entry(name, special, content, within(step, "zip"));
  }

  /** The sheet that was asked for, or the only one that is a table; for a look, all that are. */
  async #workbook(entries: ReadonlyMap<string, ZipEntry>, step: Step): Promise<void> {
    const { only, sheet, look } = this.#request;
    const sheets = await sheetsOf(entries, this.#budget);
    const stepTo = (name: string): Step => ({ ...step, path: [...step.path, shown(name)] });
    const asked = sheets.filter(({ name }) =>
      only === null ? shown(name) === sheet : nameOf(stepTo(name).path) === only,
    );
    if (only === null && sheet !== null && asked.length === 0)
      throw noSheet(`There is no sheet “${shown(sheet)}”.`, sheets);
    const all = only !== null || sheet !== null ? asked : sheets.filter(({ hidden }) => !hidden);
    const tables: Member[] = [];
    for (const { name, content } of all) {
      const member = await this.#written(content(), stepTo(name), false);
      if (await this.#isTable(member)) tables.push({ ...member, sheet: shown(name) });
    }
    for (const { name } of sheets.filter((one) => one.hidden && !all.includes(one)))
      this.#leave(stepTo(name), new PlumblineError("NO_POSTS", "The sheet is hidden."));
    if (tables.length > 1 && look === null)
      throw noSheet(
        "Several sheets are tables, and one has to be chosen.",
        tables.map((one) => ({ name: one.sheet! })),
      );
    if (tables.length === 0 && only === null)
      throw new PlumblineError("NO_POSTS", "None of its sheets is a table.");
    this.#members.push(...tables);
  }

  /** Two rows of two columns at least. */
  async #isTable({ file }: Member): Promise<boolean> {
    const handle = await open(join(this.#request.folder, file), "r");
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      const { rows } = rowsOf(buffer.subarray(0, bytesRead), PLAIN, 2, true);
      return rows.length === 2 && rows[0]!.columns > 1;
    } finally {
      await handle.close();
    }
  }

  async #tar(source: Bytes, step: Step): Promise<void> {
    for await (const { name, special, content } of tarEntries(source)) {
      this.#budget.entry();
      await this.#entry(name, special, () => content, step);
    }
  }

  /** One entry: a fault of its own is told, and costs no other entry anything. */
  async #entry(name: string, special: string | undefined, content: () => Bytes, step: Step): Promise<void> {
    const inner = { ...step, path: [...step.path, shown(name)] };
    if (special === "a folder") return;
    if (special !== undefined)
      return this.#leave(inner, new PlumblineError("FILE_BINARY", `It is ${special}, not a file.`));
    try {
      await this.#stream(content(), inner);
    } catch (error) {
      if (!(error instanceof PlumblineError) || error.code === "ARCHIVE_LIMIT") throw error;
      this.#leave(inner, error);
    }
  }

  #leave({ path }: Step, { code, message }: PlumblineError): void {
    this.#leftCount++;
    if (this.#left.length < MAX_LEFT) this.#left.push({ name: nameOf(path), code, message });
  }

  /** What is in no container that is known: written out, if it can be a table of posts. */
  async #posts(head: Buffer, source: Bytes, step: Step): Promise<void> {
    const { only, look, where } = this.#request;
    const name = nameOf(step.path);
    if (only !== null && name !== only) return;
    const whole =
      FORMATS.some((format) => !format.text && format.recognises(head)) ||
      ownForm(head)?.finding.text === false;
    if (!whole) checkTextHead(head, where);
    this.#members.push(await this.#written(source, step, whole));
    if (look !== null && this.#members.length === LOOK_FILES) throw new Enough();
  }

  /** Writes bytes out, for a look to where one ends. */
  async #written(source: Bytes, step: Step, whole: boolean): Promise<Member> {
    const { look, folder } = this.#request;
    const file = `member-${this.#files++}`;
    const handle = await open(join(folder, file), "w");
    const hash = createHash("sha256");
    let bytes = 0;
    try {
      for await (const part of source) {
        hash.update(part);
        bytes += part.length;
        await handle.write(part);
        if (look !== null && !whole && bytes > look) break;
      }
    } finally {
      await handle.close();
    }
    return { name: nameOf(step.path), file, bytes, sha256: hash.digest("hex"), kinds: step.kinds };
  }
}

const PLAIN: Dialect = { delimiter: ",", quote: '"', escape: '"', newline: "\n" };
/** Sheets that a refusal names. */
const MOST_SHEETS = 12;

function noSheet(message: string, sheets: readonly { readonly name: string }[]): PlumblineError {
  const names = sheets.slice(0, MOST_SHEETS).map(({ name }) => `“${shown(name)}”`);
  const rest = sheets.length - names.length;
  return new PlumblineError(
    "SHEET_NEEDED",
    `${message} Its sheets: ${listed(rest > 0 ? [...names, `${rest} more`] : names)}.`,
    {
      setting: "sheet",
    },
  );
}

const within = (step: Step, kind: ContainerKind): Step => ({ ...step, kinds: [...step.kinds, kind] });

/** How a file in a container is called: the names from the outermost entry on; empty where there is no entry. */
const nameOf = (path: readonly string[]): string => path.join(" > ");

const shown = (name: string): string => visible(name.slice(0, 2 * MAX_NAME)).slice(0, MAX_NAME);

/** A refusal of the whole file names the file. */
function placed(error: unknown, where: string): unknown {
  if (!(error instanceof PlumblineError) || error.where !== undefined) return error;
  const { code, message, hint, setting, cause } = error;
  return new PlumblineError(code, message, { where, hint, setting, cause });
}
