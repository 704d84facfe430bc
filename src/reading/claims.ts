/** Findings as proposals: in order of place, with ids, the act of their verb, and what the rule did not understand. */
import type { Act, ProposedClaim } from "./contract.ts";
import type { Finding } from "./finding.ts";
import { speakersOf } from "./speakers.ts";
import type { ReadText } from "./text.ts";

export function claimsOf(text: ReadText, findings: readonly Finding[]): ProposedClaim[] {
  const ordered = [...findings].sort((a, b) => first(a) - first(b) || a.cue.from - b.cue.from);
  return ordered.map((finding, i) => claimOf(text, finding, `p${i + 1}`));
}

const first = ({ cue, content }: Finding): number => Math.min(cue.from, ...content.map(({ from }) => from));

function claimOf(text: ReadText, finding: Finding, id: string): ProposedClaim {
  const { act, vouches } = useOf(finding);
  const doubts = [...finding.doubts];
  if (finding.verb?.negated === true) doubts.push("the verb is negated");
  if (finding.verb?.modal === true) doubts.push("the verb says what may or will be said, not what was");
  const speakers = speakersOf(text, finding.source);
  if (speakers.some(({ name }) => name === null)) doubts.push("who the speaker is");
  return {
    id,
    rule: finding.rule,
    act,
    polarity: act === "denies" || act === "qualifies" || act === "retracts" ? act : "asserts",
    cue: text.stretch(finding.cue.from, finding.cue.to),
    vouches,
    speakers,
    target: finding.target === null ? null : (speakersOf(text, finding.target)[0] ?? null),
    content: finding.content.map(({ from, to }) => text.stretch(from, to)),
    manner: mannerOf(text, finding),
    date: null,
    estimates: [],
    doubts,
  };
}

function useOf({ verb, frame }: Finding): { act: Act; vouches: boolean } {
  for (const { uses } of verb?.verbs ?? []) {
    const use = uses.get(frame) ?? (uses.size > 0 ? [...uses.values()][0] : undefined);
    if (use !== undefined) return use;
  }
  return { act: "asserts", vouches: false };
}

/** Direct where nine words in ten stand in quotation marks, indirect where none does. */
function mannerOf(text: ReadText, { content }: Finding): ProposedClaim["manner"] {
  let words = 0;
  let quoted = 0;
  for (const { from, to } of content)
    for (let i = from; i < to; i += 1) {
      if (!text.tokens[i]!.word) continue;
      words += 1;
      if (text.quotedBy[i] !== -1) quoted += 1;
    }
  if (quoted === 0) return "indirect";
  return quoted >= 0.9 * words ? "direct" : "mixed";
}
