/** Attributions by a phrase: "according to Alda Courier". */
import type { Finding } from "./finding.ts";
import { phraseAfter } from "./phrases.ts";
import { trimEnd } from "./scope.ts";
import type { Scene } from "./rules.ts";

export function accordingTo({ text, sentence }: Scene): Finding[] {
  const found: Finding[] = [];
  for (let i = sentence.from; i + 2 < sentence.to; i += 1) {
    if (
      text.quotedBy[i] !== -1 ||
      text.tokens[i]!.lower !== "according" ||
      text.tokens[i + 1]!.lower !== "to"
    )
      continue;
    const source = phraseAfter(text, i + 2, sentence.to);
    if (source === null) continue;
    let from = sentence.from;
    let to = i;
    if (i - sentence.from < 2) {
      from = source.to;
      while (from < sentence.to && text.tokens[from]!.text !== ",") from += 1;
      from += 1;
      to = sentence.to;
    }
    while (from < to && !text.tokens[from]!.word && text.quotedBy[from] === -1) from += 1;
    to = trimEnd(text, from, to);
    if (to > from)
      found.push({
        rule: "according-to",
        cue: { from: i, to: i + 2 },
        verb: null,
        frame: "turned",
        source,
        content: [{ from, to }],
        target: null,
        doubts: [],
      });
  }
  return found;
}
