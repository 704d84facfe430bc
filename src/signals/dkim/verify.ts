/**
 * DKIM (RFC 6376, 8301, 8463) of a message that was stored: every signature, with the keys that an archive has for the time of
 * sending. Nothing is asked of a network. Time is linear in the bytes, for each signature and each form the message may have
 * been sent in (six at most).
 *
 * Departures from the RFC, which is for mail under way: keys come from an archive; `x=` is told and ends nothing; what holds is
 * held to more (another domain, weak algorithms, unsigned parts), since the question is who wrote it and not whether to deliver it.
 */
import { createHash, verify as verifyBytes } from "node:crypto";
import { canonicalBody, canonicalHeader, signedFields } from "../../kernel/dkim/canonical.ts";
import { keyOf, unsuited } from "../../kernel/dkim/key.ts";
import type { Key } from "../../kernel/dkim/key.ts";
import { signatureOf } from "../../kernel/dkim/signature.ts";
import type { Signature } from "../../kernel/dkim/signature.ts";
import { mailTime, receivedTime } from "../../kernel/mail/dates.ts";
import { domainOf, messageOf, valuesOf } from "../../kernel/mail/message.ts";
import type { Message } from "../../kernel/mail/message.ts";
import { undoings } from "../../kernel/mail/undo.ts";
import type { ArchivedKey, KeyAnswer, KeyResolver } from "./archive.ts";
import { publicKeyOf } from "./public-key.ts";
import { rankOf, unsignedNames } from "./reasons.ts";
import type { Reason } from "./reasons.ts";

/** What became of one signature. */
export interface Checked {
  readonly reason: Reason;
  /** Whether body and signed fields are what was signed with one of the archive's keys. */
  readonly holds: boolean;
  /** More on the reason, as a clause; empty where it says all. */
  readonly why: string;
  readonly domain: string | null;
  readonly selector: string | null;
  /** Row of the key archive whose key was used. */
  readonly keyRow: number | null;
  /** Base64 of the public key where the signature holds. */
  readonly key: string | null;
  /** Names of the signed fields that are there. */
  readonly signed: readonly string[];
  /** Fields that change what is shown and are not signed. */
  readonly unsigned: readonly string[];
  /** What was undone before it held, and what else a reader has to know: whole clauses. */
  readonly undone: readonly string[];
  readonly notes: readonly string[];
}

/** Signatures that are looked at in one message. */
const MAX_SIGNATURES = 10;
const MIN_BITS = 1024;
const SIGNED_OTHERWISE = ["domainkey-signature", "x-dkim-signature", "x-google-dkim-signature"];

const NONE: Omit<Checked, "reason" | "why"> = Object.freeze({
  holds: false,
  domain: null,
  selector: null,
  keyRow: null,
  key: null,
  signed: [],
  unsigned: [],
  undone: [],
  notes: [],
});

/**
 * Every signature of a message, the one that speaks for it first; a message without one has one result that says so.
 * @param stored the bytes as Latin-1
 */
export function verifyMessage(stored: string, keys: KeyResolver): readonly Checked[] {
  const forms = [...undoings(stored)].map(({ text, undone }) => ({ message: messageOf(text), undone }));
  const fields = signaturesIn(forms[0]!.message);
  if (fields.length === 0) return [unsigned(forms[0]!.message)];
  const checked = fields.slice(0, MAX_SIGNATURES).map((_, i) => {
    const tried = forms.map(({ message, undone }) => checkForm(message, i, undone, keys));
    return best(tried);
  });
  if (fields.length > MAX_SIGNATURES)
    checked[0] = {
      ...checked[0]!,
      notes: [...checked[0]!.notes, `of ${fields.length} signatures ${MAX_SIGNATURES} are looked at`],
    };
  return checked.toSorted((a, b) => rankOf(a.reason) - rankOf(b.reason));
}

const signaturesIn = ({ fields }: Message) => fields.filter(({ name }) => name === "dkim-signature");

function unsigned({ fields }: Message): Checked {
  const other = fields.find(({ name }) => SIGNED_OTHERWISE.includes(name));
  if (other === undefined) return { ...NONE, reason: "not signed", why: "" };
  return { ...NONE, reason: "format not checked", why: `it has a field ${other.name} and no DKIM-Signature` };
}

/** The form in which it holds, or gets furthest; the stored one where several get as far. */
function best(tried: readonly Checked[]): Checked {
  const [first] = tried;
  return (
    tried.find(({ holds }) => holds) ?? tried.find(({ reason }) => reason === "headers altered") ?? first!
  );
}

function checkForm(message: Message, index: number, undone: readonly string[], keys: KeyResolver): Checked {
  const field = signaturesIn(message)[index];
  const signature = field === undefined ? undefined : signatureOf(field);
  if (signature === undefined)
    return { ...NONE, reason: "signature malformed", why: "it cannot be found again" };
  if ("fault" in signature)
    return {
      ...NONE,
      reason: signature.fault === "foreign" ? "format not checked" : "signature malformed",
      why: signature.why,
    };
  const { domain, selector } = signature;
  const base = { ...NONE, domain, selector };
  const answer = keys(domain, selector, sentAt(message, signature));
  if (answer.keys.length === 0) return { ...base, reason: "key not archived", why: "" };
  const body = checkBody(message, signature);
  const tried = answer.keys.map((archived) => checkKey(message, signature, archived, body));
  const chosen = tried.find(({ reason }) => reason === undefined) ?? tried[0]!;
  const { archived, reason, why = "" } = chosen;
  const named = { ...base, keyRow: archived.row, undone: chosen.reason === undefined ? undone : [] };
  if (reason !== undefined) return { ...named, reason, why };
  return held({ message, signature, body, answer, archived, bits: chosen.bits, named, key: chosen.key });
}

