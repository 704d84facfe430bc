/** Named styles, so that an editor of the report changes a look in one place. Fonts are ones that offices have. */
import type { IParagraphStyleOptions, IStylesOptions } from "docx";
import { LIGHT } from "../drawing/tokens.ts";
import type { Voice } from "../print/types.ts";

const SERIF = { ascii: "Georgia", hAnsi: "Georgia", cs: "Times New Roman", eastAsia: "SimSun" };
const SANS = { ascii: "Arial", hAnsi: "Arial", cs: "Arial", eastAsia: "Microsoft YaHei" };

/** A colour of the page as six digits. */
export function hex(token: keyof typeof LIGHT): string {
  return LIGHT[token].slice(1);
}

/** Name of the style of each voice. */
export const STYLE_OF: Readonly<Record<Voice, string>> = {
  series: "Subtitle",
  title: "Title",
  notice: "Notice",
  wording: "KeyJudgment",
  held: "Position",
  prose: "Prose",
  words: "Quote",
  said: "Reported",
  plain: "Entry",
  note: "Note",
  quiet: "Small",
  command: "Command",
};

interface Look {
  readonly serif?: boolean;
  /** Points. */
  readonly size: number;
  readonly colour?: keyof typeof LIGHT;
  readonly italics?: boolean;
  readonly bold?: boolean;
  /** Twentieths of a point. */
  readonly before?: number;
  readonly after?: number;
  readonly left?: number;
  readonly keepNext?: boolean;
}

function style(id: string, name: string, look: Look): IParagraphStyleOptions {
  return {
    id,
    name,
    basedOn: "Normal",
    quickFormat: true,
    run: {
      font: look.serif === true ? SERIF : SANS,
      size: 2 * look.size,
      color: hex(look.colour ?? "ink"),
      ...(look.italics === true ? { italics: true } : {}),
      ...(look.bold === true ? { bold: true } : {}),
    },
    paragraph: {
      spacing: { before: look.before ?? 0, after: look.after ?? 80 },
      ...(look.left === undefined ? {} : { indent: { left: look.left } }),
      ...(look.keepNext === true ? { keepNext: true } : {}),
    },
  };
}

const heading = (size: number, before: number) => ({
  run: { font: SANS, size: 2 * size, bold: true, color: hex("ink") },
  paragraph: { spacing: { before, after: 100 }, keepNext: true },
});

export const STYLES: IStylesOptions = {
  default: {
    document: {
      run: {
        font: SANS,
        size: 18,
        color: hex("ink"),
        language: { value: "en-GB", eastAsia: "zh-CN", bidirectional: "ar-SA" },
      },
    },
    title: {
      run: { font: SERIF, size: 50, color: hex("ink") },
      paragraph: { spacing: { before: 60, after: 200 } },
    },
    heading1: heading(13, 400),
    heading2: heading(10.5, 280),
    heading3: heading(9, 200),
  },
  paragraphStyles: [
    style("Subtitle", "Subtitle", { size: 9, colour: "ink-2" }),
    style("Notice", "Notice", { size: 9, colour: "ink-2", left: 200, after: 160 }),
    style("KeyJudgment", "Key Judgment", { serif: true, size: 13.5, before: 280, keepNext: true }),
    style("Position", "Position", { serif: true, size: 11.5, colour: "ink-2" }),
    style("Gauge", "Term and Confidence", { size: 8.5, colour: "ink-2", after: 120 }),
    style("Prose", "Prose", { serif: true, size: 11, after: 120 }),
    style("Quote", "Quote", { serif: true, size: 11, left: 200 }),
    style("Reported", "Reported", { serif: true, size: 11, colour: "ink-2", italics: true }),
    style("Entry", "Entry", { size: 9, before: 160, after: 40, keepNext: true }),
    style("Note", "Note", { size: 9, colour: "ink-2", after: 100 }),
    style("Small", "Small", { size: 8, colour: "ink-3", after: 60 }),
    style("Command", "Command", { size: 9, left: 200, before: 80, after: 120 }),
    style("Cell", "Table Text", { size: 8.5, after: 20 }),
    style("CellHead", "Table Head", { size: 8, colour: "ink-3", after: 20, keepNext: true }),
  ],
};
