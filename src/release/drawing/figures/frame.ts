/** The frame of a figure: drawn at its real width, wide or narrow; the words for readers who do not see it stand outside. */
import { h, px } from "../tags.ts";
import type { Child, Html } from "../tags.ts";

/** Figures below this width are the ones for narrow screens. */
const NARROW = 500;

export function frame(width: number, height: number, children: readonly Child[]): Html {
  return h(
    "svg",
    {
      class: width < NARROW ? "narrow" : "wide",
      width,
      height: px(height),
      viewBox: `0 0 ${width} ${px(height)}`,
      "aria-hidden": "true",
    },
    children,
  );
}
