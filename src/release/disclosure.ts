/**
 * A record that was withheld, disclosed later, with what checks it against the log root that an edition carried: its salt
 * gives the leaf, the path of RFC 9162 gives the root. So nobody can make up afterwards what was withheld then.
 */
import { z } from "zod";
import { leafHash, rootOfPath } from "../model/merkle.ts";
import { recordSchema } from "../model/records.ts";
import { sha256Schema } from "../model/refs.ts";
import { readCanonical } from "./manifest.ts";
import type { Read } from "./manifest.ts";

const disclosureSchema = z.strictObject({
  plumbline: z.literal("disclosure"),
  format: z.literal(1),
  record: recordSchema,
  salt: sha256Schema,
  /** Place of the record in the log, from 0, and the number of leaves the root is over. */
  index: z.int().nonnegative(),
  size: z.int().positive(),
  /** Sibling hashes, the nearest first. */
  path: z.array(sha256Schema).max(64),
  logRoot: sha256Schema,
});
export type Disclosure = z.infer<typeof disclosureSchema>;

/** Reads a disclosure, which has to be canonical JSON and a line end. */
export function readDisclosure(bytes: Uint8Array): Read<Disclosure> {
  return readCanonical(bytes, disclosureSchema);
}

/** Does the record, with its salt and path, give the root that it names? */
export function disclosureHolds({ record, salt, index, size, path, logRoot }: Disclosure): boolean {
  const leaf = leafHash(Buffer.from(salt, "hex"), record);
  return rootOfPath(leaf, index, size, path) === logRoot;
}
