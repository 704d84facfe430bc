/** What rebuilding an edition takes: how this program makes one. Handed in by those who know the log. */
import type { EditionView, ViewRecord } from "../views/edition.ts";
import type { EditionFacts } from "./manifest.ts";

export interface Maker {
  /** Name and version, as editions print them. */
  readonly software: string;
  /** Words of likelihood of every declared scale. */
  readonly terms: readonly string[];
  /** The fold that publishing makes. @throws PlumblineError if the records give no such edition. */
  fold(records: readonly ViewRecord[], edition: EditionFacts): EditionView;
  /**
   * The first record whose quotation or span is not in a document that the edition carries.
   * @param documents bytes by SHA-256
   */
  passages(
    records: readonly ViewRecord[],
    documents: ReadonlyMap<string, Uint8Array>,
  ): Promise<{ readonly record: string; readonly why: string } | undefined>;
}
