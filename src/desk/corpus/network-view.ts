/** The network of a finding and the posts behind an edge, as they are answered. */
import { z } from "zod";
import { count, list, shape, text, view } from "../../views/plain.ts";
import { postSchema } from "./post-view.ts";

export const networkSchema = view("Network", {
  groups: list(
    shape({
      id: text,
      status: z.enum(["finding", "candidate"]),
      /** The values that most pairs or posts have in common. */
      commonest: list(text),
      accounts: count,
      /** Objects, or texts, that make it. */
      objects: count,
      posts: count,
      edges: count,
    }),
  ),
  /** An account in two groups is two nodes: a pseudonym belongs to its group. */
  nodes: list(
    shape({
      id: text,
      name: text,
      group: text,
      /** Edges of the full result, drawn or not. */
      degree: count,
      shares: count,
      community: z.number().nullable(),
    }),
  ),
  edges: list(
    shape({
      a: text,
      b: text,
      group: text,
      /** How many things tie the two, such as distinct objects on first shares. */
      weight: z.number(),
      /** Pairs of posts; null, as the next three, where the detector does not pair posts. */
      matches: z.number().nullable(),
      medianSeconds: z.number().nullable(),
      aFirst: z.number().nullable(),
      bFirst: z.number().nullable(),
      /**
       * Corrected, log10, by null: `activity` (null 1), `times` (null 2), or another of the detector; none where nothing was
       * tested.
       */
      log10p: z.record(text, z.number()).readonly(),
    }),
  ),
  /** What is in the result and not in this answer. */
  cut: shape({ nodes: count, edges: count }),
});
export type NetworkView = z.infer<typeof networkSchema>;

const pairSchema = view("EdgePair", {
  /** What both shared. */
  value: text,
  a: postSchema,
  b: postSchema,
  /** From the first to the second. */
  seconds: z.number(),
  first: z.enum(["a", "b", "same time"]),
});
export type EdgePair = z.infer<typeof pairSchema>;

const end = shape({ id: text, name: text });
export const edgeSchema = view("EdgePosts", {
  a: end,
  b: end,
  /** What both share, and at most how far apart; null where the detector does not tie posts by what they share. */
  object: text.nullable(),
  windowSeconds: z.number().nullable(),
  /** Pairs of posts with the same object inside the window, in order of time; null where the posts do not hold the objects. */
  pairs: list(pairSchema).nullable(),
  /** All such pairs among the posts that were compared. */
  total: count,
  /** Posts of either account in the group, in order of time; given where there are no pairs. */
  posts: list(postSchema),
  /** Posts that were left out of the comparison because there are too many. */
  cut: count,
  /** Posts of the result that the corpus does not hold any more, or that may not be seen. */
  missing: count,
});
export type EdgeView = z.infer<typeof edgeSchema>;
