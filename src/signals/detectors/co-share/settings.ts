/** The parameters of a run as the rest of the detector reads them. */
import { PlumblineError } from "../../../errors.ts";
import type { Parameters } from "../../detector.ts";
import { listEntries, parseParameters } from "../../parameters.ts";
import { descriptor } from "./descriptor.ts";
import { parseStratum, type Stratum } from "./within.ts";

export interface Settings {
  readonly object: string;
  /** The declared windows, ascending: each has its part of the level. */
  readonly windows: readonly number[];
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
    windows: windowsOf(parsed),
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

const MOST_WINDOWS = 12;
const LONGEST_WINDOW = 2_592_000;

/** `windows` where it is given, else `window`. */
function windowsOf(parsed: Parameters): readonly number[] {
  const listed = listEntries(parsed["windows"]);
  if (listed.length === 0) return [Number(parsed["window"])];
  const windows = [...new Set(listed.map(Number))].sort((x, y) => x - y);
  const wrong = listed.find((text) => !/^\d{1,7}$/.test(text) || Number(text) > LONGEST_WINDOW);
  if (wrong !== undefined || windows.length > MOST_WINDOWS)
    throw new PlumblineError(
      "PARAMETER",
      wrong === undefined
        ? `windows: ${windows.length} windows are more than ${MOST_WINDOWS}.`
        : `windows: “${wrong.slice(0, 40)}” is no number of seconds from 0 to ${LONGEST_WINDOW}.`,
      { hint: "Give whole seconds between commas, such as 10,60,600,3600." },
    );
  return windows;
}

/** Two routes lead to a Finding: single pairs after correction, and groups against resamples. Each has its part of the level. */
const ROUTES = 2;

/** What of the level each route has, through each window. */
export const routeLevel = ({ level, windows }: Pick<Settings, "level" | "windows">): number =>
  level / (ROUTES * windows.length);

/** Resamples of each null: as many as asked, and for a grid no fewer than its parts of the level need. */
export function resamplesOf(settings: Settings): number {
  const { shuffles, windows } = settings;
  return windows.length === 1 ? shuffles : Math.max(shuffles, Math.ceil(1 / routeLevel(settings) - 1e-9) - 1);
}
