/** What a run says: numbers alone. Addresses, ids, domains and words of messages stand in the output. */
import type { Finding, TableFigure } from "../../../model/finding.ts";
import { counted, count, plural } from "../../../words.ts";
import type { KeyArchive } from "../../dkim/archive.ts";
import { REASONS, valueOfReason } from "../../dkim/reasons.ts";
import type { Reason, Value } from "../../dkim/reasons.ts";
import { cannotAnswer, NO_ROWS } from "../../shared/said.ts";
import { NEARLY } from "./across.ts";
import type { Absent, KeyUse, Repeats } from "./across.ts";
import { EXPLANATIONS } from "./explanations.ts";
import { ODDITIES } from "./measure.ts";
import type { MeasuredMail, Oddity } from "./measure.ts";

/** Stands at the end of every sentence. */
export const NOT_COMPLETE = "Authentic is not complete.";

export interface Everything {
  readonly mails: readonly MeasuredMail[];
  readonly archive: KeyArchive;
  readonly absent: readonly Absent[];
  readonly repeats: Repeats;
  readonly keyUse: KeyUse;
}

export function makeFindings(all: Everything): Finding[] {
  return [noteOf(all), signaturesOf(all), absentOf(all), datesOf(all), keysOf(all)].map((said, i) => ({
    ...said,
    id: `f${i + 1}`,
    explanations: [...EXPLANATIONS],
    rows: NO_ROWS,
    sentence: `${said.sentence} ${NOT_COMPLETE}`,
  }));
}

type Said = Omit<Finding, "id" | "explanations" | "rows">;

export const reasonOf = ({ checked }: MeasuredMail): Reason => checked[0]!.reason;
export const tallyOf = (mails: readonly MeasuredMail[], reason: Reason): number =>
  mails.filter((mail) => reasonOf(mail) === reason).length;
const valued = (mails: readonly MeasuredMail[], value: Value): number =>
  mails.filter((mail) => valueOfReason(reasonOf(mail)) === value).length;

function noteOf({ mails, archive }: Everything): Said {
  const undone = mails.filter(({ checked }) => checked[0]!.holds && checked[0]!.undone.length > 0).length;
  const parts = (["verified", "failed or inconclusive", "not signed"] as const).map(
    (value) => `${count(valued(mails, value))} ${value}`,
  );
  return {
    status: "note",
    title: "Authenticity: the set as a whole",
    sentence: [
      `Of ${counted(mails.length, "mail")} ${parts.join(", ")}.`,
      `The archive has ${counted(archive.keys, "key")}${archive.rejected === 0 ? "" : `, and ${counted(archive.rejected, "row")} that no key could be read from`}${archive.contradictions === 0 ? "" : `; it contradicts itself on ${counted(archive.contradictions, "name")}`}.`,
      ...(undone === 0
        ? []
        : [`${counted(undone, "signature")} held once what storing does to a file was undone.`]),
    ].join(" "),
    statistics: [
      { name: "mails", value: mails.length },
      { name: "keys in the archive", value: archive.keys },
      { name: "names on which the archive contradicts itself", value: archive.contradictions },
      { name: "held after an undo", value: undone },
    ],
    significance: [],
    refutedBy: "Another copy of a message, or a record of a key, that says otherwise.",
    comparison: "Each message with the records that its sender's domain published, as the archive has them.",
    figures: [reasonsFigure(mails)],
  };
}

function reasonsFigure(mails: readonly MeasuredMail[]): TableFigure {
  const met = (Object.keys(REASONS) as Reason[]).filter((reason) => tallyOf(mails, reason) > 0);
  return {
    kind: "table",
    title: "What each mail came to, and why",
    columns: [{ name: "value" }, { name: "reason" }, { name: "what it says" }, { name: "mails" }],
    rows: met.map((reason) => ({
      cells: [valueOfReason(reason), reason, REASONS[reason], tallyOf(mails, reason)],
      ...(reason === "verified" ? { marked: true } : {}),
    })),
  };
}

function signaturesOf({ mails, archive }: Everything): Said {
  const verified = tallyOf(mails, "verified");
  const altered = tallyOf(mails, "body altered") + tallyOf(mails, "headers altered");
  const base = {
    statistics: [
      { name: "verified", value: verified },
      { name: "body or headers altered", value: altered },
      { name: "not signed", value: tallyOf(mails, "not signed") },
    ],
    significance: [],
    refutedBy: "That the key was not the domain's at the time, or that others had it.",
    comparison: "The bytes as they are stored, and as storing may have changed them, with what was signed.",
    figures: [],
  };
  const signed = mails.filter(({ checked }) => checked.some(({ domain }) => domain !== null));
  if (signed.length === 0 || archive.keys === 0)
    return {
      ...base,
      status: "not answerable",
      title: "Signatures: none that can be checked",
      sentence: cannotAnswer(
        signed.length === 0 ? "no mail has a signature that can be read" : "there is no archive of keys",
      ),
    };
  return {
    ...base,
    status: verified > 0 ? "finding" : "note",
    title: `Signatures: ${count(verified)} of ${counted(mails.length, "mail")} verified`,
    sentence: `In ${count(verified)} of ${counted(mails.length, "mail")} the body and the signed fields are what the sender's domain signed, with a key of the archive. ${alteredSentence(altered)}`,
    method:
      "DKIM by RFC 6376, 8301 and 8463, with the keys of the archive alone. A signature of another domain, with rsa-sha1, with a key below 1,024 bits or a published private key, over a part of the body, or with a field added counts as inconclusive though it holds.",
  };
}

