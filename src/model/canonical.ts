/** Canonical JSON, RFC 8785 (JCS): the one text of a record that is hashed and signed. */
import canonicalize from "canonicalize";

/**
 * The canonical text of plain data.
 * @throws TypeError if the data hold something JSON has no word for (NaN, a lone surrogate, a function).
 */
export function canonicalJson(data: unknown): string {
  const text = canonicalize(data);
  if (text === undefined) throw new TypeError("canonicalJson: not plain data");
  return text;
}
