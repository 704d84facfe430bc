import type { Detector } from "../../detector.ts";
import { descriptor } from "./descriptor.ts";
import { example } from "./example.ts";
import { run } from "./run.ts";

/** The same message in other words. */
export const nearCopy: Detector = Object.freeze({ descriptor, example, run });