function alteredSentence(altered: number): string {
  if (altered === 0) return "No mail was found altered.";
  return `In ${count(altered)} what is stored is not what was signed with the archive's key; a list, a filter or an export does that as a forger would.`;
}

function absentOf({ mails, absent }: Everything): Said {
  const naming = new Set(absent.flatMap(({ namedBy }) => namedBy)).size;
  const signed = absent.filter((one) => one.signed).length;
  return {
    status: absent.length > 0 ? "finding" : "note",
    title: `Absent: ${counted(absent.length, "message")} referred to and not there`,
    sentence:
      absent.length === 0
        ? `No mail of the set answers or refers to a message that is not in it; ${count(mails.filter(({ refers }) => refers.length > 0).length)} refer to others. Messages that nobody refers to would not be seen.`
        : `${counted(naming, "mail")} of ${count(mails.length)} ${plural(naming, "answers or refers", "answer or refer")} to ${counted(absent.length, "message")} that ${plural(absent.length, "is", "are")} not in the set; ${count(signed)} of these ${plural(signed, "is", "are")} named in a field that the sender's domain signed. So at least that many existed if the fields are true, and are not shown.`,
    statistics: [
      { name: "absent messages", value: absent.length },
      { name: "mails that refer to one", value: naming },
      { name: "named in a signed field", value: signed },
    ],
    significance: [],
    refutedBy: "The message in another part of the set, under another Message-ID.",
    comparison: "The Message-IDs that the set has with those in In-Reply-To and References.",
    figures: [],
  };
}

function datesOf({ mails }: Everything): Said {
  const base = {
    significance: [],
    refutedBy: "A server's record of when it took the message.",
    comparison: "The date that a message states with the times at which servers say that they received it.",
  };
  const dated = mails.filter(({ sent }) => sent !== undefined).length;
  if (dated === 0)
    return {
      ...base,
      status: "not answerable",
      title: "Dates: none that can be read",
      sentence: cannotAnswer("no mail has a date that can be read"),
      statistics: [{ name: "mails", value: mails.length }],
      figures: [],
    };
  const odd = (oddity: Oddity): number => mails.filter(({ oddities }) => oddities.includes(oddity)).length;
  // A draft, or a copy of what was sent, was never received, and nothing is odd about that.
  const any = mails.filter(({ oddities }) => oddities.some((one) => one !== "never received")).length;
  const never = odd("never received");
  return {
    ...base,
    status: "note",
    title: `Header and dates: ${counted(any, "mail")} at odds with ${plural(any, "itself", "themselves")}`,
    sentence: `${counted(any, "mail")} of ${count(mails.length)} ${plural(any, "has", "have")} a header at odds with itself, in one of the ways of the table: most have ordinary reasons, such as a wrong clock or a late delivery. ${counted(never, "mail")} ${plural(never, "has", "have")} no time of reception, as drafts and copies of what was sent have none.`,
    statistics: [
      { name: "with a date", value: dated },
      { name: "at odds with themselves", value: any },
    ],
    figures: [
      {
        kind: "table",
        title: "Ways in which headers are at odds",
        columns: [{ name: "way" }, { name: "mails" }],
        rows: (Object.keys(ODDITIES) as Oddity[]).map((oddity) => ({
          cells: [ODDITIES[oddity], odd(oddity)],
        })),
      },
    ],
  };
}

function keysOf(all: Everything): Said {
  const { keyUse, repeats } = all;
  const { selectors, changed } = keyUse;
  const sameId = repeats.sameId.length;
  const sameBody = repeats.sameBody.length;
  const near = repeats.nearText.length;
  const unread = all.mails.length - repeats.compared;
  return {
    status: "note",
    title: "Keys and duplicates",
    sentence: `The signatures name ${counted(selectors, "selector")} of domains; ${count(changed)} of them ${plural(changed, "was", "were")} used with more than one key. ${counted(sameId, "Message-ID")} ${plural(sameId, "stands", "stand")} on several mails with different bytes, and ${counted(sameBody, "body", "bodies")} under several Message-IDs. ${counted(near, "group")} of mails with different bytes ${plural(near, "has", "have")} nearly one text.${unread === 0 ? "" : ` Of ${counted(unread, "mail")} no plain text of ${NEARLY.shortest} letters or more could be compared.`}`,
    statistics: [
      { name: "selectors", value: selectors },
      { name: "selectors used with more than one key", value: changed },
      { name: "Message-IDs on several mails", value: sameId },
      { name: "bodies under several Message-IDs", value: sameBody },
      { name: "groups of mails with nearly one text", value: near },
      { name: "mails whose text was compared", value: repeats.compared },
    ],
    significance: [],
    refutedBy: "A record that the domain used several keys under one name at a time.",
    comparison: "Signatures of one domain and selector with one another, by month of sending.",
    figures: [],
  };
}
