/**
 * SQL expressions that turn field values into shared objects. The text work of an import is here, vectorised, but for cells
 * that are lists or objects (`cells.ts`), the form of hashtags in rare characters (`tags.ts`) and links that are not plain.
 *
 * - Missing values and whatever nobody shared (`store/corpus/values.ts`) are no objects; why each was left out is counted. A
 *   cell that is an empty list is a post without objects.
 * - Text: Unicode NFC, lower case, white space (any Unicode separator) folded to one space, trimmed. URLs, mentions,
 *   hashtags and punctuation stay: it is the exact text, and near copies are the work of another detector.
 * - URL: in its one spelling, by the link rules (`kernel/links`); for co-share of a file, the address of the page.
 * - Domain: host of the URL without a leading `www.`.
 * - Hashtag: in a text letters, digits and `_` with at least one letter, and joiners; a value of a list whole. Its form is
 *   that of `tags.ts`, without `#`.
 * - Mention: lower case, without `@`; `user@host` of the fediverse is kept whole.
 * - A URL, hashtag or mention that ends in an ellipsis was cut when the text was cut, names nothing, and is no object.
 * Several objects of one post are distinct and sorted, so that the same bytes give the same order.
 */
import { PLAIN_LINK, PLAIN_PAGE } from "../kernel/index.ts";
import { literal } from "../store/corpus/sql.ts";
import { isEmptyList, isInvisible, SPACES, UNFOLDED, whyNoObject } from "../store/corpus/values.ts";
import { STRUCTURED } from "./cells.ts";
import type { ListField } from "./cells.ts";
import { cellValues, formOfLink, formOfTag } from "./functions.ts";
import type { LinkForms } from "./functions.ts";
import { PLAIN_IN_TAGS } from "./tags.ts";

/** A present text as an object. */
export function normalText(text: string): string {
  const composed = `CASE WHEN strlen(${text}) = length(${text}) OR NOT regexp_matches(${text}, ${literal(`[^${COMPOSED}]`)}) THEN ${text} ELSE nfc_normalize(${text}) END`;
  return `regexp_replace(lower(${composed}), ${literal(UNFOLDED)}, ' ', 'g')`;
}

/**
 * Characters of which no text is changed by NFC: none has another form, combines, or joins the one before it. Inside of a character
 * class. To see that a text has no others costs a third of bringing it into NFC.
 */
export const COMPOSED =
  PLAIN_IN_TAGS +
  String.raw`\x{A0}-\x{BF}\x{D7}\x{F7}\x{200B}-\x{200F}\x{2010}-\x{2027}\x{2030}-\x{205E}\x{20A0}-\x{20C0}\x{2190}-\x{2199}\x{2600}-\x{27BF}\x{FE0F}\x{FFFD}\x{1F300}-\x{1FAFF}`;

/**
 * Objects of which a post can have several are taken in steps, each an expression over the step before, so that nothing is
 * computed twice: `foundInText` or `foundInColumn` take candidates from a value, `kept` leaves out what is no object (and
 * `leftOut` says why), `clean` brings each into its form, `distinct` makes a set. A candidate that is NULL is something
 * that was not understood.
 */
export interface ObjectSteps {
  foundInText(text: string): string;
  /** Can what a text gives be no object? Asked first, since most texts give none such. */
  doubtInText(text: string): string;
  /** Candidates in a text between separators. */
  inPlainCell(cell: string): string;
  /** Candidates in one value of a list, which says itself where it ends. */
  inListValue(value: string): string;
  clean(list: string): string;
}

/** Bytes of a cell beyond which it is no list of what one post shares, and is not read as one. */
const LONGEST_CELL = 1_048_576;

