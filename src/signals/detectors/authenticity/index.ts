import type { Detector } from "../../detector.ts";
import { descriptor } from "./descriptor.ts";
import { example } from "./example.ts";
import { run } from "./run.ts";

/** Whether mails are what was signed, and how many are absent. */
export const authenticity: Detector = Object.freeze({ descriptor, example, run });
