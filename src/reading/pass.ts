/** A pass over a text and over the reading so far. */
import type { ReadInput, Reading } from "./contract.ts";
import type { Speakers } from "./speakers.ts";
import type { ReadText } from "./text.ts";

/** What a pass gives: these fields of the reading as they are from then on. */
export type Additions = Partial<Pick<Reading, "claims" | "events" | "positions" | "relations" | "notes">>;
export type Pass = (text: ReadText, reading: Reading, input: ReadInput, speakers: Speakers) => Additions;
