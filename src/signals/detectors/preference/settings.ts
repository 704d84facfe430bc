/** Parameters of preference, checked. */
import { PlumblineError } from "../../../errors.ts";
import { dayIn } from "../../declarations/cells.ts";
import type { GivenGroup } from "../../given.ts";
import type { Parameters } from "../../detector.ts";
import { DAY, dayStart } from "../../shared/dates.ts";

export interface Settings {
  /** The column in which names are looked for; undefined for the text. */
  readonly column: string | undefined;
  /** Posts with this value of a column alone. */
  readonly where: GivenGroup | undefined;
  /** Milliseconds, the end exclusive; infinite where nothing is said. */
  readonly from: number;
  readonly to: number;
  readonly forFirst: ReadonlySet<string>;
  readonly forSecond: ReadonlySet<string>;
  readonly random: boolean;
  readonly score: string | undefined;
}

/** @throws PlumblineError PARAMETER. */
export function settingsOf(parameters: Parameters): Settings {
  const text = (name: string): string => String(parameters[name]).trim();
  const where = /^([^=]+)=(.*)$/.exec(text("where"));
  if (text("where") !== "" && where === null)
    throw new PlumblineError("PARAMETER", "where is a column and its value, as language=English.");
  const [from, to] = [dayOf("from", text("from")), dayOf("to", text("to"))];
  if (from !== undefined && to !== undefined && to < from)
    throw new PlumblineError("PARAMETER", "The last day lies before the first.");
  return {
    column: text("in") === "text" ? undefined : text("in"),
    where:
      where === null
        ? undefined
        : { kind: "group", by: "column", column: where[1]!.trim(), value: where[2]!.trim(), title: where[0] },
    from: from ?? -Infinity,
    to: to === undefined ? Infinity : to + DAY,
    forFirst: codesIn(text("for-first")),
    forSecond: codesIn(text("for-second")),
    random: text("sample") === "random",
    score: text("score") === "" ? undefined : text("score"),
  };
}

const codesIn = (text: string): Set<string> =>
  new Set(
    text
      .split(",")
      .map((code) => code.trim())
      .filter((code) => code !== ""),
  );

function dayOf(name: string, text: string): number | undefined {
  if (text === "") return undefined;
  const day = dayIn(text);
  if (day === undefined)
    throw new PlumblineError("PARAMETER", `${name} is a day as 2016-11-08; "${text.slice(0, 40)}" is not.`);
  return dayStart(day);
}
