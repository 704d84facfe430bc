/**
 * The link rules as data: which spellings of an address are one. `SPELLING` holds always: the standards say that such addresses
 * are the same (RFC 3986, sections 6.2.2 and 6.2.3; UTS 46 for names; HTML for `&amp;`) or that what differs is never asked of a
 * server. `JOINING` is judgement: such addresses nearly always lead to one page. Rules apply in this order. A
 * change of anything here raises `LINK_RULES`, which every import and every run by links records.
 */

export const LINK_RULES = "1";

export const SPELLING = Object.freeze({
  case: "scheme and host are written in lower case",
  user: "a user name before the host is left out",
  port: "the default port of the scheme is left out",
  host: "an international name is written in its letters, not in punycode, and without a dot at its end",
  escapes:
    "escapes are in upper case; letters, digits and - . _ ~ stand as they are, and so does what is written in other scripts; what no address may hold is escaped",
  entities: "&amp; and its numeric forms are &",
  root: "an empty path is /",
  dots: "the segments . and .. are resolved",
  query: "empty parts of the query are left out",
  fragment: "a place inside of the page is left out, but not a route (#!…, #/…, #@…)",
});
export type SpellingRule = keyof typeof SPELLING;

export const JOINING = Object.freeze({
  redirect: "an address that only leads on is the one that it leads to",
  amp: "the AMP form of an article is the article",
  scheme: "http is https",
  www: "www. is left out",
  mobile: "m. and mobile. are left out",
  twitter: "twitter.com is x.com",
  youtube: "youtu.be, and the other forms of a video's address, are youtube.com/watch",
  tracking: "parameters that tell who shared, and what the site writes for its own count, are left out",
  slash: "a slash at the end of the path is left out",
});
export type JoiningRule = keyof typeof JOINING;
export type LinkRule = SpellingRule | JoiningRule;

/** Parameters that say nothing about the page, anywhere; `*` stands for any letters. */
export const TRACKING: readonly string[] =
  "utm_* fbclid gclid dclid gbraid wbraid msclkid yclid twclid ttclid igshid igsh mc_cid mc_eid _hsenc _hsmi ref_src".split(
    " ",
  );

/** And on these sites and those below them; where a path is named, only where it stands in the address. */
export const TRACKING_AT: readonly {
  readonly site: string;
  readonly path?: string;
  readonly parameters: readonly string[];
}[] = [
  { site: "x.com", path: "/status/", parameters: ["s", "t", "ref_url", "cxt"] },
  { site: "youtube.com", parameters: ["si", "feature", "pp", "ab_channel"] },
  { site: "tiktok.com", parameters: ["_r", "_t", "is_from_webapp", "sender_device", "is_copy_url"] },
  { site: "facebook.com", parameters: ["mibextid", "__cft__[0]", "__cft__%5B0%5D", "__tn__", "rdid"] },
  { site: "reddit.com", parameters: ["share_id", "rdt"] },
];

/** Where an address only leads on: host without `www.`, path, and the parameters of which the first that is there holds the target. */
export const REDIRECTORS: readonly {
  readonly host: string;
  readonly path: string;
  readonly parameters: readonly string[];
}[] = [
  { host: "l.facebook.com", path: "/l.php", parameters: ["u"] },
  { host: "lm.facebook.com", path: "/l.php", parameters: ["u"] },
  { host: "l.instagram.com", path: "/", parameters: ["u"] },
  { host: "l.messenger.com", path: "/l.php", parameters: ["u"] },
  { host: "google.com", path: "/url", parameters: ["url", "q"] },
  { host: "youtube.com", path: "/redirect", parameters: ["q"] },
  { host: "out.reddit.com", path: "*", parameters: ["url"] },
  { host: "t.umblr.com", path: "/redirect", parameters: ["z"] },
  { host: "vk.com", path: "/away.php", parameters: ["to"] },
  { host: "away.vk.com", path: "/away.php", parameters: ["to"] },
  { host: "steamcommunity.com", path: "/linkfilter/", parameters: ["u", "url"] },
  { host: "slack-redir.net", path: "/link", parameters: ["url"] },
  { host: "duckduckgo.com", path: "/l/", parameters: ["uddg"] },
];

/** Names that stand for a registry below a country: what is left of `m.co.uk` without `m.` is no site. */
export const SECOND_LEVELS: readonly string[] = "ac co com edu gob gov mil ne net nom or org".split(" ");
