/** Parameters of a run as it uses them. */
import { PlumblineError } from "../../../errors.ts";
import type { Direction } from "../../../kernel/index.ts";
import type { DetectorContext, Parameters } from "../../detector.ts";
import { givenFor } from "../../given.ts";
import type { DeclaredSeries, GivenEvent, GivenGroup, GivenSubject } from "../../given.ts";
import { parseParameters } from "../../parameters.ts";
import { descriptor } from "./descriptor.ts";

export interface Settings {
  readonly group: GivenGroup | undefined;
  /** Kind of object as a source takes it; undefined for all posts. */
  readonly kind: string | undefined;
  /** The theme that was named; empty for every common one. */
  readonly value: string;
  /** Whom the texts are searched for, in the place of a value; the kind is then `text`. */
  readonly subjects: readonly GivenSubject[];
  readonly most: number;
  readonly measure: "share" | "count";
  readonly dayStart: number;
  readonly events: readonly GivenEvent[];
  readonly direction: Direction;
  readonly series: DeclaredSeries | undefined;
  readonly line: number;
  readonly bandwidth: number;
}

/** Kinds of objects that are no column of their own. */
const KINDS = new Set(["hashtag", "domain", "mention", "url", "media"]);

function kindOf(column: string): string | undefined {
  if (column === "posts") return undefined;
  return KINDS.has(column) || column.startsWith("column:") || column.startsWith("list:")
    ? column
    : `column:${column}`;
}

/** @throws PlumblineError PARAMETER. */
export function settingsOf(parameters: Parameters, context: DetectorContext): Settings {
  const parsed = parseParameters(descriptor, parameters);
  const subjects = givenFor(context, "subjects", "subjects")?.subjects ?? [];
  if (subjects.length > 0 && parsed["value"] !== "")
    throw new PlumblineError("PARAMETER", "A theme is a value or a subject, and both were named.", {
      hint: "Leave the value empty, or the subjects.",
    });
  const kind = subjects.length > 0 ? "text" : kindOf(String(parsed["column"]));
  return {
    subjects,
    group: givenFor(context, "group", "group"),
    kind,
    value: kind === undefined ? "" : String(parsed["value"]),
    most: Number(parsed["most"]),
    // of all posts the share is one
    measure: kind !== undefined && parsed["measure"] === "share" ? "share" : "count",
    dayStart: Number(parsed["day-start"]),
    events: givenFor(context, "events", "events")?.events ?? [],
    direction: parsed["direction"] as Direction,
    series: givenFor(context, "series", "series"),
    line: Number(parsed["line"]),
    bandwidth: Number(parsed["bandwidth"]),
  };
}
