/** Messages that a test signs with keys of its own, and `mailauth` as the second opinion on any signature. */
import { createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import { dkimSign, dkimVerify } from "mailauth";

/** Records of a domain by `SELECTOR._domainkey.DOMAIN`. */
export type Zone = ReadonlyMap<string, string>;

export interface SigningKey {
  readonly selector: string;
  readonly domain: string;
  readonly pem: string;
  /** What the domain publishes. */
  readonly record: string;
}

/** DER of an Ed25519 private key (RFC 8410) before its 32 bytes. */
const ED25519 = Buffer.from("302e020100300506032b657004220420", "hex");

/** The same key for the same seed. */
export function ed25519Key(domain: string, selector: string, seed: number): SigningKey {
  const key = createPrivateKey({
    key: Buffer.concat([ED25519, Buffer.alloc(32, seed)]),
    format: "der",
    type: "pkcs8",
  });
  const spki = createPublicKey(key).export({ format: "der", type: "spki" });
  return {
    selector,
    domain,
    pem: key.export({ format: "pem", type: "pkcs8" }) as string,
    record: `v=DKIM1; k=ed25519; p=${spki.subarray(-32).toString("base64")}`,
  };
}

export function rsaKey(domain: string, selector: string, bits = 2048): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: bits });
  return {
    selector,
    domain,
    pem: privateKey.export({ format: "pem", type: "pkcs8" }) as string,
    record: `v=DKIM1; k=rsa; p=${publicKey.export({ format: "der", type: "spki" }).toString("base64")}`,
  };
}

export const zoneOf = (keys: readonly SigningKey[]): Zone =>
  new Map(keys.map(({ domain, selector, record }) => [`${selector}._domainkey.${domain}`, record]));

export interface SigningOptions {
  readonly canonicalization?: "relaxed/relaxed" | "simple/simple" | "relaxed/simple" | "simple/relaxed";
  readonly maxBodyLength?: number;
  readonly signedAt?: string;
  /** Names of fields to sign, between colons. */
  readonly headers?: string;
}

/** The message with a signature in front. Text is Latin-1, a character a byte. */
export async function signMail(mail: string, key: SigningKey, options: SigningOptions = {}): Promise<string> {
  const signing = { signingDomain: key.domain, selector: key.selector, privateKey: key.pem };
  const { signatures, errors } = await dkimSign(Buffer.from(mail, "latin1"), {
    ...signing,
    canonicalization: options.canonicalization ?? "relaxed/relaxed",
    signTime: new Date(options.signedAt ?? "2031-05-01T10:00:00Z"),
    ...(options.headers === undefined ? {} : { headerList: options.headers.split(":") }),
    signatureData: [
      {
        ...signing,
        ...(options.maxBodyLength === undefined ? {} : { maxBodyLength: options.maxBodyLength }),
      },
    ],
  });
  if (errors.length > 0) throw new Error(`mailauth would not sign: ${JSON.stringify(errors)}`);
  return signatures + mail;
}

/** What `mailauth` says of each signature. */
export async function secondOpinion(mail: string, zone: Zone): Promise<readonly string[]> {
  const { results } = await dkimVerify(Buffer.from(mail, "latin1"), {
    minBitLength: 1,
    resolver: async (name: string, type: string) => {
      const record = type === "TXT" ? zone.get(name) : undefined;
      if (record === undefined) throw Object.assign(new Error("no such name"), { code: "ENOTFOUND" });
      return [[record]];
    },
  });
  return results.map(({ status }) => status.result);
}
