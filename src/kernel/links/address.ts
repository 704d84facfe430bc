/**
 * A web address in its one spelling, by the rules `SPELLING`. Works on one address at a time; the database asks only for those
 * that `PLAIN_LINK` does not fit. Time O(length) whatever the input, which is hostile.
 */
import { decodePunycode } from "./punycode.ts";
import type { SpellingRule } from "./rules.ts";

export interface Address {
  readonly scheme: string;
  /** With its `@`. */
  readonly user: string;
  readonly host: string;
  /** With its colon. */
  readonly port: string;
  readonly path: string;
  /** With its question mark. */
  readonly query: string;
  /** With its sign. */
  readonly fragment: string;
}

/**
 * Regular expression (RE2 and JavaScript) for addresses that the rules leave as they are; with it, `xn--` and `/.` must not occur.
 */
export const PLAIN_LINK = String.raw`https?://[a-z0-9_-]+(?:\.[a-z0-9_-]+)+/[A-Za-z0-9._~!$'()*+,;=:@/-]*(?:\?[A-Za-z0-9._~!$'()*+,=:@/-]+(?:&[A-Za-z0-9._~!$'()*+,=:@/-]+)*)?`;

const PARTS = /^(https?):\/\/([^/?#\\]*@)?([^/?#\\:@]+)(:\d*)?([^]*)$/i;
/** A sign that begins a fragment, and not one inside of `&#38;`. */
const FRAGMENT = /#(?!(?<=&#)(?:0*38|x0*26);)/i;

/** The parts of an http(s) address whose host has a dot; undefined for anything else. */
export function addressOf(text: string): Address | undefined {
  const parts = PARTS.exec(text);
  if (parts === null) return undefined;
  const [, scheme = "", user = "", host = "", port = "", rest = ""] = parts;
  if (!/[^.][.。．｡][^.]/.test(host)) return undefined;
  const hash = rest.search(FRAGMENT);
  const before = hash < 0 ? rest : rest.slice(0, hash);
  const question = before.indexOf("?");
  return {
    scheme,
    user,
    host,
    port,
    path: question < 0 ? before : before.slice(0, question),
    query: question < 0 ? "" : before.slice(question),
    fragment: hash < 0 ? "" : rest.slice(hash),
  };
}

export const writtenAddress = ({ scheme, user, host, port, path, query, fragment }: Address): string =>
  `${scheme}://${user}${host}${port}${path}${query}${fragment}`;

type Step = (address: Address) => Address;
type Rest = "path" | "query" | "fragment";

const inRest =
  (change: (text: string) => string): Step =>
  (address) => ({
    ...address,
    ...Object.fromEntries(
      (["path", "query", "fragment"] satisfies Rest[]).map((part) => [part, change(address[part])]),
    ),
  });

const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };

function portOf({ scheme, port }: Address): string {
  if (port.length < 2) return "";
  const number = port.slice(1).replace(/^0+(?=\d)/, "");
  return Number(number) === DEFAULT_PORTS[scheme] ? "" : `:${number}`;
}

/** Names are asked of the platform's own parser, which knows UTS 46; what it refuses stays as it is. */
function hostOf(host: string): string {
  const bare = /^[\0-\x7f]*$/.test(host) ? host : asciiOf(host);
  const name = bare.endsWith(".") ? bare.replace(/(?<!\.)\.+$/, "") : bare;
  if (!name.includes("xn--")) return name;
  const letters = name
    .split(".")
    .map((label) => (label.startsWith("xn--") ? (decodePunycode(label.slice(4)) ?? label) : label))
    .join(".");
  // A label that decodes to what it would not be made of is no name, and is not shown as one.
  return asciiOf(letters) === name ? letters : name;
}

function asciiOf(host: string): string {
  const address = `http://${host}/`;
  return URL.canParse(address) ? new URL(address).hostname : host;
}

const UNRESERVED = /[A-Za-z0-9._~-]/;
/** What is read as a character of some script; separators, controls and whatever cannot be seen stay escaped. */
const SEEN = /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u;
/** Runs of escapes; lone percent signs; what no address may hold. */
const ESCAPABLE = /(?:%[0-9A-Fa-f]{2})+|[%"<>\\^`{|}\0-\x20\x7f-\u{10ffff}]/gu;

function escaped(text: string): string {
  return ESCAPABLE_AT_ALL.test(text) ? text.replaceAll(ESCAPABLE, (found) => oneSpelling(found)) : text;
}
const ESCAPABLE_AT_ALL = /[%"<>\\^`{|}\0-\x20\x7f-\u{10ffff}]/u;

function oneSpelling(found: string): string {
  if (found.length >= 3 && found.startsWith("%")) return decoded(found);
  if (found.charCodeAt(0) > 0x7f && isSeen(found)) return found;
  return decoded(percent(new TextEncoder().encode(found)));
}

const isSeen = (character: string): boolean => SEEN.test(character) && !INVISIBLE.test(character);
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;

const percent = (bytes: Iterable<number>): string =>
  Array.from(bytes, (byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");

/** Escapes whose bytes are characters that may stand as they are, as those; the others in upper case. */
function decoded(escapes: string): string {
  const bytes = Uint8Array.from({ length: escapes.length / 3 }, (_, i) =>
    Number.parseInt(escapes.slice(3 * i + 1, 3 * i + 3), 16),
  );
  let text = "";
  for (let i = 0; i < bytes.length;) {
    const length = lengthOf(bytes[i]!);
    const character = length === 0 ? undefined : characterOf(bytes.subarray(i, i + length));
    const stands = character !== undefined && (length === 1 ? UNRESERVED.test(character) : isSeen(character));
    const taken = stands || character !== undefined ? length : 1;
    text += stands ? character : percent(bytes.subarray(i, i + taken));
    i += taken;
  }
  return text;
}

/** Bytes of a character of UTF-8 by its first; 0 for none. */
function lengthOf(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function characterOf(bytes: Uint8Array): string | undefined {
  // Seen without an error being thrown, which costs more than all else here.
  if (bytes.subarray(1).some((byte) => byte >> 6 !== 0b10)) return undefined;
  try {
    return UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Also where it was escaped more than once. */
const ENTITIES = /&(?:(?:amp|#0{0,6}38|#x0{0,6}26);)+/gi;

/** @see RFC 3986, 5.2.4. */
function withoutDots(path: string): string {
  if (!/(?:^|\/)\.\.?(?:\/|$)/.test(path)) return path;
  const kept: string[] = [];
  const segments = path.split("/").slice(1);
  for (const [i, segment] of segments.entries()) {
    const last = i === segments.length - 1;
    if (segment === "..") kept.pop();
    if (segment !== "." && segment !== "..") kept.push(segment);
    else if (last) kept.push("");
  }
  return `/${kept.join("/")}`;
}

export function withoutEmpty(query: string): string {
  const parts = query
    .slice(1)
    .split("&")
    .filter((part) => part !== "");
  const text = parts.join("&");
  let end = text.length;
  while (end > 0 && (text[end - 1] === "?" || text[end - 1] === "&")) end--;
  return end === 0 ? "" : `?${text.slice(0, end)}`;
}

const ROUTE = /^#[!/@]/;

const STEPS: Readonly<Record<SpellingRule, Step>> = {
  case: (address) => ({ ...address, scheme: address.scheme.toLowerCase(), host: address.host.toLowerCase() }),
  user: (address) => ({ ...address, user: "" }),
  port: (address) => ({ ...address, port: portOf(address) }),
  host: (address) => ({ ...address, host: hostOf(address.host) }),
  escapes: inRest(escaped),
  entities: inRest((text) => text.replaceAll(ENTITIES, "&")),
  root: (address) => ({ ...address, path: address.path.startsWith("/") ? address.path : `/${address.path}` }),
  dots: (address) => ({ ...address, path: withoutDots(address.path) }),
  query: (address) => ({ ...address, query: withoutEmpty(address.query) }),
  fragment: (address) => (ROUTE.test(address.fragment) ? address : { ...address, fragment: "" }),
};
const SPELLING_STEPS = Object.entries(STEPS) as [SpellingRule, Step][];

/** @param onStep told of each rule, and of the address after it */
export function spelled(address: Address, onStep?: (rule: SpellingRule, after: Address) => void): Address {
  let now = address;
  for (const [rule, step] of SPELLING_STEPS) {
    now = step(now);
    onStep?.(rule, now);
  }
  return now;
}

const PLAIN = new RegExp(`^${PLAIN_LINK}$`);

/** Is it one of the addresses that the rules leave as they are, which can be seen at once? Most are. */
export const isPlainLink = (text: string): boolean =>
  PLAIN.test(text) && !text.includes("/.") && !text.includes("xn--");

/** An address in its one spelling; undefined for what is no http(s) address with a host. Idempotent. */
export function linkForm(text: string): string | undefined {
  if (isPlainLink(text)) return text;
  const address = addressOf(text);
  return address === undefined ? undefined : writtenAddress(spelled(address));
}
