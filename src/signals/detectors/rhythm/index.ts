import type { Detector } from "../../detector.ts";
import { descriptor } from "./descriptor.ts";
import { example } from "./example.ts";
import { run } from "./run.ts";

/** The hours that a group keeps. */
export const rhythm: Detector = Object.freeze({ descriptor, example, run });
