/** Which column holds which field: given by the user, recognised by name, or guessed and asked back. */
import { PlumblineError } from "../errors.ts";
import { LAYOUTS } from "./layouts/index.ts";
import type { Layout } from "./layouts/layout.ts";
import { areClocks, areMoments, areProse, mayBe, shownSamples } from "./looks.ts";
import type { Samples } from "./looks.ts";
import { FIELDS } from "./report.ts";
import { namesOf } from "../words.ts";
import type { Refused } from "./readable.ts";
import type { Field, Mapping } from "./report.ts";

export interface ResolvedMapping {
  readonly mapping: Mapping;
  readonly layout: Layout | undefined;
}

const ALIASES: Readonly<Record<string, Field>> = {
  urls: "url",
  hashtags: "hashtag",
  mentions: "mention",
  id: "post",
  lang: "language",
};

/** Names that columns commonly have, best first; compared without case, spaces and punctuation. */
const GUESSES: readonly (readonly [Field, readonly string[]])[] = [
  [
    "account",
    "account author username screenname userscreenname userusername authorusername authorhandle handle accountid authorid userid authordid did authorshortname author_name authorname verfasser autor auteur autore nutzername benutzername utilisateur usuario utente influencer shortname user from channel channelname channelid source name".split(
      " ",
    ),
  ],
  [
    "time",
    "time timestamp datetime date createdat createdutc createdatutc publishdate publishedat posttime postedat postdate published publicationdate dateutc timestampshare tweettime unixtimestamp timestampms ts indexedat created".split(
      " ",
    ),
  ],
  [
    "text",
    "text content message body fulltext tweettext posttext caption selftext tweet beitragstext nachricht texte texto testo mensaje description title".split(
      " ",
    ),
  ],
  ["post", "post postid tweetid messageid msgid contentid statusid idstr tweeturi uri id".split(" ")],
  [
    "reshare",
    "reshare reshareid repostid retweetid retweetedid retweetedstatusid retweetedtweetid resharedpost rtid objectid referencedtweetsretweetedid forwardedid".split(
      " ",
    ),
  ],
  [
    "reply",
    "reply replyid replytoid inreplyto inreplytostatusid inreplytotweetid inreplytoid referencedtweetsrepliedtoid parentid replyto".split(
      " ",
    ),
  ],
  ["url", "url urls link links expandedurl expandedurls linkurl entitiesurls tco1".split(" ")],
  ["hashtag", "hashtag hashtags tags entitieshashtags".split(" ")],
  [
    "mention",
    "mention mentions usermentions mentionedusers entitiesmentions entitiesusermentions".split(" "),
  ],
  ["language", "language lang langcode".split(" ")],
];

const squeeze = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");

/** The column of that name: exactly, or else without regard to case. */
function columnNamed(columns: readonly string[], name: string): string | undefined {
  const lower = name.trim().toLowerCase();
  return (
    columns.find((column) => column === name) ?? columns.find((column) => column.toLowerCase() === lower)
  );
}

const entriesOf = (text: string): string[] => text.split(/,(?=\s*[a-z]+\s*=)/i);

/** Names of the columns in a mapping, whether or not there are such. */
export const columnsIn = (text: string): string[] =>
  entriesOf(text).map((entry) => entry.slice(entry.indexOf("=") + 1).trim());

/**
 * `account=author,time=publish_date` as fields and columns. A comma parts two entries only where a field and `=`
 * follow, so that a column's name may hold commas.
 * @throws PlumblineError MAPPING_WRONG.
 */
export function parseMapping(text: string, columns: readonly string[], where: string): Mapping {
  const wrong = (message: string) =>
    new PlumblineError("MAPPING_WRONG", message, {
      where,
      hint: `Fields: ${FIELDS.join(", ")}. Columns: ${namesOf(columns)}.`,
    });
  const mapping: Partial<Record<Field, string>> = {};
  for (const entry of entriesOf(text)) {
    const equals = entry.indexOf("=");
    if (equals < 0) throw wrong(`\`${entry.trim()}\` is not field=column.`);
    const name = entry.slice(0, equals).trim().toLowerCase();
    const field = FIELDS.find((one) => one === name) ?? ALIASES[name];
    if (field === undefined) throw wrong(`There is no field \`${name}\`.`);
    if (mapping[field] !== undefined) throw wrong(`The field \`${field}\` is given twice.`);
    const column = columnNamed(columns, entry.slice(equals + 1).trim());
    if (column === undefined) throw wrong(`The file has no column \`${entry.slice(equals + 1).trim()}\`.`);
    mapping[field] = column;
  }
  for (const field of ["account", "time"] as const)
    if (mapping[field] === undefined) throw wrong(`The mapping names no column for \`${field}\`.`);
  return mapping;
}

