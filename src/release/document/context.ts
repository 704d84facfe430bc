/** What every part of the document needs: the collector of sentences, and look-ups into the view. */
import { PlumblineError } from "../../errors.ts";
import type { Ref } from "../../model/refs.ts";
import { recordOf } from "../../model/refs.ts";
import type { PartyView, PlaceView } from "../../views/basics.ts";
import type { EditionView, EvidenceView, SourceView } from "../../views/edition.ts";
import { plural } from "../../words.ts";
import { hasRightToLeft, splitSentences, visible } from "../text.ts";
import type { OrganisationPart, Row, Sentence } from "./types.ts";

/** Number of colours for organisations and groups. */
export const COLOURS = 5;

export interface Context {
  readonly view: EditionView;
  /** Makes and collects a sentence. Ids are unique; text is made visible; references keep their order, once each. */
  say(id: string, text: string, refs: readonly Ref[]): Sentence;
  /** The sentences of an authored text, one by one, all with the same references. */
  sayAll(id: string, text: string, refs: readonly Ref[]): Sentence[][];
  /** A line of a table; its text is its cells that are not empty. */
  row(id: string, cells: readonly string[], refs: readonly Ref[]): Row;
  collected(): readonly Sentence[];
  source(ref: Ref): SourceView | undefined;
  /** Is the record in the edition? For hashes that a Run names of files which the edition does not hold. */
  holds(ref: Ref): boolean;
  /** "origin 2", numbered in order of first appearance in this edition; "lineage not recorded"; nothing for a premise. */
  origin(evidence: Pick<EvidenceView, "origins">): string;
  organisation(party: PartyView): OrganisationPart;
  /** Initials where they tell organisations apart, else the name. */
  short(party: PartyView): string;
  /** Label of a judgment by reference, as J3. */
  judgmentLabel(ref: Ref): string | undefined;
  /** The next of a kind in order of the edition: `Figure 3`. */
  numbered(kind: "Figure" | "Table"): string;
  /** Colour 1 to 5 of a group letter, the same in all figures. */
  groupColour(group: string): number;
}

export function documentContext(view: EditionView): Context {
  const sentences = new Map<string, Sentence>();
  const records = new Set(view.records.map(({ record }) => record.id));
  const sources = new Map(view.sources.map((source) => [source.ref, source]));
  const labels = new Map(view.judgments.map((judgment) => [judgment.ref, judgment.label]));
  const seats = new Map(view.organisations.map(({ party }, i) => [party.ref, i]));
  const initials = view.organisations.map(({ party }) => party.initials);
  const distinct = new Set(initials).size === initials.length;
  const origins = new Map<Ref, number>();
  const groups = new Map<string, number>();
  const counts = { Figure: 0, Table: 0 };

  const keep = <T extends Sentence>(sentence: T): T => {
    if (sentences.has(sentence.id))
      throw new PlumblineError("INTERNAL", `Two sentences of the edition have the id ${sentence.id}.`);
    sentences.set(sentence.id, { id: sentence.id, text: sentence.text, refs: sentence.refs });
    return sentence;
  };
  const say = (id: string, text: string, refs: readonly Ref[]): Sentence =>
    keep({ id, text: visible(text), refs: [...new Set(refs)] });
  return {
    view,
    say,
    sayAll: (id, text, refs) =>
      splitSentences(text).map((paragraph, p) =>
        paragraph.map((sentence, s) => say(`${id}.${p + 1}.${s + 1}`, sentence, refs)),
      ),
    row: (id, cells, refs) => {
      const shown = cells.map(visible);
      return keep({
        id,
        text: shown.filter((cell) => cell !== "").join("; "),
        refs: [...new Set(refs)],
        cells: shown,
      });
    },
    collected: () => [...sentences.values()],
    source: (ref) => sources.get(recordOf(ref)),
    holds: (ref) => records.has(recordOf(ref)),
    origin: (evidence) => {
      if (evidence.origins === "not recorded") return "lineage not recorded";
      if (evidence.origins === "not applicable") return "";
      const numbers = evidence.origins.map((ref) => {
        if (!origins.has(ref)) origins.set(ref, origins.size + 1);
        return origins.get(ref)!;
      });
      return `${plural(numbers.length, "origin")} ${numbers.sort((a, b) => a - b).join(", ")}`;
    },
    organisation: (party) => ({
      ref: party.ref,
      name: visible(party.name),
      initials: visible(party.initials),
      colour: ((seats.get(party.ref) ?? 0) % COLOURS) + 1,
    }),
    short: (party) => (distinct && party.initials !== "" ? party.initials : party.name),
    judgmentLabel: (ref) => labels.get(ref),
    numbered: (kind) => `${kind} ${(counts[kind] += 1)}`,
    groupColour: (group) => {
      if (!groups.has(group)) groups.set(group, groups.size);
      return (groups.get(group)! % COLOURS) + 1;
    },
  };
}

/** `S3, page 7`, with its label once. */
export function placeText(place: PlaceView): string {
  if (place.text === "") return place.label;
  return place.text.startsWith(place.label) ? place.text : `${place.label}, ${place.text}`;
}

/** The records that a list of places names. */
export function placeRefs(places: readonly PlaceView[]): Ref[] {
  return places.map((place) => place.source);
}

/** Somebody's words in quotation marks, whatever marks they already carry. */
export function quoted(text: string): string {
  const bare = text.trim().replace(/^["“„]|["”]$/gu, "");
  // a mark for right-to-left passages would be reordered: they stand in an element of their own direction
  return hasRightToLeft(bare) ? bare : `“${bare}”`;
}
