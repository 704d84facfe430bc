/**
 * Hand-overs between roles that follow each other. One is proposed where a claim that was named says so: it asserts, it has a speaker and a
 * passage, and it is about a party or event of either role. It carries no grade. Everything else is a gap. Order in time adds nothing.
 */
import { recordOf } from "../../../model/refs.ts";
import type { GivenClaim } from "../../given.ts";
import { placeOf } from "./settings.ts";
import type { Role, Step } from "./settings.ts";

export interface Link {
  readonly from: Role;
  readonly to: Role;
  /** Claims that say it; none where it is a gap. */
  readonly said: readonly GivenClaim[];
  /** Claims that deny it, or take it back. */
  readonly denied: readonly GivenClaim[];
}

export interface Links {
  readonly links: readonly Link[];
  /** Claims that name no passage, and so say nothing here. */
  readonly unplaced: number;
  /** Claims that are about no two roles that follow each other. */
  readonly elsewhere: number;
}

/** @param roles that have a rung, in order */
export function linksOf(
  roles: readonly Role[],
  steps: readonly Step[],
  claims: readonly GivenClaim[],
): Links {
  const placed = claims.filter((claim) => claim.placed);
  const used = new Set<string>();
  const links = roles.slice(1).map((to, i): Link => {
    const from = roles[i]!;
    const ties = placed.filter(({ about }) => joins(about, namesOf(steps, from), namesOf(steps, to)));
    for (const { ref } of ties) used.add(ref);
    return {
      from,
      to,
      said: ties.filter(({ polarity }) => polarity === "asserts" || polarity === "qualifies"),
      denied: ties.filter(({ polarity }) => polarity === "denies" || polarity === "retracts"),
    };
  });
  return {
    links,
    unplaced: claims.length - placed.length,
    elsewhere: placed.length - used.size,
  };
}

/** Events of a role, and the parties to them. */
const namesOf = (steps: readonly Step[], role: Role): ReadonlySet<string> =>
  new Set(
    steps
      .filter((step) => step.role === role)
      .flatMap(({ event }) => [event.ref, ...(event.parties ?? []).map(({ ref }) => ref)]),
  );

/** Two different records, one of each role. */
function joins(about: readonly string[], a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const names = about.map(recordOf);
  return names.some((one) => a.has(one) && names.some((other) => other !== one && b.has(other)));
}

/** Roles that have a step or a first mention, in order. */
export const rolesOf = (steps: readonly Step[], amplified: boolean): Role[] =>
  [...new Set<Role>([...steps.map(({ role }) => role), ...(amplified ? (["amplified"] as const) : [])])].sort(
    (a, b) => placeOf(a) - placeOf(b),
  );
