/**
 * SQL expressions that turn field values into shared objects. All text work of an import is here, vectorised.
 *
 * - Missing values (`store/corpus/values.ts`) are no objects.
 * - Text: Unicode NFC, lower case, white space (any Unicode separator) folded to one space, trimmed. URLs, mentions,
 *   hashtags and punctuation stay: it is the exact text, and near copies are the work of another detector.
 * - URL: scheme and host in lower case, without user, default port, fragment (unless `#!`) and well-known tracking
 *   parameters; the path and other parameters as they are; an empty path is `/`. A link that ends in an ellipsis was cut
 *   when the text was cut, names no page, and is no object.
 * - Domain: host of the URL without a leading `www.`.
 * - Hashtag: letters, digits and `_` with at least one letter, lower case, without `#`.
 * - Mention: lower case, without `@`; `user@host` of the fediverse is kept whole.
 * Several objects of one post are distinct and sorted, so that the same bytes give the same order.
 */
import { literal } from "../store/corpus/sql.ts";
import { SPACES } from "../store/corpus/values.ts";

/** White space that folding changes: all but single plain spaces. Few places match, so that most text is only read. */
const UNFOLDED = String.raw`[${SPACES}]{2,}|[\t\n\v\f\r\x{0085}\x{00A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}]`;
/** A present text as an object. */
export function normalText(text: string): string {
  return `regexp_replace(lower(nfc_normalize(${text})), ${literal(UNFOLDED)}, ' ', 'g')`;
}

/**
 * Objects of which a post can have several are taken in three steps, each an expression over the step before, so that
 * nothing is computed twice: `found` takes them from a value, `clean` brings each into its form, `distinct` makes a set.
 */
export interface ObjectSteps {
  foundInText(text: string): string;
  foundInColumn(value: string): string;
  clean(list: string): string;
}

/** Distinct and sorted; NULL where nothing is left. */
export function distinct(list: string): string {
  return `(CASE WHEN len(${list}) = 1 THEN ${list} WHEN len(${list}) > 1 THEN list_sort(list_distinct(${list})) END)`;
}

const URL_IN_TEXT = String.raw`[hH][tT][tT][pP][sS]?://[^${SPACES}<>"]+`;
const URL_IN_LIST = String.raw`[hH][tT][tT][pP][sS]?://[^${SPACES}<>"'\[\]{}|\\]+`;
const HOST_AND_PATH = String.raw`[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:[/?:][^${SPACES}\[\]'",]*)?`;
const TRACKING =
  "utm_[a-z]+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_cid|mc_eid|_hsenc|_hsmi|ref_src";
/** A URL that is in its form already. */
const CANONICAL = String.raw`https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+/[^?#]*`;
/** A URL that is one object as it stands: in its form, one alone, and not cut. */
const PLAIN = String.raw`https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+/[^?#\s,;|"']*`;
const PARTS = String.raw`^([a-zA-Z]+)://(?:[^/?#@]*@)?([^/?#:]+)(?::(\d+))?(.*)$`;
const CUT = String.raw`(?:…|\.\.\.)$`;
const TRAILING = String.raw`[.,;:!?'’”»\]}*]+$`;
const TRAILING_BRACKET = String.raw`[.,;:!?'’”»\]}*)]+$`;

