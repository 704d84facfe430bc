/** Ordinary reasons why a claim about a series comes out true, or false, each with the check that would tell. */
import type { Descriptor } from "../../detector.ts";

export const EXPLANATIONS: Descriptor["explanations"] = Object.freeze([
  {
    title: "The table was made by somebody who chose.",
    predicts: "Another collection of the same measure gives another answer.",
    check: "Declare a second collection, and name it as the series beside.",
  },
  {
    title: "Few sources that publish often carry the count.",
    predicts: "By values it holds, and by sources it does not, or the other way.",
    check:
      "Compare the columns of the surface; look at how many values overlap with an earlier one of their source.",
  },
  {
    title: "Parts of a sample stand in the table as values of their own.",
    predicts: "Several rows have the same source and the same days, and name a party, an age or a region.",
    check: "Declare a reading without them, and see whether the answer stays.",
  },
  {
    title: "All sources err on one side.",
    predicts: "What they measured was measured otherwise later, such as by an election.",
    check: "Compare the last values with what happened. The table cannot tell.",
  },
  {
    title: "The claim was made with one window in mind.",
    predicts: "It holds from one day on and not from another.",
    check: "Declare readings with other first and last days.",
  },
]);
