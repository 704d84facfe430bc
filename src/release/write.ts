/** Writing an edition as a folder: all of it or nothing, and never over something that is not an edition. */
import {
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  closeSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeSync,
  chmodSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { PlumblineError } from "../errors.ts";
import { fileNameSchema, MANIFEST, readManifest, SIGNATURE } from "./manifest.ts";

/**
 * Writes the files into a new folder beside `dir`, then renames it. An earlier edition in `dir` is replaced; an empty
 * folder is used.
 * @throws PlumblineError OUT_EXISTS if `dir` is a file, a link, or a folder that holds anything but an edition;
 * STORE if the disk refuses.
 */
export function writeEdition(dir: string, files: ReadonlyMap<string, Uint8Array>): void {
  const target = resolve(dir);
  const state = stateOf(target);
  for (const name of files.keys())
    if (!fileNameSchema.safeParse(name).success)
      throw new PlumblineError("PUBLISH", "A file has a name that an edition cannot hold.", { where: name });
  let fresh: string | undefined;
  try {
    mkdirSync(dirname(target), { recursive: true });
    fresh = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
    for (const [name, bytes] of files) writeWhole(join(fresh, name), bytes);
    chmodSync(fresh, 0o755);
    swap(fresh, target, state);
  } catch (cause) {
    if (fresh !== undefined) rmSync(fresh, { recursive: true, force: true });
    if (cause instanceof PlumblineError) throw cause;
    throw new PlumblineError("STORE", "The edition could not be written.", { where: dir, cause });
  }
}

function writeWhole(path: string, bytes: Uint8Array): void {
  const file = openSync(path, "wx", 0o644);
  try {
    let at = 0;
    while (at < bytes.length) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

type State = "absent" | "empty" | "edition";

function stateOf(target: string): State {
  const found = lstatSync(target, { throwIfNoEntry: false });
  if (found === undefined) return "absent";
  if (!found.isDirectory())
    throw new PlumblineError("OUT_EXISTS", "The output is not a folder.", { where: target });
  const names = readdirSync(target);
  if (names.length === 0) return "empty";
  const manifest = join(target, MANIFEST);
  if (!existsSync(manifest))
    throw new PlumblineError("OUT_EXISTS", "The output folder holds other files.", { where: target });
  const read = readManifest(readFileSync(manifest));
  const own = new Set([MANIFEST, SIGNATURE, ...(read.ok ? Object.keys(read.value.files) : [])]);
  const foreign = names.find((name) => !own.has(name));
  if (foreign !== undefined)
    throw new PlumblineError("OUT_EXISTS", "The output folder holds a file that is not of its edition.", {
      where: join(target, foreign),
    });
  return "edition";
}

/** The old folder steps aside, and steps back if the new one cannot take its place. */
function swap(fresh: string, target: string, state: State): void {
  if (state === "empty") rmdirSync(target);
  if (state !== "edition") {
    renameSync(fresh, target);
    return;
  }
  const aside = `${fresh}.old`;
  renameSync(target, aside);
  try {
    renameSync(fresh, target);
  } catch (error) {
    renameSync(aside, target);
    throw error;
  }
  rmSync(aside, { recursive: true, force: true });
}
