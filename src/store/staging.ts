/**
 * Where a case keeps what is not whole yet: `staging/<process id>`. A process that was killed leaves its folder behind;
 * the next one to open the case removes it, so that no copy of imported rows outlives a crash.
 */
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/** The folder of this process; the first writer makes it. */
export function stagingFolder(caseFolder: string): string {
  return join(caseFolder, "staging", String(process.pid));
}

/** Removes the folders of processes that are no more. */
export function sweepStaging(caseFolder: string): void {
  const staging = join(caseFolder, "staging");
  if (!existsSync(staging)) return;
  for (const name of readdirSync(staging))
    if (!isRunning(Number(name))) rmSync(join(staging, name), { recursive: true, force: true });
  removeIfEmpty(staging);
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
