/**
 * Which containers are known, by their first bytes: never by a name, which is anybody's word. Text in UTF-16 counts as one: what it holds
 * is the same text in UTF-8. So does a workbook, a zip that
 * is told by its entries: what it holds is a table for each sheet.
 */
import { utf16Of } from "../head.ts";

export const CONTAINER_KINDS = ["gzip", "zip", "zstd", "tar", "utf-16le", "utf-16be", "xlsx"] as const;
export type ContainerKind = (typeof CONTAINER_KINDS)[number];

/** Bytes that are looked at: a header of tar. */
export const CONTAINER_HEAD = 512;

const begins = (head: Uint8Array, bytes: readonly number[]): boolean =>
  head.length >= bytes.length && bytes.every((byte, i) => head[i] === byte);

/** @returns undefined for what is no container, whatever it is */
export function containerOf(head: Uint8Array): ContainerKind | undefined {
  if (begins(head, [0x1f, 0x8b, 0x08])) return "gzip";
  // The second is the end of the list of entries, with which an empty archive begins.
  if (begins(head, [0x50, 0x4b, 0x03, 0x04]) || begins(head, [0x50, 0x4b, 0x05, 0x06])) return "zip";
  if (begins(head, [0x28, 0xb5, 0x2f, 0xfd]) || isSkippable(head)) return "zstd";
  return isTarHeader(head) ? "tar" : utf16Of(head.subarray(0, CONTAINER_HEAD));
}

/** A frame of zstd that holds no data, as some programs put in front. */
export const isSkippable = (head: Uint8Array): boolean =>
  head.length >= 8 && (head[0]! & 0xf0) === 0x50 && begins(head.subarray(1), [0x2a, 0x4d, 0x18]);

const CHECKSUM_AT = 148;
const CHECKSUM_LENGTH = 8;

/** Does the checksum of this header of tar hold? It is the only mark that every version of the format has. */
export function isTarHeader(block: Uint8Array): boolean {
  if (block.length < CONTAINER_HEAD || block[0] === 0) return false;
  let sum = CHECKSUM_LENGTH * 0x20;
  for (let i = 0; i < CONTAINER_HEAD; i++)
    if (i < CHECKSUM_AT || i >= CHECKSUM_AT + CHECKSUM_LENGTH) sum += block[i]!;
  const field = String.fromCharCode(...block.subarray(CHECKSUM_AT, CHECKSUM_AT + CHECKSUM_LENGTH));
  const octal = /^[ 0]*([0-7]+)[ \0]/.exec(field)?.[1];
  return octal !== undefined && Number.parseInt(octal, 8) === sum;
}
