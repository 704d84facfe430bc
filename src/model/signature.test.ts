import { describe, expect, it } from "vitest";
import { PlumblineError } from "../errors.ts";
import { canonicalJson } from "./canonical.ts";
import { signatureHolds, signingKey } from "./signature.ts";

// RFC 8032, section 7.1, test 1.
const SEED = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
const PUBLIC = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

describe("signature", () => {
  const key = signingKey(SEED);
  const data = { b: 1, a: "x" };

  it("derives the public key of the RFC's vector", () => {
    expect(key.publicKey).toBe(PUBLIC);
  });

  it("holds for the same data in any order of keys, and for nothing else", () => {
    const signature = key.sign(data);
    expect(signatureHolds(PUBLIC, signature, { a: "x", b: 1 })).toBe(true);
    expect(signatureHolds(PUBLIC, signature, { a: "x", b: 2 })).toBe(false);
    expect(signatureHolds(signingKey("00".repeat(32)).publicKey, signature, data)).toBe(false);
  });

  it("takes strict lower-case hexadecimal only", () => {
    const signature = key.sign(data);
    expect(signatureHolds(PUBLIC.toUpperCase(), signature, data)).toBe(false);
    expect(signatureHolds(PUBLIC, `${signature}00`, data)).toBe(false);
    expect(signatureHolds(PUBLIC, ` ${signature}`, data)).toBe(false);
    expect(() => signingKey(SEED.slice(2))).toThrow(PlumblineError);
  });
});

describe("canonical JSON", () => {
  it("orders keys by UTF-16 code units and writes numbers as RFC 8785 does", () => {
    expect(canonicalJson({ "\u20ac": 1, b: [1e21, 0.1, -0], a: { d: "\u000a", c: null } })).toBe(
      '{"a":{"c":null,"d":"\\n"},"b":[1e+21,0.1,0],"€":1}',
    );
  });

  it("refuses what JSON has no word for", () => {
    expect(() => canonicalJson(undefined)).toThrow();
    expect(() => canonicalJson({ a: Number.NaN })).toThrow();
    expect(() => canonicalJson({ a: "\ud800" })).toThrow();
  });
});
