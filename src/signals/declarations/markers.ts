/**
 * Declared markers: by what leaked material is known where it appears: links, domains, hashtags, phrases, passages, ids of documents. They
 * are declared before posts are read with them, because markers that are chosen after a look find what was looked at. Linear in rows.
 */
import { PlumblineError } from "../../errors.ts";
import type { Finding, TableFigure } from "../../model/finding.ts";
import { datedSchema } from "../../model/time.ts";
import { count, counted, listed } from "../../words.ts";
import type { Descriptor } from "../detector.ts";
import { MARKER_KINDS } from "../given.ts";
import type { DeclaredMarkers, GivenTable, Marker, MarkerKind } from "../given.ts";
import type { DetectorOutput, ResultPlace } from "../result.ts";
import { resultHead } from "../shared/head.ts";
import { NO_ROWS } from "../shared/said.ts";
import { columnAt, columnOfPlaces } from "./cells.ts";
import type { Declaration, Declared, Guessed } from "./declaration.ts";

const TABLE = "markers";
const MOST = 200;
const MOST_LETTERS = 1000;
/** Letters and digits of a phrase, hashtag or id with fewer of which chance finds it everywhere; and of a passage. */
const LEAST = 4;
const LEAST_PASSAGE = 40;
/** Markers in the figure of the note. */
const SHOWN = 40;

const descriptor = Object.freeze<Descriptor>({
  id: "markers",
  version: "1.0.0",
  title: "Declared markers",
  question: "By what is the leaked material known where it appears?",
  posts: false,
  parameters: [
    {
      name: "table",
      title: "Table",
      help: "The file that lists them.",
      kind: "input",
      takes: "table",
      default: "",
    },
    {
      name: "marker",
      title: "Marker",
      help: "Column of the link, domain, hashtag, phrase, passage or id.",
      kind: "text",
      default: "marker",
    },
    {
      name: "kind",
      title: "Kind",
      help: `Column of what each is: ${MARKER_KINDS.join(", ")}.`,
      kind: "text",
      default: "kind",
    },
    {
      name: "since",
      title: "Since",
      help: "Column of the day or time in UTC from which it counts, such as that of the release for a name that was known before; empty for none.",
      kind: "text",
      default: "",
    },
    { name: "title", title: "Title", help: "What the material is called.", kind: "text", default: "" },
  ],
  inputs:
    "A table with a row for each marker. A link stands for its page, a domain for its sites, a near-copy for texts that are nearly the same; a phrase, hashtag or id counts as whole words, and goes on inside a word where it has a star (*leaks*); {n} at its end stands for a number.",
  nulls: [
    {
      name: "none",
      excludes: "nothing: it says by what material is looked for",
      doesNotExclude: "that it went round under other marks",
    },
  ],
  explanations: [
    {
      title: "The mark is used for something else, too.",
      check: "Read posts that hold it from before the release; give the day since which it counts.",
    },
  ],
  limits: [
    "Material that went round without these marks is not found.",
    "A mark says that something is spoken of, not that a document was passed on.",
    `At most ${MOST} markers.`,
  ],
  references: [
    {
      text: "Wardle, Derakhshan (2017). Information disorder. Council of Europe DGI(2017)09: it keeps apart who creates, produces and distributes a message.",
    },
  ],
});

function declare(
  table: GivenTable,
  parameters: Readonly<Record<string, string | number | boolean>>,
): Declared {
  const said = (name: string): string => String(parameters[name] ?? "");
  const [at, kindAt] = [columnAt(table, said("marker")), columnAt(table, said("kind"))];
  const sinceAt = said("since") === "" ? undefined : columnAt(table, said("since"));
  const read = table.rows.flatMap(({ row, cells }): Marker[] => {
    const marker = cells[at]?.trim() ?? "";
    const is = kindOf(cells[kindAt]);
    const cell = sinceAt === undefined ? "" : (cells[sinceAt]?.trim() ?? "");
    const since = momentIn(cell);
    if (is === undefined || !isMarker(marker, is) || (cell !== "" && since === undefined)) return [];
    return [{ marker, is, row, ...(since === undefined ? {} : { since }) }];
  });
  const markers = [...new Map(read.map((one) => [`${one.is} ${one.marker.toLowerCase()}`, one])).values()];
  if (markers.length === 0)
    throw new PlumblineError("ALL_REJECTED", "No row of the table is a marker of a known kind.", {
      where: table.title,
      hint: `Kinds are ${MARKER_KINDS.join(", ")}. A phrase, hashtag or id has at least ${LEAST} letters, a passage ${LEAST_PASSAGE}; days are written 2031-10-09.`,
    });
  if (markers.length > MOST)
    throw new PlumblineError("IMPORT_LIMIT", `At most ${MOST} markers are declared at once.`, {
      where: table.title,
    });
  const title = said("title") === "" ? table.title : said("title");
  return {
    findings: [noteOf(title, markers, table.rows.length - markers.length)],
    counts: {
      rows: table.rows.length,
      markers: markers.length,
      leftOut: table.rows.length - markers.length,
    },
    output: outputOf(title, table, markers, table.columns[at]!),
  };
}