/** Candidates in a column's cell; the cell is present. An empty list has none, and none is left out of it. */
export function foundInColumn(field: ListField, steps: ObjectSteps, cell: string): string {
  const each = `CASE WHEN c IS NULL OR ${whyNoObject("c")} IS NOT NULL THEN [c] ELSE ${steps.inListValue("c")} END`;
  const structured = `coalesce(flatten(list_transform(${cellValues(cell, field)}, lambda c: ${each})), ${steps.inPlainCell(cell)})`;
  return (
    `(CASE WHEN ${cell} IS NULL THEN NULL WHEN ${whyNoObject(cell)} IS NOT NULL THEN CASE WHEN ${isEmptyList(cell)} THEN []::VARCHAR[] ELSE [${cell}] END ` +
    `WHEN strlen(${cell}) > ${LONGEST_CELL} THEN [NULL::VARCHAR] ` +
    `WHEN regexp_matches(${cell}, ${literal(STRUCTURED)}) THEN ${structured} ELSE ${steps.inPlainCell(cell)} END)`
  );
}

const holdsEllipsis = (text: string) => `(contains(${text}, '…') OR contains(${text}, '...'))`;
const isCut = (candidate: string) => `(ends_with(${candidate}, '…') OR ends_with(${candidate}, '...'))`;

/** Why a candidate is no object; NULL for one that is. A word with its sign, in a text, is what somebody wrote. */
function whyLeftOut(candidate: string, inColumn: boolean): string {
  const nothing = inColumn
    ? `ELSE ${whyNoObject(candidate)}`
    : `WHEN ${isInvisible(candidate)} THEN 'INVISIBLE'`;
  return `(CASE WHEN ${candidate} IS NULL THEN 'STRUCTURE' WHEN ${isCut(candidate)} THEN 'CUT' ${nothing} END)`;
}

/**
 * The candidates that are objects.
 * @param doubt is there reason to look at them one by one?
 */
export function kept(list: string, doubt: string, inColumn: boolean): string {
  return `(CASE WHEN ${list} IS NOT NULL AND ${doubt} THEN list_filter(${list}, lambda k: ${whyLeftOut("k", inColumn)} IS NULL) ELSE ${list} END)`;
}

/** The reasons for the others, each after the name of the field; NULL for none. */
export function leftOut(field: ListField, list: string, keptList: string, inColumn: boolean): string {
  const reasons = `list_filter(list_transform(${list}, lambda k: ${whyLeftOut("k", inColumn)}), lambda r: r IS NOT NULL)`;
  return `(CASE WHEN len(${list}) > len(${keptList}) THEN list_transform(${reasons}, lambda r: ${literal(`${field} `)} || r) END)`;
}

/** Distinct and sorted; NULL where nothing is left. */
export function distinct(list: string): string {
  return `(CASE WHEN len(${list}) = 1 THEN ${list} WHEN len(${list}) > 1 THEN list_sort(list_distinct(${list})) END)`;
}

const URL_IN_TEXT = String.raw`[hH][tT][tT][pP][sS]?://[^${SPACES}<>"]+`;
const URL_IN_LIST = String.raw`[hH][tT][tT][pP][sS]?://[^${SPACES}<>"'\[\]{}|\\]+`;
const HOST_AND_PATH = String.raw`[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:[/?:][^${SPACES}\[\]'",]*)?`;
const TRAILING = String.raw`[.,;:!?'’”»\]}*]+$`;
const TRAILING_BRACKET = String.raw`[.,;:!?'’”»\]}*)]+$`;

/** Is a link in its one spelling already, as can be seen without reading its parts? Most are. */
const isSpelled = (link: string, pattern = PLAIN_LINK) =>
  `(regexp_full_match(${link}, ${literal(pattern)}) AND NOT contains(${link}, '/.') AND NOT contains(${link}, 'xn--'))`;

/** The links of a set in their forms, in their order; NULL for what is no address after all. */
export const formsOf = (list: string, forms: LinkForms): string =>
  `list_transform(${list}, lambda u: ${formOf("u", forms)})`;

/** A link in its form; NULL for what is no address after all. */
const formOf = (link: string, forms: LinkForms) =>
  forms === "joined"
    ? formOfLink(link, forms)
    : `(CASE WHEN ${isSpelled(link)} THEN ${link} ELSE ${formOfLink(link, forms)} END)`;

