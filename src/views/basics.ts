/** What every view is built of: a name, who recorded it and for whom, a place in a source, a grade, a position. */
import type { Body } from "../model/records.ts";
import type { Ref } from "../model/refs.ts";

/** A record or a part, with the author's own key as its name (`J1`, `Q3#h2`), else its id. */
export interface Named {
  readonly ref: Ref;
  readonly name: string;
  readonly text: string;
}

/** Who recorded something, and when. */
export interface Recorded {
  readonly ref: Ref;
  readonly person: string;
  readonly organisation: PartyView;
  readonly at: string;
  readonly heldAt?: string;
  readonly why?: string;
}

export interface PartyView {
  /** The Party; where it is above the line, the visible record that names it. */
  readonly ref: Ref;
  readonly name: string;
  readonly initials: string;
  readonly kind: Body<"Party">["kind"];
}

/** A likelihood term with the band of its declared scale, in percent. */
export interface LikelihoodView {
  /** Id of the scale, as in `ScaleView`. */
  readonly scale: string;
  readonly term: string;
  readonly band: readonly [number, number];
  readonly percent?: number;
}

export interface PositionView {
  readonly ref: Ref;
  readonly organisation: PartyView;
  readonly stance: "own" | "reported";
  readonly holds: Body<"Position">["holds"];
  readonly likelihood: LikelihoodView | "not stated";
  readonly confidence: Body<"Position">["confidence"];
  /** The organisation's own words. */
  readonly why?: string;
  /** Reported: the Claim, and the sources of that Claim. */
  readonly reportedIn?: { readonly ref: Ref; readonly places: readonly PlaceView[] };
  /** Own: who signed, and whether the signature holds. */
  readonly signed?: { readonly key: string; readonly holds: boolean };
  /** When the log took it, and the time it is held for. */
  readonly at: string;
  readonly heldAt?: string;
}

/** A place in a source: "S3, page 7". */
export interface PlaceView {
  /** The Artifact; where it is above the line, the visible record that names it. */
  readonly source: Ref;
  /** Label of the source in this view: S1, S2, …; "withheld" where it is above the line. */
  readonly label: string;
  readonly text: string;
}

export interface GradeView {
  readonly reliability: string;
  readonly credibility: string;
}