/** When it was sent, in milliseconds: as the signature says, or the field Date, or who received it last. */
function sentAt(message: Message, { signedAt }: Signature): number | undefined {
  if (signedAt !== undefined) return signedAt * 1000;
  const [date] = valuesOf(message, "date");
  const [received] = valuesOf(message, "received");
  return mailTime(date ?? "") ?? receivedTime(received ?? "");
}

interface CheckedBody {
  /** Why it is not the one that was signed; undefined where it is. */
  readonly fault: string | undefined;
  /** Bytes of it that are not signed. */
  readonly left: number;
}

function checkBody({ body }: Message, { length, hash, bodyHash, body: how }: Signature): CheckedBody {
  const whole = canonicalBody(body, how);
  if (length !== undefined && length > whole.length)
    return { fault: `it has ${whole.length} bytes, and ${length} were signed`, left: 0 };
  const text = length === undefined ? whole : whole.slice(0, length);
  const found = createHash(hash).update(text, "latin1").digest("base64");
  return { fault: found === padded(bodyHash) ? undefined : "", left: whole.length - text.length };
}

const padded = (base64: string): string => Buffer.from(base64, "base64").toString("base64");

interface TriedKey {
  readonly archived: ArchivedKey;
  readonly reason?: Reason;
  readonly why?: string;
  readonly bits: number;
  readonly key: string;
}

/** One key of the archive: with a reason if the signature does not hold with it. */
function checkKey(
  message: Message,
  signature: Signature,
  archived: ArchivedKey,
  body: CheckedBody,
): TriedKey {
  const none = (reason: Reason, why = ""): TriedKey => ({ archived, reason, why, bits: 0, key: "" });
  const key = keyOf(archived.record);
  if (typeof key === "string") return none("key unsuited", key);
  if (key.value === "") return none("key revoked");
  const why = unsuited(key, signature);
  if (why !== undefined) return none("key unsuited", why);
  const found = publicKeyOf(key);
  if (typeof found === "string") return none("key unsuited", found);
  if (body.fault !== undefined) return none("body altered", body.fault);
  const isSigned = holdsWith(found.key, key, message, signature);
  return isSigned ? { archived, bits: found.bits, key: key.value } : none("headers altered");
}

function holdsWith(
  key: Parameters<typeof verifyBytes>[2],
  { type }: Key,
  message: Message,
  signature: Signature,
): boolean {
  const data = Buffer.from(canonicalHeader(message, signature), "latin1");
  const value = Buffer.from(signature.value, "base64");
  // RFC 8463 signs the hash and not the fields themselves.
  return type === "ed25519"
    ? verifyBytes(null, createHash("sha256").update(data).digest(), key, value)
    : verifyBytes(signature.hash, data, key, value);
}

interface Held {
  readonly message: Message;
  readonly signature: Signature;
  readonly body: CheckedBody;
  readonly answer: KeyAnswer;
  readonly archived: ArchivedKey;
  readonly bits: number;
  readonly key: string;
  readonly named: Omit<Checked, "reason" | "why">;
}

/** A signature that holds: what speaks against taking it for more than it is. */
function held(all: Held): Checked {
  const { message, signature, key, named } = all;
  const fields = signedFields(message, signature);
  const signed = [...new Set(fields.map(({ name }) => name))];
  const others = unsignedNames(message, fields);
  const concerns = concernsOf(all, signed, others);
  const [reason = "verified"] = concerns.toSorted((a, b) => rankOf(b) - rankOf(a));
  return {
    ...named,
    reason,
    holds: true,
    why: concerns.length > 1 ? `also: ${concerns.filter((one) => one !== reason).join(", ")}` : "",
    key,
    signed,
    unsigned: others,
    notes: notesOf(all, others),
  };
}

function concernsOf(
  { message, signature, body, answer, archived, bits }: Held,
  signed: readonly string[],
  unsignedFields: readonly string[],
): Reason[] {
  const concerns: Reason[] = [];
  const from = domainOf(valuesOf(message, "from").at(-1) ?? "");
  if (from !== signature.domain && !from?.endsWith(`.${signature.domain}`))
    concerns.push("signed by another domain");
  if (signature.hash === "sha1") concerns.push("weak algorithm");
  if (signature.keyType === "rsa" && bits < MIN_BITS) concerns.push("key too short");
  if (answer.found === "other time") concerns.push("key of another time");
  if (answer.found === "contradiction") concerns.push("archive contradicts itself");
  if (archived.published !== undefined) concerns.push("private key published");
  if (body.left > 0) concerns.push("signed in part");
  if (unsignedFields.some((name) => signed.includes(name))) concerns.push("fields added");
  return concerns;
}

function notesOf({ signature, body, archived, answer }: Held, others: readonly string[]): string[] {
  const { length, expires } = signature;
  const key = keyOf(archived.record) as Key;
  const day = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);
  return [
    ...(length === undefined
      ? []
      : [`l= signs ${length} bytes of the body; ${body.left} after them are not signed`]),
    ...(expires === undefined
      ? []
      : [`x= says that the signature ends on ${expires > 8e12 ? "no day" : day(expires)}`]),
    ...(others.length === 0 ? [] : [`not signed: ${others.join(", ")}`]),
    ...(key.testing ? ["the domain says that it only tries DKIM out"] : []),
    ...(answer.found === "undated" ? ["the key has no dates in the archive, or the message has none"] : []),
  ];
}
