/**
 * Where a case keeps what is not whole yet: `staging/<process id>-<random>`. A process that was killed leaves its folder behind;
 * the next one to open the case removes it, so that no copy of imported rows outlives a crash. Nobody can foresee the name: in a case
 * that somebody else has made a link could wait there, and lead elsewhere what is written.
 */
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { PlumblineError } from "../errors.ts";

const OWN = `${process.pid}-${randomBytes(8).toString("hex")}`;

/** The folder of this process; the first writer makes it. */
export function stagingFolder(caseFolder: string): string {
  return join(caseFolder, "staging", OWN);
}

/**
 * Removes the folders of processes that are no more.
 * @throws PlumblineError STORE
 */
export function sweepStaging(caseFolder: string): void {
  const staging = join(caseFolder, "staging");
  try {
    for (const name of leftBehind(caseFolder)) rmSync(join(staging, name), { recursive: true, force: true });
    removeIfEmpty(staging);
  } catch (cause) {
    throw new PlumblineError("STORE", "What a program that was killed has left cannot be removed.", {
      where: staging,
      cause,
    });
  }
}

/** Names of the folders of processes that are no more, and of what no process has made. */
export function leftBehind(caseFolder: string): readonly string[] {
  const staging = join(caseFolder, "staging");
  if (!existsSync(staging)) return [];
  return readdirSync(staging).filter((name) => {
    const pid = Number(/^\d+/.exec(name)?.[0]);
    return name !== OWN && (pid === process.pid || !isRunning(pid));
  });
}

/** Removes this process's own folder, and the one above it if it is empty. */
export function clearStaging(caseFolder: string): void {
  rmSync(stagingFolder(caseFolder), { recursive: true, force: true });
  removeIfEmpty(join(caseFolder, "staging"));
}

function removeIfEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length === 0)
    rmSync(folder, { recursive: true, force: true });
}

/** Is there a process with this id? */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
