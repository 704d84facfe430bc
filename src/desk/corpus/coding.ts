/**
 * Coding as a person at a case does it: what is to be coded, in an order that two people can share, and what has been coded.
 * Codes are written as every record is; there is no other way to give one.
 */
import { z } from "zod";
import type { CodedUnitPlace } from "../../model/coding.ts";
import { codedUnitSchema, unitKey } from "../../model/coding.ts";
import { markingSchema } from "../../model/marking.ts";
import { coding } from "../../views/coding.ts";
import { count, list, text, view } from "../../views/plain.ts";
import type { AsOf } from "../../views/reasoning.ts";
import { PlumblineError } from "../../errors.ts";
import type { Seat } from "../seat.ts";
import { whole } from "../whole.ts";
import { postSchema, postView } from "./post-view.ts";
import type { PostView } from "./post-view.ts";
import { postFilterSchema, postQuery, readable } from "./posts.ts";

const MAX_QUEUE = 500;
const MAX_SEED = 2 ** 31 - 1;
/** Posts that are sent with the units still to be settled. */
const MAX_TEXTS = 200;

/** The filter of the corpus; a seed for a random sample, without it the order of time (posts) or of names (accounts). */
export const queueSchema = postFilterSchema.extend({
  of: z.enum(["post", "account"]),
  seed: whole(0, MAX_SEED).optional(),
  size: whole(1, MAX_QUEUE).default(200),
});
export type QueueQuery = z.infer<typeof queueSchema>;

const queuedSchema = view("QueuedUnit", {
  key: text,
  unit: codedUnitSchema,
  /** Effective marking of the file: what is said of the unit is marked no lower. */
  marking: markingSchema,
  /** Where posts are coded. */
  post: postSchema.exactOptional(),
});
export type QueuedUnit = z.infer<typeof queuedSchema>;

export const codingQueueSchema = view("CodingQueue", {
  /** All that the filter finds; the queue is the first of them, or a sample. */
  total: count,
  units: list(queuedSchema),
});
export type QueueView = z.infer<typeof codingQueueSchema>;

/** What is to be coded. Two people with the same filter, seed and files get the same units in the same order. */
export async function codingQueue(seat: Seat, { of, seed, size, ...filter }: QueueQuery): Promise<QueueView> {
  const { posts, imports } = await readable(seat);
  const fold = await seat.fold();
  const query = postQuery(filter);
  seat.note("coding queue");
  const queued = (unit: CodedUnitPlace, post?: PostView): QueuedUnit => ({
    key: unitKey(unit),
    unit,
    marking: fold.marking(unit.artifact)!,
    ...(post === undefined ? {} : { post }),
  });
  if (of === "account") {
    const found = await posts.accounts(imports, query, { size, ...(seed === undefined ? {} : { seed }) });
    const units = found.accounts.map(({ name, artifactId }) =>
      queued({ artifact: artifactId, account: name }),
    );
    return { total: found.total, units };
  }
  const found =
    seed === undefined
      ? await posts.list(imports, query, { limit: size })
      : await posts.draw(imports, query, { seed, size });
  const units = found.posts.map((post) =>
    queued({ artifact: post.artifactId, row: post.row }, postView(post)),
  );
  return { total: found.total, units };
}

/** What was coded, as this person may see it. */
export const codingDeskSchema = view("Coding", {
  ...coding,
  /** Posts among the units still to be settled, the first two hundred. */
  posts: list(postSchema),
});
export type CodingDesk = z.infer<typeof codingDeskSchema>;

/**
 * @param everything also what others said of units that the person has not coded; for reviewers
 * @throws PlumblineError NOT_FOUND, FORBIDDEN.
 */
export async function codingDesk(
  seat: Seat,
  codebook: string,
  asOf: AsOf = {},
  everything = false,
): Promise<CodingDesk> {
  if (everything && !seat.principal.roles.includes("reviewer"))
    throw new PlumblineError("FORBIDDEN", "Only a reviewer sees codes before giving some.", {
      hint: "Code the unit yourself, or ask somebody who reviews and does not code.",
    });
  const reasoning = await seat.reasoning("coding", asOf);
  const view = reasoning.coding(codebook, everything ? undefined : seat.principal.person);
  const places = view.disagreements.flatMap(({ unit }) =>
    "row" in unit ? [{ artifactId: unit.artifact, row: unit.row }] : [],
  );
  const { posts, imports } = await readable(seat);
  const texts = await posts.at(imports, places.slice(0, MAX_TEXTS));
  return { ...view, posts: texts.map(postView) };
}
