/**
 * NDJSON of Zeeschuimer: an envelope (`item_id, timestamp_collected, source_platform, source_platform_url, data`) around the
 * site's own JSON, which the sites change: `zeeschuimer-*.ts` know several shapes of each. `timestamp_collected` is when somebody
 * scrolled past, and never the time of a post.
 */
import type { Platform, Post, Source } from "./contract.ts";
import { instagram, threads } from "./zeeschuimer-meta.ts";
import { tiktok, tiktokComment } from "./zeeschuimer-tiktok.ts";
import { x } from "./zeeschuimer-x.ts";
import { has, object, text } from "./values.ts";

/** The first name that the platform's address or id begins with. */
const SITES: readonly (readonly [RegExp, (data: Source) => Post | undefined])[] = [
  [/^(?:twitter|x)\.com/, x],
  [/^tiktok-comments|^tiktok\.com-comments/, tiktokComment],
  [/^tiktok/, tiktok],
  [/^instagram/, instagram],
  [/^threads/, threads],
];
const siteOf = (record: Source) => {
  const name = text(record["source_platform"])?.replace(/^www\./, "") ?? "";
  return SITES.find(([pattern]) => pattern.test(name))?.[1];
};

export const zeeschuimer = Object.freeze<Platform>({
  id: "zeeschuimer",
  version: "1",
  title: "Zeeschuimer NDJSON (X, TikTok, Instagram, Threads)",
  page: "zeeschuimer",
  form: "json",
  handles: /^[\w.]{1,30}$/,
  recognises: (first) =>
    first.some(
      (one) => has(one, "timestamp_collected", "source_platform", "data") && siteOf(one) !== undefined,
    ),
  rows(record) {
    const data = object(record["data"]);
    const site = siteOf(record);
    const post = data === undefined || site === undefined ? undefined : site(data);
    return post === undefined ? undefined : [post];
  },
});
