/** Which column holds which field: given by the user, recognised by name, or guessed and asked back. */
import { PlumblineError } from "../errors.ts";
import { LAYOUTS } from "./layouts/index.ts";
import type { Layout } from "./layouts/layout.ts";
import { FIELDS } from "./report.ts";
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
    "account author username screenname userscreenname userusername authorusername authorhandle handle accountid authorid userid authordid did author_name authorname user from channel channelname channelid source name".split(
      " ",
    ),
  ],
  [
    "time",
    "time timestamp datetime date createdat createdutc createdatutc publishdate publishedat posttime postedat postdate dateutc timestampshare tweettime indexedat created".split(
      " ",
    ),
  ],
  [
    "text",
    "text content message body fulltext tweettext posttext caption selftext tweet description title".split(
      " ",
    ),
  ],
  ["post", "post postid tweetid messageid contentid statusid idstr tweeturi uri id".split(" ")],
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
  ["url", "url urls link links expandedurl expandedurls linkurl tco1".split(" ")],
  ["hashtag", "hashtag hashtags tags entitieshashtags".split(" ")],
  ["mention", "mention mentions usermentions mentionedusers".split(" ")],
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

/**
 * `account=author,time=publish_date` as fields and columns. A comma parts two entries only where a field and `=`
 * follow, so that a column's name may hold commas.
 * @throws PlumblineError MAPPING_WRONG.
 */
export function parseMapping(text: string, columns: readonly string[], where: string): Mapping {
  const wrong = (message: string) =>
    new PlumblineError("MAPPING_WRONG", message, {
      where,
      hint: `Fields: ${FIELDS.join(", ")}. Columns: ${columns.join(", ")}.`,
    });
  const mapping: Partial<Record<Field, string>> = {};
  for (const entry of text.split(/,(?=\s*[a-z]+\s*=)/i)) {
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
function recognise(columns: readonly string[]): ResolvedMapping | undefined {
  const layout = LAYOUTS.find((one) =>
    one.requires.every((name) => columnNamed(columns, name) !== undefined),
  );
  if (layout === undefined) return undefined;
  const mapping: Partial<Record<Field, string>> = {};
  for (const field of FIELDS) {
    const wanted = layout.mapping[field];
    const column = wanted === undefined ? undefined : columnNamed(columns, wanted);
    if (column !== undefined) mapping[field] = column;
  }
  return { mapping, layout };
}

/** A mapping that the names suggest; a field that nothing suggests is absent. Each column is used once. */
export function guessMapping(columns: readonly string[]): Mapping {
  const mapping: Partial<Record<Field, string>> = {};
  const used = new Set<string>();
  for (const [field, names] of GUESSES) {
    const column = names
      .map((name) => columns.find((one) => !used.has(one) && squeeze(one) === squeeze(name)))
      .find((one) => one !== undefined);
    if (column === undefined) continue;
    mapping[field] = column;
    used.add(column);
  }
  return mapping;
}

/**
 * @throws PlumblineError MAPPING_WRONG (the given mapping), MAPPING_NEEDED (nothing known; the hint holds a proposal).
 */
export function resolveMapping(
  given: string | undefined,
  columns: readonly string[],
  where: string,
): ResolvedMapping {
  if (given !== undefined) return { mapping: parseMapping(given, columns, where), layout: undefined };
  const known = recognise(columns);
  if (known !== undefined) return known;
  const guess = { account: "?", time: "?", ...guessMapping(columns) };
  const proposal = Object.entries(guess).map(([field, column]) => `${field}=${column}`);
  const open = Object.entries(guess).filter(([, column]) => column === "?");
  throw new PlumblineError("MAPPING_NEEDED", `The columns are not a known layout: ${columns.join(", ")}.`, {
    where,
    setting: "mapping",
    proposed: proposal.join(","),
    hint:
      `Check and correct: ${proposal.join(",")}` +
      (open.length > 0 ? ` (put a column in place of each ?)` : ""),
  });
}
