/** The built page (`dist/web`), read once: small enough to keep, and no request is ever turned into a path. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PlumblineError } from "../errors.ts";

export interface PageFiles {
  readonly document: Uint8Array<ArrayBuffer>;
  readonly assets: ReadonlyMap<string, { readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string }>;
}

/** Where the build puts the page; the same from `src/server` and from `dist/server`. */
const BUILT = fileURLToPath(new URL("../../dist/web/", import.meta.url));

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
  const assets = readdirSync(join(folder, "assets")).map((name) => {
    const bytes = Uint8Array.from(readFileSync(join(folder, "assets", name)));
    return [name, { bytes, type: TYPES[extname(name)] ?? "application/octet-stream" }] as const;
  });
  return { document: Uint8Array.from(readFileSync(document)), assets: new Map(assets) };
}
