/** Text that tries to act in a printed form, and how it stands there as text. */

export const HOSTILE =
  ' <b>&amp; ]]> #import "@preview/x" #read("/etc/passwd") ] $x$ \\u{41} =SUM(A1) {HYPERLINK "x"} ' +
  "\u202Eevil\u202C \u0007 \u001B[31m \u0000 \uFFFE \u{1F600} Привет مرحبا 漢字汉字";

/** Every character of it that a reader could not see, or that no font draws, is named. */
export const SHOWN: readonly string[] = [
  "<b>&amp;",
  "]]>",
  '#import "@preview/x"',
  '#read("/etc/passwd")',
  "$x$",
  "\\u{41}",
  "=SUM(A1)",
  '{HYPERLINK "x"}',
  "[U+202E]evil[U+202C]",
  "[U+0007]",
  "[U+001B][31m",
  "[U+0000]",
  "[U+FFFE]",
  "Привет",
  "漢字汉字",
];

/** Without spaces: a line may break anywhere, and readers of pages guess spaces between letters. */
export const squeezed = (text: string): string => text.replaceAll(/[\s\u202a-\u202e]+/g, "");
