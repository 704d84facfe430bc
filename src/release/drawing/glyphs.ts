/** The glyphs: likelihood, confidence, interval, organisation, plumb bob. Drawn at their real size, in current colours. */
import type { ConfidencePart, LikelihoodPart, OrganisationPart } from "../document/types.ts";
import { h, px } from "./tags.ts";
import type { Html } from "./tags.ts";

/** Pattern that every "no value" is filled with; stands once in the page. */
export function hatchPattern(): Html {
  return h(
    "svg",
    { class: "defs", width: 0, height: 0, "aria-hidden": "true", focusable: "false" },
    hatchDefinition(),
  );
}

/** The pattern itself, for a drawing that stands alone. */
export function hatchDefinition(): Html {
  return h(
    "defs",
    {},
    h(
      "pattern",
      { id: "hatch", width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      h("path", { class: "tick", d: "M0 0V5" }),
    ),
  );
}

/** Line from 0 to 100 with the bounds of the scale; a bar over the band of the term, or hatching where none is stated. */
export function likelihoodGlyph(part: LikelihoodPart, width = 168): Html {
  const x = (value: number): string => px(0.5 + (value / 100) * (width - 1));
  const ticks = part.ticks.map((tick) => `M${x(tick)} 4V10`).join("");
  const marks = [h("path", { class: "tick", d: `M${x(0)} 7H${x(100)}M${x(0)} 1V13M${x(100)} 1V13${ticks}` })];
  if (part.band === undefined)
    marks.push(h("rect", { class: "hatch", x: x(0), y: 3.5, width: px(width - 1), height: 7 }));
  else {
    const [low, high] = part.band;
    const span = Math.max(2, ((high - low) / 100) * (width - 1));
    marks.push(h("rect", { class: "full", x: x(low), y: 3.5, width: px(span), height: 7 }));
    if (part.percent !== undefined)
      marks.push(h("path", { class: "notch", d: `M${x(part.percent)} 3.5V10.5` }));
  }
  return h(
    "svg",
    {
      class: "like",
      width,
      height: 14,
      viewBox: `0 0 ${width} 14`,
      role: "img",
      "aria-label": `likelihood: ${part.sentence.text}`,
    },
    marks,
  );
}

/** Three rising steps, filled up to the level; all hatched where none is stated. */
export function confidenceGlyph(part: ConfidencePart): Html {
  const filled = { "not stated": 0, low: 1, moderate: 2, high: 3 }[part.level];
  const steps = [6, 10.5, 15].map((height, i) => {
    const kind = part.level === "not stated" ? "hatch step" : i < filled ? "full" : "open";
    return h("rect", { class: kind, x: px(0.5 + i * 14), y: px(15.5 - height), width: 11.5, height });
  });
  return h(
    "svg",
    {
      class: "conf",
      width: 42,
      height: 16,
      viewBox: "0 0 42 16",
      role: "img",
      "aria-label": part.sentence.text,
    },
    steps,
  );
}

/** A value inside its interval on a line that starts at zero, or at the lower end where that is below zero. */
export function intervalGlyph(value: number | undefined, ends: readonly [number, number], width = 120): Html {
  const low = Math.min(0, ends[0]);
  const high = Math.max(ends[1], 0, value ?? 0) || 1;
  const x = (at: number): string => px(1 + ((at - low) / (high - low || 1)) * (width - 7));
  return h(
    "svg",
    { class: "interval", width, height: 12, viewBox: `0 0 ${width} 12`, "aria-hidden": "true" },
    h("path", { class: "tick", d: `M${x(low)} 6H${x(high)}M${x(0)} 3V9` }),
    h("path", {
      class: "span",
      d: `M${x(ends[0])} 6H${x(ends[1])}M${x(ends[0])} 2.5V9.5M${x(ends[1])} 2.5V9.5`,
    }),
    value === undefined ? undefined : h("circle", { class: "full", cx: x(value), cy: 6, r: 3 }),
  );
}

/** Square with initials: solid for an own position, dashed for a reported one. */
export function organisationMark(organisation: OrganisationPart, stance: "own" | "reported"): Html {
  return h(
    "span",
    { class: `mark c${organisation.colour} ${stance}`, "aria-hidden": "true" },
    organisation.initials,
  );
}

/** The bob at the end of the plumb line. */
export function bob(): Html {
  return h(
    "svg",
    { class: "bob", width: 9, height: 15, viewBox: "0 0 9 15", "aria-hidden": "true" },
    h("path", { class: "full", d: "M2 0H7L8.6 3.4Q9 5 8.4 6.4L4.5 15L0.6 6.4Q0 5 0.4 3.4Z" }),
  );
}
