/** All attributions of a text, sentence by sentence; a cue inside what somebody else says is left to that speaker. */
import { accordingTo } from "./according.ts";
import { cuesOf } from "./cues.ts";
import type { Finding } from "./finding.ts";
import { RULES } from "./rules.ts";
import type { ReadText } from "./text.ts";

export function attributionsOf(text: ReadText): Finding[] {
  const all: Finding[] = [];
  for (const paragraph of text.paragraphs)
    for (const sentence of paragraph.sentences) {
      const cues = cuesOf(text, sentence);
      const found: Finding[] = [];
      for (const cue of cues) {
        if (found.some((other) => other.content.some(({ from, to }) => cue.at >= from && cue.at < to)))
          continue;
        for (const rule of RULES) {
          const next = rule({ text, sentence, cues, found }, cue);
          if (next === null) continue;
          found.push(next);
          break;
        }
      }
      all.push(...accordingTo({ text, sentence, cues, found }), ...found);
    }
  return all;
}
