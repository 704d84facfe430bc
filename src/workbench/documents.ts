/** A document comes into a case: its bytes by their hash, and the Artifact that says so. */
import { existsSync, statSync } from "node:fs";
import { basename } from "node:path";
import { PlumblineError } from "../errors.ts";
import { formOf } from "../ingest/index.ts";
import { DEFAULT_MARKING } from "../model/marking.ts";
import type { CaseRecord, IssuedDraft } from "../model/records.ts";
import type { Actor, Case, Door } from "./case.ts";
import { dropUnnamed, MAX_TITLE } from "./import.ts";

/** In the place of a hash that is not known yet. */
const NO_BYTES = "0".repeat(64);

/**
 * Takes the bytes in and appends the Artifact; on any refusal the case is as it was.
 * @param how.draft the Artifact over bytes of this hash and number
 * @throws PlumblineError as `Case.append`; STORE.
 */
export async function addDocument(
  opened: Case,
  path: string,
  how: { readonly draft: (sha256: string, bytes: number) => IssuedDraft; readonly door: Door },
): Promise<CaseRecord<"Artifact">> {
  const { artifacts } = opened;
  const door = (sha256: string): Door => ({ ...how.door, brought: new Set([sha256]) });
  // What is wrong is said before the bytes come into the case.
  await opened.check([how.draft(NO_BYTES, 0)], door(NO_BYTES));
  const { sha256, bytes } = await artifacts.addFile(path);
  const [written] = await opened
    .append([how.draft(sha256, bytes)], door(sha256))
    .catch(async (error: unknown) => {
      await dropUnnamed(opened, sha256);
      throw error;
    });
  // An import of the same bytes that failed meanwhile may have taken them out before the log named them.
  if (!artifacts.has(sha256)) await artifacts.addFile(path);
  return written as CaseRecord<"Artifact">;
}

/** Whether what is named on a command line is one file, and a document. */
export function isDocument(path: string): boolean {
  return existsSync(path) && statSync(path).isFile() && formOf(path, basename(path)) === "document";
}

/**
 * The document at a path as an Artifact of the case: the one that holds these very bytes already, or a new one.
 * @throws PlumblineError FILE_MISSING; as `addDocument`.
 */
export async function bringDocument(
  opened: Case,
  path: string,
  actor: Actor,
): Promise<{ readonly artifact: CaseRecord<"Artifact">; readonly isNew: boolean }> {
  if (!existsSync(path) || !statSync(path).isFile())
    throw new PlumblineError("FILE_MISSING", "There is no such file.", { where: path });
  const { sha256 } = await opened.artifacts.addFile(path);
  const known = (await opened.fullFold())
    .all("Artifact")
    .find(({ body }) => body.sha256 === sha256 && body.held);
  if (known !== undefined) return { artifact: known, isNew: false };
  const artifact = await addDocument(opened, path, {
    draft: (hash, bytes) => ({
      id: opened.log.issueId("Artifact"),
      type: "Artifact",
      ...actor,
      marking: DEFAULT_MARKING,
      body: { title: basename(path).slice(0, MAX_TITLE), sha256: hash, held: true, bytes },
    }),
    door: {},
  });
  return { artifact, isNew: true };
}
