/**
 * The leaf hash of a record, computed in the browser: SHA-256(0x00 || salt || canonical JSON), as RFC 9162 has it.
 * @param salt lower-case hexadecimal
 * @returns lower-case hexadecimal
 */
export async function leafOf(salt: string, canonicalText: string): Promise<string> {
  const text = new TextEncoder().encode(canonicalText);
  const salted = Uint8Array.from(salt.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  const bytes = new Uint8Array(1 + salted.length + text.length);
  bytes.set(salted, 1);
  bytes.set(text, 1 + salted.length);
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
