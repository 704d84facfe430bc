/**
 * The table of the pictures of one import: for each value of the column, or each post that a list names, the hashes of the picture, or why
 * there are none. The case holds it in the place of the pictures.
 */
import { z } from "zod";
import { PlumblineError } from "../../errors.ts";
import type { HashedPicture, PictureKey } from "../../store/staged-pictures.ts";
import { count, counted, listed } from "../../words.ts";
import type { ChildLimits } from "../run-child.ts";
import { PictureNames } from "./collection.ts";
import type { Pictures } from "./collection.ts";
import { lookAt } from "./look.ts";
import type { Looked } from "./look.ts";

/** How pictures are hashed: changes whenever the same picture gives another hash. */
export const PICTURE_HASHES = "PDQ, dHash; 1";

export type PictureEntry = PictureKey & Looked & { readonly file?: string };

/** The table, and what an import says of it. */
export interface PictureTable {
  readonly entries: readonly PictureEntry[];
  /** Distinct files: looked at, and without hashes by code. */
  readonly read: number;
  readonly unread: Readonly<Record<string, number>>;
  /** Values of the column for which there is no file, and those for which it cannot be told which. */
  readonly missing: number;
  readonly several: number;
}

/**
 * Looks at the pictures that the values of a column mean.
 * @returns undefined where none of them is there
 * @throws PlumblineError STOPPED, STORE, INTERNAL.
 */
export async function tableOf(
  pictures: Pictures,
  values: readonly string[],
  limits: Pick<ChildLimits, "onProgress" | "signal"> & { readonly tempDir?: string },
): Promise<PictureTable | undefined> {
  const names = new PictureNames(pictures);
  const found = names.find(values);
  const ofPosts = names.posts;
  const wanted = new Set(ofPosts.flatMap(([, files]) => files));
  for (const one of found.values()) if (typeof one === "object") wanted.add(one.file);
  if (wanted.size === 0) return undefined;
  const looked = await lookAt(pictures, [...wanted].sort(), limits);
  const entries: PictureEntry[] = [...found].map(([picture, one]) =>
    typeof one === "object"
      ? { picture, file: one.file, ...looked.get(one.file)! }
      : { picture, ...(one === "several" ? SEVERAL : MISSING) },
  );
  for (const [post, files] of ofPosts)
    for (const file of files) entries.push({ post, file, ...looked.get(file)! });
  const results = [...looked.values()];
  const unread: Record<string, number> = {};
  for (const one of results) if ("code" in one) unread[one.code] = (unread[one.code] ?? 0) + 1;
  const count = (wanted: unknown) => [...found.values()].filter((one) => one === wanted).length;
  return {
    entries,
    read: results.filter((one) => "pdq" in one).length,
    unread,
    missing: count(undefined),
    several: count("several"),
  };
}

const MISSING = { code: "FILE_MISSING", message: "There is no such picture." } as const;
const SEVERAL = {
  code: "FILE_MISSING",
  message: "Several files have this name, or several addresses end with it.",
} as const;

/** For the report of an import. */
export function sayPictures({ read, unread, missing, several }: PictureTable): string {
  const codes = Object.entries(unread).map(([code, n]) => `${count(n)} ${code}`);
  const not = Object.values(unread).reduce((sum, n) => sum + n, 0);
  return listed([
    `${counted(read, "picture was", "pictures were")} looked at and not kept`,
    ...(not === 0 ? [] : [`${count(not)} could not be (${codes.join(", ")})`]),
    ...(missing === 0 ? [] : [`${count(missing)} are not there`]),
    ...(several === 0 ? [] : [`${count(several)} have a name that several have`]),
  ]);
}

export const writePictureTable = ({ entries }: PictureTable): string =>
  entries.map((one) => `${JSON.stringify(one)}\n`).join("");

const hash = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`));
const hashedSchema = z.object({
  picture: z.string().exactOptional(),
  post: z.string().exactOptional(),
  pdq: hash(64),
  quality: z.int().min(0).max(100),
  dhash: hash(16),
});

/** What has hashes, in a table that a case holds. @throws PlumblineError CASE_DAMAGED. */
export function readPictureTable(text: string, where: string): HashedPicture[] {
  try {
    const lines = text.split("\n").filter((line) => line !== "");
    return lines.flatMap((line) => {
      const one = JSON.parse(line) as PictureEntry;
      if ("code" in one) return [];
      const { picture, post, ...hashes } = hashedSchema.parse(one);
      return picture === undefined ? { post: post!, ...hashes } : { picture, ...hashes };
    });
  } catch (cause) {
    throw new PlumblineError("CASE_DAMAGED", "The table of the hashes of pictures cannot be read.", {
      where,
      cause,
    });
  }
}
