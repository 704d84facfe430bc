/**
 * zip, by its list of entries. Sizes and checksums are held to what comes out. A name is what an entry is called and never a place on the
 * disk, so that none is refused for what it says.
 */
import { crc32 } from "node:zlib";
import { fromFdPromise, getFileNameLowLevel } from "yauzl";
import type { Entry, ZipFile } from "yauzl";
import { PlumblineError } from "../../errors.ts";
import type { Budget } from "./budget.ts";
import { damaged, inflate } from "./bytes.ts";
import type { Bytes } from "./bytes.ts";

export interface ZipEntry {
  readonly name: string;
  /** In words, where it is no file. */
  readonly special: string | undefined;
  /** @throws PlumblineError ARCHIVE_LOCKED, FILE_MALFORMED */
  readonly content: () => Bytes;
}

const STORED = 0;
const DEFLATED = 8;
/** Of the mode of a file in Unix, which stands in the upper half of the attributes. */
const KIND = 0o170000;
const LINK = 0o120000;
const REGULAR = [0, 0o100000];

/**
 * The entries of the archive that is open as `file`. What it says of their number is held to the limit before one is read.
 * @throws PlumblineError FILE_MALFORMED, ARCHIVE_LIMIT.
 */
export async function* zipEntries(
  file: number,
  budget: Budget,
  onRead: (bytes: number) => void,
): AsyncGenerator<ZipEntry> {
  const zip = await said(
    fromFdPromise(file, {
      autoClose: false,
      lazyEntries: true,
      decodeStrings: false,
      validateEntrySizes: false,
    }),
  );
  budget.entry(zip.entryCount);
  const entries = zip.eachEntry()[Symbol.asyncIterator]();
  for (;;) {
    const next = await said(entries.next());
    if (next.done === true) return;
    const entry = next.value;
    yield {
      name: nameOf(entry),
      special: specialOf(entry),
      content: () => contentOf(zip, entry, budget, onRead),
    };
  }
}

/** What the reader of the archive has against it, with a code. */
async function said<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (cause) {
    const text = cause instanceof Error ? cause.message.slice(0, 160) : String(cause);
    throw new PlumblineError("FILE_MALFORMED", "The archive is damaged, or not whole.", {
      hint: `Copy or download the file again and compare the sizes. The reader says: ${text}`,
      cause,
    });
  }
}

// With the program's own types, a name is bytes where strings are not decoded.
const nameOf = (entry: Entry): string =>
  getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);

function specialOf(entry: Entry): string | undefined {
  if (nameOf(entry).endsWith("/")) return "a folder";
  const kind = (entry.externalFileAttributes >>> 16) & KIND;
  if (kind === LINK) return "a link";
  return REGULAR.includes(kind) ? undefined : "no file";
}

async function* contentOf(
  zip: ZipFile,
  entry: Entry,
  budget: Budget,
  onRead: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  if (entry.isEncrypted()) throw new PlumblineError("ARCHIVE_LOCKED", "It is locked with a password.");
  const { compressionMethod: method } = entry;
  if (method !== STORED && method !== DEFLATED)
    throw new PlumblineError("FILE_BINARY", `It is compressed by method ${method}, which is not read.`, {
      hint: "Unpack it, and import the file inside.",
    });
  const raw = measured(await said(zip.openReadStreamPromise(entry, { decodeFileData: false })), (bytes) => {
    onRead(bytes);
    if (method === STORED) budget.took(bytes);
  });
  let bytes = 0;
  let sum = 0;
  for await (const part of method === STORED ? raw : inflate(raw, budget)) {
    bytes += part.length;
    sum = crc32(part, sum);
    if (bytes > entry.uncompressedSize) throw damaged();
    yield part;
  }
  if (bytes !== entry.uncompressedSize || sum !== entry.crc32) throw damaged();
}

async function* measured(source: Bytes, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const part of source) {
    onRead(part.length);
    yield part;
  }
}
