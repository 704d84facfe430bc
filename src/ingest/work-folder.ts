/** The folder that a child process is kept to, and the file that it may read. */
import { constants } from "node:fs";
import { open, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { PlumblineError } from "../errors.ts";
import { makeWorkFolder } from "../store/work-folders.ts";

interface ConfinedFolder {
  readonly folder: string;
  readonly dispose: () => Promise<void>;
}

/** A new folder for one child. Its real path: the child is confined to paths as they are written. */
export async function confinedFolder(tempDir: string = tmpdir()): Promise<ConfinedFolder> {
  const folder = await makeWorkFolder(tempDir, PREFIX);
  return { folder, dispose: () => rm(folder, { recursive: true, force: true }) };
}

const PREFIX = "plumbline-import-";

/**
 * The real path of a file that can be read.
 * @throws PlumblineError FILE_MISSING.
 */
export async function readableFile(path: string, where: string): Promise<string> {
  try {
    const file = await realpath(path);
    // Without it, opening a pipe waits for somebody who writes, and no signal ends that.
    const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      if (!(await handle.stat()).isFile())
        throw new PlumblineError("FILE_MISSING", "It is not a regular file.", { where });
    } finally {
      await handle.close();
    }
    return file;
  } catch (error) {
    if (error instanceof PlumblineError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    const message =
      code === "ENOENT" ? "There is no such file." : `The file cannot be opened (${code ?? "unknown"}).`;
    throw new PlumblineError("FILE_MISSING", message, { where, cause: error });
  }
}
