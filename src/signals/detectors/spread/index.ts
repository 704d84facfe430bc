import type { Detector } from "../../detector.ts";
import { descriptor } from "./descriptor.ts";
import { example } from "./example.ts";
import { run } from "./run.ts";

/** How far it got: accounts outside of flagged groups, and what sources say of media, persons and responses. */
export const spread: Detector = Object.freeze({ descriptor, example, run });
