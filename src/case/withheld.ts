/**
 * What an edition leaves out, and whether what it says about that is true. For the releaser alone: everything here is
 * computed from the full fold beside the fold of the edition, and none of it enters a view.
 */
import { z } from "zod";
import type { Tlp } from "../model/marking.ts";
import { isType, PREDICATES } from "../model/records.ts";
import type { CaseRecord } from "../model/records.ts";
import { recordOf, recordTypeSchema, refSchema } from "../model/refs.ts";
import type { RecordType, Ref } from "../model/refs.ts";
import { shape, text, view } from "../views/plain.ts";
import type { CaseFold } from "./fold.ts";
import { aloneBecause, missedBy } from "./lowering.ts";
import { called } from "./named.ts";
import { partyView } from "./parties.ts";
import { wordsOf } from "./trace.ts";

/** One record that the full case holds and the edition does not show. */
export const removalSchema = view("Removal", {
  ref: refSchema,
  type: recordTypeSchema,
  text,
  /** Its effective marking, as `TLP:AMBER, group west`. */
  marking: text,
  /** The reason the draft gives, or that the marking alone is the reason. */
  why: text,
  /** Who answers for it. */
  organisation: shape({ ref: refSchema, name: text }),
  /** Whether something that the edition shows names it, or hangs on it. */
  missed: z.boolean(),
  /** Why its marking is lowered alone, by a look at it. */
  alone: text.exactOptional(),
});
export type Removal = z.infer<typeof removalSchema>;

/** Standing records that readers of the edition do not see, in order of arrival. */
export function removals(
  full: CaseFold,
  lower: CaseFold,
  redactions: CaseRecord<"Edition">["body"]["redactions"] = [],
): Removal[] {
  const reasons = new Map(redactions.map(({ of, why }) => [recordOf(of), why]));
  const missed = missedBy(full, lower);
  return full.visible
    .map(({ record }) => record)
    .filter(({ id }) => full.stands(id) && lower.get(id) === undefined)
    .map((record) => {
      const { id, type } = record;
      const { tlp, groups = [] } = full.marking(id)!;
      const { ref, name } = partyView(full, record.for, id);
      const alone = aloneBecause(full, record);
      return {
        ref: id,
        type,
        text: wordsOf(full, id) ?? "",
        marking: [`TLP:${tlp}`, ...groups.map((group) => `group ${group}`)].join(", "),
        why: reasons.get(id) ?? "marked above this edition; no further reason recorded",
        organisation: { ref, name },
        missed: missed.has(id),
        ...(alone === undefined ? {} : { alone }),
      };
    });
}

/** A reason why an edition cannot be published as it is. `about` is a label or a record. */
export const againstSchema = view("ReasonAgainst", {
  code: text,
  about: text,
  text,
  /** The record that the edition leaves out and cannot do without. */
  lacks: refSchema.exactOptional(),
});
export type Refusal = z.infer<typeof againstSchema>;

/**
 * Invariant 7: what is left out never changes a likelihood, a confidence or a dissent. A judgment that the edition shows
 * with some of its standing positions shows all of them.
 */
export function hiddenPositions(full: CaseFold, lower: CaseFold): Refusal[] {
  return full
    .all("Position")
    .filter(({ id }) => lower.get(id) === undefined)
    .filter(({ body }) => lower.stands(full.latest(body.judgment)))
    .filter((position) => isCurrent(full, position))
    .map(({ id, body }) => ({
      code: "INV7",
      about: body.judgment,
      lacks: id,
      text: `The position of ${partyName(full, body.organisation)} (${body.holds}) on ${called(full, full.latest(body.judgment))} is above this edition; without it the judgment would say something else.`,
    }));
}

/** The latest standing position of its organisation on its judgment. */
function isCurrent(full: CaseFold, position: CaseRecord<"Position">): boolean {
  const last = full
    .all("Position")
    .findLast(
      ({ body }) =>
        full.latest(body.judgment) === full.latest(position.body.judgment) &&
        body.organisation === position.body.organisation &&
        body.stance === position.body.stance,
    );
  return last?.id === position.id;
}

const partyName = (fold: CaseFold, ref: Ref) => fold.find("Party", fold.latest(ref))?.body.name ?? ref;

/** Basis entries of the full case, on one judgment or on all, that readers of the edition do not see. */
function withheldBasis(full: CaseFold, lower: CaseFold, judgments: readonly Ref[]): CaseRecord<"Basis">[] {
  return full.all("Basis").filter(({ id, body }) => {
    const about = full.latest(body.judgment);
    if (judgments.length > 0 && !judgments.includes(about)) return false;
    if (lower.get(id) === undefined) return body.entry !== "not public";
    return body.entry !== "not public" && lower.get(full.latest(recordOf(body.entry))) === undefined;
  });
}

const WITHHELD: readonly (string | undefined)[] = [PREDICATES.withheldCount, PREDICATES.withheldContrary];

/** Standing statements about what editions at this level leave out. */
export function withheldClaims(fold: CaseFold, ceiling: Tlp): CaseRecord<"Claim">[] {
  return fold
    .all("Claim")
    .filter(({ body: { statement } }) => WITHHELD.includes(statement?.predicate))
    .filter(({ body: { statement } }) => statement?.subject === `TLP:${ceiling}`);
}

