/**
 * What claims of one document do to each other: this one denies that one, two answer each other, this one retells that one (and
 * whether more strongly), and this later fact raised or lowered the credibility of that one.
 */
import type { ProposedClaim, ProposedRelation, Reading } from "./contract.ts";
import type { Additions } from "./pass.ts";
import { placeOf, placesOf, tokenAt } from "./places.ts";
import type { Place } from "./places.ts";
import type { ReadText } from "./text.ts";
import { driftsFrom, shared, stemsOf, tellingOf } from "./words/strength.ts";
import type { Telling } from "./words/strength.ts";

/** A claim with what the rules compare. */
interface Item {
  readonly claim: ProposedClaim;
  readonly place: Place | undefined;
  readonly stems: ReadonlySet<string>;
  /** Verb and content, as they stand. */
  readonly telling: Telling & { readonly offset: number };
  readonly names: ReadonlySet<string>;
}

/** Claims before that are held against one: a document may have thousands. */
const WINDOW = 60;
const ANAPHOR =
  /\b(?:(?:the|this|that|these|those|any|all|such|both|every) (?:\p{L}+ )?(?:accusations?|allegations?|charges?|claims?|reports?|involvement|role|wrongdoing|assertions?|suggestions?|findings?|assessments?|conclusions?|responsibility|blame|stor(?:y|ies))|involvement|responsibility|wrongdoing|it|this|that|them)\b/iu;
const ANSWERS =
  /^(?:repl|respon|answer|count|retort|rebut|rejoin|hit back|shot back|fir\w* back|shoot\w* back)/i;
const NAME_EMPTY: ReadonlySet<string> = new Set("mr mrs ms dr the of sen gov president minister".split(" "));

export function relations(text: ReadText, { claims, relations: before }: Reading): Additions {
  const places = placesOf(text);
  const items = claims.map((claim) => itemOf(text, claim, places));
  return {
    relations: [
      ...before,
      ...items.flatMap((item, i) => [
        ...denial(item, items.slice(Math.max(0, i - WINDOW), i)),
        ...answer(item, items.slice(Math.max(0, i - WINDOW), i)),
        ...retelling(item, items.slice(Math.max(0, i - WINDOW), i)),
      ]),
      ...items.flatMap((item, i) => credibility(item, items.slice(Math.max(0, i - WINDOW), i))),
    ],
  };
}

function itemOf(text: ReadText, claim: ProposedClaim, places: readonly Place[]): Item {
  const content = claim.content.map((part) => part.text).join(" ");
  const start = Math.min(
    ...[claim.cue, ...claim.content].flatMap((part) => (part === null ? [] : [part.start])),
  );
  const end = Math.max(...[claim.cue, ...claim.content].flatMap((part) => (part === null ? [] : [part.end])));
  const known = Number.isFinite(start) && end - start < 4000;
  return {
    claim,
    place: known ? placeOf(places, tokenAt(text, start)) : undefined,
    stems: stemsOf(content),
    telling: { ...tellingOf(known ? text.slice(start, end) : ""), offset: known ? start : 0 },
    names: namesOf(claim.speakers.flatMap(({ name }) => (name === null ? [] : [name]))),
  };
}

