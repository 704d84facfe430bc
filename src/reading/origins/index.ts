/**
 * Where passages of a document may come from: another document whose words it quotes, whose sentences it tells nearly word for word,
 * or whose address it gives. A direction is proposed only where the dates, a name or the address say it. A passage that is earlier than
 * its like is not proposed here but there. What both quote of a third is said and not proposed.
 */
import { joinedLink } from "../../kernel/index.ts";
import { count, counted, plural } from "../../words.ts";
import type { ReadParagraph } from "../contract.ts";
import type { Span } from "../phrases.ts";
import { placeOf, tokenAt } from "../places.ts";
import { Compared } from "./compared.ts";
import type { CompareInput, OriginsFound, ProposedOrigin } from "./contract.ts";
import { copiesOf } from "./copies.ts";
import { compareDates, names, sharedCredit } from "./order.ts";
import { quotedFrom } from "./quoted.ts";

interface Candidate {
  readonly rule: string;
  readonly other: Compared;
  readonly said: Span;
  readonly source: Span | null;
  readonly words: number;
}

/** A candidate with what says which way it goes. */
interface Weighed extends Candidate {
  readonly directed: boolean;
  readonly doubts: readonly string[];
}

/** Titles that a note names. */
const NAMED = 3;

export function originsOf({ document, others: given }: CompareInput): OriginsFound {
  const one = new Compared(document);
  const others = given.map((other) => new Compared(other));
  const quoted = quotedFrom(one, others);
  const candidates: Candidate[] = [
    ...quoted.filter(({ inMarks }) => !inMarks).map((found) => ({ ...found, rule: "quotes its words" })),
    ...copiesOf(one, others).map((found) => ({ ...found, rule: "tells nearly the same words" })),
    ...addressesIn(one, others),
  ];
  const weighed = candidates.flatMap((candidate) => weigh(one, candidate));
  return {
    origins: earliest(weighed)
      .toSorted((a, b) => a.said.from - b.said.from || a.said.to - b.said.to)
      .map((found, i) => originOf(one, found, i)),
    notes: noteOf(quoted.filter(({ inMarks }) => inMarks).map(({ other }) => other)),
  };
}

function originOf(one: Compared, found: Weighed, i: number): ProposedOrigin {
  const { other, said, source, rule, words, directed, doubts } = found;
  return {
    id: `o${i + 1}`,
    rule,
    document: other.document.id,
    title: other.document.title,
    said: one.text.stretch(said.from, said.to),
    source: source === null ? null : other.text.stretch(source.from, source.to),
    words,
    directed,
    doubts: [...doubts],
  };
}

/** Nothing where the other is later, or names this one as its source. */
function weigh(one: Compared, candidate: Candidate): Weighed[] {
  const { other, said, source, rule } = candidate;
  const order = compareDates(one.document.published, other.document.published);
  const named = rule === ADDRESS || names(one, said, other);
  const namedThere = source !== null && names(other, source, one);
  if (!named && (order < 0 || namedThere)) return [];
  const credit = rule === ADDRESS ? null : sharedCredit(one, other);
  const doubts = [
    ...(named && order < 0 ? ["how an earlier document can have it from a later one"] : []),
    ...(credit === null ? [] : [`whether both have it from ${credit}, which both credit`]),
    ...(rule === ADDRESS ? ["how much of the passage is taken from there"] : []),
  ];
  const directed = doubts.length === 0 || rule === ADDRESS ? named || order > 0 : false;
  const open = directed
    ? ["whether both have it from a third"]
    : ["which of the two came first", "whether both have it from a third"];
  return [{ ...candidate, directed, doubts: [...doubts, ...(rule === ADDRESS ? [] : open)] }];
}

/** Of one passage the earliest document that it can be from; others have it as well, and are not proposed beside that. */
function earliest(weighed: readonly Weighed[]): Weighed[] {
  const dated = (one: Weighed) => one.other.document.published;
  const isBehind = (one: Weighed) =>
    weighed.some(
      (other) =>
        other !== one &&
        other.directed &&
        other.rule !== ADDRESS &&
        one.rule !== ADDRESS &&
        overlaps(one.said, other.said) &&
        compareDates(dated(other), dated(one)) < 0,
    );
  return weighed.filter((one) => !isBehind(one));
}

/** Half of the shorter lies in the other. */
function overlaps(a: Span, b: Span): boolean {
  const shared = Math.min(a.to, b.to) - Math.max(a.from, b.from);
  return 2 * shared >= Math.min(a.to - a.from, b.to - b.from);
}

const ADDRESS = "gives its address";
const LINK = /https?:\/\/[^\s<>"“”'’)\]]+/g;

/** Sentences that give the address at which another document was captured. */
function addressesIn(one: Compared, others: readonly Compared[]): Candidate[] {
  const byAddress = new Map<string, Compared>();
  for (const other of others) {
    const address = other.document.address === null ? undefined : joinedLink(other.document.address);
    if (address !== undefined) byAddress.set(address, other);
  }
  if (byAddress.size === 0) return [];
  const found = one.document.paragraphs.flatMap(linksOf).flatMap(({ address, at }): Candidate[] => {
    const other = byAddress.get(joinedLink(address) ?? "");
    const said = placeOf(one.sentences, tokenAt(one.text, at));
    return other === undefined || said === undefined
      ? []
      : [{ rule: ADDRESS, other, said, source: null, words: 0 }];
  });
  return [...new Map(found.map((one) => [`${one.said.from} ${one.other.document.id}`, one])).values()];
}

/** Addresses that a paragraph shows, and those that its words carry, with their offsets in the whole text. */
function linksOf({ text, start, links = [] }: ReadParagraph): { address: string; at: number }[] {
  const shown = [...text.matchAll(LINK)].map((found) => ({
    address: found[0].replace(/[.,;:!?]+$/, ""),
    at: start + found.index,
  }));
  const carried = links.map(({ address, words }) => ({
    address,
    at: start + Math.max(0, text.indexOf(words)),
  }));
  return [...shown, ...carried];
}

/** What both quote of a third. */
function noteOf(others: readonly Compared[]): string[] {
  if (others.length === 0) return [];
  const titles = [...new Set(others.map(({ document }) => `“${document.title}”`))];
  const rest = titles.length - NAMED;
  const where = [...titles.slice(0, NAMED), ...(rest > 0 ? [`${count(rest)} more`] : [])].join(", ");
  return [
    `${counted(others.length, "quotation")} ${plural(others.length, "stands", "stand")} in quotation marks in ${where}, too: both quote a third, and neither is an origin of the other.`,
  ];
}
