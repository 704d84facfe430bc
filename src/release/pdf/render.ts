/**
 * The report as PDF/A-2b. The compiler sees an empty folder, the template,
 * the fonts and the blocks. Time is linear in the blocks but for the search of line and page breaks; memory about the
 * fonts and the pages.
 */
import { mkdtempSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { PlumblineError } from "../../errors.ts";
import { anchorsOf } from "../print/parts.ts";
import { PAGE_LANGUAGE, printBlocks } from "../print/print.ts";
import type { Document } from "../document/types.ts";
import { templateBlocks } from "./data.ts";
import { drawable, fontsFor } from "./fonts.ts";
import { TEMPLATE } from "./template.ts";

const STANDARD = "a-2b";

/**
 * @param asOf time of the edition; the date in the file.
 * @param authors names of the parties that wrote it.
 * @throws PlumblineError INTERNAL with the compiler's words if the template does not compile.
 */
export function renderPdf(document: Document, asOf: string, authors: readonly string[]): Uint8Array {
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
  const root = mkdtempSync(join(tmpdir(), "plumbline-pdf-"));
  const compiler = NodeCompiler.create({ workspace: root, fontArgs: [{ fontBlobs: [...fonts.blobs] }] });
  try {
    const compiled = compiler.compile({ mainFileContent: TEMPLATE, inputs: { data } });
    const made = compiled.result;
    if (made === null) throw unset(JSON.stringify(compiled.takeError()?.shortDiagnostics));
    return compiler.pdf(made, { pdfStandard: STANDARD });
  } catch (cause) {
    if (cause instanceof PlumblineError) throw cause;
    // The compiler puts its words into the code of the error.
    throw unset((cause as { readonly code?: string }).code ?? String(cause));
  } finally {
    // The compiler remembers over all documents of a process: what the last two did not need goes.
    compiler.evictCache(1);
    rmdirSync(root);
  }
}

function unset(why: string): PlumblineError {
  return new PlumblineError("INTERNAL", `The PDF could not be set: ${why}`);
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