function namesOf(names: readonly string[]): ReadonlySet<string> {
  const words = names.flatMap((name) => name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
  return new Set(words.filter((word) => !NAME_EMPTY.has(word)));
}

/** One is named by the other's words, or by some of them: "the Authority" and "Electoral Authority", not "List A" and "List B". */
const sameName = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  one.size > 0 && other.size > 0 && shared(one, other) === Math.min(one.size, other.size);

const relation = (
  rule: string,
  kind: ProposedRelation["kind"],
  from: Item,
  to: Item,
  doubts: readonly string[],
): ProposedRelation => ({
  rule,
  kind,
  from: from.claim.id,
  to: to.claim.id,
  drift: null,
  doubts: [...doubts],
});

const sameSpeaker = (one: Item, other: Item) => sameName(one.names, other.names);
const paragraphs = (one: Item, other: Item) =>
  one.place === undefined || other.place === undefined ? 99 : one.place.paragraph - other.place.paragraph;
const isOwn = ({ claim }: Item) => claim.cue === null;
const charges = ({ claim }: Item) => claim.act === "accuses" || claim.act === "blames";
const targets = ({ claim }: Item) =>
  claim.target === null ? new Set<string>() : namesOf([claim.target.name ?? claim.target.mention.text]);

/** The claim that a denial is of: by shared words, else the nearest charge or claim of another just before. */
function denial(item: Item, before: readonly Item[]): ProposedRelation[] {
  if (item.claim.polarity !== "denies") return [];
  const others = before.filter((other) => other.claim.polarity !== "denies" && !sameSpeaker(item, other));
  const scored = others
    .map((other) => ({
      other,
      likeness: shared(item.stems, other.stems) + (sameName(targets(other), item.names) ? 1 : 0),
    }))
    .filter(({ likeness }) => likeness >= 2);
  if (scored.length > 0) {
    const best = scored.reduce((one, next) => (next.likeness >= one.likeness ? next : one));
    return [relation("shares the words of what it denies", "denies", item, best.other, [])];
  }
  const near = others.filter((other) => paragraphs(item, other) <= 1);
  const pick =
    near.findLast((other) => charges(other) && sameName(targets(other), item.names)) ??
    near.findLast(charges) ??
    (item.claim.content.length === 0 ||
    item.claim.content.some((part) => ANAPHOR.test(part.text.slice(0, 200)))
      ? near.at(-1)
      : undefined);
  if (pick === undefined) return [];
  const rule = charges(pick) ? "a denial after a charge" : "a denial that points back";
  return [relation(rule, "denies", item, pick, ["which claim is denied: the nearest one before was taken"])];
}

/** Two who charge each other, and verbs that answer. */
function answer(item: Item, before: readonly Item[]): ProposedRelation[] {
  const others = before.filter((other) => !sameSpeaker(item, other));
  const mutual = charges(item)
    ? others.findLast(
        (other) =>
          charges(other) && sameName(targets(other), item.names) && sameName(targets(item), other.names),
      )
    : undefined;
  if (mutual !== undefined) return [relation("each charges the other", "answers", item, mutual, [])];
  if (item.claim.cue === null || !ANSWERS.test(item.claim.cue.text)) return [];
  const near = others.findLast((other) => paragraphs(item, other) <= 1);
  return near === undefined
    ? []
    : [
        relation("a verb that answers", "answers", item, near, [
          "what is answered: the nearest claim before was taken",
        ]),
      ];
}

/** Near-copies, and claims that tell the same more strongly: a lead and what it retells. */
function retelling(item: Item, before: readonly Item[]): ProposedRelation[] {
  return before.flatMap((other): ProposedRelation[] => {
    const drift = driftBetween(item, other);
    if (drift !== undefined) return [drift];
    const common = shared(item.stems, other.stems);
    const least = Math.min(item.stems.size, other.stems.size);
    if (common < 4 || common < 0.7 * least || item.claim.polarity !== other.claim.polarity) return [];
    if (isOwn(item) && isOwn(other)) return [];
    // What is quoted word for word is nearer to the source, and what is told of others nearer than the document's own words.
    const nearer = isOwn(other) || (other.claim.manner !== "direct" && item.claim.manner === "direct");
    const [from, to] = nearer ? [other, item] : [item, other];
    return [
      relation("tells nearly the same words", "retells", from, to, ["which of the two comes from the other"]),
    ];
  });
}

function driftBetween(item: Item, other: Item): ProposedRelation | undefined {
  if (item.claim.polarity === "denies" || other.claim.polarity === "denies") return undefined;
  for (const [from, to] of [
    [other, item],
    [item, other],
  ] as const) {
    const [drift] = driftsFrom(from.telling, [to.telling]);
    if (drift === undefined) continue;
    const at = (place: typeof drift.stronger, offset: number) => ({
      start: offset + place.start,
      end: offset + place.end,
      text: place.text,
    });
    return {
      ...relation("tells the same with a stronger verb", "retells", from, to, [
        "whether it retells this claim or another source",
      ]),
      drift: {
        stronger: at(drift.stronger, from.telling.offset),
        weaker: at(drift.weaker, to.telling.offset),
      },
    };
  }
  return undefined;
}

const CREDIBILITY =
  /\b(?:(rais(?:e[ds]?|ing)|increas(?:e[ds]?|ing)|strengthen(?:s|ed|ing)?|boost(?:s|ed|ing)?|bolster(?:s|ed|ing)?|add(?:s|ed|ing)? (?:weight )?to|lent|lends?|lending|support(?:s|ed)?)|(lower(?:s|ed|ing)?|reduc(?:e[ds]?|ing)|weaken(?:s|ed|ing)?|undermin(?:e[ds]?|ing)|dent(?:s|ed)?|damag(?:e[ds]?|ing)|erod(?:e[ds]?|ing)|cast(?:s|ing)? doubt on)) (?:\p{L}+ ){0,3}?(?:credibility|credence|plausibility|weight|trust|belief)\b[^.;]{0,40}?\b(?:assessments?|reports?|claims?|judge?ments?|findings?|conclusions?|accusations?|allegations?|statements?)\b/iu;

/** “Conduct since November has raised the credibility of the assessment.” */
function credibility(item: Item, before: readonly Item[]): ProposedRelation[] {
  const content = item.claim.content
    .map((part) => part.text)
    .join(" ")
    .slice(0, 1000);
  const match = CREDIBILITY.exec(content);
  if (match === null || item.claim.polarity === "denies") return [];
  const said = before.filter(({ claim, place }) => claim.polarity === "asserts" && place?.heading !== true);
  const judged = said.findLast(({ claim }) =>
    /^(?:assess|judg|conclud|find|found|estimat)/i.test(claim.cue?.text ?? ""),
  );
  const to = judged ?? said.at(-1);
  if (to === undefined) return [];
  const kind = match[1] === undefined ? "lowers" : "raises";
  return [
    relation("says that it moved the credibility", kind, item, to, [
      "which claim is meant: the last judgment told was taken",
    ]),
  ];
}
