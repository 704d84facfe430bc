/**
 * Denials that no verb of denying says: “said that it was a lie”, “called the report baseless”, “insisted that he had never met
 * them”; and the other way round, “did not deny”, “declined to say”, which neither assert nor deny. A denial that was taken for
 * an assertion turns a case upside down, so that every change says in its doubts what it rests on.
 */
import type { Act, ProposedClaim, Reading } from "./contract.ts";
import type { Additions } from "./pass.ts";
import { tokenAt } from "./places.ts";
import type { ReadText } from "./text.ts";

const FALSE =
  "(?:(?:\\w+ly|quite|simply|just|pure|utter|complete|total|outright|absolute|sheer|plain|so|both|all|such|a pack of|a bunch of|a|an|another) ){0,3}(?:false|untrue|not true|not correct|not accurate|not so|not the case|wrong|incorrect|inaccurate|baseless|unfounded|groundless|unsubstantiated|fabricated|fabrications?|made[ -]up|invented|invention|nonsense|lies?|fiction|fictitious|fake|fake news|bogus|absurd|ridiculous|preposterous|laughable|hoax|rubbish|garbage|slander|smear|libel|myth|fantasy|without (?:any )?(?:foundation|merit|basis|substance))(?![\\p{L}-])";
const CLAIMS =
  "(?:claims?|allegations?|accusations?|charges?|reports?|stor(?:y|ies)|articles?|accounts?|suggestions?|rumou?rs?|assertions?|notion|idea|statements?|insinuations?|reporting)";
const BE = "(?:is|are|was|were|'s|’s|had been|has been|have been|be|being)";
/** “The claim is false”, “there is no truth in it”, “had nothing to do with it”. */
const CONTENT = new RegExp(
  [
    `^(?:that )?(?:[\\p{L}’'-]+ ){0,3}?(?:${CLAIMS}|it|this|that|these|they|which)(?: [\\p{L}’'-]+){0,6}? ${BE} ${FALSE}`,
    "^(?:that )?(?:that|it|this)['’]s " + FALSE,
    "\\bthere (?:is|was|were|are|had been|has been|['’]s) (?:absolutely |simply |just )?(?:no|not a|never any|not any|zero) (?:truth|basis|foundation|substance|merit|such|shred|link|connection|contact|involvement|wrongdoing|order|plan|deal|campaign)",
    "\\b(?:had|has|have|having) (?:absolutely |had )?nothing (?:whatsoever )?to do with",
    "\\b(?:had|has|have|played|plays|took|taken) (?:absolutely )?no (?:part|role|hand|knowledge|involvement|contact|connection|link|links|ties)\\b",
    "\\bnothing of the (?:kind|sort)\\b",
    "\\b(?:did|does|do|had|has|have|was|were) no such thing\\b",
    `^(?:that )?(?:the |a |this |that |these |those |his |her |its )?(?:\\p{L}+ ){0,2}?(?:videos?|tapes?|recordings?|letters?|documents?|photos?|pictures?|images?|e?-?mails?|messages?|quotes?|screenshots?|transcripts?|memos?|posts?)(?: [\\p{L}’'-]+){0,4}? ${BE} (?:\\w+ly |a |an )?(?:fakes?|forged|forger(?:y|ies)|fabricated|fabrications?|doctored|invented|bogus|hoax)`,
    "^(?:that )?no such \\p{L}+",
    "^(?:that )?(?:no|none of) [^,;]{1,60} (?:had|has|have|was|were) ever\\b",
    "\\b(?:never|not) happened\\b",
    "^(?:we|i|he|she|they) (?:\\p{L}+ly |\\p{L}+ ?)?(?:deny|denied|denies|reject|rejects|rejected|dispute|refute)\\b",
  ].join("|"),
  "iu",
);
/** “They called the report a lie”, “dismissed it as fiction”. */
export const NAMED = new RegExp(`(?:^|\\s)(?:as )?${FALSE}`, "iu");
const NAMING =
  /^(?:call|brand|label|dub|deem|term|denounc|describ|dismiss|reject|condemn|declar|characteri[sz]|portray|derid|scoff)/i;
