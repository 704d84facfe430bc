/**
 * The text of a document, wherever it is read from. What is packed (PDF, DOCX) and what is long goes to a child process that may read
 * this one file and nothing else, with bounds of memory and time; a short text is read at once.
 */
import { open, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PlumblineError } from "../../errors.ts";
import { count } from "../../words.ts";
import { TEXT_READER } from "../confine.ts";
import { runConfined } from "../run-child.ts";
import type { ChildLimits } from "../run-child.ts";
import { confinedFolder, readableFile } from "../work-folder.ts";
import { extractText } from "./extract.ts";
import type { AboutDocument, ExtractedText } from "./extract.ts";
import type { TextAnswer, TextRequest } from "./messages.ts";
import { packedKind, PACKED_HEAD } from "./packed.ts";
import { firstBytes } from "./whole.ts";

const MIB = 1_048_576;
export const DOCUMENT_LIMITS = Object.freeze({
  /** What is larger is not read. */
  bytes: 128 * MIB,
  memoryMb: 1024,
  timeoutMs: 120_000,
  /** A text of so many bytes is read by the program itself. */
  atOnce: MIB / 4,
});

/** Documents that are read at the same moment; others wait. */
const CHILDREN = 2;

/**
 * @param source path of the file, or its bytes
 * @throws PlumblineError NO_TEXT, ARCHIVE_LIMIT, IMPORT_LIMIT, FILE_MISSING, STOPPED, INTERNAL.
 */
export async function readText(
  source: string | Uint8Array,
  about: AboutDocument,
  limits: ChildLimits = {},
): Promise<ExtractedText> {
  const { head, size } = await beginningOf(source, about.name);
  const packed = packedKind(head);
  if (packed === undefined && size <= DOCUMENT_LIMITS.atOnce) {
    const bytes = typeof source === "string" ? head : source;
    return extractText(bytes, size, about);
  }
  if (packed !== undefined && size > DOCUMENT_LIMITS.bytes)
    throw new PlumblineError("NO_TEXT", `It is larger than ${count(DOCUMENT_LIMITS.bytes / MIB)} MiB.`, {
      where: about.name,
    });
  return inTurn(() => inChild(source, about, limits));
}

async function beginningOf(
  source: string | Uint8Array,
  where: string,
): Promise<{ readonly head: Uint8Array; readonly size: number }> {
  if (typeof source !== "string") return { head: source.subarray(0, PACKED_HEAD), size: source.length };
  const handle = await open(await readableFile(source, where), "r");
  try {
    const { size } = await handle.stat();
    return { head: await firstBytes(handle, size <= DOCUMENT_LIMITS.atOnce ? size : PACKED_HEAD), size };
  } finally {
    await handle.close();
  }
}

async function inChild(
  source: string | Uint8Array,
  { name, mediaType }: AboutDocument,
  limits: ChildLimits,
): Promise<ExtractedText> {
  const { folder, dispose } = await confinedFolder();
  try {
    const file = typeof source === "string" ? await readableFile(source, name) : join(folder, "document");
    if (typeof source !== "string") await writeFile(file, source);
    const { memoryMb, timeoutMs } = DOCUMENT_LIMITS;
    const asked: TextRequest = { path: file, name, mediaType: mediaType ?? null };
    const answer = await runConfined<TextAnswer>(
      TEXT_READER,
      asked,
      { memoryMb, timeoutMs, ...limits },
      { file, folder, where: name },
    );
    return answer.text;
  } finally {
    await dispose();
  }
}

let running = 0;
const waiting: (() => void)[] = [];

/** Each child may take the memory that it is given: so there are few of them. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= CHILDREN) await new Promise<void>((resolve) => waiting.push(resolve));
  else running++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    // The place goes to who waits longest.
    if (next === undefined) running--;
    else next();
  }
}
