/** Documents that are packed, by their first bytes: never by a name. They are read by the child process alone. */
import { containerOf } from "../containers/kinds.ts";

/** Bytes that are looked at. */
export const PACKED_HEAD = 1024;

export function packedKind(head: Uint8Array): "pdf" | "zip" | undefined {
  if (containerOf(head) === "zip") return "zip";
  // A text that speaks of one has its mark further down.
  return /^(?:\u00ef\u00bb\u00bf)?\s*%PDF-/u.test(Buffer.from(head).toString("latin1")) ? "pdf" : undefined;
}
