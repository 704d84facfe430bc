/** What each message of a set says, and what its signature says of that. Linear in the bytes of the set. */
import { createHash } from "node:crypto";
import { canonicalBody } from "../../../kernel/dkim/canonical.ts";
import { mailTime, receivedTime } from "../../../kernel/mail/dates.ts";
import { domainOf, messageIds, messageOf, valuesOf, withoutSeparator } from "../../../kernel/mail/message.ts";
import type { Message } from "../../../kernel/mail/message.ts";
import { plainText } from "../../../kernel/mail/parts.ts";
import type { KeyResolver } from "../../dkim/archive.ts";
import type { Checked } from "../../dkim/verify.ts";
import { verifyMessage } from "../../dkim/verify.ts";
import type { GivenMail } from "../../given.ts";

/** Ways in which the header of a message is at odds with itself. */
export const ODDITIES = {
  "no date": "no date that can be read",
  "sent after it was received": "a date after the first time of reception",
  "received long after it was sent": "a date long before the first time of reception",
  "stages out of order": "times of reception that go backwards",
  "never received": "no time of reception, as drafts and copies of what was sent have none",
  "no Message-ID": "no Message-ID",
  "fields twice": "From, Date, Subject or Message-ID more than once",
} as const;
export type Oddity = keyof typeof ODDITIES;

export interface MeasuredMail {
  readonly given: GivenMail;
  /** Its own id; undefined where it has none. */
  readonly id: string | undefined;
  /** As its field Date says, in milliseconds. */
  readonly sent: number | undefined;
  readonly from: string | undefined;
  /** Ids that it answers or refers to. */
  readonly refers: readonly string[];
  /** Whether the fields that refer are signed by the sender's domain. */
  readonly refersSigned: boolean;
  readonly oddities: readonly Oddity[];
  /** Hash of the body without white space at its ends; undefined for one too short to tell by. */
  readonly body: string | undefined;
  /** The beginning of its plain text; undefined where it has none that can be read without opening anything. */
  readonly text: string | undefined;
  /** Every signature, the one that speaks for it first. */
  readonly checked: readonly Checked[];
}

export interface Tolerance {
  /** Hours by which two clocks may differ. */
  readonly clock: number;
  /** Days that a message may take. */
  readonly delivery: number;
}

const HOUR = 3_600_000;
const DAY = 86_400_000;
/** Bodies below so many characters are alike by chance. */
const SHORT_BODY = 80;
const MAX_REFERENCES = 500;
/** Characters of a text that are compared. */
export const MAX_TEXT = 4000;

export function measureMail(given: GivenMail, keys: KeyResolver, tolerance: Tolerance): MeasuredMail {
  const stored = Buffer.from(given.bytes).toString("latin1");
  const message = messageOf(stored);
  const checked = verifyMessage(stored, keys);
  const refers = [...valuesOf(message, "in-reply-to"), ...valuesOf(message, "references")]
    .flatMap((value) => messageIds(value))
    .slice(0, MAX_REFERENCES);
  const [id] = messageIds(valuesOf(message, "message-id")[0] ?? "");
  const [best] = checked;
  return {
    given,
    id,
    sent: mailTime(valuesOf(message, "date")[0] ?? ""),
    from: domainOf(valuesOf(message, "from")[0] ?? ""),
    refers: [...new Set(refers)].filter((one) => one !== id),
    refersSigned:
      best?.reason === "verified" &&
      ["in-reply-to", "references"].every(
        (name) => valuesOf(message, name).length === 0 || best.signed.includes(name),
      ),
    oddities: odditiesOf(message, id, tolerance),
    body: bodyHash(message),
    text: plainText(withoutSeparator(stored), MAX_TEXT),
    checked,
  };
}

function odditiesOf(message: Message, id: string | undefined, { clock, delivery }: Tolerance): Oddity[] {
  const sent = mailTime(valuesOf(message, "date")[0] ?? "");
  // The last who received it stands first.
  const stages = valuesOf(message, "received").flatMap((value) => receivedTime(value) ?? []);
  const first = stages.at(-1);
  const odd: Oddity[] = [];
  if (sent === undefined) odd.push("no date");
  if (first === undefined) odd.push("never received");
  if (sent !== undefined && first !== undefined) {
    if (sent > first + clock * HOUR) odd.push("sent after it was received");
    if (first > sent + delivery * DAY) odd.push("received long after it was sent");
  }
  if (stages.some((time, i) => i > 0 && time > stages[i - 1]! + clock * HOUR))
    odd.push("stages out of order");
  if (id === undefined) odd.push("no Message-ID");
  const twice = ["from", "date", "subject", "message-id"].some((name) => valuesOf(message, name).length > 1);
  if (twice) odd.push("fields twice");
  return odd;
}

function bodyHash({ body }: Message): string | undefined {
  const text = canonicalBody(body.replaceAll(/\r?\n/g, "\r\n"), "relaxed");
  return text.length < SHORT_BODY ? undefined : createHash("sha256").update(text, "latin1").digest("hex");
}
