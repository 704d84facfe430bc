/**
 * The zone of clocks that say none: a name of the IANA database, with its summer time, or a fixed offset. Reading a name is
 * the database engine's work, whose copy of the rules comes with its version.
 */
import { PlumblineError } from "../errors.ts";
import { literal } from "../store/corpus/sql.ts";

export interface TimeZone {
  /** As it was given: `Europe/Berlin`, `+02:00`. */
  readonly name: string;
  /** SQL: milliseconds of a clock in this zone as those of UTC; a clock that is set back is read as after it was. */
  readonly onUtc: (local: string) => string;
  /**
   * SQL: does the clock of this zone show the same time twice, or never, at this moment? NULL where it cannot.
   * @param utc milliseconds as `onUtc` gave them, of a value without a zone
   */
  readonly isTwofold: (utc: string) => string;
}

const OFFSET = /^([+-])(\d{2}):?(\d{2})?$/;

/** @throws PlumblineError USAGE. */
export function timeZone(name: string): TimeZone {
  const offset = OFFSET.exec(name);
  if (offset !== null) {
    const minutes = (Number(offset[2]) * 60 + Number(offset[3] ?? 0)) * (offset[1] === "-" ? -1 : 1);
    if (Math.abs(minutes) <= 14 * 60)
      return { name, onUtc: (local) => `(${local} - ${minutes * 60_000})`, isTwofold: () => "false" };
  }
  if (!/^[A-Za-z_]+(?:\/[A-Za-z0-9_+-]+){1,2}$|^UTC$/.test(name) || !isKnown(name))
    throw new PlumblineError("USAGE", `There is no zone \`${name.slice(0, 60)}\`.`, {
      setting: "zone",
      hint: "Give a name such as Europe/Berlin, or an offset such as +02:00.",
    });
  const clock = (ms: string) => `make_timestamp((${ms}) * 1000)`;
  const onUtc = (local: string) => `epoch_ms(timezone(${literal(name)}, ${clock(local)}))`;
  const localOf = (utc: string) => `epoch_ms(timezone(${literal(name)}, to_timestamp((${utc}) / 1000.0)))`;
  return {
    name,
    onUtc,
    isTwofold: (utc) => `(${localOf(`(${utc}) - 3600000`)} = ${localOf(utc)})`,
  };
}

function isKnown(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
