/** From the first bytes of a file to its format, and the file as a table. */
import { open as openFile, stat } from "node:fs/promises";
import type { Engine } from "../engine.ts";
import { checkTextHead, HEAD_BYTES } from "../head.ts";
import { namesOnly } from "../mapping.ts";
import { POST_COLUMNS } from "../platforms/posts-file.ts";
import { openPlatform } from "../platforms/read.ts";
import { jsonStart, ownForm, recognisePlatform } from "../platforms/recognise.ts";
import type { Format, SourceTable } from "./contract.ts";
import { FORMATS } from "./index.ts";
import { json } from "./json.ts";
import { MAX_ROW_BYTES } from "./rows.ts";

export interface OpenedTable {
  readonly format: Pick<Format, "id" | "text">;
  readonly table: SourceTable;
  /** Size of the file. */
  readonly bytes: number;
}

export interface OpenRequest {
  readonly path: string;
  /** How the file is called in messages. */
  readonly where: string;
  /** For work files. */
  readonly folder: string;
  /** A mapping that was given names columns of the file itself, unless all of them are those of posts. */
  readonly mapping: string | undefined;
  /** Where the records of a document stand: then they are read as they are, whatever they look like. */
  readonly rows: string | undefined;
  /** Whether a text may be left in its file; by default it is loaded. */
  readonly leave?: boolean;
  /** Whether it may be read by the scanner there. */
  readonly scan?: boolean;
}

/**
 * A text from a platform that is known is opened as a table of posts, any other as the table that it is.
 * @throws PlumblineError FILE_*.
 */
export async function openTable(
  engine: Engine,
  { path, where, folder, mapping, rows, leave = false, scan = false }: OpenRequest,
  onBytes: (done: number, total: number) => void,
): Promise<OpenedTable> {
  const bytes = (await stat(path)).size;
  const head = await readHead(path, bytes);
  const context = {
    engine,
    path,
    where,
    bytes,
    head,
    folder,
    rows,
    mapping,
    leave,
    scan,
    onBytes: (done: number) => onBytes(done, bytes),
  };
  const own = ownForm(head);
  if (own !== undefined) {
    if (own.finding.text) checkTextHead(head, where);
    return { format: own.finding, table: await openPlatform(context, own), bytes };
  }
  const format = FORMATS.find((one) => !one.text && one.recognises(head)) ?? textFormat(head, where, rows);
  const free = rows === undefined && (mapping === undefined || namesOnly(mapping, POST_COLUMNS));
  const platform = format.text && free ? await recognisePlatform(context) : undefined;
  const table = platform === undefined ? await format.open(context) : await openPlatform(context, platform);
  return { format, table, bytes };
}

/** The first bytes; of JSON whose first line is longer, as much as a row may have. */
async function readHead(path: string, bytes: number): Promise<Uint8Array> {
  const handle = await openFile(path, "r");
  const read = async (length: number): Promise<Buffer> => {
    const head = Buffer.alloc(Math.min(length, bytes));
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    return head.subarray(0, bytesRead);
  };
  try {
    const head = await read(HEAD_BYTES);
    const long = head.length === HEAD_BYTES && head[0] === 0x7b && !head.includes(0x0a);
    return long ? await read(MAX_ROW_BYTES) : head;
  } finally {
    await handle.close();
  }
}

/** @param rows where the records stand, as a person says: in a document then, or in each of several */
function textFormat(head: Uint8Array, where: string, rows: string | undefined): Format {
  checkTextHead(head, where);
  if (rows !== undefined && jsonStart(head) !== undefined) return json;
  return FORMATS.find((one) => one.text && one.recognises(head))!;
}
