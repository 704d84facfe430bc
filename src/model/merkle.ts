/**
 * The Merkle tree of the log and of an edition's view: RFC 9162, section 2.1, over salted leaves.
 *
 * Leaf = SHA-256(0x00 || salt || JCS(record)); node = SHA-256(0x01 || left || right); the empty tree is SHA-256 of
 * nothing. The salt (32 random bytes) keeps a withheld record from being guessed from its hash.
 */
import { createHash } from "node:crypto";
import { canonicalJson } from "./canonical.ts";
import type { CaseRecord } from "./records.ts";

export const SALT_BYTES = 32;

/** The leaf hash of a record under its salt. */
export function leafHash(salt: Uint8Array, record: CaseRecord): Buffer {
  return leafOfText(salt, canonicalJson(record));
}

/** The leaf hash of a record's canonical text under its salt. */
export function leafOfText(salt: Uint8Array, canonicalText: string): Buffer {
  return createHash("sha256").update(Buffer.of(0)).update(salt).update(canonicalText, "utf8").digest();
}

function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash("sha256").update(Buffer.of(1)).update(left).update(right).digest();
}

/**
 * A tree that grows by one leaf at a time and knows its root at every size.
 * Adding costs O(1) hashes amortised, a root O(log n); memory O(log n).
 */
export class MerkleTree {
  /** Roots of the perfect subtrees, largest first; `#sizes` holds their numbers of leaves. */
  readonly #roots: Buffer[] = [];
  readonly #sizes: number[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(leaf: Uint8Array): void {
    let root: Buffer = Buffer.from(leaf);
    let size = 1;
    while (this.#sizes.at(-1) === size) {
      root = nodeHash(this.#roots.pop()!, root);
      this.#sizes.pop();
      size *= 2;
    }
    this.#roots.push(root);
    this.#sizes.push(size);
    this.#size += 1;
  }

  root(): string {
    if (this.#size === 0) return createHash("sha256").digest("hex");
    let root = this.#roots.at(-1)!;
    for (let i = this.#roots.length - 2; i >= 0; i--) root = nodeHash(this.#roots[i]!, root);
    return root.toString("hex");
  }
}

/** Root over leaves in order, in lower-case hexadecimal. */
export function merkleRoot(leaves: Iterable<Uint8Array>): string {
  const tree = new MerkleTree();
  for (const leaf of leaves) tree.add(leaf);
  return tree.root();
}

/** Audit path of leaf `index` in the tree over `leaves` (RFC 9162, 2.1.3.1), nearest sibling first. */
export function inclusionPath(leaves: readonly Uint8Array[], index: number): string[] {
  const path: string[] = [];
  const walk = (from: number, to: number): Buffer => {
    if (to - from === 1) return Buffer.from(leaves[from]!);
    const split = from + 2 ** (31 - Math.clz32(to - from - 1));
    const left = walk(from, split);
    const right = walk(split, to);
    if (index >= from && index < split) path.push(right.toString("hex"));
    else if (index >= split && index < to) path.push(left.toString("hex"));
    return nodeHash(left, right);
  };
  if (leaves.length > 0) walk(0, leaves.length);
  return path;
}

/**
 * The root that a leaf and its audit path give (RFC 9162, 2.1.3.2), in lower-case hexadecimal; undefined if the path has
 * another length than a tree of `size` leaves has at `index`.
 */
export function rootOfPath(
  leaf: Uint8Array,
  index: number,
  size: number,
  path: readonly string[],
): string | undefined {
  if (index >= size) return undefined;
  let [at, last] = [index, size - 1];
  let root: Buffer = Buffer.from(leaf);
  for (const step of path) {
    if (last === 0) return undefined;
    const sibling = Buffer.from(step, "hex");
    if (at % 2 === 1 || at === last) {
      root = nodeHash(sibling, root);
      while (at % 2 === 0 && at !== 0) {
        at = Math.floor(at / 2);
        last = Math.floor(last / 2);
      }
    } else root = nodeHash(root, sibling);
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? root.toString("hex") : undefined;
}
