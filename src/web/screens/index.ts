/**
 * The screens of a case, in the order of the rail: one line each. A screen is a folder here; its file exports `View`, and
 * its code is loaded when it is first opened.
 */
import type { ComponentType } from "react";

export interface Screen {
  /** In the address: `/cases/CASE/PATH/ITEM`. */
  readonly path: string;
  readonly label: string;
  readonly load: () => Promise<{ readonly View: ComponentType }>;
}

export const SCREENS: readonly Screen[] = [
  { path: "overview", label: "Overview", load: () => import("./overview/view.tsx") },
  { path: "corpus", label: "Corpus", load: () => import("./corpus/view.tsx") },
  { path: "findings", label: "Findings", load: () => import("./findings/view.tsx") },
  { path: "evidence", label: "Evidence", load: () => import("./evidence/view.tsx") },
  { path: "questions", label: "Questions", load: () => import("./questions/view.tsx") },
  { path: "judgments", label: "Judgments", load: () => import("./judgments/view.tsx") },
  { path: "review", label: "Review", load: () => import("./review/view.tsx") },
  { path: "release", label: "Release", load: () => import("./release/view.tsx") },
  { path: "log", label: "Log", load: () => import("./log/view.tsx") },
];

/** What is reached from names, and from no section of the rail. */
export const PAGES: readonly Screen[] = [
  { path: "entity", label: "Names", load: () => import("./entity/view.tsx") },
];

/** Where a case opens. */
export const FIRST_SCREEN = "overview";
