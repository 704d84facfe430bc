/**
 * The address of the page that a link leads to, by the rules `JOINING` on top of `SPELLING`: what co-share takes for the same
 * link. Every rule asks for more than it needs rather than less: two pages that are taken for one make accounts meet that never
 * did. Never throws, and bounded in redirectors; idempotent.
 */
import { addressOf, isPlainLink, spelled, withoutEmpty, writtenAddress } from "./address.ts";
import type { Address } from "./address.ts";
import { JOINING, REDIRECTORS, SECOND_LEVELS, SPELLING, TRACKING, TRACKING_AT } from "./rules.ts";
import type { JoiningRule, LinkRule } from "./rules.ts";

type Step = (address: Address) => Address;

/** Characters of an address above which it is left in its one spelling, and of a name above which it is none. */
const LONGEST = 8192;
const LONGEST_NAME = 253;

const isUnder = (host: string, site: string): boolean => host === site || host.endsWith(`.${site}`);
const partsOf = (query: string): string[] => (query === "" ? [] : query.slice(1).split("&"));
const nameOf = (part: string): string => part.split("=", 1)[0]!;
const queryOf = (parts: readonly string[]): string => withoutEmpty(`?${parts.join("&")}`);

const bare = (host: string): string => (host.startsWith("www.") ? host.slice(4) : host);

/** Without the parameters that fit; the very same address where none does. */
function withoutParameters(address: Address, fits: (name: string, part: string) => boolean): Address {
  if (address.query === "") return address;
  const parts = partsOf(address.query);
  const kept = parts.filter((part) => !fits(nameOf(part), part));
  return kept.length === parts.length ? address : { ...address, query: queryOf(kept) };
}

/** The value of a parameter, unescaped; undefined where it is not there or is no text. */
function parameter(query: string, name: string): string | undefined {
  const part = partsOf(query).find((one) => one.startsWith(`${name}=`));
  try {
    return part === undefined ? undefined : decodeURIComponent(part.slice(name.length + 1));
  } catch {
    return undefined;
  }
}

/** What a text says is an address, in one spelling; a target with white space or without a site's name is none. */
function targetOf(text: string | undefined): Address | undefined {
  if (text === undefined || /\s/u.test(text)) return undefined;
  const address = addressOf(text);
  return address === undefined || !URL.canParse(text) ? undefined : spelled(address);
}

const redirect: Step = (address) => {
  const { path, query, port } = address;
  if (query === "" || port !== "") return address;
  const host = bare(address.host);
  const known = REDIRECTORS.find((one) => one.host === host && (one.path === "*" || one.path === path));
  const name = known?.parameters.find((one) => parameter(query, one) !== undefined);
  return (name === undefined ? undefined : targetOf(parameter(query, name))) ?? address;
};

/** Can what is left of a name be a site? */
function isSite(host: string): boolean {
  const labels = host.split(".");
  if (labels.length < 2 || labels.some((label) => label === "")) return false;
  return labels.length > 2 || !SECOND_LEVELS.includes(labels[0]!);
}

const withoutPrefix =
  (...prefixes: readonly string[]): Step =>
  (address) => {
    const prefix = prefixes.find((one) => address.host.startsWith(one));
    if (
      prefix === undefined ||
      address.host.length > LONGEST_NAME ||
      !isSite(address.host.slice(prefix.length))
    )
      return address;
    return { ...address, host: address.host.slice(prefix.length) };
  };

const AMP_VIEWER = /^\/amp\/(s\/)?(.+)$/s;
const AMP_CACHE = /^\/[a-z]\/(s\/)?(.+)$/s;
const AMP_PATH = /^(.*\/[^/]*[-_\d][^/]*|\/[^/]+(?:\/[^/]+)+)\/amp\/?$/s;
const AMP_FILE = /\.amp\.html$/;
const AMP_PARAMETER = /^(?:amp(?:=1|=true)?|outputType=amp)$/;

/** A viewer and a cache name the article in their path; sites mark theirs at the end of the path, in the host or the query. */
const amp: Step = (address) => {
  const { host, path, query } = address;
  const carried =
    bare(host) === "google.com"
      ? AMP_VIEWER.exec(path)
      : isUnder(host, "cdn.ampproject.org")
        ? AMP_CACHE.exec(path)
        : null;
  if (carried !== null)
    return targetOf(`http${carried[1] === undefined ? "" : "s"}://${carried[2]!}${query}`) ?? address;
  const plain = withoutParameters(withoutPrefix("amp.")(address), (_, part) => AMP_PARAMETER.test(part));
  const article = path.endsWith("/amp") || path.endsWith("/amp/") ? AMP_PATH.exec(path)?.[1] : undefined;
  if (article !== undefined) return { ...plain, path: article };
  return AMP_FILE.test(path) ? { ...plain, path: path.replace(AMP_FILE, ".html") } : plain;
};

const TWITTER = new Set(["twitter.com", "www.twitter.com", "mobile.twitter.com", "m.twitter.com"]);
const VIDEO = /^\/(?:shorts|live|embed|v)\/([A-Za-z0-9_-]{11})\/?$/;
const SHORT_VIDEO = /^\/([A-Za-z0-9_-]{11})\/?$/;

