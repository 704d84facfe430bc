/** What only the set as a whole tells: messages that others name and that are absent, repeats, and which keys were used when. */
import { joinNearCopies, TextSet } from "../../../kernel/index.ts";
import type { MeasuredMail } from "./measure.ts";

/** Texts are nearly alike from this share of equal runs of so many letters on; shorter ones are alike by chance. */
export const NEARLY = Object.freeze({ similarity: 0.8, shingle: 5, shortest: 80 });

export interface Absent {
  readonly id: string;
  /** Messages of the set that name it. */
  readonly namedBy: readonly MeasuredMail[];
  /** Whether one of these names it in a field that the sender's domain signed. */
  readonly signed: boolean;
}

/** Messages that are answered or referred to and are not in the set, the most named first. */
export function absentFrom(mails: readonly MeasuredMail[]): Absent[] {
  const there = new Set(mails.flatMap(({ id }) => id ?? []));
  const absent = new Map<string, MeasuredMail[]>();
  for (const mail of mails)
    for (const id of mail.refers) {
      if (there.has(id)) continue;
      const known = absent.get(id);
      if (known === undefined) absent.set(id, [mail]);
      else known.push(mail);
    }
  return [...absent]
    .map(([id, namedBy]) => ({ id, namedBy, signed: namedBy.some(({ refersSigned }) => refersSigned) }))
    .toSorted((a, b) => b.namedBy.length - a.namedBy.length || (a.id < b.id ? -1 : 1));
}

export interface Repeats {
  /** Messages whose Message-ID another has, with other bytes. */
  readonly sameId: readonly (readonly MeasuredMail[])[];
  /** Messages whose body another has, under another Message-ID. */
  readonly sameBody: readonly (readonly MeasuredMail[])[];
  /** Messages whose text is nearly that of another, with other bytes; a chain of such is one group. */
  readonly nearText: readonly (readonly MeasuredMail[])[];
  /** Messages of which a text was compared. */
  readonly compared: number;
}

export function repeatsIn(mails: readonly MeasuredMail[]): Repeats {
  const sameBody = grouped(mails, ({ body }) => body).filter(
    (group) => new Set(group.map(({ id, given }) => id ?? given.file.id)).size > 1,
  );
  return { sameId: grouped(mails, ({ id }) => id), sameBody, ...nearCopiesIn(mails) };
}

function nearCopiesIn(mails: readonly MeasuredMail[]): Pick<Repeats, "nearText" | "compared"> {
  const set = new TextSet(NEARLY.shortest);
  const formOf = new Map<MeasuredMail, number>();
  for (const mail of mails) {
    const form = mail.text === undefined ? -1 : set.add(mail.text);
    if (form >= 0) formOf.set(mail, form);
  }
  if (formOf.size === 0) return { nearText: [], compared: 0 };
  const { label } = joinNearCopies(set, NEARLY);
  const alike = grouped([...formOf.keys()], (mail) => String(label[formOf.get(mail)!]));
  return {
    nearText: alike.filter((group) => new Set(group.map((mail) => mail.body ?? mail.given.file.id)).size > 1),
    compared: formOf.size,
  };
}

function grouped(
  mails: readonly MeasuredMail[],
  by: (mail: MeasuredMail) => string | undefined,
): MeasuredMail[][] {
  const groups = new Map<string, MeasuredMail[]>();
  for (const mail of mails) {
    const key = by(mail);
    if (key === undefined) continue;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [mail]);
    else known.push(mail);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

export interface KeyMonth {
  readonly domain: string;
  readonly selector: string;
  /** `2031-05`, or `no date`. */
  readonly month: string;
  readonly mails: number;
  /** Whose signature holds. */
  readonly holds: number;
  /** Different keys with which they hold. */
  readonly keys: number;
}

export interface KeyUse {
  readonly months: readonly KeyMonth[];
  readonly selectors: number;
  /** Selectors of which more than one key was used. */
  readonly changed: number;
}

/** Signatures by domain, selector and month of sending. */
export function keyUseOf(mails: readonly MeasuredMail[]): KeyUse {
  const months = new Map<string, { mails: number; holds: number; keys: Set<string> }>();
  const selectors = new Map<string, Set<string>>();
  for (const { checked, sent } of mails)
    for (const { domain, selector, holds, key } of checked) {
      if (domain === null || selector === null) continue;
      const month = sent === undefined ? "no date" : new Date(sent).toISOString().slice(0, 7);
      const name = JSON.stringify([domain, selector, month]);
      const found = months.get(name) ?? { mails: 0, holds: 0, keys: new Set<string>() };
      months.set(name, found);
      const own = selectors.get(`${selector} ${domain}`) ?? new Set<string>();
      selectors.set(`${selector} ${domain}`, own);
      found.mails += 1;
      if (!holds || key === null) continue;
      found.holds += 1;
      found.keys.add(key);
      own.add(key);
    }
  return {
    months: [...months]
      .map(([name, { mails: all, holds, keys }]) => {
        const [domain, selector, month] = JSON.parse(name) as [string, string, string];
        return { domain, selector, month, mails: all, holds, keys: keys.size };
      })
      .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)),
    selectors: selectors.size,
    changed: [...selectors.values()].filter((keys) => keys.size > 1).length,
  };
}

const orderOf = ({ domain, selector, month }: KeyMonth): string => `${domain} ${selector} ${month}`;
