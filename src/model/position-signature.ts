/** Signatures of own positions, and the keys an organisation has declared in the log. */
import { PREDICATES } from "./records.ts";
import type { CaseRecord, Draft } from "./records.ts";
import { signatureHolds } from "./signature.ts";
import type { SigningKey } from "./signature.ts";

/** A Position before the log has given it its time. */
export type PositionDraft = Draft<"Position"> & { readonly id: string };

/** What is signed: the whole record but its time, which only the log knows, with the log root that the signer saw. */
function payload(position: PositionDraft | CaseRecord<"Position">, root: string): unknown {
  const { signature: _, ...body } = position.body;
  const { at: __, ...envelope } = { at: "", ...position };
  return { ...envelope, body, root };
}

/** The draft with a signature over it and over `root`. */
export function signPosition(draft: PositionDraft, key: SigningKey, root: string): PositionDraft {
  const value = key.sign(payload(draft, root));
  return { ...draft, body: { ...draft.body, signature: { key: key.publicKey, value, root } } };
}

/** Does the signature hold over the position, under the key it names? Whether that key counts is another question. */
export function positionSignatureHolds(position: CaseRecord<"Position">): boolean {
  const { signature } = position.body;
  return (
    signature !== undefined &&
    signatureHolds(signature.key, signature.value, payload(position, signature.root))
  );
}

/** Does the record add or revoke a key of the organisation that it is for? */
export function movesKey(record: CaseRecord): record is CaseRecord<"Claim"> {
  if (record.type !== "Claim" || record.body.speaker !== record.for) return false;
  const predicate = record.body.statement?.predicate;
  return predicate === PREDICATES.keyAdded || predicate === PREDICATES.keyRevoked;
}

/**
 * The keys that organisations have declared and not revoked, at one place in a log. Only an organisation itself adds
 * or revokes its keys.
 */
export class DeclaredKeys {
  readonly #keys = new Map<string, Set<string>>();

  /** Takes in the next record of the log. */
  add(record: CaseRecord): void {
    if (!movesKey(record)) return;
    const { predicate, object } = record.body.statement!;
    const keys = this.#keys.get(record.for) ?? new Set<string>();
    if (predicate === PREDICATES.keyAdded) keys.add(object);
    else keys.delete(object);
    this.#keys.set(record.for, keys);
  }

  /** Keys of an organisation that count at this place, sorted. */
  of(organisation: string): readonly string[] {
    return [...(this.#keys.get(organisation) ?? [])].sort();
  }

  holds(organisation: string, key: string): boolean {
    return this.#keys.get(organisation)?.has(key) ?? false;
  }
}
