import type { Detector } from "../../detector.ts";
import { descriptor } from "./descriptor.ts";
import { example } from "./example.ts";
import { run } from "./run.ts";

/** Whom a group speaks of, and whom it favours. */
export const preference: Detector = Object.freeze({ descriptor, example, run });