/** URLs in their one form, from URLs that are not. Steps over a list, each with what the one before found. */
function canonicalUrls(list: string): string {
  const names = "['scheme', 'host', 'port', 'rest']";
  const parts = `list_transform(${list}, lambda u: regexp_extract(u, ${literal(PARTS)}, ${names}))`;
  const hosted = `list_filter(${parts}, lambda g: contains(g.host, '.'))`;
  const port = "CASE WHEN g.port IN ('', '80', '443') THEN '' ELSE ':' || g.port END";
  const split =
    `list_transform(${hosted}, lambda g: {site: lower(g.scheme) || '://' || lower(g.host) || ${port}, ` +
    `rest: regexp_replace(g.rest, '#(?:[^!].*)?$', '')})`;
  const tracking = `regexp_replace(s.rest, ${literal(`([?&])(?:${TRACKING})=[^&#]*`)}, '\\1', 'g')`;
  const query = `regexp_replace(regexp_replace(regexp_replace(${tracking}, '&&+', '&', 'g'), '[?]&+', '?'), '[?&]+$', '')`;
  const cleaned = `list_transform(${split}, lambda s: {site: s.site, rest: CASE WHEN contains(s.rest, '?') THEN ${query} ELSE s.rest END})`;
  return `list_transform(${cleaned}, lambda s: s.site || CASE WHEN s.rest[1] = '/' THEN '' ELSE '/' END || s.rest)`;
}

const uncut = (list: string) => `list_filter(${list}, lambda u: NOT regexp_matches(u, ${literal(CUT)}))`;

export const urls: ObjectSteps = {
  foundInText: (text) => {
    const bare =
      `list_transform(${uncut(`regexp_extract_all(${text}, ${literal(URL_IN_TEXT)})`)}, lambda u: CASE WHEN contains(u, '(') ` +
      `THEN regexp_replace(u, ${literal(TRAILING)}, '') ELSE regexp_replace(u, ${literal(TRAILING_BRACKET)}, '') END)`;
    return `(CASE WHEN contains(${text}, '://') THEN ${bare} END)`;
  },
  /**
   * One URL, or a list as JSON, Python or a separated list writes it; asked only of values that are not plain. A value
   * without a scheme that looks like host and path is taken with `http`.
   */
  foundInColumn: (value) => {
    const parted = `regexp_extract_all(replace(${value}, ',http', ' http'), ${literal(URL_IN_LIST)})`;
    const bare = `list_transform(${uncut(parted)}, lambda u: rtrim(u, ',;'))`;
    return (
      `(CASE WHEN contains(${value}, '://') THEN ${bare} ` +
      `WHEN regexp_full_match(${value}, ${literal(HOST_AND_PATH)}) THEN ['http://' || ${value}] END)`
    );
  },
  clean: (list) => {
    const done = `len(list_filter(${list}, lambda u: NOT regexp_full_match(u, ${literal(CANONICAL)}))) = 0`;
    return `(CASE WHEN ${list} IS NULL OR ${done} THEN ${list} ELSE ${canonicalUrls(list)} END)`;
  },
};

/** Is the value a URL that the steps below would leave as it is? Most are, and are spared them. */
export const isPlainUrl = (value: string): string =>
  `(regexp_full_match(${value}, ${literal(PLAIN)}) AND NOT ends_with(${value}, '...') AND NOT ends_with(${value}, '…'))`;

/** Domain of a plain URL. */
export function plainDomain(url: string): string {
  const host = `split_part(${url}, '/', 3)`;
  return `(CASE WHEN starts_with(${host}, 'www.') THEN substr(${host}, 5) ELSE ${host} END)`;
}

/** Domains of a set of URLs. */
export function domainsOf(urlSet: string): string {
  return `list_transform(${urlSet}, lambda d: regexp_extract(d, '^[a-z]+://(?:www[.])?([^/?#:]+)', 1))`;
}

const TAG = String.raw`[\p{N}_]*\p{L}[\p{L}\p{M}\p{N}_]*`;
const TAG_IN_TEXT = String.raw`(?:^|[^\p{L}\p{N}_&/#＃])[#＃]${TAG}`;
const MENTION = String.raw`[A-Za-z0-9_]{1,60}(?:@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)?`;
const MENTION_IN_TEXT = String.raw`(?:^|[^\p{L}\p{N}_@/])[@＠]${MENTION}`;

export const hashtags: ObjectSteps = {
  foundInText: (text) =>
    `(CASE WHEN contains(${text}, '#') OR contains(${text}, '＃') THEN regexp_extract_all(${text}, ${literal(TAG_IN_TEXT)}) END)`,
  foundInColumn: (value) => `regexp_extract_all(${value}, ${literal(TAG)})`,
  clean: (list) =>
    `list_transform(${list}, lambda t: lower(nfc_normalize(regexp_replace(t, '^.*[#＃]', ''))))`,
};

const NAME = String.raw`[\p{L}\p{N}_.:-]+(?:@[\p{L}\p{N}.-]+)?`;

export const mentions: ObjectSteps = {
  foundInText: (text) =>
    `(CASE WHEN contains(${text}, '@') OR contains(${text}, '＠') THEN regexp_extract_all(${text}, ${literal(MENTION_IN_TEXT)}) END)`,
  foundInColumn: (value) => `regexp_extract_all(${value}, ${literal(NAME)})`,
  clean: (list) =>
    `list_transform(${list}, lambda m: lower(regexp_replace(m, '^[^@＠A-Za-z0-9_]?[@＠]', '')))`,
};
