import type { Detector } from "../../detector.ts";
import { descriptor } from "./descriptor.ts";
import { example } from "./example.ts";
import { run } from "./run.ts";

/** What was collected from two sides, and what was shown. */
export const disclosure: Detector = Object.freeze({ descriptor, example, run });
