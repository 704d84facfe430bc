/** Parameters of a leak trail, checked, with what its inputs name. */
import { PlumblineError } from "../../../errors.ts";
import { LADDER_ROLES } from "../../../model/finding.ts";
import type { LadderFigure } from "../../../model/finding.ts";
import type { DetectorContext, Parameters } from "../../detector.ts";
import { givenFor } from "../../given.ts";
import type { DeclaredMarkers, GivenClaim, GivenEvent, GivenGroup } from "../../given.ts";
import { listEntries, parseParameters } from "../../parameters.ts";
import { DAY } from "../../shared/dates.ts";
import { descriptor } from "./descriptor.ts";

export type Role = LadderFigure["rungs"][number]["role"];

/** An event in its role. */
export interface Step {
  readonly role: Role;
  readonly event: GivenEvent;
}

export interface Settings {
  readonly markers: DeclaredMarkers | undefined;
  /** In order of role, then of time. */
  readonly steps: readonly Step[];
  /** Events that were named and have no role. */
  readonly without: number;
  readonly handOvers: readonly GivenClaim[];
  readonly verified: readonly GivenClaim[];
  readonly group: GivenGroup | undefined;
  /** Kinds of columns as a source takes them. */
  readonly platform: string;
  readonly party: string | undefined;
  /** Milliseconds. */
  readonly margin: number;
}

/** @throws PlumblineError PARAMETER. */
export function settingsOf(parameters: Parameters, context: DetectorContext): Settings {
  const parsed = parseParameters(descriptor, parameters);
  const markers = givenFor(context, "markers", "markers");
  const events = givenFor(context, "steps", "events")?.events ?? [];
  if (markers === undefined && events.length === 0)
    throw new PlumblineError(
      "PARAMETER",
      "Neither markers nor steps were named: there is nothing to follow.",
      {
        hint: "Name declared markers, events, or both.",
      },
    );
  const roles = rolesIn(listEntries(parsed["roles"]));
  const steps = events
    .flatMap((event): Step[] => {
      const role = roles.get(event.is);
      return role === undefined ? [] : [{ role, event }];
    })
    .sort((a, b) => placeOf(a.role) - placeOf(b.role));
  const party = String(parsed["party"]);
  return {
    markers,
    steps,
    without: events.length - steps.length,
    handOvers: givenFor(context, "hand-overs", "claims")?.claims ?? [],
    verified: givenFor(context, "verified", "claims")?.claims ?? [],
    group: givenFor(context, "group", "group"),
    platform: `column:${String(parsed["platform"])}`,
    party: party === "" ? undefined : `column:${party}`,
    margin: Number(parsed["margin"]) * DAY,
  };
}

/** 0 for what comes first on the way. */
export const placeOf = (role: Role): number => LADDER_ROLES.indexOf(role);

function rolesIn(lines: readonly string[]): Map<string, Role> {
  return new Map(
    lines.flatMap((line): [string, Role][] => {
      const [, name = "", kinds = ""] = /^([^=]+)=(.+)$/.exec(line) ?? [];
      const role = LADDER_ROLES.find((one) => one === name.trim());
      if (role === undefined)
        throw new PlumblineError("PARAMETER", `roles takes ROLE=KIND; “${line.slice(0, 60)}” is not.`, {
          hint: `Roles are ${LADDER_ROLES.join(", ")}.`,
        });
      return kinds.split("|").map((kind) => [kind.trim(), role]);
    }),
  );
}
