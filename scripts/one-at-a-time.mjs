// Holds a piece of work to one process of this checkout: others wait until it is done, and one that died holds nobody up.
import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";

const PAUSE_MS = 200;

/** Runs `work` with the file `lock` held, which names its holder; `waiting` is called once if another process has it. */
export function oneAtATime(lock, work, waiting) {
  for (let told = false; !take(lock);) {
    if (holderIsGone(lock)) rmSync(lock, { force: true });
    else {
      if (!told) waiting();
      told = true;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
  const release = () => rmSync(lock, { force: true });
  // `work` may end the program.
  process.once("exit", release);
  try {
    return work();
  } finally {
    process.off("exit", release);
    release();
  }
}

function take(lock) {
  try {
    const handle = openSync(lock, "wx");
    writeSync(handle, String(process.pid));
    closeSync(handle);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

function holderIsGone(lock) {
  try {
    const holder = Number(readFileSync(lock, "utf8"));
    // Made a moment ago, and not yet written.
    if (holder === 0) return false;
    process.kill(holder, 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}
