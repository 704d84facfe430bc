/** Commands of a page of the documentation, run as a reader would who has only what every system has. */
import { spawnSync } from "node:child_process";
import { PROGRAM_GUARD } from "./patience.ts";

/** A script in a shell that inherits nothing, inside a folder. What it printed, with its complaints where it failed. */
export function runShell(
  script: string,
  folder: string,
): { readonly status: number | null; readonly output: string } {
  const env = { PATH: "/usr/bin:/bin", LC_ALL: "C.UTF-8" };
  const done = spawnSync("bash", ["-c", script], {
    cwd: folder,
    env,
    encoding: "utf8",
    timeout: PROGRAM_GUARD,
  });
  return { status: done.status, output: done.status === 0 ? done.stdout : done.stdout + done.stderr };
}
