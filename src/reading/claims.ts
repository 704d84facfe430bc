/** Findings as proposals: in order of place, with ids, the act of their verb, and what the rule did not understand. */
import type { Act, ProposedClaim, Speaker } from "./contract.ts";
import type { Finding } from "./finding.ts";
import type { Frame } from "./lexicon.ts";
import type { Span } from "./phrases.ts";
import type { Speakers } from "./speakers.ts";
import type { ReadText } from "./text.ts";

export function claimsOf(text: ReadText, findings: readonly Finding[], speakers: Speakers): ProposedClaim[] {
  const ordered = [...findings].sort((a, b) => first(a) - first(b) || a.cue.from - b.cue.from);
  return ordered.flatMap((finding) => eachOther(claimOf(text, finding, speakers, ""))).map(withNumber);
}

const withNumber = (claim: ProposedClaim, i: number): ProposedClaim => ({ ...claim, id: `p${i + 1}` });

/** Claims numbered anew, in order of place. */
export function numbered(claims: readonly ProposedClaim[]): ProposedClaim[] {
  const begins = ({ cue, content }: ProposedClaim) =>
    Math.min(...[cue, ...content].flatMap((part) => (part === null ? [] : [part.start])));
  return claims.toSorted((a, b) => begins(a) - begins(b)).map(withNumber);
}

const RECIPROCAL = /^(?:each other|one another)$/i;

/** "A and B accused each other": a claim of each, about the other; they stand as answers to one another. */
function eachOther(claim: ProposedClaim): ProposedClaim[] {
  const { speakers, target } = claim;
  const [one, other] = speakers;
  if (target === null || !RECIPROCAL.test(target.mention.text)) return [claim];
  if (speakers.length !== 2 || one === undefined || other === undefined)
    return [{ ...claim, target: { ...target, name: null, rule: "each other, left open" } }];
  return [
    { ...claim, rule: RECIPROCAL_RULE, speakers: [one], target: other },
    { ...claim, rule: RECIPROCAL_RULE, speakers: [other], target: one },
  ];
}

/** The rule of two claims that share their passage and differ in their speaker. */
export const RECIPROCAL_RULE = "each of the other";

/** Frames in which what follows, or goes before, is a statement. */
const STATEMENTS: ReadonlySet<Frame> = new Set(["clause", "that", "quote", "turned", "person"]);

const first = ({ cue, content }: Finding): number => Math.min(cue.from, content[0]?.from ?? cue.from);

function claimOf(text: ReadText, finding: Finding, known: Speakers, id: string): ProposedClaim {
  const use = finding.use ?? useOf(finding);
  const negated = finding.verb?.negated === true;
  const act: Act = negated ? "denies" : use.act;
  const vouches = use.vouches && !negated;
  const doubts = [...finding.doubts];
  if (negated) doubts.push("a negated verb of belief is read as a denial");
  if (finding.verb?.modal === true) doubts.push("the verb says what may or will be said, not what was");
  const speakers = known.of(finding.source, finding.cue, finding.target !== null);
  if (act === "asserts" && !STATEMENTS.has(finding.frame)) doubts.push("what the verb itself says");
  if (speakers.some(({ name }) => name === null)) doubts.push("who the speaker is");
  return {
    id,
    rule: finding.rule,
    act,
    polarity: act === "denies" || act === "qualifies" || act === "retracts" ? act : "asserts",
    cue: text.stretch(finding.cue.from, finding.cue.to),
    vouches,
    speakers,
    target: finding.target === null ? null : targetOf(text, finding.target),
    content: finding.content.map(({ from, to }) => text.stretch(from, to)),
    statement: STATEMENTS.has(finding.frame),
    manner: mannerOf(text, finding),
    date: null,
    estimates: [],
    doubts,
  };
}

function targetOf(text: ReadText, target: Span): Speaker {
  const mention = text.stretch(target.from, target.to);
  const pronoun = /^(?:him|her|them|it|us|me|you|himself|herself|themselves|itself)$/i.test(mention.text);
  return {
    mention,
    name: pronoun ? null : mention.text,
    rule: pronoun ? "pronoun, left open" : "as written",
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
