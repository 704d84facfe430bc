/**
 * Where the messages of a set lie: a mailbox file, a folder or container of messages, a Maildir. What is no message is told and
 * costs the others nothing. Messages are bytes here: nothing in them is opened.
 */
import { createHash } from "node:crypto";
import { createReadStream, existsSync, readdirSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { pipeline } from "node:stream/promises";
import { PlumblineError } from "../../errors.ts";
import type { OnProgress } from "../../model/effects.ts";
import { count } from "../../words.ts";
import { containerAt, openContainer } from "../containers/open.ts";
import { isMbox, messagesIn } from "./mbox.ts";

const MIB = 1_048_576;
/** What one set may have. All of it is held in memory while it comes in, and while it is checked. */
export const MAIL_LIMITS = Object.freeze({ messages: 20_000, bytes: 512 * MIB, message: 64 * MIB });

export interface MailFile {
  /** What it is called: its file, or its place in a mailbox file. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface MailFiles {
  readonly mails: readonly MailFile[];
  /** Hash of the file, or of the list of the messages' hashes where there is no one file. */
  readonly sha256: string;
  readonly bytes: number;
  readonly form: "mailbox file" | "folder" | "container" | "message";
  /** What is no message, with why. */
  readonly left: readonly { readonly name: string; readonly why: string }[];
}

interface Reading {
  readonly tempDir: string;
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
}

/** @throws PlumblineError FILE_MISSING, FILE_EMPTY, NO_MAILS, IMPORT_LIMIT, ARCHIVE_*, STOPPED. */
export async function mailFiles(path: string, reading: Reading): Promise<MailFiles> {
  if (!existsSync(path)) throw new PlumblineError("FILE_MISSING", "There is no such file.", { where: path });
  const found = new Found(basename(path));
  if (statSync(path).isDirectory()) return folder(path, found, reading);
  const packed = await containerAt(path);
  if (packed !== undefined && !packed.startsWith("utf-16")) return container(path, found, reading);
  return single(path, found);
}

/** Stores of mail that are not read, by how they begin, with what to do. Two keep no mail as it was sent, so nothing could be checked. */
const FOREIGN: readonly (readonly [begins: string, why: string])[] = [
  ["!BDN", "it is an Outlook store (PST), which keeps no mail as it was sent; export it as mbox or .eml"],
  [
    "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1",
    "it is an Outlook message (MSG), which keeps no mail as it was sent; save it as .eml",
  ],
  ["\u0001\u0001\u0001\u0001", "it is a mailbox of the form MMDF; convert it to mbox"],
  ["BABYL OPTIONS:", "it is a mailbox of the form Babyl; convert it to mbox"],
];

/** What was found so far, within the bounds. */
class Found {
  readonly where: string;
  readonly mails: MailFile[] = [];
  readonly left: { name: string; why: string }[] = [];
  #bytes = 0;

  constructor(where: string) {
    this.where = where;
  }

  /** A file: one message, or a mailbox file of many. @throws PlumblineError IMPORT_LIMIT. */
  file(name: string, bytes: Buffer): void {
    const foreign = FOREIGN.find(([begins]) => bytes.toString("latin1", 0, begins.length) === begins);
    if (foreign !== undefined) {
      this.left.push({ name, why: foreign[1] });
      return;
    }
    const parts = messagesIn(bytes);
    if (parts.length === 0 && !isMessage(bytes)) {
      this.left.push({ name, why: "it does not begin as a message does" });
      return;
    }
    if (parts.length === 0) this.#add(name, bytes);
    for (const [i, { start, end }] of parts.entries())
      this.#add(
        name === this.where ? `mail ${i + 1}` : `mail ${i + 1} of ${name}`,
        bytes.subarray(start, end),
      );
  }

  #add(name: string, bytes: Buffer): void {
    if (bytes.length > MAIL_LIMITS.message) {
      this.left.push({ name, why: `it is larger than ${count(MAIL_LIMITS.message / MIB)} MiB` });
      return;
    }
    this.room(bytes.length);
    this.mails.push({ name, bytes });
  }

  room(bytes: number): void {
    this.#bytes += bytes;
    if (this.mails.length < MAIL_LIMITS.messages && this.#bytes <= MAIL_LIMITS.bytes) return;
    throw new PlumblineError(
      "IMPORT_LIMIT",
      `A set of mails may have ${count(MAIL_LIMITS.messages)} messages and ${count(MAIL_LIMITS.bytes / MIB)} MiB.`,
      { where: this.where, hint: "Bring it in as several sets." },
    );
  }

  /** @param file hash and size of the one file, where there is one */
  done(form: MailFiles["form"], file?: { readonly sha256: string; readonly bytes: number }): MailFiles {
    const { mails, left } = this;
    if (mails.length === 0)
      throw new PlumblineError(
        "NO_MAILS",
        left.length === 1 ? `Not a set of mails: ${left[0]!.why}.` : "Nothing in it is a mail.",
        { where: this.where },
      );
    return { mails, left, form, ...(file ?? listed(mails)) };
  }
}

