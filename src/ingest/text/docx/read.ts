/**
 * The text of a DOCX (Office Open XML): paragraphs with the cells of tables in their place, then footnotes and endnotes. Comments and
 * tracked changes are listed in notes and are no text. Entries are unpacked under the bounds of containers; relations lead to entries
 * of the file and nowhere else; macros, fields and embedded files are not opened.
 */
import type { FileHandle } from "node:fs/promises";
import { PlumblineError } from "../../../errors.ts";
import { count, counted, listed } from "../../../words.ts";
import { Budget } from "../../containers/budget.ts";
import { zipEntries } from "../../containers/zip.ts";
import type { ZipEntry } from "../../containers/zip.ts";
import { relations } from "../../containers/xlsx/relations.ts";
import { readXml } from "../../containers/xlsx/xml.ts";
import type { RawParagraph, RawText } from "../kind.ts";
import { isoDate } from "../own-facts.ts";
import type { OwnFacts } from "../own-facts.ts";
import { PartText } from "./body.ts";
import type { Change, PartParagraph } from "./body.ts";

export const DOCX_KIND = Object.freeze({ id: "docx", title: "DOCX", version: 1 });

const BOUNDS = { paragraphs: 200_000, characters: 8_388_608 };
/** Changes, comments and authors that notes name. */
const MOST_NAMED = 20;

type Entries = ReadonlyMap<string, ZipEntry>;

/** @throws PlumblineError NO_TEXT, ARCHIVE_LIMIT. */
export async function readDocx(handle: FileHandle, where: string): Promise<RawText> {
  const budget = new Budget(where, (await handle.stat()).size);
  try {
    const entries = new Map<string, ZipEntry>();
    for await (const entry of zipEntries(handle.fd, budget, () => undefined)) entries.set(entry.name, entry);
    return await textOf(entries, where);
  } catch (error) {
    throw refused(error, where);
  }
}

function refused(error: unknown, where: string): unknown {
  if (!(error instanceof PlumblineError)) return error;
  if (error.code === "ARCHIVE_LIMIT" || error.code === "NO_TEXT") return error;
  const message =
    error.code === "ARCHIVE_LOCKED"
      ? "It is locked with a password."
      : "It is damaged: it cannot be read as DOCX.";
  return new PlumblineError("NO_TEXT", message, { where, cause: error });
}

async function textOf(entries: Entries, where: string): Promise<RawText> {
  const outer = [...(await relations(entries, "")).values()];
  const main = outer.find(({ type }) => type === "officeDocument")?.target;
  if (main === undefined || !main.startsWith("word/") || !entries.has(main))
    throw new PlumblineError("NO_TEXT", "It is a ZIP archive, and no DOCX.", { where });
  const related = [...(await relations(entries, main)).values()];
  const part = async (name: string | undefined): Promise<PartText> => {
    const entry = name === undefined ? undefined : entries.get(name);
    const text = new PartText(BOUNDS);
    return entry === undefined ? text : text.read(entry.content());
  };
  const beside = (type: string) => related.find((one) => one.type === type)?.target;
  const body = await part(main);
  const footnotes = await part(beside("footnotes"));
  const endnotes = await part(beside("endnotes"));
  const comments = await part(beside("comments"));
  const parts = [body, footnotes, endnotes];
  const paragraphs = [
    ...body.paragraphs.map(({ text, place }): RawParagraph => ({
      text,
      ...(place === undefined ? {} : { place }),
    })),
    ...notesOf("footnote", footnotes, body.references),
    ...notesOf("endnote", endnotes, body.references),
  ];
  const changes = parts.flatMap((one) => one.changes);
  const cut = parts.some((one) => one.cut);
  return {
    paragraphs,
    own: await factsOf(entries, outer.find(({ type }) => type === "core-properties")?.target),
    cut,
    notes: [
      ...(cut ? [`Only the first ${counted(paragraphs.length, "paragraph")} are read.`] : []),
      ...sayChanges(
        changes,
        parts.reduce((sum, one) => sum + one.changed, 0),
      ),
      ...sayComments(comments.paragraphs),
    ],
  };
}

/** Notes in the order in which the text refers to them, numbered so; what it never refers to is no note. */
function notesOf(kind: string, part: PartText, references: readonly string[]): RawParagraph[] {
  const own = references.filter((one) => one.startsWith(`${kind} `));
  const numbers = new Map([...new Set(own)].map((one, i) => [one.slice(kind.length + 1), i + 1]));
  return part.paragraphs
    .flatMap(({ text, item }) => {
      const number = numbers.get(item?.id ?? "");
      return number === undefined ? [] : [{ text, place: `${kind} ${number}`, number }];
    })
    .sort((a, b) => a.number - b.number)
    .map(({ text, place }) => ({ text, place }));
}

function sayChanges(changes: readonly Change[], all: number): string[] {
  if (all === 0) return [];
  const authors = [...new Set(changes.map(({ author }) => author).filter((author) => author !== ""))];
  const by = authors.length === 0 ? "" : ` by ${listed(authors.slice(0, MOST_NAMED))}`;
  const listing = changes
    .slice(0, MOST_NAMED)
    .map(({ kind, author, text }) => `${kind}${author === "" ? "" : ` by ${author}`}: “${text}”`);
  return [
    `It has ${counted(all, "tracked change")}${by}: what was inserted is in the text, what was deleted is not.`,
    `Changes: ${listing.join("; ")}${more(all - listing.length)}.`,
  ];
}

function sayComments(paragraphs: readonly PartParagraph[]): string[] {
  if (paragraphs.length === 0) return [];
  const listing = paragraphs
    .slice(0, MOST_NAMED)
    .map(({ item, text }) => `${item?.author ?? ""}: “${text.slice(0, 200)}”`);
  return [
    `Comments, which are no part of the text: ${listing.join("; ")}${more(paragraphs.length - listing.length)}.`,
  ];
}

const more = (rest: number): string => (rest > 0 ? `; and ${count(rest)} more` : "");

async function factsOf(entries: Entries, name: string | undefined): Promise<Partial<OwnFacts>> {
  const entry = name === undefined ? undefined : entries.get(name);
  if (entry === undefined) return {};
  const found = new Map<string, string>();
  let open = "";
  await readXml(entry.content(), {
    open: (element) => {
      open = element;
    },
    text: (text) => {
      if (text.trim() !== "" && text.length < 1000 && !found.has(open)) found.set(open, text);
    },
    close: () => {
      open = "";
    },
  });
  return {
    title: found.get("title") ?? null,
    byline: found.get("creator") ?? null,
    made: isoDate(found.get("created") ?? ""),
    language: found.get("language") ?? null,
  };
}
