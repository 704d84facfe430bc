/**
 * The program's side of a container: whether a file is one, and the files of posts in it, each by itself in a folder for work. From there
 * on they are read like any file that was handed over.
 */
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { PlumblineError } from "../../errors.ts";
import { visible } from "../../model/visible.ts";
import { UNPACKER } from "../confine.ts";
import { runConfined } from "../run-child.ts";
import type { ChildLimits } from "../run-child.ts";
import { confinedFolder, readableFile } from "../work-folder.ts";
import { CONTAINER_HEAD, containerOf } from "./kinds.ts";
import type { ContainerKind } from "./kinds.ts";
import type { Member, UnpackAnswer, UnpackRequest, Unpacked } from "./messages.ts";

export interface OpenRequest extends ChildLimits {
  readonly path: string;
  /** How the file is called in messages. */
  readonly name: string;
  /** Where the folder for work is made; the system's folder for temporary files by default. */
  readonly tempDir?: string;
  /** The one file in it that is wanted, by its name; all by default. */
  readonly only?: string;
  /** The one sheet of a workbook that is wanted, by its name; the only one that is a table by default. */
  readonly sheet?: string;
  /** Pictures instead of files of posts. */
  readonly pictures?: boolean;
  /** For a look: bytes after which a text may be cut off, and after a few files there is no more. */
  readonly look?: number;
}

/** What was in a container. Call `dispose` when it was read. */
export interface Opened extends Omit<Unpacked, "members"> {
  readonly members: readonly (Member & { readonly path: string })[];
  dispose(): Promise<void>;
}

/** @returns undefined for a file that is no container, or cannot be read */
export async function containerAt(path: string): Promise<ContainerKind | undefined> {
  // A pipe would be waited for until somebody writes into it.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch(() => undefined);
  if (handle === undefined) return undefined;
  try {
    if (!(await handle.stat()).isFile()) return undefined;
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(CONTAINER_HEAD), 0, CONTAINER_HEAD, 0);
    return containerOf(buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

/**
 * Unpacks a container. Leaves nothing behind if it fails.
 * @throws PlumblineError ARCHIVE_*, FILE_*, IMPORT_LIMIT, STOPPED, STORE, INTERNAL.
 */
export async function openContainer(request: OpenRequest): Promise<Opened> {
  const { path, name, tempDir, only = null, sheet = null, look = null, pictures = false } = request;
  const { folder, dispose } = await confinedFolder(tempDir);
  try {
    const file = await readableFile(path, name);
    const asked: UnpackRequest = { path: file, where: name, folder, only, sheet, look, pictures };
    const places = { file, folder, where: name };
    const { members, left, leftCount } = await runConfined<UnpackAnswer>(UNPACKER, asked, request, places);
    return {
      members: members.map((member) => ({ ...member, path: join(folder, member.file) })),
      left,
      leftCount,
      dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/**
 * Refuses the name of a sheet where nothing that was given is a workbook: it would say nothing, and the file may have been taken for another.
 * @throws PlumblineError USAGE.
 */
export function refuseSheet(sheet: string | undefined, members: readonly Member[], where: string): void {
  if (sheet === undefined || members.some((one) => one.sheet !== undefined)) return;
  throw new PlumblineError("USAGE", `It is no workbook, so it has no sheet “${visible(sheet)}”.`, {
    where,
    hint: "Leave the sheet out, or give the workbook.",
  });
}
