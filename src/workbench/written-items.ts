/**
 * The items of a record file as the records that they stand for: a `joint` is one position for each organisation that it names, and a
 * `section` sets what the records below it share. Each record keeps the place in the file that it was written at.
 */
import { z } from "zod";
import { envelopeFields } from "./record-envelope.ts";
import { check } from "./record-source.ts";
import type { Path, Source } from "./record-source.ts";
import type { PlumblineError } from "../errors.ts";

/** Organisations of one `joint`. */
const MAX_SEATS = 64;
/** Records of one file. */
const MAX_RECORDS = 20_000;

/** A section: a title that only people read, and what its records share. It ends with the next one. */
export const sectionSchema = z.strictObject({
  section: z.string().max(400).nullable(),
  marking: envelopeFields.marking,
  heldAt: envelopeFields.heldAt,
  by: envelopeFields.by,
  for: envelopeFields.for,
});
/** The organisations of a `joint`; beside it stand the fields of a position. */
export const seatsSchema = z
  .array(z.string().min(1))
  .min(2, "two organisations or more, such as [A, B]")
  .max(MAX_SEATS);

type Section = Omit<z.infer<typeof sectionSchema>, "section"> & { readonly at: number };

/** One record as it was written. */
export interface WrittenItem {
  readonly value: unknown;
  /** Place of its item in the list of the file. */
  readonly at: number;
  /** The section that it stands in. */
  readonly section: Section | undefined;
  /** Which of the organisations of a `joint` it is of. */
  readonly seat?: number;
}

/** What reading the items gave: the records in order, and what is wrong with items that are none, by the record that follows. */
interface WrittenItems {
  readonly items: readonly WrittenItem[];
  readonly mistakes: readonly { readonly at: number; readonly error: PlumblineError }[];
}

/** The path in the file of a path in a record. */
export function pathOf({ at, seat }: WrittenItem, inside: Path): Path {
  return seat !== undefined && inside[0] === "organisation"
    ? ["records", at, "joint", seat]
    : ["records", at, ...inside];
}

/** The list of records as it was written, whatever is in it. */
export function writtenItems(source: Source): WrittenItems {
  const records: unknown = (source.data as { readonly records?: unknown } | null)?.records;
  const items: WrittenItem[] = [];
  const mistakes: { at: number; error: PlumblineError }[] = [];
  let section: Section | undefined;
  const complain = (error: PlumblineError) => mistakes.push({ at: items.length, error });
  for (const [at, value] of (Array.isArray(records) ? (records as unknown[]) : []).entries()) {
    const word = firstWord(value);
    if (word === "section") section = { ...sectionAt(source, value, at, complain), at };
    else if (word === "joint") items.push(...seatsOf(source, value as object, at, section, complain));
    else items.push({ value, at, section });
    if (items.length <= MAX_RECORDS) continue;
    complain(source.refuse(["records", at], `A file has at most ${MAX_RECORDS} records.`));
    break;
  }
  return { items: items.slice(0, MAX_RECORDS), mistakes };
}

export function firstWord(value: unknown): string | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.keys(value)[0]
    : undefined;
}

type Complain = (error: PlumblineError) => void;

function sectionAt(source: Source, value: unknown, at: number, complain: Complain): Omit<Section, "at"> {
  const checked = check(source, (inside) => ["records", at, ...inside], sectionSchema, value);
  if (checked.ok) {
    const { section: _, ...shared } = checked.data;
    return shared;
  }
  for (const error of checked.errors) complain(error);
  return {};
}

/** One position for each organisation; reported, because an own one is taken by the organisation itself. */
function seatsOf(
  source: Source,
  value: object,
  at: number,
  section: Section | undefined,
  complain: Complain,
): WrittenItem[] {
  const { joint, ...shared } = value as Readonly<Record<string, unknown>>;
  const named = Array.isArray(joint) ? joint : [joint];
  const seats = check(source, (inside) => ["records", at, "joint", ...inside], seatsSchema, named);
  const errors = seats.ok ? [] : [...seats.errors];
  if ("organisation" in shared)
    errors.push(
      source.refuse(
        ["records", at, "organisation"],
        "Organisations of a joint stand in its list.",
        "RECORD_FILE",
        "Leave out `organisation`.",
      ),
    );
  if ("stance" in shared && shared["stance"] !== "reported")
    errors.push(
      source.refuse(
        ["records", at, "stance"],
        "A joint holds reported positions.",
        "RECORD_FILE",
        "Leave out `stance`, or write `position` for an organisation's own: it takes that itself.",
      ),
    );
  for (const error of errors) complain(error);
  if (!seats.ok || errors.length > 0) return [];
  return seats.data.map((organisation, seat) => ({
    value: { position: null, ...shared, organisation, stance: "reported" },
    at,
    section,
    seat,
  }));
}
