/**
 * Keys: an Ed25519 seed in a file that only its owner can read, never in a case. The public key is declared in the
 * log by a Claim of the organisation about itself.
 */
import { randomBytes } from "node:crypto";
import { statSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { PlumblineError } from "../errors.ts";
import { readGivenText } from "../store/given-file.ts";
import { signingKey } from "../model/signature.ts";
import type { SigningKey } from "../model/signature.ts";
import { PREDICATES } from "../model/records.ts";
import type { Marking } from "../model/marking.ts";
import type { Actor, Case } from "./case.ts";

const keyFileSchema = z.strictObject({
  plumbline: z.literal("signing key"),
  name: z.string().min(1).max(200),
  publicKey: z.string(),
  secret: z.string(),
});

/** A signing key with the name of its organisation, for trust files and signatures. */
export interface NamedKey extends SigningKey {
  readonly name: string;
}

/** A key file is a few lines. */
const MAX_BYTES = 64e3;

/**
 * Reads a key file.
 * @throws PlumblineError KEY_FILE if others than its owner can read it, or it is no key.
 */
export function readKeyFile(path: string): NamedKey {
  const refuse = (why: string, cause?: unknown) =>
    new PlumblineError("KEY_FILE", why, { where: path, cause });
  let text: string;
  try {
    if ((statSync(path).mode & 0o077) !== 0) throw refuse("Others than its owner can read the key file.");
    text = readGivenText(path, {
      what: "The key file",
      maxBytes: MAX_BYTES,
      unreadable: "KEY_FILE",
      tooLong: "KEY_FILE",
    });
  } catch (cause) {
    throw cause instanceof PlumblineError ? cause : refuse("The key file cannot be read.", cause);
  }
  // The text is a secret: no error may carry any of it.
  try {
    const { name, publicKey, secret } = keyFileSchema.parse(JSON.parse(text));
    const key = signingKey(secret);
    if (key.publicKey === publicKey) return { ...key, name };
  } catch {
    throw refuse("This is not a key file.");
  }
  throw refuse("Public and secret key do not belong together.");
}

/** Makes a key file (mode 0600; refuses to overwrite) and returns the key. */
export function makeKeyFile(path: string, name: string, seed: Uint8Array = randomBytes(32)): NamedKey {
  const secret = Buffer.from(seed).toString("hex");
  const key = signingKey(secret);
  const text = JSON.stringify(
    { plumbline: "signing key", name, publicKey: key.publicKey, secret },
    undefined,
    2,
  );
  try {
    writeFileSync(path, `${text}\n`, { mode: 0o600, flag: "wx" });
  } catch (cause) {
    throw new PlumblineError("KEY_FILE", "The key file cannot be written, or is there already.", {
      where: path,
      cause,
    });
  }
  return { ...key, name };
}

/** Declares a public key as the organisation's own. Signatures count from here on. */
export async function declareKey(
  opened: Case,
  actor: Actor,
  publicKey: string,
  marking: Marking,
): Promise<string> {
  const id = opened.log.issueId("Claim");
  await opened.append([
    {
      id,
      type: "Claim",
      ...actor,
      marking,
      body: {
        speaker: actor.for,
        polarity: "asserts",
        proposition: "This key signs for the organisation.",
        statement: { subject: actor.for, predicate: PREDICATES.keyAdded, object: publicKey },
        derivedFrom: "original",
      },
    },
  ]);
  return id;
}