function listed(mails: readonly MailFile[]): { sha256: string; bytes: number } {
  const list = mails.map(({ bytes }) => `${hashOf(bytes)}\n`).toSorted();
  return { sha256: hashOf(list.join("")), bytes: mails.reduce((sum, { bytes }) => sum + bytes.length, 0) };
}

const hashOf = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex");

/** Two lines of a header at the beginning, or one and its end. */
const HEADER =
  /^(?:From [^\n]*\n)?[!-9;-~]+[ \t]*:[^\n]*(?:\n[ \t][^\n]*)*(?:\n[!-9;-~]+[ \t]*:|\r?\n\r?(?:\n|$)|\r?$)/;
const HEAD = 8192;

const isMessage = (bytes: Buffer): boolean => HEADER.test(bytes.toString("latin1", 0, HEAD));

async function single(path: string, found: Found): Promise<MailFiles> {
  const { size } = statSync(path);
  if (size === 0) throw new PlumblineError("FILE_EMPTY", "The file has 0 bytes.", { where: found.where });
  if (size > MAIL_LIMITS.bytes) found.room(size);
  const bytes = await readFile(path);
  found.file(found.where, bytes);
  return found.done(isMbox(bytes.subarray(0, HEAD)) ? "mailbox file" : "message", {
    sha256: hashOf(bytes),
    bytes: size,
  });
}

/** Of a Maildir `cur` and `new`: what is in `tmp` was never delivered. Links are not followed. */
async function folder(path: string, found: Found, { onProgress, signal }: Reading): Promise<MailFiles> {
  const isMaildir = existsSync(join(path, "cur")) && existsSync(join(path, "new"));
  const files = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) => relative(path, join(entry.parentPath, entry.name)))
    .filter((name) => !isMaildir || /^(?:cur|new)[\\/]/.test(name))
    .toSorted();
  for (const [done, name] of files.entries()) {
    if (signal?.aborted === true) throw new PlumblineError("STOPPED", "The import was stopped.");
    onProgress?.({ stage: "reading mails", done, total: files.length, unit: "files" });
    const { size } = statSync(join(path, name));
    if (size > MAIL_LIMITS.bytes) found.room(size);
    found.file(name, await readFile(join(path, name)));
  }
  return found.done("folder");
}

async function container(path: string, found: Found, { tempDir, signal }: Reading): Promise<MailFiles> {
  const unpacked = await openContainer({
    path,
    name: found.where,
    tempDir,
    ...(signal === undefined ? {} : { signal }),
  });
  try {
    for (const { name, message } of unpacked.left) found.left.push({ name, why: message });
    for (const member of unpacked.members) {
      if (member.bytes > MAIL_LIMITS.bytes) found.room(member.bytes);
      found.file(member.name, await readFile(member.path));
    }
    const hash = createHash("sha256");
    await pipeline(createReadStream(path), hash);
    return found.done("container", { sha256: hash.digest("hex"), bytes: statSync(path).size });
  } finally {
    await unpacked.dispose();
  }
}