/**
 * The links of a set as they were written, where one is not in its form yet; NULL for the others. A report tells from these which
 * rules joined what.
 */
export function writtenLinks(list: string, forms: LinkForms): string {
  if (forms === "joined") return list;
  return `(CASE WHEN len(list_filter(${list}, lambda u: NOT ${isSpelled("u")})) > 0 THEN ${list} END)`;
}

/** Links without the signs that end a sentence or a list; a cut one stays as it is, to be known. */
const trimmed = (list: string, trim: (link: string) => string) =>
  `list_transform(${list}, lambda u: CASE WHEN ${isCut("u")} THEN u ELSE ${trim("u")} END)`;
const trailing = (signs: string) => (link: string) => `regexp_replace(${link}, ${literal(signs)}, '')`;

/**
 * One link or several, for one pattern of a link; what has no scheme and looks like host and path is taken with `http`.
 */
function linksIn(value: string, link: string): string {
  const parted = `regexp_extract_all(replace(${value}, ',http', ' http'), ${literal(link)})`;
  return (
    `(CASE WHEN contains(${value}, '://') THEN ${trimmed(parted, (u) => `rtrim(${u}, ',;')`)} ` +
    `WHEN regexp_full_match(${value}, ${literal(HOST_AND_PATH)}) THEN ['http://' || ${value}] ELSE []::VARCHAR[] END)`
  );
}

/** Those of a list of forms that are one. */
export const formed = (list: string): string => `list_filter(${list}, lambda u: u IS NOT NULL)`;

export const urlSteps = (forms: LinkForms): ObjectSteps => ({
  foundInText: (text) => {
    const bare = trimmed(
      `regexp_extract_all(${text}, ${literal(URL_IN_TEXT)})`,
      (u) =>
        `CASE WHEN contains(${u}, '(') THEN ${trailing(TRAILING)(u)} ELSE ${trailing(TRAILING_BRACKET)(u)} END`,
    );
    return `(CASE WHEN contains(${text}, '://') THEN ${bare} END)`;
  },
  doubtInText: holdsEllipsis,
  inPlainCell: (cell) => linksIn(cell, URL_IN_LIST),
  inListValue: (value) => linksIn(value, URL_IN_TEXT),
  clean: (list) => {
    const changed = formed(formsOf(list, forms));
    return `(CASE WHEN ${writtenLinks(list, forms)} IS NULL THEN ${list} ELSE ${changed} END)`;
  },
});

export const urls = urlSteps("spelling");

/** Is the value a URL that the steps below would leave as it is? Most are, and are spared them. */
export const isPlainUrl = (value: string): string =>
  `(${isSpelled(value, ONE_LINK)} AND NOT ends_with(${value}, '...'))`;
