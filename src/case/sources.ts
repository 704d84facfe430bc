/** Sources as a view may describe them, numbered S1, S2, … in order of arrival, and places in them. */
import { namesCharacters, passagesOf } from "../model/passages.ts";
import type { CaseRecord } from "../model/records.ts";
import type { Ref, Span } from "../model/refs.ts";
import { recordOf } from "../model/refs.ts";
import type { PlaceView } from "../views/basics.ts";
import type { SourceView } from "../views/edition.ts";
import type { CaseFold } from "./fold.ts";
import { indexIn, keptPer } from "./kept.ts";

/** Label printed where a visible record names a source that the reader may not see, or that was withdrawn. */
export const WITHHELD_SOURCE = "source withheld";

export class SourceIndex {
  readonly #fold: CaseFold;
  readonly #descriptors: ReadonlyMap<Ref, string>;

  constructor(fold: CaseFold, descriptors: ReadonlyMap<Ref, string>) {
    this.#fold = fold;
    this.#descriptors = descriptors;
  }

  /** All of them, in the order of their numbers. */
  sources(): readonly SourceView[] {
    const fold = this.#fold;
    const [cited, released] = [citedPassages(fold), releasedDocuments(fold)];
    return fold.all("Artifact").map((artifact) => ({
      ...sourceView(artifact, this.label(artifact.id), this.#descriptors),
      ...(cited.has(artifact.id) ? { passages: passagesOf(artifact.body) } : {}),
      ...(released.has(artifact.id) && artifact.body.held && artifact.body.sha256 !== "not recorded"
        ? { carried: `document-${artifact.body.sha256}` }
        : {}),
    }));
  }

  label(ref: Ref): string {
    return labelOf(this.#fold, this.#fold.latest(recordOf(ref))) ?? WITHHELD_SOURCE;
  }

  /** The places that the record `citing` names; where a source is above the line, the line ends at that record. */
  places(citing: Ref, spans: readonly Span[] | undefined): PlaceView[] {
    return (spans ?? []).map((span) => this.place(citing, span.artifact, placeText(span)));
  }

  place(citing: Ref, artifact: Ref, text: string): PlaceView {
    const label = this.label(artifact);
    return { source: label === WITHHELD_SOURCE ? citing : this.#fold.latest(artifact), label, text };
  }
}

const labelOf = indexIn(
  (fold: CaseFold) => new Map(fold.all("Artifact").map(({ id }, i) => [id, `S${i + 1}`])),
);

/** As the working case describes its sources: without the descriptors of an edition. */
export const sourcesOf = keptPer((fold: CaseFold) => new SourceIndex(fold, new Map()));

/** Sources that a standing record quotes, or in which it names characters. */
function citedPassages(fold: CaseFold): ReadonlySet<Ref> {
  const cited = new Set<Ref>();
  for (const { record } of fold.visible) {
    if (!fold.stands(record.id) || !("from" in record.body)) continue;
    const quotes = record.type === "Claim" && record.body.quote !== undefined;
    for (const span of record.body.from ?? [])
      if (namesCharacters(span) || (quotes && span.row === undefined))
        cited.add(fold.latest(recordOf(span.artifact)));
  }
  return cited;
}

/** Documents that somebody has released whole: with a right to pass them on, and nothing less. */
function releasedDocuments(fold: CaseFold): ReadonlySet<Ref> {
  return new Set(
    fold
      .all("Appraisal")
      .flatMap(({ body }) =>
        body.aspect === "release" && body.value.what === "document" ? [fold.latest(recordOf(body.of))] : [],
      ),
  );
}

function sourceView(
  artifact: CaseRecord<"Artifact">,
  label: string,
  descriptors: ReadonlyMap<Ref, string>,
): SourceView {
  const { title, sha256, held, published, capturedAt, capturedFrom, bytes, mediaType } = artifact.body;
  const descriptor = descriptors.get(artifact.id) ?? artifact.body.descriptor;
  return {
    ref: artifact.id,
    label,
    title,
    sha256,
    held,
    ...(descriptor === undefined ? {} : { descriptor }),
    ...(published === undefined ? {} : { published }),
    ...(capturedAt === undefined ? {} : { capturedAt }),
    ...(capturedFrom === undefined ? {} : { capturedFrom }),
    ...(bytes === undefined ? {} : { bytes }),
    ...(mediaType === undefined ? {} : { mediaType }),
  };
}

/** "page 7", "row 12, field text, characters 3 to 9", "para 41". */
function placeText(span: Span): string {
  const parts: string[] = [];
  if (span.page !== undefined) parts.push(`page ${span.page}`);
  if (span.row !== undefined) parts.push(`row ${span.row}`);
  if (span.field !== undefined) parts.push(`field ${span.field}`);
  if (span.place !== undefined) parts.push(span.place);
  if (span.start !== undefined && span.end !== undefined)
    parts.push(`characters ${span.start} to ${span.end}`);
  return parts.join(", ");
}
