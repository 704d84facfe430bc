/** What accepting records: the batch that the server proposes, with what the person has said otherwise. */
import type { Marking } from "../../../../model/marking.ts";
import type { NewRecord } from "../../../../desk/index.ts";
import type { BatchRecord } from "../../../../workbench/index.ts";
import type { ShownOf } from "../../../data/records.ts";

/** Whom a person named as the speaker: a Party of the case, or a new one. */
export type Named =
  { readonly party: string } | { readonly party: null; readonly name: string; readonly kind: string };

/** What a person has changed; what is absent stays as proposed. */
export interface Changes {
  readonly speaker?: Named | undefined;
  readonly polarity?: string | undefined;
  readonly proposition?: string | undefined;
  readonly quote?: { readonly text: string; readonly start: number; readonly end: number } | undefined;
  /** Empty where nobody knows. */
  readonly said?: string | undefined;
  readonly derivedFrom?: string | readonly string[] | undefined;
  /** Reported positions that what is recorded raised or lowered. */
  readonly moved?: readonly ShownOf<"Position">[] | undefined;
}

export interface Writer {
  readonly organisation: string;
  readonly marking: Marking;
}

export function recordsOf(
  batch: readonly BatchRecord[],
  changes: Changes,
  { organisation, marking }: Writer,
): readonly NewRecord[] {
  const { speaker } = changes;
  const made: readonly BatchRecord[] =
    speaker === undefined || speaker.party !== null
      ? batch
      : [{ as: "speaker", type: "Party", body: { kind: speaker.kind, name: speaker.name.trim() } }, ...batch];
  const by = speaker === undefined ? undefined : (speaker.party ?? "@speaker");
  const changed = made.map((record) => changedRecord(record, changes, by));
  const used = new Set(changed.flatMap(({ body }) => namesIn(body)));
  const { moved = [] } = changes;
  const kept = changed
    .filter(({ as, type }) => type !== "Party" || as === undefined || used.has(`@${as}`))
    .map((one, i) => (moved.length > 0 && one.type === "Claim" ? { ...one, as: `said-${i}` } : one));
  const said = kept.filter(({ type }) => type === "Claim");
  return [
    ...kept.map(({ as, type, heldAt, supersedes, marking: own, body }) => ({
      ...(as === undefined ? {} : { as }),
      type,
      for: organisation,
      marking: own ?? marking,
      ...(supersedes === undefined ? {} : { supersedes }),
      ...(heldAt === undefined ? {} : { heldAt }),
      body: { ...body },
    })),
    ...moved.map((position) => movedPosition(position, said, organisation)),
  ];
}

/**
 * The position again, moved by claims of the same batch, at its own marking. It takes the place of the earlier one where the same
 * organisation recorded that.
 */
function movedPosition(
  { record, marking }: ShownOf<"Position">,
  said: readonly BatchRecord[],
  organisation: string,
): NewRecord {
  const { key, ...body } = record.body;
  const isOwn = record.for === organisation;
  const heldAt = said[0]?.heldAt ?? record.heldAt;
  return {
    type: "Position",
    for: organisation,
    marking,
    ...(isOwn ? { supersedes: record.id } : {}),
    ...(heldAt === undefined ? {} : { heldAt }),
    body: {
      ...body,
      ...(isOwn && key !== undefined ? { key } : {}),
      movedBy: said.map(({ as }) => `@${as}`),
    },
  };
}

function changedRecord(record: BatchRecord, changes: Changes, by: string | undefined): BatchRecord {
  const { body } = record;
  if (record.type === "Position")
    return by === undefined ? record : { ...record, body: { ...body, organisation: by } };
  if (record.type !== "Claim") return record;
  const { heldAt: proposed, ...rest } = record;
  const { polarity, proposition, quote, said, derivedFrom } = changes;
  const heldAt = said ?? proposed ?? "";
  const [span] = body["from"] as readonly object[];
  return {
    ...rest,
    ...(heldAt === "" ? {} : { heldAt }),
    body: {
      ...body,
      ...(by === undefined ? {} : { speaker: by }),
      ...(polarity === undefined ? {} : { polarity }),
      ...(proposition === undefined ? {} : { proposition }),
      ...(quote === undefined
        ? {}
        : { quote: quote.text, from: [{ ...span, start: quote.start, end: quote.end }] }),
      ...(derivedFrom === undefined ? {} : { derivedFrom }),
    },
  };
}

/** Names of the batch that a body refers to. */
function namesIn(value: unknown): string[] {
  if (typeof value === "string") return value.startsWith("@") ? [value.split("#")[0]!] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(namesIn);
}
