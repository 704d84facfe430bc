/** Markup that is escaped by construction: strings become text, only `Html` becomes markup. */
import type { Mark } from "../../drawing/element.ts";
import { visible } from "../text.ts";

export { px } from "../../drawing/element.ts";

/** Finished markup. Made by `h` alone. */
export interface Html {
  readonly html: string;
}

export type Child = Html | string | undefined | readonly Child[];
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

const VOID = new Set(["meta", "br", "hr", "link", "img"]);
/** Their text is not parsed as markup, so nothing imported may ever go there. */
const RAW = new Set(["style", "script"]);

/** Text for an HTML or SVG text node or a quoted attribute, with unseen characters made visible. */
export function escapeText(text: string): string {
  return visible(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

function inner(child: Child): string {
  if (child === undefined) return "";
  if (typeof child === "string") return escapeText(child);
  if ("html" in child) return child.html;
  return child.map(inner).join("");
}

/**
 * One element. Attributes that are `undefined` or `false` are left out, `true` stands without a value.
 * @throws TypeError for an element whose content is not text, and for a style attribute: the policy of the page
 * allows the one style element only.
 */
export function h(tag: string, attributes: Attributes = {}, ...children: Child[]): Html {
  if (RAW.has(tag)) throw new TypeError(`h: ${tag} takes no text`);
  let html = `<${tag}`;
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (name === "style" || name.startsWith("on")) throw new TypeError(`h: no ${name} attribute`);
    html += value === true ? ` ${name}` : ` ${name}="${escapeText(String(value))}"`;
  }
  return { html: VOID.has(tag) ? `${html}>` : `${html}>${children.map(inner).join("")}</${tag}>` };
}

/** Pieces side by side. */
export function fragment(...children: Child[]): Html {
  return { html: children.map(inner).join("") };
}

/** A drawn element as markup. */
export function markHtml({ tag, attributes, children }: Mark): Html {
  return h(
    tag,
    attributes,
    children.map((child) => (typeof child === "string" ? child : markHtml(child))),
  );
}
