/** A sentence of the document as an element that carries its id. */
import { hasRightToLeft } from "../text.ts";
import type { Row, Sentence } from "../document/types.ts";
import { fragment, h } from "../drawing/tags.ts";
import type { Attributes, Child, Html } from "../drawing/tags.ts";

/** Runs of superscript digits, and ranges with a percent sign, which are not to break. */
const SPECIAL = /⁻?[⁰¹²³⁴-⁹]+|[\d.,]+–[\d.,]+\u202f%/gu;
const PLAIN: Readonly<Record<string, string>> = { "⁻": "−", "¹": "1", "²": "2", "³": "3" };

/** Text with superscript digits as `<sup>`, which every font can draw. */
export function textOf(text: string): Html {
  const children: Child[] = [];
  let at = 0;
  for (const match of text.matchAll(SPECIAL)) {
    children.push(text.slice(at, match.index));
    at = match.index + match[0].length;
    if (match[0].includes("–")) {
      children.push(h("span", { class: "nowrap" }, match[0]));
      continue;
    }
    const digits = match[0]
      .split("")
      .map((unit) => PLAIN[unit] ?? String.fromCodePoint(unit.codePointAt(0)! - 0x2070 + 0x30));
    children.push(h("sup", {}, digits.join("")));
  }
  return fragment(...children, text.slice(at));
}

/** The direction of a passage that holds right-to-left letters is decided by its own first letter. */
export function direction(text: string): { readonly dir?: "auto" } {
  return hasRightToLeft(text) ? { dir: "auto" } : {};
}

/** `<p id="J1.wording" class="…">…</p>` */
export function say(tag: string, sentence: Sentence, attributes: Attributes = {}): Html {
  return h(tag, { id: sentence.id, ...attributes, ...direction(sentence.text) }, textOf(sentence.text));
}

/** Sentences of one paragraph. */
export function paragraph(sentences: readonly Sentence[], attributes: Attributes = {}): Html {
  return h(
    "p",
    attributes,
    sentences.map((sentence, i) => [i === 0 ? "" : " ", say("span", sentence)]),
  );
}

/** A table whose lines are rows of the document. Empty cells stay empty in print as in the document. */
export function table(
  heads: readonly string[],
  rows: readonly Row[],
  options: {
    readonly numeric?: readonly number[];
    readonly mono?: readonly number[];
    /** Columns that do not wrap. */ readonly whole?: readonly number[];
    /** Rows that stand out. */ readonly marked?: readonly number[];
    readonly caption: string;
  },
): Html {
  const kind = (i: number): string | undefined =>
    options.numeric?.includes(i)
      ? "num"
      : options.mono?.includes(i)
        ? "mono"
        : options.whole?.includes(i)
          ? "nowrap"
          : undefined;
  const head = h(
    "tr",
    {},
    heads.map((title, i) => h("th", { scope: "col", class: kind(i) }, title)),
  );
  const body = rows.map((row, at) =>
    h(
      "tr",
      { id: row.id, class: options.marked?.includes(at) ? "marked" : undefined },
      row.cells.map((cell, i) =>
        h(
          "td",
          { class: kind(i), "data-head": heads[i] === "" ? undefined : heads[i], ...direction(cell) },
          textOf(cell),
        ),
      ),
    ),
  );
  return h(
    "table",
    { class: "rows" },
    h("caption", { class: "unseen" }, options.caption),
    h("thead", {}, head),
    h("tbody", {}, body),
  );
}
