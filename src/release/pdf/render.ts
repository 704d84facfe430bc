/**
 * The report as PDF/A-2a. The compiler is WebAssembly: it sees no files, only the template, the fonts and the blocks.
 * Time is linear in the blocks but for the search of line and page breaks; memory about the fonts and the pages.
 */
import init, { TypstCompilerBuilder } from "@myriaddreamin/typst-ts-web-compiler";
import { PlumblineError } from "../../errors.ts";
import { anchorsOf } from "../print/parts.ts";
import { PAGE_LANGUAGE, printBlocks } from "../print/print.ts";
import type { Document } from "../document/types.ts";
import { asArchive } from "./archive.ts";
import { templateBlocks } from "./data.ts";
import { drawable, fontsFor } from "./fonts.ts";
import { TEMPLATE } from "./template.ts";

const MAIN = "/main.typ";

/** Diagnostics as words with their place. */
const WORDS = 2;

interface Compiled {
  readonly result?: Uint8Array;
  readonly diagnostics?: readonly string[];
}

/**
 * @param asOf time of the edition; the date in the file.
 * @param authors names of the parties that wrote it.
 * @throws PlumblineError INTERNAL with the compiler's words if the template does not compile.
 */
export async function renderPdf(
  document: Document,
  asOf: string,
  authors: readonly string[],
): Promise<Uint8Array> {
  const blocks = printBlocks(document);
  const fonts = fontsFor(JSON.stringify([blocks, authors]));
  const data = JSON.stringify({
    title: drawable(document.title.text, fonts),
    authors: authors.map((author) => drawable(author, fonts)),
    date: dateParts(asOf),
    language: PAGE_LANGUAGE,
    tlp: document.tlp,
    foot: drawable(document.foot.text, fonts),
    serif: fonts.serif,
    sans: fonts.sans,
    anchors: anchorsOf(blocks),
    blocks: templateBlocks(blocks, fonts),
  });
  return asArchive(await compiled(data, fonts.blobs));
}

async function compiled(data: string, fonts: readonly Uint8Array[]): Promise<Uint8Array> {
  await init();
  const builder = new TypstCompilerBuilder();
  builder.set_dummy_access_model();
  for (const font of fonts) await builder.add_raw_font(font);
  const compiler = await builder.build();
  try {
    compiler.add_source(MAIN, TEMPLATE);
    const made = compiler.compile(MAIN, [["data", data]], "pdf", WORDS) as Compiled;
    if (made.result === undefined)
      throw new PlumblineError("INTERNAL", `The PDF could not be set: ${made.diagnostics?.join("; ")}`);
    return made.result;
  } finally {
    // The compiler remembers over all documents of a process.
    compiler.reset();
    compiler.free();
  }
}

function dateParts(text: string): Readonly<Record<string, number>> {
  const at = new Date(text);
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
  };
}
