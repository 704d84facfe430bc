/** The text of a file of any kind that is read. It runs in the child process: see `read.ts`. */
import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { PlumblineError } from "../../errors.ts";
import type { TellProgress } from "../messages.ts";
import { DOCX_KIND, readDocx } from "./docx/read.ts";
import { assembled, extractText, MAX_TEXT_BYTES } from "./extract.ts";
import type { AboutDocument, ExtractedText } from "./extract.ts";
import { packedKind, PACKED_HEAD } from "./packed.ts";
import { PDF_KIND, readPdf } from "./pdf/read.ts";

/** @throws PlumblineError NO_TEXT, ARCHIVE_LIMIT. */
export async function textOfFile(
  path: string,
  about: AboutDocument,
  tell: TellProgress,
): Promise<ExtractedText> {
  const handle = await open(path, "r");
  try {
    const kind = packedKind(await firstBytes(handle, PACKED_HEAD));
    if (kind === "pdf") return assembled(PDF_KIND, await readPdf(await handle.readFile(), about.name, tell));
    if (kind === "zip") return assembled(DOCX_KIND, await readDocx(handle, about.name));
    return extractText(await firstBytes(handle, MAX_TEXT_BYTES), (await handle.stat()).size, about);
  } catch (error) {
    if (error instanceof PlumblineError) throw error;
    // What a parser throws over the bytes of a stranger is a fault of these bytes.
    throw new PlumblineError("NO_TEXT", "It is damaged: reading it failed.", {
      where: about.name,
      cause: error,
    });
  } finally {
    await handle.close();
  }
}

export async function firstBytes(handle: FileHandle, most: number): Promise<Uint8Array> {
  const head = Buffer.alloc(Math.min((await handle.stat()).size, most));
  const { bytesRead } = await handle.read(head, 0, head.length, 0);
  return head.subarray(0, bytesRead);
}
