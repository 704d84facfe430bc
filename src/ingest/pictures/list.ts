/**
 * The list that 4CAT puts beside the images that it downloaded: for each address the name of the file, and the ids of the posts that show
 * it. Of another collector of media on Telegram the address is the name.
 */
import { z } from "zod";
import { linkForm } from "../../kernel/index.ts";

const listSchema = z.record(
  z.string(),
  z.object({
    filename: z.string().nullish(),
    post_ids: z.array(z.union([z.string(), z.number()])).optional(),
  }),
);

export interface PictureList {
  /** Address in its one spelling to the name of a file. */
  readonly files: ReadonlyMap<string, string>;
  /** Id of a post to the names of its files. */
  readonly posts: ReadonlyMap<string, readonly string[]>;
}

/** How an address is compared: in the spelling in which an import keeps it. */
export const addressForm = (address: string): string => linkForm(address) ?? address;

/** @returns undefined for what is no such list */
export function readPictureList(text: string): PictureList | undefined {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return undefined;
  }
  const list = listSchema.safeParse(found);
  if (!list.success) return undefined;
  const files = new Map<string, string>();
  const posts = new Map<string, string[]>();
  for (const [address, { filename, post_ids: ids = [] }] of Object.entries(list.data)) {
    if (typeof filename !== "string") continue;
    files.set(addressForm(address), filename);
    for (const id of ids) posts.set(String(id), [...(posts.get(String(id)) ?? []), filename]);
  }
  return { files, posts };
}
