import type { Detector } from "../../detector.ts";
import { descriptor } from "./descriptor.ts";
import { example } from "./example.ts";
import { run } from "./run.ts";

/** The way of leaked material, from first appearance to the headlines. */
export const leakTrail: Detector = Object.freeze({ descriptor, example, run });
