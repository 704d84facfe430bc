/**
 * Whether a file is a document to be read or posts to be imported: by its form, and by its name where the form leaves that open. A
 * page of a messenger's export is posts; a text whose lines are rows of a table is posts, whatever it is called.
 */
import { closeSync, openSync, readSync } from "node:fs";
import { HEAD_BYTES, startsWith, utf16Of } from "./head.ts";
import { jsonStart, ownForm } from "./platforms/recognise.ts";

export type FileForm = "document" | "posts";

const PDF = [0x25, 0x50, 0x44, 0x46];
const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** A part of every DOCX, and of no other ZIP that comes in. */
const DOCX = /\[Content_Types\]\.xml|word\//;
const PAGE = /^\uFEFF?\s*(?:<!doctype html|<html[\s>])/i;
const DOCUMENT_NAMES = /\.(?:pdf|docx|eml|html?|xhtml)$/i;
const TEXT_NAMES = /\.(?:txt|text|md|markdown)$/i;
/** Characters of a name of a column; a sentence ends, a name does not. */
const COLUMN = /^["']?[\p{L}\p{N}_ .#@:/-]{1,40}["']?$/u;
const LINES = 5;

/** @param name as the one who hands the file over calls it */
export function formOf(path: string, name: string): FileForm {
  const head = headOf(path);
  if (startsWith(head, PDF)) return "document";
  if (ownForm(head) !== undefined) return "posts";
  if (startsWith(head, ZIP))
    return /\.docx$/i.test(name) && DOCX.test(Buffer.from(head).toString("latin1")) ? "document" : "posts";
  if (DOCUMENT_NAMES.test(name)) return "document";
  const text = new TextDecoder(utf16Of(head) ?? "utf-8").decode(head);
  if (PAGE.test(text)) return "document";
  if (!TEXT_NAMES.test(name)) return "posts";
  return jsonStart(head) !== undefined || isTable(text) ? "posts" : "document";
}

function headOf(path: string): Uint8Array {
  const file = openSync(path, "r");
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    return head.subarray(0, readSync(file, head, 0, HEAD_BYTES, 0));
  } finally {
    closeSync(file);
  }
}

/** A first line of names, and lines below it with as many parts. */
function isTable(text: string): boolean {
  const lines = text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .slice(0, LINES);
  const [first = ""] = lines;
  return ["\t", ",", ";", "|"].some((mark) => {
    const names = first.split(mark);
    return (
      lines.length > 1 &&
      names.length > 1 &&
      names.every((one) => COLUMN.test(one.trim())) &&
      !/[.!?]["”]?$/.test(first.trim()) &&
      lines.slice(1).every((line) => line.split(mark).length >= names.length)
    );
  });
}