/** Without the signs that may stand between links or around one. */
const ONE_LINK = PLAIN_LINK.replaceAll(/[',;]/g, "");

/** The same for links that are joined, of which fewer are left as they are. */
export function isPlainPage(value: string): string {
  const { pattern, withoutBeginnings, withoutParts } = PLAIN_PAGE;
  const tests = [
    `strlen(${value}) <= ${LONGEST_CELL}`,
    ...withoutBeginnings.map((beginning) => `NOT starts_with(${value}, ${literal(beginning)})`),
    ...withoutParts.map((part) => `NOT contains(${value}, ${literal(part)})`),
    `regexp_full_match(${value}, ${literal(pattern)})`,
  ];
  return `(${tests.join(" AND ")})`;
}

/** Domain of a plain URL. */
export function plainDomain(url: string): string {
  const host = `split_part(${url}, '/', 3)`;
  return `(CASE WHEN starts_with(${host}, 'www.') THEN substr(${host}, 5) ELSE ${host} END)`;
}

/** Domains of a set of URLs. */
export function domainsOf(urlSet: string): string {
  return `list_transform(${urlSet}, lambda d: regexp_extract(d, '^[a-z]+://(?:www[.])?([^/?#:]+)', 1))`;
}

const ELLIPSIS = String.raw`(?:…|\.\.\.)?`;
const SIGN = String.raw`^.*[#＃]`;
const TAG = String.raw`[\p{N}_]*\p{L}[\p{L}\p{M}\p{N}_\x{200C}\x{200D}]*`;
const TAG_IN_TEXT = String.raw`(?:^|[^\p{L}\p{N}_&/#＃])[#＃]${TAG}${ELLIPSIS}`;
/** The letters that nobody sees: a hashtag of nothing else is none. */
const UNSEEN_LETTERS = ["\u115f", "\u1160", "\u3164", "\uffa0"];
const AT = String.raw`^[^@＠A-Za-z0-9_]?[@＠]`;
const MENTION = String.raw`[A-Za-z0-9_]{1,60}(?:@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)?`;
const MENTION_IN_TEXT = String.raw`(?:^|[^\p{L}\p{N}_@/])[@＠]${MENTION}${ELLIPSIS}`;
/** Signs of more than one value, for all that a list says. */
const SEVERAL = String.raw`.[#＃]|\s[@＠]|[,;|\n]`;
const oneSpaced = (value: string) => `trim(regexp_replace(${value}, ${literal(`[${SPACES}]+`)}, ' ', 'g'))`;

const withoutSign = (list: string, sign: string) =>
  `list_transform(${list}, lambda t: regexp_replace(t, ${literal(sign)}, ''))`;
const plainTag = `regexp_full_match(t, ${literal(`[${PLAIN_IN_TAGS}]*`)})`;

export const hashtags: ObjectSteps = {
  foundInText: (text) =>
    `(CASE WHEN contains(${text}, '#') OR contains(${text}, '＃') THEN ${withoutSign(`regexp_extract_all(${text}, ${literal(TAG_IN_TEXT)})`, SIGN)} END)`,
  doubtInText: (text) =>
    `(${holdsEllipsis(text)} OR (strlen(${text}) <> length(${text}) AND (${UNSEEN_LETTERS.map((letter) => `contains(${text}, ${literal(letter)})`).join(" OR ")})))`,
  inPlainCell: (cell) => `regexp_extract_all(${cell}, ${literal(TAG + ELLIPSIS)})`,
  inListValue: (value) =>
    `(CASE WHEN regexp_matches(${value}, ${literal(SEVERAL)}) THEN ${hashtags.inPlainCell(value)} ` +
    `WHEN regexp_matches(${value}, '\\p{L}') THEN [regexp_replace(${oneSpaced(value)}, '^[#＃]', '')] ELSE []::VARCHAR[] END)`,
  clean: (list) =>
    `list_transform(${list}, lambda t: CASE WHEN strlen(t) = length(t) THEN lower(t) WHEN ${plainTag} THEN lower(nfc_normalize(t)) ELSE ${formOfTag("t")} END)`,
};

const NAME = String.raw`[\p{L}\p{N}_.:-]+(?:@[\p{L}\p{N}.-]+)?`;

export const mentions: ObjectSteps = {
  foundInText: (text) =>
    `(CASE WHEN contains(${text}, '@') OR contains(${text}, '＠') THEN ${withoutSign(`regexp_extract_all(${text}, ${literal(MENTION_IN_TEXT)})`, AT)} END)`,
  doubtInText: holdsEllipsis,
  inPlainCell: (cell) => `regexp_extract_all(${cell}, ${literal(NAME + ELLIPSIS)})`,
  inListValue: (value) =>
    `(CASE WHEN regexp_matches(${value}, ${literal(SEVERAL)}) THEN ${mentions.inPlainCell(value)} ELSE [${oneSpaced(value)}] END)`,
  clean: (list) => `list_transform(${list}, lambda m: lower(regexp_replace(m, ${literal(AT)}, '')))`,
};
