/** From the first bytes of a file to its format, and the file as a table. */
import { open as openFile, stat } from "node:fs/promises";
import type { Engine } from "../engine.ts";
import { checkTextHead, HEAD_BYTES } from "../head.ts";
import type { Format, SourceTable } from "./contract.ts";
import { FORMATS } from "./index.ts";

export interface OpenedTable {
  readonly format: Format;
  readonly table: SourceTable;
  /** Size of the file. */
  readonly bytes: number;
}

/**
 * @param where how the file is called in messages
 * @param folder for work files
 * @throws PlumblineError FILE_*.
 */
export async function openTable(
  engine: Engine,
  { path, where, folder }: { readonly path: string; readonly where: string; readonly folder: string },
  onBytes: (done: number, total: number) => void,
): Promise<OpenedTable> {
  const bytes = (await stat(path)).size;
  const head = await readHead(path);
  const format = FORMATS.find((one) => !one.text && one.recognises(head)) ?? textFormat(head, where);
  const context = {
    engine,
    path,
    where,
    bytes,
    head,
    folder,
    onBytes: (done: number) => onBytes(done, bytes),
  };
  return { format, table: await format.open(context), bytes };
}

async function readHead(path: string): Promise<Uint8Array> {
  const handle = await openFile(path, "r");
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await handle.read(head, 0, HEAD_BYTES, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function textFormat(head: Uint8Array, where: string): Format {
  checkTextHead(head, where);
  return FORMATS.find((one) => one.text && one.recognises(head))!;
}
