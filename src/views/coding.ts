/** Types of what is seen of coding: codebooks, who coded what, how far coders agree. Readonly plain data. */
import type { CodedUnitPlace } from "../model/coding.ts";
import type { Marking } from "../model/marking.ts";
import type { Body } from "../model/records.ts";
import type { Ref } from "../model/refs.ts";
import type { Named, PartyView } from "./basics.ts";

/** A standing codebook; `text` is its name. */
export interface CodebookView extends Named {
  readonly of: Body<"Codebook">["of"];
  readonly several: boolean;
  readonly guidance?: string;
  readonly categories: Body<"Codebook">["categories"];
  readonly marking: Marking;
  /** The organisation whose codebook it is, which may bring out a new version. */
  readonly organisation: PartyView;
  /** Versions before this one. */
  readonly earlier: number;
}

export type Says = Body<"Coding">["says"];

/** What one person says of one unit. */
export interface CodingEntry {
  readonly ref: Ref;
  readonly person: string;
  readonly organisation: PartyView;
  readonly at: string;
  readonly says: Says;
  /** What the person said before the others' codes of the unit could be seen; agreement is counted over this. */
  readonly first: Says;
  readonly note?: string;
}

export interface CodedUnit {
  readonly key: string;
  readonly unit: CodedUnitPlace;
  /** One a coder, in order of their first code. */
  readonly entries: readonly CodingEntry[];
}

/** Agreement of all coders over the units that at least two of them coded; who could not say is left out of a unit. */
export interface AgreementFigures {
  readonly units: number;
  readonly pairs: number;
  /** Share of pairs that are equal, 0 to 1. */
  readonly equal: number | "not defined";
  /** Krippendorff's alpha, nominal; not defined where all gave the same one value. */
  readonly alpha: number | "not defined";
  /** Fewer units than any figure about coders should rest on. */
  readonly tooFew: boolean;
}

/** Two coders side by side over the units both coded. */
export interface CoderPair {
  readonly first: string;
  readonly second: string;
  readonly units: number;
  /** Head of rows (`first`) and columns (`second`): the codes, `none of them` where several may be given, `cannot say`. */
  readonly head: readonly string[];
  /** Units by what the two said; where several codes may be given a unit counts under each code of both. */
  readonly counts: readonly (readonly number[])[];
}

export interface CodingView {
  readonly codebook: CodebookView;
  readonly coders: readonly {
    readonly person: string;
    readonly organisation: PartyView;
    readonly units: number;
    readonly cannotSay: number;
  }[];
  readonly byOne: number;
  readonly bySeveral: number;
  /** Codes by others of units that the person asking has not coded: left out of everything here but `coders.units`. */
  readonly kept: number;
  /** Codes given under an earlier version of the codebook. */
  readonly underEarlier: number;
  /** Left out because the version that stands would not take them: a code is gone, or only one may be given now. */
  readonly outdated: number;
  /** Codes that were changed after others' codes of the unit could be seen. */
  readonly changedLater: number;
  /** One value a unit; each code by itself where several may be given. */
  readonly overall: AgreementFigures | "see each code";
  /** Given or not given, for each code by itself. */
  readonly byCode: readonly (AgreementFigures & { readonly code: string; readonly given: number })[];
  readonly pairs: readonly CoderPair[];
  /** Units whose codes, as they stand, differ: what is left to settle. */
  readonly disagreements: readonly CodedUnit[];
  readonly coded: readonly CodedUnit[];
}