/** “He had never ordered it”, said by him. */
const OWN_NEGATIVE =
  /^[“"'‘]?(?:that )?(?:he|she|it|they|we|i|none of (?:us|them)|neither of (?:us|them)|nobody there|no one there|(?:its|his|her|their|our) (?:\p{L}+ ){1,3}?) ?(?:(?:had|has|have|did|was|were|do|does)(?: not|n[’']t| never)|never) (?:ever |knowingly |been |at any (?:time|point) )?(?!know|expect|think|believ|want|wish|see\b|seen|recall|remember|plan|underst|sure|ready|certain|afraid|aware|yet|mean|like|feel|care|hear|rule)(\p{L}+)/iu;
/** Verbs that deny an object, whatever else they do elsewhere. */
const DENYING =
  /(?:^|\s)(?:den(?:y|ies|ied|ying)|disput|refut|rebut|reject|dismiss|contradict|repudiat|disavow|disown)\w*$/i;
const TO_SAY =
  /^to (?:say|comment|confirm|deny|discuss|answer|rule|disclose|reveal|tell|state|explain|specify)\b/i;
const NOT: ReadonlySet<string> = new Set(["not", "n't", "never", "neither", "nor", "cannot"]);
const WITHHOLD = /^(?:refus|declin|fail|hesitat|stop|avoid|unwilling|reluctan)/;

/** How far before a verb its negation stands: “did not immediately deny”. */
const LEAD = 4;

export function polarity(text: ReadText, { claims }: Reading): Additions {
  return { claims: claims.map((claim) => turned(text, claim)) };
}

function turned(text: ReadText, claim: ProposedClaim): ProposedClaim {
  const withheld = claim.cue === null ? undefined : withholding(text, claim);
  if (withheld !== undefined)
    return as(claim, "qualifies", `“${withheld}” before the verb: neither said nor denied`);
  if (claim.act !== "asserts") return claim;
  const [first] = claim.content;
  if (first === undefined) return claim;
  if (claim.cue !== null && DENYING.test(claim.cue.text))
    return { ...claim, act: "denies", polarity: "denies" };
  const words = first.text.slice(0, 400);
  const plain = words.replace(/^[“"'‘]+/, "");
  if (CONTENT.test(plain)) return as(claim, "denies", "a denial by what is said, not by the verb");
  if (claim.cue !== null && NAMING.test(claim.cue.text) && NAMED.test(words))
    return as(claim, "denies", "a denial by what it is called");
  if (OWN_NEGATIVE.test(words)) return as(claim, "denies", "a negative of the speaker about itself");
  return claim;
}

function as(claim: ProposedClaim, act: Act & ProposedClaim["polarity"], doubt: string): ProposedClaim {
  return { ...claim, act, polarity: act, vouches: false, doubts: [...claim.doubts, doubt] };
}

/** “did not”, “declined to”, “stopped short of” before a verb of saying, or as that verb. */
function withholding(text: ReadText, { cue, content }: ProposedClaim): string | undefined {
  const { tokens } = text;
  const first = tokenAt(text, cue!.start);
  const last = tokenAt(text, cue!.end - 1);
  if (WITHHOLD.test(tokens[last]!.lower) && TO_SAY.test(content[0]?.text ?? "")) return tokens[last]!.text;
  for (let i = last - 1; i >= 0 && i >= first - LEAD; i--) {
    const { lower, word, tag, text: words } = tokens[i]!;
    if (!word) return undefined;
    if (NOT.has(lower)) return words;
    if (WITHHOLD.test(lower)) return words;
    if (tag === "NOUN" || tag === "PROPN" || tag === "PRON") return undefined;
  }
  return undefined;
}
