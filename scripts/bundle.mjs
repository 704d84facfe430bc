// The command line, and the reader of files that it starts, each as a few files: hundreds of small modules take longer to find and open
// than a small file of posts takes to read. What is bundled says where it stood, so that what lies beside it is found there.
import { join, relative } from "node:path";
import { rolldown } from "rolldown";
import { ROOT } from "./prepare.mjs";

const DIST = join(ROOT, "dist");
const OUT = join(DIST, "bundle");
/** Packages of very many files; every other one is loaded from where it is installed. */
const WITHIN = ["@duckdb/node-api", "zod"];

const isWithin = (name) => WITHIN.some((one) => name === one || name.startsWith(`${one}/`));

/** A module's own address in the place of the bundle's. */
const whereItStood = {
  name: "where-it-stood",
  transform(code, id) {
    if (!id.startsWith(DIST) || !code.includes("import.meta.url")) return null;
    const address = JSON.stringify(relative(OUT, id).replaceAll("\\", "/"));
    return { code: code.replaceAll("import.meta.url", `new URL(${address}, import.meta.url).href`) };
  },
};

/** What a bundler puts in by itself is no dependency: it would be missing where the program is installed. */
function refuseHelpers(output) {
  const strangers = output.flatMap(({ fileName, imports = [], dynamicImports = [] }) =>
    [...imports, ...dynamicImports]
      .filter((name) => name.startsWith("@oxc-project/"))
      .map((name) => `${fileName}: ${name}`),
  );
  if (strangers.length > 0)
    throw new Error(`The bundle imports what is not installed: ${strangers.join(", ")}.`);
}

for (const [name, entry] of [
  ["main", "cli/main.js"],
  ["reader", "ingest/child.js"],
]) {
  const bundle = await rolldown({
    input: { [name]: join(DIST, entry) },
    platform: "node",
    external: (source, importer) => importer !== undefined && /^[@a-z]/.test(source) && !isWithin(source),
    plugins: [whereItStood],
  });
  const { output } = await bundle.write({
    dir: OUT,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: `${name}-[name].js`,
  });
  await bundle.close();
  refuseHelpers(output);
}
