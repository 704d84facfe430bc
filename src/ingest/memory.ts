/** Watching the resident memory of another process through /proc, where the system has it. */
import { readFileSync } from "node:fs";

const EVERY_MS = 100;

/** Resident memory of a process in MB; undefined where it cannot be read. */
export function residentMb(pid: number): number | undefined {
  try {
    const kb = /^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kb === undefined ? undefined : Number(kb) / 1024;
  } catch {
    return undefined;
  }
}

/** Calls back once if the process grows beyond the limit. Returns what ends the watch. */
export function watchMemory(pid: number | undefined, limitMb: number, onExceeded: () => void): () => void {
  if (pid === undefined) return () => undefined;
  const timer = setInterval(() => {
    if ((residentMb(pid) ?? 0) <= limitMb) return;
    clearInterval(timer);
    onExceeded();
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
