/** What a check of a message can come to: the value of the vocabulary, and why. */
import type { Field, Message } from "../../kernel/mail/message.ts";

/** In the order in which one is said where several hold. */
export const REASONS = {
  verified: "the signature holds, with a key that the archive has, for that time where it has dates",
  "signed by another domain":
    "the signature holds, and it is not of the domain that the message says it is from",
  "weak algorithm": "the signature holds, and is made with rsa-sha1, which proves nothing since RFC 8301",
  "key too short": "the signature holds, with a key below 1,024 bits, which others can find out",
  "key of another time": "the signature holds, with a key that the archive has for another time",
  "archive contradicts itself": "the signature holds, and the archive has several keys for the same time",
  "private key published":
    "the signature holds, and the private key was published: anybody can make such a signature",
  "signed in part": "the signature holds, and leaves a part of the body unsigned",
  "fields added": "the signature holds, and a field that stands once stands again, unsigned",
  "body altered": "the body is not the one that was signed",
  "headers altered": "the body is the one that was signed; the signed fields are not, or the key is another",
  "key not archived": "the archive has no key of this name",
  "key revoked": "the archive has the key as revoked",
  "key unsuited": "the archive's record is no key for this signature",
  "signature malformed": "the signature is against its standard",
  "format not checked": "the signature is of another standard, a draft, or what is not read here",
  "not signed": "there is no signature",
  "not checkable": "the file keeps no bytes as they were sent",
} as const;
export type Reason = keyof typeof REASONS;

/** The three values of the vocabulary that an appraisal of authenticity has. */
export type Value = "verified" | "failed or inconclusive" | "not signed";

export const valueOfReason = (reason: Reason): Value =>
  reason === "verified" || reason === "not signed" ? reason : "failed or inconclusive";

/** Which of the results of one message speaks for it: lower is better. */
export const rankOf = (reason: Reason): number => Object.keys(REASONS).indexOf(reason);

/** Fields that a message has once (RFC 5322, section 3.6), and that change what a reader is shown. */
const ONCE = new Set([
  "from",
  "sender",
  "reply-to",
  "to",
  "cc",
  "subject",
  "date",
  "message-id",
  "in-reply-to",
  "references",
  "content-type",
]);

/** Names of fields that stand there and are not signed, as far as they change what a reader is shown. */
export function unsignedNames({ fields }: Message, signed: readonly Field[]): string[] {
  const kept = new Set(signed);
  return [
    ...new Set(fields.filter((field) => ONCE.has(field.name) && !kept.has(field)).map(({ name }) => name)),
  ];
}