/** The first layout whose required columns are all there. */
export const layoutOf = (columns: readonly string[]): Layout | undefined =>
  LAYOUTS.find((one) => one.requires.every((name) => columnNamed(columns, name) !== undefined));

function recognise(columns: readonly string[], own: Layout | undefined): ResolvedMapping | undefined {
  const layout = own ?? layoutOf(columns);
  if (layout === undefined) return undefined;
  const mapping: Partial<Record<Field, string>> = {};
  for (const field of FIELDS) {
    const wanted = layout.mapping[field];
    const column = wanted === undefined ? undefined : columnNamed(columns, wanted);
    if (column !== undefined) mapping[field] = column;
  }
  return { mapping, layout };
}

const isRefused = (refused: readonly Refused[], field: string, column: string) =>
  refused.some((one) => one.field === field && one.column === column);

/** A mapping without what is refused; a date and its clock take the place of a column of times that holds no dates. */
function without(mapping: Mapping, refused: readonly Refused[]): Mapping {
  const left: Mapping = Object.fromEntries(
    Object.entries(mapping).filter(([field, column]) => !isRefused(refused, field, column)),
  );
  const clock = refused.find(({ clockOf }) => clockOf !== undefined);
  if (clock?.clockOf === undefined || (left.time !== undefined && left.time !== clock.clockOf)) return left;
  return { ...left, time: clock.clockOf, clock: clock.column };
}

/** The last names of a path: of `record.embed.uri` itself, `embed.uri` and `uri`. */
function endsOf(path: string): string[] {
  const steps = path.split(".");
  return steps.map((_, i) => squeeze(steps.slice(i).join(".")));
}

/** Columns that bear one of the names, best first: as the whole name, then as the end of a path. */
function named(columns: readonly string[], names: readonly string[]): string[] {
  const whole = names.flatMap((name) => columns.filter((one) => squeeze(one) === name));
  const ends = names.flatMap((name) =>
    columns.filter((one) => one.includes(".") && endsOf(one).includes(name)),
  );
  return [...new Set([...whole, ...ends])];
}

/**
 * A mapping that the names suggest and the values do not speak against; a field that nothing suggests is absent. Each column is used
 * once, and a column that was refused for a field is not proposed for it.
 */
export function guessMapping(
  columns: readonly string[],
  refused: readonly Refused[] = [],
  samples: Samples = new Map(),
): Mapping {
  const mapping: Partial<Record<Field, string>> = {};
  const used = new Set<string>();
  const all = [...new Set([...columns, ...samples.keys()])];
  const valuesOf = (column: string) => samples.get(column) ?? [];
  for (const [field, names] of GUESSES) {
    const free = all.filter((one) => !used.has(one) && !isRefused(refused, field, one));
    const fitting = named(free, names).filter((one) => mayBe(field, valuesOf(one)));
    const column =
      (field === "time" ? fitting.find((one) => areMoments(valuesOf(one))) : undefined) ??
      fitting[0] ??
      byValues(field, free, valuesOf);
    if (column === undefined) continue;
    mapping[field] = column;
    used.add(column);
    if (field !== "time" || areMoments(valuesOf(column))) continue;
    const clock = clockBeside(column, all, valuesOf);
    if (clock === undefined) continue;
    mapping.clock = clock;
    used.add(clock);
  }
  return mapping;
}

/** The times of day that belong to a column of dates: in the next column, or the only one that has such. */
function clockBeside(
  dates: string,
  columns: readonly string[],
  valuesOf: (column: string) => readonly string[],
): string | undefined {
  const clocks = columns.filter((one) => areClocks(valuesOf(one)));
  const next = columns[columns.indexOf(dates) + 1];
  return clocks.length === 1 ? clocks[0] : clocks.find((one) => one === next);
}

/** Names of times at which something else happened than a post: it was found, changed or taken in, or its account was made. */
const OTHER_TIMES =
  /index|collect|crawl|scrap|harvest|retriev|fetch|captur|download|export|import|insert|added|updat|modif|edit|delet|birth|joined|expire|account|user|author|profile/;

/** A column whose values alone say what it is. */
function byValues(
  field: Field,
  columns: readonly string[],
  valuesOf: (column: string) => readonly string[],
): string | undefined {
  if (field === "time")
    return columns.find(
      (one) =>
        areMoments(valuesOf(one)) &&
        !valuesOf(one).every((value) => /^\d+$/.test(value)) &&
        !OTHER_TIMES.test(squeeze(one)),
    );
  return field === "text" ? columns.find((one) => areProse(valuesOf(one))) : undefined;
}

