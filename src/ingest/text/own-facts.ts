/**
 * What a document says of itself: proposals for the person who records it, and no more. A page may name any author and any date.
 */
import { mailMoment } from "../../kernel/mail/dates.ts";
import { visible } from "../../model/visible.ts";

export interface OwnFacts {
  readonly title: string | null;
  readonly byline: string | null;
  /** With the precision that the document gives. */
  readonly published: string | null;
  /** When the file was made, where it says so: not when it was published. */
  readonly made: string | null;
  /** As stated: `en`, `de-AT`. */
  readonly language: string | null;
}

/** Longer ones are no title and no name. */
const MAX_FACT = 500;

/** One line without unseen characters; null where there is nothing. */
const fitting = (value: string | null | undefined): string | null => {
  const shown = visible(value ?? "")
    .replaceAll(/\s+/g, " ")
    .trim();
  return shown === "" || shown.length > MAX_FACT ? null : shown;
};

/** Facts as they are kept: what does not fit is not known. */
export function ownFacts({ title, byline, published, made, language }: Partial<OwnFacts> = {}): OwnFacts {
  const tag = fitting(language);
  return {
    title: fitting(title),
    byline: fitting(byline),
    published: published ?? null,
    made: made ?? null,
    language: tag !== null && /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/.test(tag) ? tag : null,
  };
}

const ISO =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?)?)?$/;

/**
 * A date of ISO 8601 with its precision, in UTC. A clock time without a zone leaves the day alone, since nobody knows which.
 * @returns null for what is no date of the calendar
 */
export function isoDate(text: string): string | null {
  const found = ISO.exec(text.trim());
  if (found === null) return null;
  const [, year = "", month, day, hour, minute, second, zone] = found;
  const date = [year, month, day].filter((part) => part !== undefined).join("-");
  if (hour === undefined || zone === undefined) return checked(date);
  return inUtc(`${date}T${hour}:${minute}:${second ?? "00"}`, zone, second !== undefined);
}

/** A date as a mail states it; the day alone where nobody knows its zone. */
export function mailDate(text: string): string | null {
  const moment = mailMoment(text);
  if (moment === undefined) return null;
  if (moment.time === undefined) return moment.day;
  return `${new Date(moment.time).toISOString().slice(0, moment.seconds ? 19 : 16)}Z`;
}

const PDF = /^(?:D:)?(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(Z|[+-]\d{2}'?\d{2}|)/;

/** A date as a PDF states it: `D:20310301120000+01'00'`. */
export function pdfDate(text: string): string | null {
  const found = PDF.exec(text.trim());
  if (found === null) return null;
  const [, year = "", month, day, hour, minute, second, zone = ""] = found;
  const date = [year, month, day].filter((part) => part !== undefined).join("-");
  if (minute === undefined || zone === "") return checked(date);
  return inUtc(`${date}T${hour}:${minute}:${second ?? "00"}`, zone.replaceAll("'", ""), second !== undefined);
}

/** A date, whole or cut, or a time in UTC, if the calendar has it. */
function checked(date: string): string | null {
  const whole = date + "-01-01".slice(Math.max(0, date.length - 4));
  const ms = Date.parse(whole);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(whole.slice(0, 10)) ? date : null;
}

function inUtc(local: string, zone: string, seconds: boolean): string | null {
  if (checked(`${local}Z`) === null) return null;
  const ms = Date.parse(local + (zone === "Z" ? zone : `${zone.slice(0, 3)}:${zone.slice(-2)}`));
  if (Number.isNaN(ms)) return null;
  return checked(`${new Date(ms).toISOString().slice(0, seconds ? 19 : 16)}Z`);
}
