/**
 * Who may do what in a case. Roles add up; none of them shows a record above the person's reader (`marking.ts`), and an
 * administrator sees no content by being one. Accounts, sessions and the access log live outside the case.
 */
import { z } from "zod";
import type { Reader } from "./marking.ts";
import type { Ref } from "./refs.ts";
import { instantSchema } from "./time.ts";

export const ROLES = ["reader", "analyst", "reviewer", "releaser", "administrator"] as const;
export type Role = (typeof ROLES)[number];

/**
 * - `read`: what the person's level and groups show
 * - `record`: add evidence, questions, judgments, positions, drafts; import files; run detectors
 * - `review`: answer checklists, say how hard contrary items were looked for
 * - `release`: publish editions, re-mark records, release names and texts
 * - `administer`: accounts, keys, purge, backup, the access log
 */
export const PERMISSIONS = ["read", "record", "review", "release", "administer"] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** The one table of rights. */
export const MAY: { readonly [R in Role]: readonly Permission[] } = Object.freeze({
  reader: ["read"],
  analyst: ["read", "record", "review"],
  reviewer: ["read", "review"],
  releaser: ["read", "review", "release"],
  administrator: ["administer"],
});

/** A person at one case. */
export interface Principal {
  /** The handle that stands as `by` in what they write. */
  readonly person: string;
  /** Parties they may write for, the usual one first; `every` for the owner of the machine. */
  readonly organisations: readonly Ref[] | "every";
  readonly roles: readonly Role[];
  readonly reader: Reader;
}

export function may(principal: Principal, permission: Permission): boolean {
  return principal.roles.some((role) => MAY[role].includes(permission));
}

/** Roles that a person can have in a case. Who administers the server is said on the account. */
export const CASE_ROLES = ["reader", "analyst", "reviewer", "releaser"] as const;

/** A person's place in one case of a server. */
export interface Membership {
  /** Name of the case on the server: that of its folder. */
  readonly case: string;
  /** Parties the person writes for, the usual one first. */
  readonly organisations: readonly Ref[];
  readonly roles: readonly Role[];
  readonly reader: Reader;
}

/** An account as administrators see it: no secret, and nothing of any case. */
export interface AccountView {
  readonly name: string;
  /** Name for people. */
  readonly display: string;
  readonly administrator: boolean;
  readonly disabled: boolean;
  readonly memberships: readonly Membership[];
}

/** One line of the access log: what a person was shown or did. */
export const accessLineSchema = z
  .strictObject({
    at: instantSchema,
    person: z.string(),
    /** Name of the case; empty for what concerns the server. */
    case: z.string(),
    what: z.string(),
    ref: z.string().exactOptional(),
    /** Party the person usually writes for in that case. */
    organisation: z.string().exactOptional(),
  })
  .readonly()
  .meta({ id: "AccessLine" });
export type AccessLine = z.infer<typeof accessLineSchema>;
