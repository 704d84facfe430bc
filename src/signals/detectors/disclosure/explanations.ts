/** Ordinary reasons why one side's material is released and the other's is not, each with the check that would tell. */
import type { Descriptor } from "../../detector.ts";

export const EXPLANATIONS: Descriptor["explanations"] = Object.freeze([
  {
    title: "Little was collected from the other side.",
    predicts: "Few units of it are known, and those from old or side targets.",
    check:
      "Ask who says what was collected there, how they know, and whether access was tried and failed. Hold the number that would overturn the statement against that.",
  },
  {
    title: "What was collected there was not worth releasing.",
    predicts: "The kept units are old, out of use, or hold nothing new.",
    check:
      "Ask what kind of material it was and from when; compare with units of the first side that were kept, too.",
  },
  {
    title: "It was released, and nobody took it up.",
    predicts: "There are releases of the other side that few reported.",
    check:
      "Look for releases on the same sites, in archives of pages and in posts; every one found enters the set.",
  },
  {
    title: "Several hands released, each with an aim of its own.",
    predicts: "The units of one side came out at one place and from one source.",
    check: "List for each unit where it came out first, and run it for each place apart.",
  },
  {
    title: "The units of the first side were one decision.",
    predicts: "They came out within days, announced together.",
    check: "Declare what was announced together as one unit, and run it again.",
  },
]);
