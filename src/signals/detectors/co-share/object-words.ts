/** What each kind of object is called, and what accounts did with it, in the sentences of co-share. */
import { PlumblineError } from "../../../errors.ts";

/** Words for one kind of object. */
export interface ObjectWords {
  /** `exact text`, `link`: what the run was keyed on. */
  readonly by: string;
  /** `posted identical texts`: what the accounts did. */
  readonly did: string;
  readonly one: string;
  readonly many: string;
}

const WORDS: Readonly<Record<string, ObjectWords>> = {
  text: { by: "exact text", did: "posted identical texts", one: "text", many: "texts" },
  "near-copy": {
    by: "near-copy text",
    did: "posted near copies of the same messages",
    one: "message",
    many: "messages",
  },
  url: { by: "link", did: "shared the same links", one: "link", many: "links" },
  "exact-url": { by: "exact link", did: "shared the very same links", one: "link", many: "links" },
  media: {
    by: "address of a picture or video",
    did: "posted the same pictures or videos",
    one: "picture or video",
    many: "pictures and videos",
  },
  picture: {
    by: "picture, as it looks",
    did: "posted pictures that look alike",
    one: "picture",
    many: "pictures",
  },
  domain: { by: "domain", did: "linked to the same domains", one: "domain", many: "domains" },
  hashtag: { by: "hashtag", did: "used the same hashtags", one: "hashtag", many: "hashtags" },
  mention: {
    by: "mention",
    did: "mentioned the same accounts",
    one: "mentioned account",
    many: "mentioned accounts",
  },
  reshare: {
    by: "reshared post",
    did: "reshared the same posts",
    one: "reshared post",
    many: "reshared posts",
  },
};
const COLUMN = /^column:(.{1,120})$/u;

/**
 * Words for a kind of object.
 * @throws PlumblineError PARAMETER if there is no such kind.
 */
export function objectWords(object: string): ObjectWords {
  const known = Object.hasOwn(WORDS, object) ? WORDS[object] : undefined;
  if (known !== undefined) return known;
  const column = COLUMN.exec(object)?.[1];
  if (column === undefined) {
    throw new PlumblineError("PARAMETER", `"${object.slice(0, 60)}" is not a kind of object.`, {
      hint: `Use ${Object.keys(WORDS).join(", ")}, or column:NAME.`,
    });
  }
  const name = `column "${column}"`;
  return { by: name, did: `posted the same values of ${name}`, one: "value", many: "values" };
}
