/** Drawings of `drawing`, which every edition has as markup, as elements of the page. */
import { createElement } from "react";
import type { ReactNode } from "react";
import type { Mark, Picture } from "../../drawing/element.ts";
import { Hatch } from "./hatch.tsx";
import "./drawing.css";

/** A drawing by itself. @param label what a reader who does not see it is told */
export function Drawing({
  picture: { width, height, marks },
  label,
  className = "",
}: {
  readonly picture: Picture;
  readonly label: string;
  readonly className?: string;
}) {
  return (
    <svg
      className={`drawing ${className}`}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    >
      <Marks marks={marks} />
    </svg>
  );
}

/** The elements of a drawing, inside an element of the class `drawing`. */
export function Marks({ marks }: { readonly marks: readonly Mark[] }) {
  return (
    <>
      <Hatch />
      {marks.map(elementOf)}
    </>
  );
}

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
