/** The posts that make a finding, all of them or those of a stretch of time. Names are in the full result: see `network.ts`. */
import type { z } from "zod";
import { postsOfPart } from "../../signals/index.ts";
import { count, list, view } from "../../views/plain.ts";
import type { Seat } from "../seat.ts";
import { resultOf } from "./network.ts";
import { postSchema, postView } from "./post-view.ts";
import { readable } from "./posts.ts";
import type { PostFilter } from "./posts.ts";

export const findingPostsSchema = view("FindingPosts", {
  /** Posts that the full result lists, each once. */
  all: count,
  /** Those of the stretch that may be read and that the corpus still holds. */
  total: count,
  /** The first of these, in order of time. */
  posts: list(postSchema),
});
export type FindingPostsView = z.infer<typeof findingPostsSchema>;

/**
 * @param name a finding, `run_…#f1` or `KEY#f1`; a run for all its groups
 * @throws PlumblineError NOT_FOUND.
 */
export async function findingPosts(
  seat: Seat,
  name: string,
  { from, to }: Pick<PostFilter, "from" | "to">,
  limit: number,
): Promise<FindingPostsView> {
  const { run, output, part } = await resultOf(seat, name);
  const { posts, imports } = await readable(seat);
  const places = postsOfPart(part).map(({ artifact, row }) => ({
    artifactId: output.artifacts[artifact]!.id,
    row,
  }));
  const stretch = {
    ...(from === undefined ? {} : { from: Date.parse(from) }),
    ...(to === undefined ? {} : { to: Date.parse(to) }),
  };
  const found = await posts.among(imports, places, stretch, limit);
  seat.note("finding posts", run.id);
  return { all: places.length, total: found.total, posts: found.posts.map(postView) };
}
