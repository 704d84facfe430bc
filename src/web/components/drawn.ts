/** What `drawing` drew, as elements of the page. */
import { createElement } from "react";
import type { ReactNode } from "react";
import type { Mark } from "../../drawing/element.ts";
import "./drawn.css";

/** Attributes that React calls otherwise. */
const NAMES: Readonly<Record<string, string>> = {
  class: "className",
  "text-anchor": "textAnchor",
  "fill-opacity": "fillOpacity",
};

function elementOf({ tag, attributes, children }: Mark, at: number): ReactNode {
  const named = Object.entries(attributes).map(([name, value]) => [NAMES[name] ?? name, value]);
  return createElement(
    tag,
    { ...Object.fromEntries(named), key: at },
    ...children.map((child, i) => (typeof child === "string" ? child : elementOf(child, i))),
  );
}

/** Inside an SVG of the class `drawn`, or of an instrument's figure. */
export const elementsOf = (marks: readonly Mark[]): readonly ReactNode[] => marks.map(elementOf);
