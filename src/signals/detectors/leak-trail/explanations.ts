/** Ordinary reasons for what a leak trail shows, each with the check that would tell. */
import type { Descriptor } from "../../detector.ts";

export const EXPLANATIONS: Descriptor["explanations"] = Object.freeze([
  {
    title: "It was in the news, and everybody spoke of it.",
    predicts: "The share through flagged groups is that of their other posts in the same weeks.",
    check: "Hold the share beside that of their other posts, phase by phase.",
  },
  {
    title: "Those groups follow the subject anyway.",
    predicts: "They spoke of the same people and themes as much before the release.",
    check:
      "Declare the names and themes of the material as markers of a second run with days before the release, and compare.",
  },
  {
    title: "The earlier posts were not collected.",
    predicts: "The first mention lies soon after the start of collection, or after a gap in it.",
    check:
      "Look for the marks in archives of pages and in other collections; a single earlier post moves the rung.",
  },
  {
    title: "The mark meant something else.",
    predicts: "Posts with the mark from before the release speak of other things.",
    check: "Read the first posts with the mark, and give the day since which it counts.",
  },
  {
    title: "People passed it on because they wanted to.",
    predicts: "Most of those who used it are in no flagged group.",
    check:
      "See how much went through others. Who uses leaked material is not thereby part of a campaign, nor of one with those who took it.",
  },
]);
