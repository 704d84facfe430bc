/**
 * Times as mails write them (RFC 5322, section 3.3, with the forms of section 4.3 that are met): milliseconds since 1970 UTC. A zone
 * that nobody knows is none, as the RFC asks: the time is then not known to the hour, and is left out.
 */

const MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
const ZONES: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
};
const WRITTEN =
  /^(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})\s+([A-Za-z]{3})[a-z]*\s+(\d{2,4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([+-]\d{4}|[A-Za-z]{1,4}))?/;

export interface MailMoment {
  /** As the mail has it, `2031-10-03`. */
  readonly day: string;
  /** Milliseconds since 1970 UTC; undefined where the zone is missing or known to nobody. */
  readonly time: number | undefined;
  /** Whether seconds are written. */
  readonly seconds: boolean;
}

/** @returns undefined for what is no such time, or none that a calendar has */
export function mailMoment(text: string): MailMoment | undefined {
  const found = WRITTEN.exec(text.slice(0, 200).trim());
  if (found === null) return undefined;
  const [, day = "", month = "", year = "", hour = "", minute = "", second, zone = ""] = found;
  const at = MONTHS.indexOf(month.toLowerCase());
  if (at < 0 || at % 3 !== 0) return undefined;
  const [d, h, m, s] = [day, hour, minute, second ?? "0"].map(Number) as [number, number, number, number];
  const local = Date.UTC(fullYear(year), at / 3, d, h, m, Math.min(s, 59));
  if (new Date(local).getUTCDate() !== d || h > 23 || m > 59 || s > 60) return undefined;
  const offset = offsetOf(zone);
  return {
    day: new Date(local).toISOString().slice(0, 10),
    time: offset === undefined ? undefined : local - offset * 60_000,
    seconds: second !== undefined,
  };
}

/** @returns undefined also where the zone is not known */
export const mailTime = (text: string): number | undefined => mailMoment(text)?.time;

/** Years of two and three digits, as section 4.3 reads them. */
function fullYear(text: string): number {
  const year = Number(text);
  if (text.length === 4) return year;
  return year + (text.length === 2 && year < 50 ? 2000 : 1900);
}

/** Minutes east of UTC. */
function offsetOf(zone: string): number | undefined {
  const found = /^([+-])(\d{2})(\d{2})$/.exec(zone);
  if (found === null) return ZONES[zone.toLowerCase()];
  const [, sign, hours, minutes] = found;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** The time that a Received field ends with, after its last semicolon. */
export function receivedTime(value: string): number | undefined {
  const at = value.lastIndexOf(";");
  return at < 0 ? undefined : mailTime(value.slice(at + 1).trim());
}
