/** One DKIM-Signature field: its tags as RFC 6376 (section 3.5) has them, or why it cannot be checked. */
import type { Field } from "../mail/message.ts";
import { base64In, entriesOf, tagsOf, unfolded } from "./tags.ts";

export type Canonical = "simple" | "relaxed";
export type KeyType = "rsa" | "ed25519";
export type HashName = "sha256" | "sha1";

export interface Signature {
  readonly field: Field;
  readonly keyType: KeyType;
  readonly hash: HashName;
  readonly header: Canonical;
  readonly body: Canonical;
  /** In lower case, as names of the domain system are compared. */
  readonly domain: string;
  readonly selector: string;
  /** Domain of `i=`, that of `d=` where it is not given. */
  readonly agent: string;
  /** Names of the signed fields in lower case, in order, repeated where a field is signed twice. */
  readonly signed: readonly string[];
  /** Base64 of the hash of the body, and of the signature. */
  readonly bodyHash: string;
  readonly value: string;
  /** `l=`: how many bytes of the body are signed; undefined for all. */
  readonly length: number | undefined;
  /** `t=` and `x=` in seconds since 1970. */
  readonly signedAt: number | undefined;
  readonly expires: number | undefined;
}

/** Why a signature is not checked. `foreign`: of another standard, a draft, or what nobody reads; `malformed`: against the standard. */
export interface Unreadable {
  readonly fault: "foreign" | "malformed";
  /** A clause: `it has no v=`. */
  readonly why: string;
}

const malformed = (why: string): Unreadable => ({ fault: "malformed", why });
const foreign = (why: string): Unreadable => ({ fault: "foreign", why });

const MAX_SIGNED = 500;
const DOMAIN = /^(?=.{1,253}$)[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/;
const SECONDS = /^\d{1,12}$/;
const LENGTH = /^\d{1,76}$/;

export function signatureOf(field: Field): Signature | Unreadable {
  const tags = tagsOf(field.raw.slice(field.raw.indexOf(":") + 1));
  if (tags === undefined) return malformed("its tags cannot be read");
  const version = tags.get("v");
  if (version === undefined) return foreign("it has no v=, as drafts of the standard had none");
  if (version !== "1") return foreign(`its version is not 1`);
  for (const name of ["a", "b", "bh", "d", "h", "s"])
    if (!tags.get(name)) return malformed(`it has no ${name}=`);
  const how = methodsOf(tags);
  if ("fault" in how) return how;
  const who = namesOf(tags);
  if ("fault" in who) return who;
  const when = numbersOf(tags);
  if ("fault" in when) return when;
  const [bodyHash, value] = [base64In(tags.get("bh")!), base64In(tags.get("b")!)];
  if (bodyHash === undefined || value === undefined)
    return malformed("its hash or its signature is no base64");
  const signed = entriesOf(tags.get("h")!).map((name) => name.toLowerCase());
  if (!signed.includes("from")) return malformed("it does not sign the field From");
  if (signed.length > MAX_SIGNED) return malformed(`it names more than ${MAX_SIGNED} fields`);
  return { field, ...how, ...who, ...when, bodyHash, value, signed };
}

type Tags = ReadonlyMap<string, string>;

function methodsOf(tags: Tags): Pick<Signature, "keyType" | "hash" | "header" | "body"> | Unreadable {
  const [keyType, hash] = unfolded(tags.get("a")!).toLowerCase().split("-");
  if ((keyType !== "rsa" && keyType !== "ed25519") || (hash !== "sha256" && hash !== "sha1"))
    return foreign("its algorithm is not one of the standard");
  if (keyType === "ed25519" && hash !== "sha256") return foreign("its algorithm is not one of the standard");
  const [header = "simple", body = "simple", ...more] = unfolded(tags.get("c") ?? "simple")
    .toLowerCase()
    .split("/");
  if (!isCanonical(header) || !isCanonical(body) || more.length > 0)
    return foreign("its canonicalisation is not one of the standard");
  if (!entriesOf(tags.get("q") ?? "dns/txt").includes("dns/txt"))
    return foreign("it names no way to the key that the standard has");
  return { keyType, hash, header, body };
}

const isCanonical = (name: string): name is Canonical => name === "simple" || name === "relaxed";

function namesOf(tags: Tags): Pick<Signature, "domain" | "selector" | "agent"> | Unreadable {
  const [domain, selector] = [tags.get("d")!, tags.get("s")!].map((name) => unfolded(name).toLowerCase()) as [
    string,
    string,
  ];
  if (!DOMAIN.test(domain) || !DOMAIN.test(selector)) return malformed("its domain or selector is no name");
  const identity = quotedPrintable(unfolded(tags.get("i") ?? `@${domain}`)).toLowerCase();
  const at = identity.lastIndexOf("@");
  const agent = identity.slice(at + 1);
  if (at < 0 || (agent !== domain && !agent.endsWith(`.${domain}`)))
    return malformed("the domain of i= is not that of d=, nor below it");
  return { domain, selector, agent };
}

const quotedPrintable = (text: string): string =>
  text.replaceAll(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));

function numbersOf(tags: Tags): Pick<Signature, "length" | "signedAt" | "expires"> | Unreadable {
  const [length, signedAt, expires] = ["l", "t", "x"].map((name) => tags.get(name));
  if (length !== undefined && !LENGTH.test(length)) return malformed("its l= is no length");
  for (const time of [signedAt, expires])
    if (time !== undefined && !SECONDS.test(time)) return malformed("its t= or x= is no time");
  const number = (text: string | undefined): number | undefined =>
    text === undefined ? undefined : Number(text);
  const [from, to] = [number(signedAt), number(expires)];
  if (from !== undefined && to !== undefined && to < from) return malformed("it ends before it was made");
  return { length: number(length), signedAt: from, expires: to };
}
