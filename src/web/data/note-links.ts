/** What private notes name, and which of them lead back to a thing. */

/** Ids of records and their parts; in an address that was pasted the sign before a part is written out. */
const NAMED = /\b([a-z]{3}_[0-9a-hjkmnp-tv-z]{10})(?:(?:#|%23)(row-\d+|[a-z][a-z0-9-]{0,31}))?/g;

export interface Note {
  /** What it is beside. */
  readonly ref: string;
  readonly text: string;
}

/** What a note names: records and parts by their ids, as they stand in it or in addresses that were pasted. */
export function namedIn(text: string): readonly string[] {
  const refs = [...text.matchAll(NAMED)].map(([, id, part]) => (part === undefined ? id! : `${id!}#${part}`));
  return [...new Set(refs)];
}

/** Notes beside other things that name this one or a part of it. */
export const backlinks = (notes: readonly Note[], ref: string): readonly Note[] =>
  notes.filter(
    (note) => note.ref !== ref && namedIn(note.text).some((one) => one === ref || one.startsWith(`${ref}#`)),
  );
