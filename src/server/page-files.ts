/** The built page (`dist/web`), read once: small enough to keep, and no request is ever turned into a path. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PlumblineError } from "../errors.ts";

export interface Asset {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  /** The same in Brotli, as the build made it; fonts are packed in themselves and have none. */
  readonly brotli?: Uint8Array<ArrayBuffer>;
}

export interface PageFiles {
  readonly document: Uint8Array<ArrayBuffer>;
  readonly assets: ReadonlyMap<string, Asset>;
}

/** Where the build puts the page; the same from `src/server` and from `dist/server`. */
const BUILT = fileURLToPath(new URL("../../dist/web/", import.meta.url));

/** End of the name of a file that the build has packed. */
const PACKED = ".br";

const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".woff2": "font/woff2",
  ".woff": "font/woff",
  ".svg": "image/svg+xml",
};

/** @throws PlumblineError STORE if the page was never built. */
export function readPageFiles(folder: string = BUILT): PageFiles {
  const document = join(folder, "index.html");
  if (!existsSync(document))
    throw new PlumblineError("STORE", "The page of the workbench has not been built.", {
      where: folder,
      hint: "Run `npm run build`; `npm start` does it by itself.",
    });
  const read = (name: string) => Uint8Array.from(readFileSync(join(folder, "assets", name)));
  const names = new Set(readdirSync(join(folder, "assets")));
  const assets = [...names]
    .filter((name) => !name.endsWith(PACKED))
    .map((name): [string, Asset] => {
      const type = TYPES[extname(name)] ?? "application/octet-stream";
      const packed = names.has(name + PACKED) ? { brotli: read(name + PACKED) } : {};
      return [name, { bytes: read(name), type, ...packed }];
    });
  return { document: Uint8Array.from(readFileSync(document)), assets: new Map(assets) };
}
