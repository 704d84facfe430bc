// What every script begins with: the right Node, the packages of the lock file, and a build that is newer than src/.
// Plain JavaScript without dependencies, because on a bare clone there are none.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { copyFonts, haveFonts } from "./fonts.mjs";
import { oneAtATime } from "./one-at-a-time.mjs";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));
const STAMP = join(ROOT, "dist", ".built");

/** Runs a program in the project's folder; ends this one if it fails. */
export function run(command, args, { quiet = false, env = process.env } = {}) {
  const result = spawnSync(command, args, {
    cwd: ROOT,
    stdio: quiet ? "pipe" : "inherit",
    encoding: "utf8",
    env,
  });
  if (result.status === 0) return;
  if (quiet) process.stderr.write(`${result.stdout ?? ""}${result.stderr ?? ""}`);
  process.stderr.write(`${command} ${args.join(" ")} failed.\n`);
  process.exit(result.status ?? 1);
}

/** A tool of node_modules/.bin, run by this Node. */
export function tool(name, args, options) {
  run(join(ROOT, "node_modules", ".bin", name), args, options);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  process.stderr.write(`Plumbline needs Node 20.19 or newer; this is ${process.versions.node}.\n`);
  process.exit(5);
}

function isInstalled() {
  const lock = join(ROOT, "package-lock.json");
  const kept = join(ROOT, "node_modules", ".package-lock.json");
  return existsSync(kept) && statSync(kept).mtimeMs >= statSync(lock).mtimeMs;
}

function isBuilt() {
  return haveFonts() && existsSync(STAMP) && Number(readFileSync(STAMP, "utf8")) >= sources();
}

function install() {
  process.stderr.write("Installing packages (once) …\n");
  run("npm", ["ci", "--no-audit", "--no-fund"], { quiet: true });
}

function newest(folder) {
  let time = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) time = Math.max(time, statSync(join(entry.parentPath, entry.name)).mtimeMs);
  return time;
}

const sources = () =>
  Math.max(
    newest(join(ROOT, "src")),
    newest(join(ROOT, "wasm")),
    statSync(join(ROOT, "package-lock.json")).mtimeMs,
  );

/** Packs what browsers load, once for all of them; fonts are packed in themselves. */
function packPage(folder) {
  for (const name of readdirSync(folder).filter((one) => /\.(?:js|css|svg)$/.test(one)))
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(readFileSync(join(folder, name))));
}

/** What is compiled from `wasm`, where it lies in the program, and how. */
export const COMPILED_PARTS = {
  rows: {
    place: join("ingest", "scan", "rows.wasm"),
    how: ["--enable", "simd", "--initialMemory", "64", "--maximumMemory", "64"],
  },
  sweep: {
    place: join("signals", "threads", "sweep.wasm"),
    how: "--enable threads --importMemory --sharedMemory --initialMemory 1 --maximumMemory 65536".split(" "),
  },
};

/** Compiles one of them: the same source and the same compiler give the same bytes. */
export function compilePart(name, out) {
  const { how } = COMPILED_PARTS[name];
  const always = ["-O3", "--runtime", "stub", "--noAssert", "--outFile", out];
  tool("asc", [join("wasm", `${name}.ts`), ...how, ...always], { quiet: true });
}

/** Builds the program and its page anew, without leftovers of files that were moved. */
function buildAnew() {
  const time = sources();
  copyFonts();
  rmSync(join(ROOT, "dist"), { recursive: true, force: true });
  tool("tsc", ["-p", "tsconfig.build.json"], { quiet: true });
  for (const [name, { place }] of Object.entries(COMPILED_PARTS)) compilePart(name, join("dist", place));
  run(process.execPath, ["scripts/bundle.mjs"], { quiet: true });
  tool("vite", ["build", "--logLevel", "warn"], { quiet: true });
  packPage(join(ROOT, "dist", "web", "assets"));
  writeFileSync(STAMP, String(time));
}

/** One command at a time installs or builds in this folder. */
function alone(work) {
  oneAtATime(join(ROOT, ".preparing"), work, () =>
    process.stderr.write("Another command is preparing this folder; waiting for it …\n"),
  );
}

/** Builds, whether it is needed or not. */
export function build() {
  alone(buildAnew);
}

/** Installs and builds what is missing. */
export function prepare() {
  checkNode();
  if (isInstalled() && isBuilt()) return;
  alone(() => {
    if (!isInstalled()) install();
    if (isBuilt()) return;
    process.stderr.write("Building …\n");
    buildAnew();
  });
}