/** Are all columns that a mapping names among these? */
export function namesOnly(given: string, columns: readonly string[]): boolean {
  try {
    parseMapping(given, columns, "");
    return true;
  } catch {
    return false;
  }
}

/**
 * The mapping that would be used once these columns are refused: of a person, of a layout, or of names.
 * @throws PlumblineError MAPPING_WRONG (the given mapping).
 */
export function mappingWithout(
  given: string | undefined,
  columns: readonly string[],
  where: string,
  refused: readonly Refused[],
  own?: Layout,
  samples?: Samples,
): Mapping {
  const known = given === undefined ? recognise(columns, own)?.mapping : parseMapping(given, columns, where);
  return without(known ?? guessMapping(columns, refused, samples), refused);
}

const written = (mapping: Readonly<Record<string, string>>): string =>
  Object.entries(mapping)
    .map(([field, column]) => `${field}=${column}`)
    .join(",");

/** A word where the first line of a file is hardly the header of its columns. */
function noHeader(columns: readonly string[]): string[] {
  if (/^sep=/i.test(columns[0] ?? ""))
    return [
      "The first line tells a spreadsheet its separator: delete it, so that the file begins with its header.",
    ];
  if (
    columns.some((name) =>
      /^\d{4}-\d{2}-\d{2}[T ]|^\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|^\d{9,}$|^https?:\/\//.test(name),
    )
  )
    return ["The first line looks like data: put a line with the names of the columns above it."];
  return columns.length === 1
    ? ["There is one column only: if lines stand above the header, delete them."]
    : [];
}

/** Paths that a refusal shows with their values. */
const MOST_SHOWN = 20;

/** Three values of each path, those that are proposed first. */
function shownPaths(mapping: Mapping, samples: Samples): string[] {
  const fields = Object.entries(mapping);
  const named = new Set(Object.values(mapping));
  const valuesOf = new Map(shownSamples(samples).map(({ path, values }) => [path, values.join(" | ")]));
  const said = (label: string, path: string) => {
    const values = valuesOf.get(path) ?? "";
    return values === "" ? [] : [`  ${label}: ${values}`];
  };
  const lines = [
    ...fields.flatMap(([field, path]) => said(`${field}=${path}`, path)),
    ...[...valuesOf.keys()].filter((path) => !named.has(path)).flatMap((path) => said(path, path)),
  ];
  const rest = lines.length - MOST_SHOWN;
  return rest > 0 ? [...lines.slice(0, MOST_SHOWN), `  and ${rest} more`] : lines;
}

/**
 * @param refused columns that cannot give what would be taken from them: a layout does without, a person is told
 * @param settled nobody is told: the mapping was accepted before
 * @param own the layout of a table that was made with it
 * @param samples values of the columns, for a guess
 * @throws PlumblineError MAPPING_WRONG (the given mapping), MAPPING_NEEDED (nothing known; the hint holds a proposal).
 */
export function resolveMapping(
  given: string | undefined,
  columns: readonly string[],
  where: string,
  refused: readonly Refused[] = [],
  settled = false,
  own?: Layout,
  samples?: Samples,
): ResolvedMapping {
  const mapping = mappingWithout(given, columns, where, refused, own, samples);
  const whys = refused.map(({ why }) => why);
  if (given !== undefined && refused.length > 0 && !settled)
    throw new PlumblineError("MAPPING_WRONG", whys.join(" "), {
      where,
      setting: "mapping",
      proposed: written(mapping),
      hint: `Without: ${written(mapping)}. What a text holds is then taken from the text.`,
    });
  if (given !== undefined) return { mapping, layout: undefined };
  const known = recognise(columns, own);
  if (known !== undefined && mapping.time !== undefined) return { mapping, layout: known.layout };
  const guess = { account: "?", time: "?", ...mapping };
  const open = Object.values(guess).includes("?");
  throw new PlumblineError(
    "MAPPING_NEEDED",
    [`The columns are not a known layout: ${namesOf(columns)}.`, ...noHeader(columns), ...whys].join(" "),
    {
      where,
      setting: "mapping",
      proposed: written(guess),
      shown: shownPaths(mapping, samples ?? new Map()),
      hint: `Check and correct: ${written(guess)}${open ? ` (put a column in place of each ?)` : ""}`,
    },
  );
}

/** Does nothing but a guess say which column is which? */
export const isGuess = (
  given: string | undefined,
  columns: readonly string[],
  own: Layout | undefined,
): boolean => given === undefined && own === undefined && layoutOf(columns) === undefined;
