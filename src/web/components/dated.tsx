import { MONTHS } from "../../words.ts";
import { Tip } from "./tip.tsx";

/** Of the reader. */
const ZONE = new Intl.DateTimeFormat().resolvedOptions().timeZone;
const INSTANT = /\b(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2})(:\d{2})?(?:\.\d+)?Z/g;

/** `2031-10-04T07:12Z` as `4 Oct 2031, 07:12 UTC`, no more exact than it was written. */
export function sayDated(text: string): string {
  const [date = "", clock] = text.replace(/Z$/, "").split("T");
  const [year = "", month, day] = date.split("-");
  const words = [
    ...(day === undefined ? [] : [String(+day)]),
    ...(month === undefined ? [] : [MONTHS[+month - 1]?.slice(0, 3)]),
    year,
  ];
  const shown = words.join(" ");
  if (clock === undefined) return shown;
  const time = clock.length > 8 ? clock.slice(0, 8) : clock;
  return `${shown}, ${time.length === 2 ? `${time} h` : time} UTC`;
}

/** Instants inside a sentence, as people write them. */
export function sayInstants(text: string): string {
  return text.replace(INSTANT, (instant) => sayDated(instant));
}

/**
 * A time on the clock of the reader, no more exact than it was written.
 * @param offset minutes that the clock is ahead of UTC at a moment (milliseconds since 1970 UTC)
 * @returns undefined for a day, a month or a year, and where the clock shows UTC
 */
export function sayLocal(at: string, offset: (ms: number) => number, zone: string): string | undefined {
  const [date = "", clock] = at.replace(/Z$/, "").split("T");
  if (clock === undefined) return undefined;
  const exact = clock.length === 2 ? `${clock}:00` : clock;
  const ms = Date.parse(`${date}T${exact}Z`);
  const ahead = Number.isNaN(ms) ? 0 : offset(ms);
  if (ahead === 0) return undefined;
  const local = new Date(ms + ahead * 60_000).toISOString().slice(0, Math.min(`${date}T${exact}`.length, 19));
  const hours = `${ahead < 0 ? "−" : "+"}${Math.floor(Math.abs(ahead) / 60)}`;
  const minutes = ahead % 60 === 0 ? "" : `:${String(Math.abs(ahead) % 60).padStart(2, "0")}`;
  return `${sayDated(local).replace(/ UTC$/, "")}, ${zone} (UTC${hours}${minutes})`;
}

/** A time with its precision and zone, the exact text in the element; on hover and focus the reader's own clock. */
export function Dated({ at }: { readonly at: string }) {
  const local = sayLocal(at, (ms) => -new Date(ms).getTimezoneOffset(), ZONE);
  const time = (
    <time dateTime={at} className="nowrap">
      {sayDated(at)}
    </time>
  );
  return local === undefined ? time : <Tip says={local}>{time}</Tip>;
}
