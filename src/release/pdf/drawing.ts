/**
 * The drawings of the page as SVG files that stand alone: the same rules, with the colours written out, as the PDF
 * knows no custom properties. Each character is given the family that draws it, so none is taken from the machine.
 */
import { hatchDefinition } from "../drawing/glyphs.ts";
import { DRAWING_RULES } from "../drawing/rules.ts";
import type { Html } from "../drawing/tags.ts";
import { LIGHT } from "../drawing/tokens.ts";
import type { Fonts } from "./fonts.ts";
import { drawable, SANS } from "./fonts.ts";

/** Paper is white. */
const PAPER = { ...LIGHT, ground: "#ffffff" };
const COLOURS = [1, 2, 3, 4, 5] as const;

/** `svg .fill{fill:var(--c)}` becomes one rule for each colour that an element or one above it may have. */
function rules(): string {
  const out: string[] = [];
  for (const [, selector = "", body = ""] of DRAWING_RULES.matchAll(/svg ([^{}]+)\{([^}]*)\}/g)) {
    const names = selector.replaceAll("svg ", "").split(",");
    const written = body
      .replaceAll("var(--sans)", `"${SANS}"`)
      .replace(/var\(--(\w[\w-]+)\)/g, (_, token: string) => PAPER[token as keyof typeof PAPER]);
    if (!written.includes("var(--c)")) out.push(`${names.join(",")}{${written}}`);
    else
      for (const n of COLOURS) {
        const own = names.flatMap((name) => [`.c${n} ${name}`, `.c${n}${name}`]);
        out.push(`${own.join(",")}{${written.replaceAll("var(--c)", PAPER[`c${n}`])}}`);
      }
  }
  return out.join("");
}

/** Every drawing in the markup, each as a file of its own. */
export function drawings(markup: Html, fonts: Fonts): string[] {
  const style = `<style>${rules()}</style>${hatchDefinition().html}`;
  return (markup.html.match(/<svg[\s>].*?<\/svg>/gs) ?? []).map((svg) =>
    svg
      .replace(/>([^<]+)</g, (_, text: string) => `>${inFamilies(text, fonts)}<`)
      .replace(
        /^<svg([^>]*)>/,
        (_, rest: string) => `<svg xmlns="http://www.w3.org/2000/svg"${rest}>${style}`,
      ),
  );
}

/** Escaped text, with runs that the sans does not draw in the family that does. */
function inFamilies(text: string, fonts: Fonts): string {
  let out = "";
  let current = SANS;
  for (const unit of drawable(text, fonts)) {
    const family = fonts.familyOf(unit.codePointAt(0)!) ?? current;
    if (family !== current) {
      if (current !== SANS) out += "</tspan>";
      if (family !== SANS) out += `<tspan font-family="${family}">`;
      current = family;
    }
    out += unit;
  }
  return current === SANS ? out : `${out}</tspan>`;
}
