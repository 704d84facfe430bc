/** Percentages that stand for a likelihood, as writers put them: “40 per cent”, “(70 %)”, “with 60 % certainty”. */
import type { Estimate } from "./estimates.ts";
import type { Span } from "./span.ts";
import { lintVocabulary } from "./vocabulary.ts";

export interface NumberHit extends Span {
  readonly text: string;
  /** Percent; both ends of a range. */
  readonly values: readonly number[];
  /** The estimate that it stands beside or in brackets after. */
  readonly beside: Estimate | undefined;
  /** Said to be about so many. */
  readonly about: boolean;
  /** End of a word such as “certainty” that it is said of. */
  readonly certainty: number | undefined;
}

/** How far before a number its subject may stand; a sentence may be long, and a number does not reach back for ever. */
const LEAD = 160;

let patterns: ReturnType<typeof compile> | undefined;
function compile() {
  const { after, before, link, certainty, about, words } = lintVocabulary().numbers;
  const any = (list: readonly string[]) => `(?:${list.join("|")})`;
  const number = `\\d{1,3}(?:[.,]\\d{1,6})?|${Object.keys(words).join("|")}`;
  const unit = "(?:%|per cent\\b|percent\\b)";
  return {
    percent: new RegExp(
      `(?<![\\p{L}\\p{N}.,])(${number})(?:\\s{0,3}${unit}?\\s{0,3}(?:to|-|–|and)\\s{0,3}(${number}))?\\s{0,3}${unit}`,
      "giu",
    ),
    follows: new RegExp(`^\\s+${any(after)}\\b`, "i"),
    certainty: new RegExp(`^\\s+${any(certainty)}\\b`, "i"),
    leads: new RegExp(
      `\\b${any(before)}\\b(?:\\s+(?:that|of)\\b.{0,100})?(?:\\s+${any(link)}\\b)+\\s*$`,
      "i",
    ),
    // “We put it at about 40 per cent”, “it is 40 per cent that …”
    put: new RegExp(
      `\\b(?:put|puts|place|places|set|sets|rate|rates|estimate|assess|judge) (?:it|this|that) at(?: ${any(about)})?\\s*$`,
      "i",
    ),
    is: new RegExp(`\\bit is(?: ${any(about)})?\\s*$`, "i"),
    about: new RegExp(`\\b${any(about)}\\s*$`, "i"),
    bracket: new RegExp(`^\\s*[([,:]\\s*(?:(?:at|${about.join("|")}) )?$`, "i"),
  };
}

function valueOf(text: string): number {
  return lintVocabulary().numbers.words[text.toLowerCase()] ?? Number(text.replace(",", "."));
}

/** Percentages that stand for a likelihood: beside a word such as “chance”, or in brackets after an estimate. */
export function likelihoodNumbers(
  text: string,
  { start, end }: Span,
  estimates: readonly Estimate[],
): NumberHit[] {
  patterns ??= compile();
  const { percent, follows, certainty, leads, put, is, about, bracket } = patterns;
  const inside = text.slice(start, end);
  return [...inside.matchAll(percent)].flatMap((match): NumberHit[] => {
    const at = start + match.index;
    const to = at + match[0].length;
    const lead = text.slice(Math.max(start, at - LEAD), at);
    const rest = text.slice(to, Math.min(end, to + LEAD));
    const beside = estimates.find(
      (word) =>
        Math.abs(word.start - to) <= 2 ||
        (word.end <= at && at - word.end <= 20 && bracket.test(text.slice(word.end, at))) ||
        (word.end <= at && at - word.end <= 3),
    );
    const led =
      (leads.test(lead) && !/^\s+confidence/i.test(rest)) ||
      put.test(lead) ||
      (is.test(lead) && /^\s+that\b/i.test(rest));
    const sure = certainty.exec(rest);
    if (beside === undefined && !led && sure === null && !follows.test(rest)) return [];
    return [
      {
        start: at,
        end: to,
        text: match[0],
        values: [match[1], match[2]].flatMap((part) => (part === undefined ? [] : [valueOf(part)])),
        beside,
        about: about.test(lead),
        certainty: sure === null ? undefined : to + sure[0].length,
      },
    ];
  });
}
