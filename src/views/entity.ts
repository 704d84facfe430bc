/**
 * The page of somebody or something that is named: an account, a channel, a domain, a party. It shows what was recorded of it, the findings
 * it stands in, and its posts by days. It has no hours of day and no score.
 */
import { z } from "zod";
import { findingSchema } from "../model/finding.ts";
import { BODY } from "../model/records.ts";
import { refSchema } from "../model/refs.ts";
import { namedSchema, partySchema, positionSchema } from "./basics.ts";
import { count, list, shape, text, view } from "./plain.ts";

const kind = BODY.Party.shape.kind;

/** What leads to a page. */
export const entityNameSchema = view("EntityName", {
  /** As addresses have it: the id of a Party, `account:NAME`, `domain:NAME`. */
  entity: text,
  name: text,
  kind,
});
export type EntityName = z.infer<typeof entityNameSchema>;

/** What was recorded of a Party. */
const recordedSchema = view("EntityRecorded", {
  party: partySchema,
  identifiers: list(shape({ scheme: text, value: text })),
  /** Claims that it made, and claims of others that are about it; oldest record first. */
  claimsBy: list(namedSchema),
  claimsAbout: list(namedSchema),
  /** Its positions, those that others report of it too, each with what the judgment states. */
  positions: list(shape({ judgment: namedSchema, label: text, position: positionSchema })),
  /** Events that name it, releases among them, in order of time. */
  events: list(shape({ ref: refSchema, title: text, kind: text, start: text })),
  /** By whom its name was released for editions, and why. */
  released: list(shape({ ref: refSchema, organisation: partySchema, because: text })),
});
export type EntityRecorded = z.infer<typeof recordedSchema>;

/** What was shared in its posts, or beside it, of one kind. */
const sharedValuesSchema = shape({
  kind: z.enum(["hashtag", "domain", "url", "text"]),
  values: list(
    shape({
      value: text,
      posts: count,
      /** Accounts that shared it as well: of a domain all that did, of an account all others. */
      accounts: count,
    }),
  ),
});
export type SharedValues = z.infer<typeof sharedValuesSchema>;

/** Posts under one of its names. */
const postsOfSchema = view("EntityPosts", {
  /** The filter of the Corpus that finds them. */
  by: z.enum(["account", "domain"]),
  name: text,
  posts: count,
  /** Of a domain: accounts that shared it; of an account 1. */
  accounts: count,
  /** First and last day with a post, in UTC. */
  days: z.tuple([z.iso.date(), z.iso.date()]).readonly(),
  shared: list(sharedValuesSchema),
});
export type EntityPosts = z.infer<typeof postsOfSchema>;

export const entitySchema = view("Entity", {
  ...entityNameSchema.unwrap().shape,
  recorded: recordedSchema.exactOptional(),
  /** One entry for each of its names that posts have. */
  posts: list(postsOfSchema),
  findings: list(
    shape({
      ref: refSchema,
      label: text,
      name: text,
      status: findingSchema.unwrap().shape.status,
      sentence: text,
      /** An account of its groups; what the run was asked about; among the commonest things that its groups shared. */
      as: z.enum(["member", "subject", "shared"]),
      /** Its posts among those that make the finding; null where it is no member. */
      posts: count.nullable(),
    }),
  ),
});
export type EntityView = z.infer<typeof entitySchema>;
