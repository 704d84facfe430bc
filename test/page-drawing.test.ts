/** A figure that is drawn once looks the same on the page and in an edition: each class has the same declarations in both. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { drawInstrument, isInstrumentFigure } from "../src/drawing/figure.ts";
import type { Mark } from "../src/drawing/element.ts";
import { DRAWING_RULES } from "../src/release/drawing/rules.ts";
import { sampleInstruments } from "./support/sample-instruments.ts";

const styles = (path: string) => readFileSync(new URL(`../src/web/${path}`, import.meta.url), "utf8");
const CSS = styles("components/drawing.css");

/** `0.26` and `.26`, `#hatch` in any quotes, spaces or none. */
function plain(body: string): string {
  return body
    .split(";")
    .map((one) => one.replaceAll(/\s+/g, "").replaceAll(/(?<![\d])0\./g, "."))
    .filter((one) => one !== "")
    .toSorted()
    .join(";");
}

/** Bodies by class, from rules of the form `.name {…}`. */
function bodies(css: string): ReadonlyMap<string, string> {
  return new Map(
    [...css.matchAll(/\.([a-z0-9-]+) ?\{([^{}]*)\}/g)].map(([, name, body]) => [name!, plain(body!)]),
  );
}

const printed = bodies(DRAWING_RULES);
/** Colours of groups are those of the whole page. */
const colours = [...bodies(styles("base.css"))].filter(([name]) => /^c\d$/.test(name));
const shown = new Map([...colours, ...bodies(CSS.slice(CSS.indexOf(".drawing {")))]);

function classes(marks: readonly (Mark | string)[]): string[] {
  return marks.flatMap((one) =>
    typeof one === "string"
      ? []
      : [...String(one.attributes.class ?? "").split(" "), ...classes(one.children)].filter(Boolean),
  );
}

describe("the looks of drawn elements", () => {
  const used = new Set(
    sampleInstruments()
      .filter(isInstrumentFigure)
      .flatMap((figure) =>
        [760, 320].flatMap((width) =>
          classes(
            drawInstrument(figure, width, { events: [{ title: "Vote", ms: Date.parse("2034-04-20") }] })
              .marks,
          ),
        ),
      ),
  );

  it("are those of editions, for every class of the page's style", () => {
    expect(shown.size).toBeGreaterThan(15);
    for (const [name, body] of shown)
      if (!/^c\d$/.test(name)) expect([name, printed.get(name)]).toEqual([name, body]);
  });

  it("are there for every class that a drawing uses", () => {
    expect(used.size).toBeGreaterThan(12);
    expect([...used].filter((name) => !shown.has(name))).toEqual([]);
    expect([...used].filter((name) => !printed.has(name) && !/^c\d$/.test(name))).toEqual([]);
  });
});
