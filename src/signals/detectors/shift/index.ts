import type { Detector } from "../../detector.ts";
import { descriptor } from "./descriptor.ts";
import { example } from "./example.ts";
import { run } from "./run.ts";

/** When the emphasis changed. */
export const shift: Detector = Object.freeze({ descriptor, example, run });
