/** Back to the address that was asked for, once there is a session: a page of this server, and nothing else. */

/** Addresses are resolved against this, so that what leaves it shows. */
const HERE = "http://here.invalid";
const LONGEST = 2000;
/** The list of cases, the own password, or an address within a case; never `//host`, which a browser takes for another server. */
const OWN_PAGE = /^\/(?:$|\?|password$|cases\/[^/])/;
/** Left out or changed by browsers before they look at an address. */
// oxlint-disable-next-line no-control-regex -- control characters are what it is about
const SLIPPERY = /[\u0000-\u001f\u007f\\]/;

/**
 * The path to go to after signing in.
 * @param asked what a stranger may have written: an address, or anything else
 * @returns a path of the page of this server, with its fragment; `/` for whatever is not one
 */
export function nextPath(asked: unknown): string {
  if (typeof asked !== "string" || asked.length > LONGEST || SLIPPERY.test(asked)) return "/";
  if (!asked.startsWith("/") || asked.startsWith("//") || !URL.canParse(asked, HERE)) return "/";
  const { origin, pathname, search, hash } = new URL(asked, HERE);
  const path = `${pathname}${search}${hash}`;
  return origin === HERE && OWN_PAGE.test(path) ? path : "/";
}

/** The way to the door, which keeps in mind where one wanted to go. */
export function startPath(asked: string): string {
  const next = nextPath(asked);
  return next === "/" ? "/start" : `/start?next=${encodeURIComponent(next)}`;
}
