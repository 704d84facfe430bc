/** All detectors, in the order in which they are listed. A new one is a folder beside this file and one line here. */
import type { Detector } from "../detector.ts";
import { authenticity } from "./authenticity/index.ts";
import { coShare } from "./co-share/index.ts";
import { disclosure } from "./disclosure/index.ts";
import { leakTrail } from "./leak-trail/index.ts";
import { nearCopy } from "./near-copy/index.ts";
import { preference } from "./preference/index.ts";
import { rhythm } from "./rhythm/index.ts";
import { seriesCheck } from "./series-check/index.ts";
import { shift } from "./shift/index.ts";
import { spread } from "./spread/index.ts";

export const DETECTORS: readonly Detector[] = Object.freeze([
  coShare,
  nearCopy,
  shift,
  rhythm,
  preference,
  disclosure,
  leakTrail,
  spread,
  seriesCheck,
  authenticity,
]);