/** A day, or a time in UTC, as records write it. */
function momentIn(cell: string): string | undefined {
  const written = cell.replace(" ", "T").replace(/(T\d{2}:\d{2}(?::\d{2})?)$/, "$1Z");
  return datedSchema.safeParse(written).success ? written : undefined;
}

function kindOf(cell: string | null | undefined): MarkerKind | undefined {
  const text = cell?.trim().toLowerCase() ?? "";
  return MARKER_KINDS.find((kind) => kind === text);
}

function isMarker(marker: string, is: MarkerKind): boolean {
  if (marker.length > MOST_LETTERS || marker.startsWith("@")) return false;
  const letters = marker.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (is === "link") return URL.canParse(marker);
  if (is === "domain") return /^[^\s/]+\.[^\s/]+$/.test(marker);
  return letters >= (is === "near-copy" ? LEAST_PASSAGE : LEAST);
}

function outputOf(
  title: string,
  table: GivenTable,
  markers: readonly Marker[],
  column: string,
): DetectorOutput {
  return {
    ...resultHead(descriptor, [table.file]),
    places: markers.map(({ row }): ResultPlace => ({
      id: `r${row}`,
      kind: "cell",
      artifact: 0,
      row,
      column,
    })),
    tables: [
      {
        id: TABLE,
        title: title.slice(0, 200),
        columns: ["marker", "kind", "since", "row"].map((name) => ({ name })),
        rows: markers.map(({ marker, is, since, row }) => ({
          cells: [marker, is, since ?? null, row],
          place: `r${row}`,
        })),
      },
    ],
    findings: { f1: { tables: [TABLE] } },
    details: { title },
  };
}

function noteOf(title: string, markers: readonly Marker[], left: number): Finding {
  const kinds = MARKER_KINDS.map((kind) => ({
    kind,
    n: markers.filter(({ is }) => is === kind).length,
  })).filter(({ n }) => n > 0);
  const figure: TableFigure = {
    kind: "table",
    title: "Markers",
    columns: [{ name: "marker" }, { name: "kind" }, { name: "counts since" }],
    rows: markers
      .slice(0, SHOWN)
      .map(({ marker, is, since }) => ({ cells: [shownMarker({ marker, is }), is, since ?? null] })),
  };
  const unread =
    left === 0 ? "" : ` ${counted(left, "row")} could not be read as one, or said what another says.`;
  return {
    id: "f1",
    status: "note",
    title: `Declared markers: ${title}`.slice(0, 200),
    sentence: `${counted(markers.length, "marker")}: ${listed(kinds.map(({ kind, n }) => `${count(n)} of the kind ${kind}`))}.${unread}`,
    statistics: [{ name: "markers", value: markers.length }],
    significance: [],
    explanations: [...descriptor.explanations],
    refutedBy: "A mark of the material that is not in the table.",
    comparison: "Nothing was compared: these are the marks that the table lists.",
    rows: NO_ROWS,
    figures: [figure],
  };
}

/** A marker as a Finding may print it: of a link its site alone, since an address may name an account. */
export function shownMarker({ marker, is }: Pick<Marker, "marker" | "is">): string {
  if (is === "link") return `a page of ${URL.canParse(marker) ? new URL(marker).hostname : "a site"}`;
  return marker.length <= 60 ? marker : `${marker.slice(0, 57)}…`;
}

const MARKER = /^(?:marker|mark|value|link|domain|hashtag|phrase|text)$/i;
const KIND = /^(?:kind|type|is)$/i;
const SINCE = /^(?:since|from|counts_?since|start)$/i;

function guess({ columns }: GivenTable): Guessed {
  return Object.fromEntries(
    Object.entries({ marker: MARKER, kind: KIND, since: SINCE }).flatMap(([name, like]) => {
      const column = columns.find((one) => like.test(one));
      return column === undefined ? [] : [[name, column]];
    }),
  );
}

function given(output: DetectorOutput, ref: string): DeclaredMarkers {
  const table = output.tables.find(({ id }) => id === TABLE);
  const file = output.artifacts[0];
  if (table === undefined || file === undefined)
    throw new PlumblineError("RESULT_INVALID", "The run does not hold declared markers.");
  return {
    kind: "markers",
    ref,
    title: table.title,
    file,
    column: columnOfPlaces(output),
    markers: table.rows.map(({ cells: [marker, is, since, row] }) => ({
      marker: String(marker),
      is: kindOf(String(is)) ?? "phrase",
      row: Number(row),
      ...(typeof since === "string" ? { since } : {}),
    })),
    afterPosts: false,
  };
}

/** Marks of leaked material. */
export const markers: Declaration = Object.freeze({ descriptor, guess, declare, given });
