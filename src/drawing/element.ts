/**
 * What a figure is made of before it is markup or a component: elements of SVG as frozen plain data. An edition turns them
 * into escaped markup, the page into React elements, so that a figure is drawn once. Texts are texts: nothing in here is
 * markup, and nothing knows a colour; classes have their looks in `release/drawing/rules.ts` and in the page's styles.
 */

export type Tag = "g" | "path" | "rect" | "circle" | "text" | "tspan";
export type AttributeName =
  "class" | "d" | "x" | "y" | "width" | "height" | "cx" | "cy" | "r" | "text-anchor" | "fill-opacity";
export type Attributes = Readonly<Partial<Record<AttributeName, string | number>>>;

export interface Mark {
  readonly tag: Tag;
  readonly attributes: Attributes;
  readonly children: readonly (Mark | string)[];
}

export type Child = Mark | string | undefined | readonly Child[];

/** A drawing at a width, in pixels of 1/96 inch. Everything lies between 0 and `width`, and between 0 and `height`. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
}

/** One element; what is undefined is left out, lists are opened. */
export function mark(tag: Tag, attributes: Attributes, ...children: readonly Child[]): Mark {
  return { tag, attributes, children: flat(children) };
}

export function picture(width: number, height: number, ...children: readonly Child[]): Picture {
  const marks = flat(children).filter((child) => typeof child !== "string");
  return { width, height: Math.ceil(height), marks };
}

function flat(children: readonly Child[]): (Mark | string)[] {
  const out: (Mark | string)[] = [];
  for (const child of children) {
    if (child === undefined) continue;
    if (typeof child === "string" || "tag" in child) out.push(child);
    else out.push(...flat(child));
  }
  return out;
}

/** A line of text from `x` on, around it, or up to it. */
export function words(
  text: string,
  x: number,
  y: number,
  look: string,
  anchor: "start" | "middle" | "end" = "start",
): Mark {
  return mark(
    "text",
    {
      ...(look === "" ? {} : { class: look }),
      x: px(x),
      y: px(y),
      ...(anchor === "start" ? {} : { "text-anchor": anchor }),
    },
    text,
  );
}

/** A path, or nothing where there is nothing to draw. */
export function path(look: string, ...pieces: readonly string[]): Mark | undefined {
  const d = pieces.join("");
  return d === "" ? undefined : mark("path", { class: look, d });
}

/** A number for a coordinate: at most one decimal, so that equal layouts give equal bytes. */
export function px(value: number): string {
  const text = value.toFixed(1);
  return text.endsWith(".0") ? text.slice(0, -2).replace(/^-0$/, "0") : text;
}
