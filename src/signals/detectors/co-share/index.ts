import type { Detector } from "../../detector.ts";
import { descriptor } from "./descriptor.ts";
import { example } from "./example.ts";
import { run } from "./run.ts";

/** Who shares the same things at the same time. */
export const coShare: Detector = Object.freeze({ descriptor, example, run });