const youtube: Step = (address) => {
  const { host, path, query } = address;
  const found = host === "youtu.be" ? SHORT_VIDEO : host === "youtube.com" ? VIDEO : undefined;
  const id = found?.exec(path)?.[1];
  if (id === undefined || partsOf(query).some((part) => nameOf(part) === "v")) return address;
  return { ...address, host: "youtube.com", path: "/watch", query: queryOf([`v=${id}`, ...partsOf(query)]) };
};

const anywhere = new RegExp(`^(?:${TRACKING.map((name) => name.replace("*", "[A-Za-z_]+")).join("|")})$`);

const tracking: Step = (address) => {
  if (address.query === "") return address;
  const own = TRACKING_AT.find(
    ({ site, path = "" }) => isUnder(address.host, site) && address.path.includes(path),
  );
  return withoutParameters(address, (name) => anywhere.test(name) || own?.parameters.includes(name) === true);
};

function withoutSlash(path: string): string {
  let end = path.length;
  while (end > 1 && path[end - 1] === "/") end--;
  return path.slice(0, end);
}

const STEPS: Readonly<Record<JoiningRule, Step>> = {
  redirect,
  amp,
  scheme: (address) =>
    address.scheme === "http" && address.port === "" ? { ...address, scheme: "https" } : address,
  www: withoutPrefix("www."),
  mobile: withoutPrefix("m.", "mobile."),
  twitter: (address) => (TWITTER.has(address.host) ? { ...address, host: "x.com" } : address),
  youtube,
  tracking,
  slash: (address) =>
    address.path.length > 1 && address.path.endsWith("/")
      ? { ...address, path: withoutSlash(address.path) }
      : address,
};
const JOINING_STEPS = Object.entries(STEPS) as [JoiningRule, Step][];

type OnStep = (rule: LinkRule, after: Address) => void;

/** Rounds, since what a rule uncovers may be for an earlier one. Each but the first shortens the address. */
function joined(address: Address, onStep?: OnStep): Address {
  let now = address;
  if (writtenAddress(now).length > LONGEST) return now;
  for (let before: Address | undefined; now !== before;) {
    before = now;
    for (const [rule, step] of JOINING_STEPS) {
      now = step(now);
      onStep?.(rule, now);
    }
  }
  return now;
}

/** What an address has that some rule of joining may be for: beginnings and parts of a plain one, and a query or a last slash. */
const DOUBTFUL = {
  beginnings: [
    "http:",
    ...["www.", "m.", "mobile.", "youtu.be/", "youtube.com/", "twitter.com/"].map(
      (host) => `https://${host}`,
    ),
  ],
  parts: ["?", "/amp", ".amp.", "ampproject.org"],
  end: "/",
};

/** Can some rule be for a plain address? Most are for none. */
const isDoubtful = (text: string): boolean =>
  text.endsWith(DOUBTFUL.end) ||
  DOUBTFUL.parts.some((part) => text.includes(part)) ||
  DOUBTFUL.beginnings.some((beginning) => text.startsWith(beginning));

/**
 * Addresses of pages that can be seen to be in their form, as the database sees it: they fit the expression (RE2 and JavaScript), and
 * hold none of the parts and beginnings. What separates links in a cell, or ends a cut one, fits none of them.
 */
export const PLAIN_PAGE = Object.freeze({
  pattern: String.raw`https://[a-z0-9_-]+(?:\.[a-z0-9_-]+)+/[A-Za-z0-9._~!$()*+=:@/-]*[A-Za-z0-9_~!$()*+=:@-]`,
  withoutBeginnings: DOUBTFUL.beginnings.filter((beginning) => beginning !== "http:"),
  withoutParts: [...DOUBTFUL.parts.filter((part) => part !== "?"), "/.", "xn--"],
});

/** The page's address; undefined for what is no http(s) address with a host. */
export function joinedLink(text: string): string | undefined {
  const plain = isPlainLink(text);
  if (plain && !isDoubtful(text)) return text;
  const address = addressOf(text);
  return address === undefined ? undefined : writtenAddress(joined(plain ? address : spelled(address)));
}

/** How many addresses each rule made one with another, in the order of the rules. */
export type LinkCounts = Readonly<Partial<Record<LinkRule, number>>>;

/**
 * Which rule joined which addresses: after each rule, as many as there are fewer different ones. The counts add up to the number of
 * addresses less that of pages.
 * @param classes different addresses of one page each
 * @param joining by the rules of judgement as well
 */
export function countJoined(classes: Iterable<readonly string[]>, joining: boolean): LinkCounts {
  const counts: Partial<Record<LinkRule, number>> = {};
  for (const own of classes) {
    const traces = own.map((text) => traceOf(text, joining));
    let different = own.length;
    for (let step = 0; different > 1 && traces.some((trace) => step < trace.length); step++) {
      const after = new Set(traces.map((trace) => (trace[step] ?? trace.at(-1)!)[1])).size;
      const rule = traces.find((trace) => step < trace.length)![step]![0];
      if (after < different) counts[rule] = (counts[rule] ?? 0) + different - after;
      different = Math.min(different, after);
    }
  }
  const order: readonly string[] = [...Object.keys(SPELLING), ...Object.keys(JOINING)];
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)));
}

/** An address after each rule. */
function traceOf(text: string, joining: boolean): [LinkRule, string][] {
  const trace: [LinkRule, string][] = [];
  const note: OnStep = (rule, after) => trace.push([rule, writtenAddress(after)]);
  const address = addressOf(text);
  const form = address === undefined ? undefined : spelled(address, note);
  if (form !== undefined && joining) joined(form, note);
  return trace;
}
