/** Signatures of own positions, and the keys an organisation has declared in the log. */
import type { SigningKey } from "../model/signature.ts";
import { signatureHolds } from "../model/signature.ts";
import { PREDICATES } from "../model/records.ts";
import type { Body, CaseRecord, Draft } from "../model/records.ts";

/** What is signed: the position without its signature, for whom, and the log root that the signer saw. */
function payload(position: Draft<"Position"> | CaseRecord<"Position">, root: string): unknown {
  const { signature: _, ...body } = position.body;
  return { type: "Position", for: position.for, root, body };
}

/** The draft with a signature over it and over `root`. */
export function signPosition(draft: Draft<"Position">, key: SigningKey, root: string): Draft<"Position"> {
  const value = key.sign(payload(draft, root));
  const body: Body<"Position"> = { ...draft.body, signature: { key: key.publicKey, value, root } };
  return { ...draft, body };
}

/**
 * Does the position's signature hold, under a key that its organisation had added before and not revoked? A
 * signature counts by its place in the log: `before` are the records above the position.
 */
export function positionSignatureHolds(
  position: CaseRecord<"Position">,
  before: readonly CaseRecord[],
): boolean {
  const signature = position.body.signature;
  if (signature === undefined) return false;
  let valid = false;
  for (const record of before) {
    if (record.type !== "Claim" || record.for !== position.for || record.body.speaker !== position.for)
      continue;
    const { predicate, object } = record.body.statement ?? {};
    if (object !== signature.key) continue;
    if (predicate === PREDICATES.keyAdded) valid = true;
    if (predicate === PREDICATES.keyRevoked) valid = false;
  }
  return valid && signatureHolds(signature.key, signature.value, payload(position, signature.root));
}
