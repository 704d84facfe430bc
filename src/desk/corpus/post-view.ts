/** A post as it is listed, in every answer that lists posts. */
import { z } from "zod";
import { refSchema, sha256Schema } from "../../model/refs.ts";
import { instantSchema } from "../../model/time.ts";
import type { CorpusPost } from "../../store/corpus/posts.ts";
import { list, text, view } from "../../views/plain.ts";

export const postSchema = view("Post", {
  /** With `row` its place: what a span of a Claim names. */
  artifact: refSchema,
  sha256: sha256Schema,
  row: z.int().positive(),
  account: text,
  /** ISO 8601 UTC with milliseconds; how exact it is, the import says. */
  time: instantSchema,
  text: text.nullable(),
  post: text.nullable(),
  reshare: text.nullable(),
  reply: text.nullable(),
  language: text.nullable(),
  urls: list(text),
  domains: list(text),
  hashtags: list(text),
  mentions: list(text),
  /** Does an earlier row of the file have the same post id, or is one equal throughout? */
  repeats: z.enum(["same id", "same row"]).nullable(),
  /** Extra columns under their names in the file. */
  extra: z.record(text, text.nullable()).readonly(),
});
export type PostView = z.infer<typeof postSchema>;

export function postView({ artifactId, time, ...post }: CorpusPost): PostView {
  return { artifact: artifactId, time: new Date(time).toISOString(), ...post };
}
