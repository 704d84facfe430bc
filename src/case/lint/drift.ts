/**
 * Retellings that are stronger than what they retell, across records: a Claim and what it derives from, is about or quotes; the
 * title and the headings of a draft and everything recorded under them. Verbs are held against verbs; that a retelling says so in
 * other words, or adds what its source does not say, is not seen.
 */
import type { CaseRecord } from "../../model/records.ts";
import { recordOf } from "../../model/refs.ts";
import type { Ref } from "../../model/refs.ts";
import { driftsFrom, tellingOf } from "../../reading/words/strength.ts";
import type { Drift, Telling } from "../../reading/words/strength.ts";
import type { CaseFold } from "../fold.ts";
import { indexIn, keptPer, sameList } from "../kept.ts";
import { nameOf } from "../names.ts";
import { isRead } from "./context.ts";
import type { LintHit } from "./contract.ts";

/** A drift as a hit: that two verbs speak of the same thing is for a person to say. */
export function driftHit({ stronger, weaker }: Drift, than: string): LintHit {
  const { start, end, text } = stronger;
  return {
    code: "LINT-STRONGER",
    severity: "question",
    start,
    end,
    text,
    message: `“${text}” is stronger than “${weaker.text}” ${than}.`,
    fix: `Use the source's own verb, “${weaker.text}”; or say in words that this one goes further, and on what.`,
  };
}

/** A hit and where it stands. */
export interface DriftFound {
  readonly ref: Ref;
  readonly field: "text" | "quote" | "title" | "block";
  /** Number of the block, from 1. */
  readonly block?: number;
  readonly hit: LintHit;
}

interface Source extends Telling {
  readonly ref: Ref;
  readonly quoted: boolean;
}

/** The words of a Claim, read once. */
const claimSources = keptPer((claim: CaseRecord<"Claim">) => {
  const { proposition, quote } = claim.body;
  const said: Source = { ref: claim.id, quoted: false, ...tellingOf(proposition) };
  return {
    said,
    ...(quote === undefined ? {} : { quote: { ref: claim.id, quoted: true, ...tellingOf(quote) } }),
  };
});
const wordsOf = (claim: CaseRecord<"Claim">): Source[] => {
  const { said, quote } = claimSources(claim);
  return quote === undefined ? [said] : [said, quote];
};

const wordingSource = keptPer(({ id, body }: CaseRecord<"Wording">): Source => ({
  ref: id,
  quoted: false,
  ...tellingOf(body.text),
}));

/** Claims by the document that their words stand in. */
const claimsOf = indexIn((fold: CaseFold): ReadonlyMap<Ref, readonly CaseRecord<"Claim">[]> => {
  const found = new Map<Ref, CaseRecord<"Claim">[]>();
  for (const claim of fold.all("Claim"))
    for (const { artifact } of claim.body.from ?? []) {
      const list = found.get(fold.latest(artifact)) ?? [];
      list.push(claim);
      found.set(fold.latest(artifact), list);
    }
  return found;
}, sameList);

/** Claims that this one retells: what it derives from, the passages of a document it derives from, and what it is about. */
function retold(fold: CaseFold, claim: CaseRecord<"Claim">): CaseRecord<"Claim">[] {
  const { derivedFrom, about = [], polarity } = claim.body;
  const from = derivedFrom === undefined || typeof derivedFrom === "string" ? [] : derivedFrom;
  // Who denies or takes back a claim does not retell it.
  const told = polarity === "denies" || polarity === "retracts" ? [] : [...from, ...about];
  const found = told.flatMap((ref) => {
    const id = fold.latest(recordOf(ref));
    const one = fold.find("Claim", id);
    return one === undefined ? (claimsOf(fold, id) ?? []) : [one];
  });
  return found.filter(({ id }) => id !== claim.id);
}

const named = (fold: CaseFold, { ref, quoted }: Source) =>
  `in ${quoted ? "the words quoted in " : ""}${nameOf(fold, ref)}`;

/** Claims that are stronger than what they retell, or than the words they quote. */
export function driftingClaims(fold: CaseFold): DriftFound[] {
  return fold.all("Claim").flatMap((claim): DriftFound[] => {
    const { said, quote } = claimSources(claim);
    const sources = retold(fold, claim).flatMap(wordsOf);
    const own = quote === undefined ? sources : [...sources, quote];
    const hits = (field: "text" | "quote", telling: Telling, against: readonly Source[]) =>
      driftsFrom(telling, against).map((drift): DriftFound => ({
        ref: claim.id,
        field,
        hit: driftHit(drift, named(fold, drift.source)),
      }));
    const stated = hits("text", said, own);
    return stated.length > 0 || quote === undefined ? stated : hits("quote", quote, sources);
  });
}

/** Titles and headings of drafts that are stronger than every wording and claim that tells of the same. */
export function driftingHeadlines(fold: CaseFold, drafts: readonly CaseRecord<"Edition">[]): DriftFound[] {
  const read = drafts.filter(({ body }) => isRead(body.language));
  if (read.length === 0) return [];
  const wordings = fold.all("Wording").filter(({ body }) => isRead(body.language));
  const sources = [...wordings.map(wordingSource), ...fold.all("Claim").flatMap(wordsOf)];
  return read.flatMap(({ id, body }) => {
    const hits = (text: string, at: Pick<DriftFound, "field" | "block">) =>
      driftsFrom(tellingOf(text), sources).map((drift): DriftFound => ({
        ref: id,
        ...at,
        hit: driftHit(drift, named(fold, drift.source)),
      }));
    return [
      ...hits(body.title, { field: "title" }),
      ...body.blocks.flatMap((block, i) =>
        block.block === "heading" ? hits(block.text, { field: "block", block: i + 1 }) : [],
      ),
    ];
  });
}
