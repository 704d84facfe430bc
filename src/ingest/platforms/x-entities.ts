/** What the several forms of an X post have in common: entities, and counts. */
import { at, distinct, each, firstText, handle, objects, text } from "./values.ts";

/** X does not tell names apart by case. The hash that stands for a name in some collections is longer. */
export const HANDLES = /^\w{1,20}$/;

/** The address a link leads to: as the post expanded it, never the short form where a longer one is known. */
const address = (link: unknown) =>
  firstText(at(link, "expanded_url"), at(link, "unwound_url"), at(link, "url"));

/** A link to the picture or video of the post itself is none that it shares. */
const isOwnMedia = (url: string) =>
  /^https?:\/\/(?:www\.)?(?:twitter|x)\.com\/[^/]+\/status\/\d+\/(?:photo|video)\/\d+/.test(url);

/** Links of `entities`, one for each place in the text; undefined without such a member. */
export function links(entities: unknown): string[] | undefined {
  const found = each(at(entities, "urls"), (link) =>
    text(at(link, "media_key")) === undefined ? address(link) : undefined,
  );
  return found === undefined ? undefined : distinct(found.filter((url) => !isOwnMedia(url)));
}

export const tags = (entities: unknown): string[] | undefined =>
  each(at(entities, "hashtags"), (tag) => firstText(at(tag, "tag"), at(tag, "text")));

export const named = (entities: unknown): string[] | undefined =>
  each(at(entities, "mentions") ?? at(entities, "user_mentions"), (one) =>
    handle(at(one, "username") ?? at(one, "screen_name")),
  );

/** Addresses of pictures, and of a video the best form. */
export function media(list: unknown): string[] | undefined {
  if (!Array.isArray(list)) return undefined;
  return distinct(
    objects(list).flatMap((one) => {
      const variants = objects(at(one, "video_info", "variants") ?? at(one, "variants"));
      const rate = (variant: unknown) => Number(at(variant, "bitrate") ?? at(variant, "bit_rate") ?? -1);
      const [best] = [...variants].sort((a, b) => rate(b) - rate(a));
      return (
        firstText(
          at(best, "url"),
          at(one, "media_url_https"),
          at(one, "url_https"),
          at(one, "url"),
          at(one, "preview_image_url"),
        ) ?? []
      );
    }),
  );
}
