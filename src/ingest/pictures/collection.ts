/**
 * Pictures as they lie beside an export: in a folder, or packed. Links are not followed, and nothing outside the folder is reached. What
 * a post names is found by its path, by the list of the collection, or by the name at the end of its address.
 */
import { constants } from "node:fs";
import { copyFile, open, readdir, readFile, realpath, rename, stat } from "node:fs/promises";
import { basename, join, relative, sep } from "node:path";
import { PlumblineError } from "../../errors.ts";
import { count } from "../../words.ts";
import { containerAt, openContainer } from "../containers/open.ts";
import type { ChildLimits } from "../run-child.ts";
import { isPictureList, PICTURE_LIMITS } from "./heads.ts";
import { addressForm, readPictureList } from "./list.ts";
import type { PictureList } from "./list.ts";

/** Files below a folder that are looked through. */
const MOST_FILES = 200_000;
const MOST_LIST_BYTES = 268_435_456;

export interface Pictures {
  /** Names of the files that may be pictures: paths with slashes. */
  readonly names: readonly string[];
  readonly list: PictureList | undefined;
  /** Puts one where a child may read it. @throws PlumblineError FILE_MISSING, FILE_EMPTY, IMPORT_LIMIT. */
  take(name: string, to: string): Promise<void>;
  dispose(): Promise<void>;
}

/**
 * The collection at a path: a folder, or a file in zip, tar or another container.
 * @param where how it is called in messages
 * @throws PlumblineError FILE_MISSING, IMPORT_LIMIT; what a container is refused for.
 */
export async function openPictures(
  path: string,
  where: string,
  limits: ChildLimits & { readonly tempDir?: string } = {},
): Promise<Pictures> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() === true) return inFolder(await realpath(path), where);
  if ((await containerAt(path)) !== undefined) return packed(path, where, limits);
  throw new PlumblineError("FILE_MISSING", "It is neither a folder nor a container of pictures.", { where });
}

async function inFolder(root: string, where: string): Promise<Pictures> {
  const names: string[] = [];
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    names.push(relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"));
    if (names.length > MOST_FILES)
      throw new PlumblineError(
        "IMPORT_LIMIT",
        `More than ${count(MOST_FILES)} files lie below this folder.`,
        {
          where,
        },
      );
  }
  const list = names.find(isPictureList);
  return {
    names: names.filter((name) => name !== list).sort(),
    list: list === undefined ? undefined : await listAt(join(root, list)),
    take: (name, to) => copied(join(root, name), to),
    dispose: () => Promise.resolve(),
  };
}

async function packed(
  path: string,
  where: string,
  limits: ChildLimits & { readonly tempDir?: string },
): Promise<Pictures> {
  const opened = await openContainer({ ...limits, path, name: where, pictures: true });
  const list = opened.members.find(({ name }) => isPictureList(lastName(name)));
  const members = new Map(
    opened.members.filter((one) => one !== list).map((one) => [lastName(one.name), one]),
  );
  return {
    names: [...members.keys()],
    list: list === undefined ? undefined : await listAt(list.path),
    take: async (name, to) => {
      const { path: from, bytes } = members.get(name)!;
      checkSize(bytes);
      await rename(from, to);
    },
    dispose: () => opened.dispose(),
  };
}

/** The name in the innermost container. */
const lastName = (name: string): string => name.split(" > ").at(-1)!;

async function listAt(path: string): Promise<PictureList | undefined> {
  if ((await stat(path)).size > MOST_LIST_BYTES) return undefined;
  return readPictureList(await readFile(path, "utf8"));
}

function checkSize(bytes: number): void {
  if (bytes === 0) throw new PlumblineError("FILE_EMPTY", "The file is empty.");
  if (bytes > PICTURE_LIMITS.bytes)
    throw new PlumblineError("IMPORT_LIMIT", `It has more than ${count(PICTURE_LIMITS.bytes)} bytes.`);
}

/** A plain file, and never what a link leads to. */
async function copied(from: string, to: string): Promise<void> {
  try {
    const handle = await open(from, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const found = await handle.stat();
      if (!found.isFile()) throw new PlumblineError("FILE_MISSING", "It is no plain file.");
      checkSize(found.size);
    } finally {
      await handle.close();
    }
    await copyFile(from, to);
  } catch (error) {
    if (error instanceof PlumblineError) throw error;
    throw new PlumblineError("FILE_MISSING", "The file cannot be read.", { cause: error });
  }
}

/** Which file a post means; `several` where that cannot be told. */
export type Found = { readonly file: string } | "several" | undefined;

/** Finds files by what posts say of them. */
export class PictureNames {
  readonly #paths: ReadonlySet<string>;
  readonly #list: PictureList | undefined;
  /** Last part of a path to the file; undefined where several have it. */
  readonly #last = new Map<string, string | undefined>();

  constructor({ names, list }: Pick<Pictures, "names" | "list">) {
    this.#paths = new Set(names);
    this.#list = list;
    for (const name of names) {
      const last = basename(name);
      this.#add(last, name);
      // An archive of X puts the id of the post before the name.
      const own = /^\d{5,20}-(.+)$/.exec(last)?.[1];
      if (own !== undefined) this.#add(own, name);
    }
  }

  #add(last: string, name: string): void {
    this.#last.set(last, this.#last.has(last) && this.#last.get(last) !== name ? undefined : name);
  }

  /** By the ids of posts, where a list has them. */
  get posts(): readonly (readonly [post: string, files: readonly string[]])[] {
    return [...(this.#list?.posts ?? [])].map(([post, files]) => [
      post,
      files.flatMap((name) => this.#byName(name) ?? []),
    ]);
  }

  /** What each value of a column means. Two addresses that would mean one file by its name alone mean none. */
  find(values: readonly string[]): Map<string, Found> {
    const found = new Map<string, Found>();
    const claims = new Map<string, Set<string>>();
    for (const value of values) {
      const listed = this.#list?.files.get(addressForm(value));
      const sure = (listed === undefined ? undefined : this.#byName(listed)) ?? this.#byPath(value);
      if (sure !== undefined) {
        found.set(value, { file: sure });
        continue;
      }
      const last = lastOf(value);
      const file = this.#last.get(last);
      found.set(value, file === undefined ? (this.#last.has(last) ? "several" : undefined) : { file });
      if (file !== undefined) claims.set(file, (claims.get(file) ?? new Set()).add(withoutQuery(value)));
    }
    const shared = new Set([...claims].filter(([, by]) => by.size > 1).flatMap(([, by]) => [...by]));
    for (const value of values) if (shared.has(withoutQuery(value))) found.set(value, "several");
    return found;
  }

  #byName(name: string): string | undefined {
    return this.#paths.has(name) ? name : this.#last.get(basename(name));
  }

  #byPath(value: string): string | undefined {
    const path = value.replaceAll("\\", "/").replace(/^(?:\.\/)+/, "");
    if (this.#paths.has(path)) return path;
    const decoded = decodedOf(path);
    return decoded !== undefined && this.#paths.has(decoded) ? decoded : undefined;
  }
}

const withoutQuery = (value: string): string => value.replace(/[?#].*$/s, "");

function lastOf(value: string): string {
  const last = withoutQuery(value).replaceAll("\\", "/").split("/").at(-1)!;
  return decodedOf(last) ?? last;
}

function decodedOf(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
