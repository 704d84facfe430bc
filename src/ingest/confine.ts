/**
 * What the child process of an import may do. Node's permission model keeps its JavaScript to the program's own code,
 * the one file and the staging folder (no other reads, no processes, no workers); DuckDB, being native code, is kept to
 * the same by its own locked configuration (`engine.ts`). The environment is empty.
 */
import { createRequire } from "node:module";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** Folder of the compiled program, also when this very file runs from its TypeScript source. */
export const COMPILED = fileURLToPath(
  import.meta.url.endsWith(".ts") ? new URL("../../dist/", import.meta.url) : new URL("../", import.meta.url),
);

/** A program that runs confined. */
export interface ChildProgram {
  readonly entry: string;
  /** Folders of the packages that it loads. */
  readonly packages: () => readonly string[];
  /** Whether one of them is native code. */
  readonly native: boolean;
}

/** The reader of posts. */
export const CHILD: ChildProgram = {
  entry: join(COMPILED, "bundle", "reader.js"),
  packages: () => [duckdbFolder(), ...htmlFolders()],
  native: true,
};

/** What unpacks containers; it loads no native code. */
export const UNPACKER: ChildProgram = {
  entry: join(COMPILED, "ingest", "containers", "child.js"),
  packages: () => {
    const { resolve } = createRequire(import.meta.url);
    return [...zipFolders(), dirname(dirname(resolve("zstddec/stream"))) + sep];
  },
  native: false,
};

/** What reads documents; its reader of PDF is JavaScript alone. */
export const TEXT_READER: ChildProgram = {
  entry: join(COMPILED, "ingest", "text", "child.js"),
  packages: () => {
    const { resolve } = createRequire(import.meta.url);
    return [...zipFolders(), dirname(dirname(resolve("unpdf"))) + sep, dirname(resolve("zod")) + sep];
  },
  native: false,
};

/** What looks at pictures; its decoders are WebAssembly. */
export const PICTURE_READER: ChildProgram = {
  entry: join(COMPILED, "ingest", "pictures", "child.js"),
  packages: () => {
    const { resolve } = createRequire(import.meta.url);
    return ["jpeg", "png", "webp"].map((name) => dirname(resolve(`@jsquash/${name}/decode.js`)) + sep);
  },
  native: false,
};

/** Node grows young objects in two halves beside this; native memory of DuckDB is bounded apart. */
const HEAP_MB = 192;

/** Folder of the `@duckdb` packages, native library included. */
function duckdbFolder(): string {
  const entry = createRequire(import.meta.url).resolve("@duckdb/node-api/package.json");
  return dirname(dirname(entry)) + sep;
}

/** Folders of what reads zip and XML. Each entry lies in its package's folder or in one below it. */
function zipFolders(): string[] {
  const { resolve } = createRequire(import.meta.url);
  const yauzl = resolve("yauzl");
  return [
    dirname(yauzl),
    dirname(createRequire(yauzl).resolve("pend")),
    dirname(dirname(resolve("sax"))),
  ].map((folder) => folder + sep);
}

/** Folders of the HTML parser and of the one package that it loads. */
function htmlFolders(): string[] {
  const parser = createRequire(import.meta.url).resolve("parse5");
  const entities = createRequire(parser).resolve("entities/decode");
  return [parser, entities].map((entry) => dirname(dirname(entry)) + sep);
}

/** Arguments for Node that confine a child to one file and one folder. */
export function confinement({ packages, native }: ChildProgram, file: string, folder: string): string[] {
  const permission = process.allowedNodeEnvironmentFlags.has("--permission")
    ? "--permission"
    : "--experimental-permission";
  const program = dirname(dirname(COMPILED));
  const read = [COMPILED, join(program, "package.json"), ...packages(), file, folder + sep];
  return [
    `--max-old-space-size=${HEAP_MB}`,
    "--no-warnings",
    permission,
    ...(native ? ["--allow-addons"] : []),
    ...read.map((path) => `--allow-fs-read=${path}`),
    `--allow-fs-write=${folder + sep}`,
  ];
}
