/**
 * Imported text is hostile: it may carry characters that reorder or hide what a reader sees. `visible` makes each of
 * them a word in brackets; nothing is dropped in silence.
 */

/**
 * What a reader could not see: controls, direction marks and overrides, zero-width spaces, soft hyphens, annotation
 * and tag characters, noncharacters and lone surrogates. Joiners (U+200C, U+200D) stay: several scripts need them.
 */
const UNSEEN =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e0fff}\p{Cs}]/gu;

/** Line ends and tabs, of any kind, are one space in running text. */
const SPACES = /[\t\n\f\r\u0085\u2028\u2029]+/g;

/** Line ends that a terminal or a reader may not take for one, or that move the cursor back. */
const ODD_ENDS = /[\f\r\u0085\u2028\u2029]/g;

const named = (unit: string): string =>
  `[U+${unit.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}]`;

/** `text` with every unseen character as `[U+202E]`; tabs and line feeds stay, other line ends are named. Idempotent. */
export function visibleLines(text: string): string {
  return text.replace(UNSEEN, named).replace(ODD_ENDS, named);
}

/** JSON that says the same, with every unseen character as an escape. */
export function visibleJson(json: string): string {
  const escaped = (found: string) =>
    [...Array(found.length).keys()]
      .map((at) => `\\u${found.charCodeAt(at).toString(16).padStart(4, "0")}`)
      .join("");
  return json.replace(UNSEEN, escaped).replace(ODD_ENDS, escaped);
}

/** `text` with every unseen character as `[U+202E]` and line ends as spaces. Idempotent. */
export function visible(text: string): string {
  return text.replace(UNSEEN, named).replace(SPACES, " ");
}
