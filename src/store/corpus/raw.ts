/**
 * Columns of a result as their bytes lie in the memory of the database, so that a digest over a million rows costs no object for each.
 *
 * A text is 16 bytes: its length in 4, then either the text (up to 12 bytes) or 4 bytes of it and the address of the whole. Texts of one
 * chunk that the database has just made lie one after the other, so that one read takes many of them; where they do not, there are more reads.
 */
import { DuckDBTypeId } from "@duckdb/node-api";
import type { DuckDBDataChunk, DuckDBResult } from "@duckdb/node-api";
import bindings from "@duckdb/node-bindings";

/** A column of a chunk as its bytes lie; it has no NULL. */
export function rawColumn(
  result: DuckDBResult,
  chunk: DuckDBDataChunk,
  i: number,
): Int32Array | Float64Array {
  const type = { [DuckDBTypeId.INTEGER]: Int32Array, [DuckDBTypeId.DOUBLE]: Float64Array }[
    result.columnTypeId(i) as DuckDBTypeId.INTEGER | DuckDBTypeId.DOUBLE
  ];
  if (type === undefined) throw new TypeError(`column ${i} is neither INTEGER nor DOUBLE`);
  const vector = bindings.data_chunk_get_vector(chunk.chunk, i);
  const bytes = bindings.vector_get_data(vector, chunk.rowCount * type.BYTES_PER_ELEMENT);
  return new type(bytes.buffer as ArrayBuffer, bytes.byteOffset, chunk.rowCount);
}

const TEXT_BYTES = 16;
const LONGEST_INSIDE = 12;
const ADDRESS_AT = 8;

/** The texts of a VARCHAR column without NULL, one after the other, in pieces. */
export function rawTexts(chunk: DuckDBDataChunk, column: number): Uint8Array[] {
  const vector = bindings.data_chunk_get_vector(chunk.chunk, column);
  const raw = bindings.vector_get_data(vector, chunk.rowCount * TEXT_BYTES);
  const buffer = raw.buffer as ArrayBuffer;
  const view = new DataView(buffer, raw.byteOffset, raw.byteLength);
  const pieces: Uint8Array[] = [];
  let run: { readonly place: number; readonly address: bigint; bytes: number } | undefined;
  const end = () => {
    if (run !== undefined) pieces.push(bindings.get_data_from_pointer(buffer, run.place, run.bytes));
    run = undefined;
  };
  for (let at = 0; at < raw.byteLength; at += TEXT_BYTES) {
    const length = view.getUint32(at, true);
    if (length === 0) continue;
    if (length <= LONGEST_INSIDE) {
      end();
      pieces.push(new Uint8Array(buffer, raw.byteOffset + at + 4, length));
      continue;
    }
    const address = view.getBigUint64(at + ADDRESS_AT, true);
    if (run !== undefined && run.address + BigInt(run.bytes) === address) run.bytes += length;
    else {
      end();
      run = { place: raw.byteOffset + at + ADDRESS_AT, address, bytes: length };
    }
  }
  end();
  return pieces;
}
