import type { Detector } from "../../detector.ts";
import { descriptor } from "./descriptor.ts";
import { example } from "./example.ts";
import { run } from "./run.ts";

/** Accounts that post in the same second, whatever they write. */
export const sameSecond: Detector = Object.freeze({ descriptor, example, run });
