/** Small disks and media that cannot be written, where the machine lets a test mount some; folders as they lie, down to the times. */
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { onTestFinished } from "vitest";
import { tempFolder } from "./temp.ts";

const quiet = (program: string, ...words: string[]) => spawnSync(program, words).status === 0;

/** Mounts a small disk at `folder`. */
function mountDisk(folder: string, kilobytes: number): boolean {
  mkdirSync(folder, { recursive: true });
  return quiet("mount", "-t", "tmpfs", "-o", `size=${kilobytes}k`, "tmpfs", folder);
}

const probe = tempFolder(() => undefined);
/** Mounting needs a right that few have. */
export const mayMount = mountDisk(probe, 64) && quiet("umount", probe);
rmSync(probe, { recursive: true });

/** Modes of files do not stop root. */
const asRoot = process.getuid?.() === 0;
/** Can a folder be made here that nobody writes to? */
export const mayFreeze = mayMount || !asRoot;

export function smallDisk(kilobytes: number): { readonly folder: string; grow(kilobytes: number): void } {
  const folder = join(tempFolder(), "disk");
  mountDisk(folder, kilobytes);
  onTestFinished(() => {
    execFileSync("umount", ["-l", folder]);
  });
  return {
    folder,
    grow: (more) => execFileSync("mount", ["-o", `remount,size=${more}k`, folder]),
  };
}

/** Where the folder is seen and cannot be written: a second mount of it; where there can be none, itself, by its modes. */
export function freeze(folder: string, onFinished: (clean: () => void) => void = onTestFinished): string {
  if (!mayMount) {
    const all = ["", ...readdirSync(folder, { recursive: true, encoding: "utf8" })].map((name) =>
      join(folder, name),
    );
    const modes = all.map((path) => [path, lstatSync(path).mode] as const);
    for (const [path, mode] of [...modes].reverse()) chmodSync(path, mode & 0o555);
    onFinished(() => {
      for (const [path, mode] of modes) chmodSync(path, mode);
    });
    return folder;
  }
  const view = `${folder}-view`;
  mkdirSync(view);
  execFileSync("mount", ["--bind", folder, view]);
  onFinished(() => {
    execFileSync("umount", ["-l", view]);
  });
  execFileSync("mount", ["-o", "remount,bind,ro", view]);
  return view;
}

/** Every entry of a folder: kind, mode, size, times of change in nanoseconds, and the bytes by their hash. */
export function asItLies(folder: string): Record<string, string> {
  const paths = ["", ...readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()].map((name) =>
    join(folder, name),
  );
  return Object.fromEntries(
    paths.map((path) => {
      const { mode, size, mtimeNs, ctimeNs, ino } = lstatSync(path, { bigint: true });
      const bytes = lstatSync(path).isFile()
        ? createHash("sha256").update(readFileSync(path)).digest("hex")
        : "";
      return [relative(folder, path), [mode, ino, size, mtimeNs, ctimeNs, bytes].join(" ")];
    }),
  );
}
