/** The parameters of a run as the rest of the detector reads them. */
import type { Parameters } from "../../detector.ts";
import { listEntries, parseParameters } from "../../parameters.ts";
import { descriptor } from "./descriptor.ts";
import { parseStratum, type Stratum } from "./within.ts";

export interface Settings {
  readonly object: string;
  readonly windowSeconds: number;
  readonly minimum: number;
  readonly level: number;
  readonly multiplicity: "holm" | "tarone";
  /** Shuffles of each null; 0 for none. */
  readonly shuffles: number;
  /** The test is made among these posts alone. */
  readonly within: Stratum | undefined;
  readonly aside: {
    readonly accounts: readonly string[];
    readonly objects: readonly string[];
    /** The objects that carry most pairs, so many of them. */
    readonly commonest: number;
  };
}

/** @throws PlumblineError PARAMETER. */
export function settingsOf(parameters: Parameters): Settings {
  const parsed = parseParameters(descriptor, parameters);
  return {
    object: String(parsed["object"]),
    windowSeconds: Number(parsed["window"]),
    minimum: Number(parsed["minimum"]),
    level: Number(parsed["level"]),
    multiplicity: parsed["multiplicity"] === "tarone" ? "tarone" : "holm",
    shuffles: Number(parsed["shuffles"]),
    within: parseStratum(String(parsed["within"])),
    aside: {
      accounts: listEntries(parsed["set-aside-accounts"]),
      objects: listEntries(parsed["set-aside-objects"]),
      commonest: Number(parsed["set-aside-commonest"]),
    },
  };
}
