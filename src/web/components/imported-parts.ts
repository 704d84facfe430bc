/**
 * What a reader could not see: controls, direction marks and overrides, zero-width and tag characters. The same set as
 * in the model, which the page does not import; a test holds the two together.
 */
const UNSEEN =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e0fff}\p{Cs}]/u;

/** `text` cut before and after each character that nobody sees; those at odd places are such characters. */
export function partsOf(text: string): readonly string[] {
  return text.split(new RegExp(`(${UNSEEN.source})`, "u"));
}
