/** Parameters of a spread run, checked, with what its inputs name. */
import type { DetectorContext, Parameters } from "../../detector.ts";
import { givenFor } from "../../given.ts";
import type { GivenClaim, GivenEvent, GivenGroup } from "../../given.ts";
import { parseParameters } from "../../parameters.ts";
import { descriptor, WAYS } from "./descriptor.ts";

export type Way = (typeof WAYS)[number];

/** Claims and events by the parameter that names them. */
export interface Said {
  readonly mainstream: readonly GivenClaim[];
  readonly persons: readonly GivenClaim[];
  readonly response: readonly GivenClaim[];
  readonly effect: readonly GivenClaim[];
  readonly acts: readonly GivenEvent[];
}

export interface Settings {
  readonly group: GivenGroup | undefined;
  readonly way: Way;
  /** Kinds of columns as a source takes them. */
  readonly platform: string;
  readonly community: string;
  readonly least: number;
  readonly said: Said;
}

/** @throws PlumblineError PARAMETER. */
export function settingsOf(parameters: Parameters, context: DetectorContext): Settings {
  const parsed = parseParameters(descriptor, parameters);
  const claims = (name: Exclude<keyof Said, "acts">): readonly GivenClaim[] =>
    givenFor(context, name, "claims")?.claims ?? [];
  return {
    group: givenFor(context, "groups", "group"),
    way: parsed["what"] as Way,
    platform: `column:${String(parsed["platform"])}`,
    community: `column:${String(parsed["community"])}`,
    least: Number(parsed["least"]),
    said: {
      mainstream: claims("mainstream"),
      persons: claims("persons"),
      response: claims("response"),
      effect: claims("effect"),
      acts: givenFor(context, "acts", "events")?.events ?? [],
    },
  };
}