const RANGE = /^(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?$/;

/**
 * Statements about what is withheld that the edition shows, against the truth above the line.
 * - `plumbline:withheld-count`, object `5-10` or `7`: so many distinct items that a basis cites are left out
 * - `plumbline:withheld-contrary`, object `exists` or `none`: something against is, or is not, left out
 *
 * The subject is the level they speak of, as `TLP:CLEAR`; an edition at another level neither prints nor checks them.
 * They are about the judgments they name, or about the whole edition.
 */
export function falseStatements(full: CaseFold, lower: CaseFold, ceiling: Tlp): Refusal[] {
  return withheldClaims(lower, ceiling).flatMap((claim) => {
    const { predicate, object = "" } = claim.body.statement ?? {};
    const judgments = (claim.body.about ?? []).map((ref) => full.latest(recordOf(ref)));
    const refuse = (text: string): Refusal[] => [{ code: "INV8", about: claim.id, text }];
    if (predicate === PREDICATES.withheldCount) {
      const range = RANGE.exec(object.trim());
      if (range === null) return refuse(`“${object}” is not a number or a range such as 5-10.`);
      const [low, high] = [Number(range[1]), Number(range[2] ?? range[1])];
      const entries = withheldBasis(full, lower, judgments).map(({ body }) => body.entry);
      const items = new Set(entries).size;
      return items < low || items > high
        ? refuse(`It says that ${object} items are withheld; there are ${items}.`)
        : [];
    }
    if (predicate === PREDICATES.withheldContrary) {
      if (object !== "exists" && object !== "none") return refuse(`“${object}” is neither exists nor none.`);
      const contrary = withheldBasis(full, lower, judgments).some(({ body }) => body.stands === "against");
      if (contrary === (object === "exists")) return [];
      return refuse(
        contrary
          ? "It says that nothing contrary is withheld; something is."
          : "It says that something contrary is withheld; nothing is.",
      );
    }
    return [];
  });
}

/**
 * Coverage (ICD 206): a source that the edition cites without showing it has a descriptor that may be shown, and what
 * contradicts a judgment is cited: an item graded inconsistent with the hypothesis it states, a standing denial of what
 * is cited for it. And every author of the edition, and every organisation that has to sign it, is named in it.
 */
export function uncovered(full: CaseFold, lower: CaseFold, draft: CaseRecord<"Edition">["body"]): Refusal[] {
  return [
    ...unnamedAuthors(full, lower, draft),
    ...undescribedSources(full, lower, draft),
    ...uncitedContrary(lower),
  ];
}

function unnamedAuthors(full: CaseFold, lower: CaseFold, draft: CaseRecord<"Edition">["body"]): Refusal[] {
  const answering = new Set([...draft.authors, ...(draft.signOff?.organisations ?? [])]);
  return [...answering]
    .filter((ref) => lower.find("Party", lower.latest(ref)) === undefined)
    .map((ref) => ({
      code: "COVERAGE",
      about: ref,
      lacks: full.latest(recordOf(ref)),
      text: `${partyName(full, ref)} answers for it or has to sign it, and is above this edition: it would stand there without a name.`,
    }));
}

/** Records whose sources readers of an edition are shown. */
const CITING: ReadonlySet<RecordType> = new Set(["Claim", "Event", "Premise", "Wording", "Basis"]);

function undescribedSources(
  full: CaseFold,
  lower: CaseFold,
  draft: CaseRecord<"Edition">["body"],
): Refusal[] {
  const described = new Set(draft.descriptors?.map(({ of }) => of));
  const hidden = new Map<Ref, Ref>();
  for (const { record } of lower.visible) {
    if (!lower.stands(record.id) || !CITING.has(record.type) || !("from" in record.body)) continue;
    // An object that came in from a bundle is carried whole and says itself whose it is.
    if (record.type === "Claim" && record.body.carries !== undefined) continue;
    for (const { artifact } of record.body.from ?? [])
      if (lower.get(artifact) === undefined && !described.has(artifact)) hidden.set(artifact, record.id);
  }
  return [...hidden].map(([artifact, citing]) => ({
    code: "COVERAGE",
    about: citing,
    lacks: full.latest(artifact),
    text: `${called(lower, citing)} cites the source ${called(full, artifact)}, which is above this edition and has no descriptor in the draft.`,
  }));
}

function uncitedContrary(lower: CaseFold): Refusal[] {
  const refusals: Refusal[] = [];
  const basis = lower.all("Basis");
  for (const judgment of lower.all("Judgment")) {
    const own = basis.filter(({ body }) => lower.latest(body.judgment) === judgment.id);
    const cited = new Set(own.flatMap(({ body }) => (body.entry === "not public" ? [] : [body.entry])));
    const { hypothesis } = judgment.body.states;
    for (const { body } of lower.all("Appraisal"))
      if (
        body.aspect === "consistency" &&
        (body.value === "I" || body.value === "II") &&
        hypothesis !== undefined &&
        body.against === hypothesis &&
        lower.stands(recordOf(body.of)) &&
        !cited.has(body.of)
      )
        refusals.push({
          code: "COVERAGE",
          about: judgment.id,
          text: `${called(lower, body.of)} is graded ${body.value} against what ${called(lower, judgment.id)} states, and is not cited.`,
        });
    const supports = new Set(own.filter(({ body }) => body.stands === "for").map(({ body }) => body.entry));
    for (const claim of lower.visible.map(({ record }) => record).filter(isType("Claim")))
      if (
        claim.body.polarity === "denies" &&
        lower.stands(claim.id) &&
        claim.body.about?.some((ref) => supports.has(ref) || ref === hypothesis) === true &&
        !cited.has(claim.id)
      )
        refusals.push({
          code: "COVERAGE",
          about: judgment.id,
          text: `${called(lower, claim.id)} denies ${called(lower, judgment.id)}, or what is cited for it, and is not cited.`,
        });
  }
  return refusals;
}
