import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { inclusionPath, leafOfText, MerkleTree, merkleRoot, rootOfPath } from "./merkle.ts";

/** The eight leaves and the roots that Certificate Transparency implementations share as test vectors (RFC 6962, 9162). */
const LEAVES = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
];
const ROOTS = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

const leaves = LEAVES.map((hex) => leafOfText(new Uint8Array(0), Buffer.from(hex, "hex").toString("latin1")));

const node = (left: Uint8Array, right: Uint8Array) =>
  createHash("sha256").update(Buffer.of(1)).update(left).update(right).digest();

describe("Merkle tree", () => {
  it("has the known roots at every size", () => {
    const tree = new MerkleTree();
    expect(tree.root()).toBe(createHash("sha256").digest("hex"));
    leaves.forEach((leaf, i) => {
      tree.add(leaf);
      expect(tree.root()).toBe(ROOTS[i]);
      expect(merkleRoot(leaves.slice(0, i + 1))).toBe(ROOTS[i]);
    });
  });

  it("gives paths from which a stranger recomputes the root", () => {
    for (let size = 1; size <= leaves.length; size++)
      for (let index = 0; index < size; index++) {
        // RFC 9162, 2.1.3.2: the verifier's side, written from its text.
        let hash: Uint8Array = leaves[index]!;
        let fn = index;
        let sn = size - 1;
        for (const sibling of inclusionPath(leaves.slice(0, size), index)) {
          const other = Buffer.from(sibling, "hex");
          if (fn % 2 === 1 || fn === sn) {
            hash = node(other, hash);
            while (fn % 2 === 0 && fn !== 0) {
              fn = Math.floor(fn / 2);
              sn = Math.floor(sn / 2);
            }
          } else hash = node(hash, other);
          fn = Math.floor(fn / 2);
          sn = Math.floor(sn / 2);
        }
        expect(sn).toBe(0);
        expect(Buffer.from(hash).toString("hex")).toBe(ROOTS[size - 1]);
        const path = inclusionPath(leaves.slice(0, size), index);
        expect(rootOfPath(leaves[index]!, index, size, path)).toBe(ROOTS[size - 1]);
        expect(rootOfPath(leaves[index]!, index, size, [...path, ROOTS[0]!])).toBeUndefined();
        expect(rootOfPath(leaves[index]!, size, size, path)).toBeUndefined();
        if (size > 1) {
          expect(rootOfPath(leaves[index]!, index, size, path.slice(1))).not.toBe(ROOTS[size - 1]);
          expect(rootOfPath(leaves[(index + 1) % size]!, index, size, path)).not.toBe(ROOTS[size - 1]);
        }
      }
  });
});
