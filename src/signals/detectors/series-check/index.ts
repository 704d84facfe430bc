import type { Detector } from "../../detector.ts";
import { descriptor } from "./descriptor.ts";
import { example } from "./example.ts";
import { run } from "./run.ts";

/** Is a factual claim about a series borne out. */
export const seriesCheck: Detector = Object.freeze({ descriptor, example, run });
