/**
 * Codings as one reader sees them: who said what of which unit, and how far coders agree (`coding-agreement.ts`).
 *
 * Agreement is counted over what was said independently: a coder's last code before the others' codes of the unit could be
 * seen, that is before two people had coded it, or the coder's own first one after that.
 */
import { unitKey } from "../model/coding.ts";
import type { CodebookView, CodedUnit, CodingEntry, CodingView, Says } from "../views/coding.ts";
import type { CaseRecord } from "../model/records.ts";
import { agreementOf, coderPairs, sameSays } from "./coding-agreement.ts";
import type { CaseFold } from "./fold.ts";
import { named } from "./named.ts";
import { partyView } from "./parties.ts";

type Codebook = CaseRecord<"Codebook">;
type Coding = CaseRecord<"Coding">;

/** Standing codebooks, in order of arrival. */
export function codebookViews(fold: CaseFold): CodebookView[] {
  return fold.all("Codebook").map((codebook) => codebookView(fold, codebook));
}

function codebookView(fold: CaseFold, codebook: Codebook): CodebookView {
  const { of, several, guidance, categories } = codebook.body;
  return {
    ...named(fold, codebook.id),
    of,
    several,
    ...(guidance === undefined ? {} : { guidance }),
    categories,
    marking: fold.marking(codebook.id)!,
    organisation: partyView(fold, codebook.for, codebook.id),
    earlier: versionsOf(fold, codebook).size - 1,
  };
}

function versionsOf(fold: CaseFold, codebook: Codebook): ReadonlySet<string> {
  const versions = fold.ever("Codebook").flatMap(({ id }) => (fold.latest(id) === codebook.id ? [id] : []));
  return new Set(versions);
}

/**
 * @param codebook a standing one
 * @param blindFor a coder who is shown no code by others of a unit that this person has not coded; everything but the
 *   number of units of each coder is counted without these
 */
export function codingView(fold: CaseFold, codebook: Codebook, blindFor?: string): CodingView {
  const versions = versionsOf(fold, codebook);
  const isCurrent = fitsIn(codebook.body);
  const all = fold
    .ever("Coding")
    // A reader who may not see the file may not see what is said of its rows, whatever the coding is marked.
    .filter(({ body }) => versions.has(body.codebook) && fold.get(body.unit.artifact) !== undefined);
  const current = all.filter(({ body }) => isCurrent(body));
  const units = codedUnits(fold, current);
  // In order of their first code.
  const people = [...new Set(current.map(({ by }) => by))];
  const shown = blindFor === undefined ? units : units.filter((unit) => coded(unit, blindFor));
  const categories = codebook.body.categories.map(({ code }) => code);
  return {
    codebook: codebookView(fold, codebook),
    coders: codersOf(units, shown, people),
    byOne: shown.filter(({ entries }) => entries.length === 1).length,
    bySeveral: shown.filter(({ entries }) => entries.length > 1).length,
    kept: entriesOf(units) - entriesOf(shown),
    underEarlier: all.filter(({ id, body }) => fold.stands(id) && body.codebook !== codebook.id).length,
    outdated: all.filter(({ id, body }) => fold.stands(id) && !isCurrent(body)).length,
    changedLater: shown.flatMap(({ entries }) => entries).filter(({ says, first }) => !sameSays(says, first))
      .length,
    ...agreementOf(shown, categories, codebook.body.several),
    pairs: coderPairs(shown, people, categories, codebook.body.several),
    disagreements: shown.filter(differs),
    coded: shown,
  };
}

/** Would the codebook, as it stands, take this coding? */
function fitsIn({ categories, several, of }: Codebook["body"]): (coding: Coding["body"]) => boolean {
  const codes = new Set(categories.map(({ code }) => code));
  return ({ says, unit }) => {
    if (("row" in unit ? "post" : "account") !== of) return false;
    return says === "cannot say" || ((several || says.length === 1) && says.every((code) => codes.has(code)));
  };
}

const coded = ({ entries }: CodedUnit, person: string): boolean =>
  entries.some((entry) => entry.person === person);

const entriesOf = (units: readonly CodedUnit[]): number =>
  units.reduce((sum, { entries }) => sum + entries.length, 0);

function differs({ entries }: CodedUnit): boolean {
  const [first, ...rest] = entries;
  return first !== undefined && rest.some(({ says }) => !sameSays(says, first.says));
}

/** Codings of one unit by one person, in order of arrival, those that no longer stand included. */
interface Line {
  readonly codings: Coding[];
  readonly standing: Coding;
}

function codedUnits(fold: CaseFold, codings: readonly Coding[]): CodedUnit[] {
  const byUnit = new Map<string, Coding[]>();
  for (const coding of codings) {
    const key = unitKey(coding.body.unit);
    const there = byUnit.get(key);
    if (there === undefined) byUnit.set(key, [coding]);
    else there.push(coding);
  }
  return [...byUnit].flatMap(([key, inUnit]) => {
    const lines = linesOf(fold, inUnit);
    if (lines.length === 0) return [];
    // From when on somebody who has coded can see what somebody else said.
    const open = lines.length < 2 ? undefined : lines[1]!.codings[0]!;
    const entries = lines.map((line) => entryOf(fold, line, open && inUnit.indexOf(open), inUnit));
    return [{ key, unit: lines[0]!.standing.body.unit, entries }];
  });
}

/** One for each person with a code that stands, in order of their first code. */
function linesOf(fold: CaseFold, inUnit: readonly Coding[]): Line[] {
  const byPerson = new Map<string, Coding[]>();
  for (const coding of inUnit) byPerson.set(coding.by, [...(byPerson.get(coding.by) ?? []), coding]);
  return [...byPerson.values()].flatMap((codings) => {
    const standing = codings.findLast(({ id }) => fold.stands(id));
    return standing === undefined ? [] : [{ codings, standing }];
  });
}

function entryOf(
  fold: CaseFold,
  { codings, standing }: Line,
  open: number | undefined,
  inUnit: readonly Coding[],
): CodingEntry {
  const before = codings.filter((coding) => open === undefined || inUnit.indexOf(coding) <= open);
  const first: Says = open === undefined ? standing.body.says : (before.at(-1) ?? codings[0]!).body.says;
  const { says, note } = standing.body;
  return {
    ref: standing.id,
    person: standing.by,
    organisation: partyView(fold, standing.for, standing.id),
    at: standing.at,
    says,
    first,
    ...(note === undefined ? {} : { note }),
  };
}

function codersOf(
  units: readonly CodedUnit[],
  shown: readonly CodedUnit[],
  people: readonly string[],
): CodingView["coders"] {
  const given = units.flatMap(({ entries }) => entries);
  const seen = shown.flatMap(({ entries }) => entries);
  return people.flatMap((person) => {
    const entries = given.filter((entry) => entry.person === person);
    const unsure = seen.filter((entry) => entry.person === person && entry.says === "cannot say");
    const last = entries.at(-1);
    if (last === undefined) return [];
    return [{ person, organisation: last.organisation, units: entries.length, cannotSay: unsure.length }];
  });
}
