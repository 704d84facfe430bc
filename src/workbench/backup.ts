/**
 * Backup and restore: a consistent copy of a case while a server writes to it. The log is copied first; the bytes that its
 * records name are there already, because bytes are stored before they are recorded. What is copied is verified before
 * it gets its name. The corpus is not copied: it is read again from the bytes.
 */
import { cpSync, existsSync, readdirSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { PlumblineError } from "../errors.ts";
import { ArtifactStore } from "../store/artifacts.ts";
import { copyLog, syncPath } from "../store/log/copy.ts";
import { verifyLog } from "../store/log/verify.ts";
import { putFolder } from "../store/put-folder.ts";
import { logPath } from "./case.ts";
import { verifyCase } from "./verify.ts";

export interface Copied {
  readonly folder: string;
  readonly records: number;
  readonly root: string;
  /** Files by hash. */
  readonly artifacts: number;
  /** Published editions. */
  readonly editions: number;
}

/**
 * Copies the case in `from` to the new folder `to`, whole or not at all.
 * @throws PlumblineError CASE_MISSING; OUT_EXISTS if `to` holds anything; CASE_DAMAGED if the copy does not hold; STORE.
 */
export async function backup(from: string, to: string): Promise<Copied> {
  if (!existsSync(logPath(from)))
    throw new PlumblineError("CASE_MISSING", "There is no case in this folder.", { where: from });
  const { filled } = await putFolder(to, async (fresh) => copyInto(from, fresh));
  syncPath(dirname(resolve(to)));
  return { folder: to, ...filled };
}

/**
 * Makes a case from a backup, after verifying it.
 * @param root a log root kept elsewhere, 64 hexadecimal digits
 * @throws PlumblineError as `backup`; CASE_DAMAGED if the backup does not hold.
 */
export async function restore(from: string, to: string, root?: string): Promise<Copied> {
  await mustHold(from, root);
  return backup(from, to);
}

async function copyInto(from: string, aside: string): Promise<Omit<Copied, "folder">> {
  copyLog(logPath(from), logPath(aside));
  const store = new ArtifactStore(join(from, "artifacts"), aside);
  const target = new ArtifactStore(join(aside, "artifacts"), join(aside, "staging"));
  for (const sha256 of heldBytes(aside)) {
    if (!store.has(sha256))
      throw new PlumblineError("CASE_DAMAGED", "The bytes of an artifact are missing.", { where: sha256 });
    const stored = await target.addFile(store.path(sha256));
    if (stored.sha256 !== sha256)
      throw new PlumblineError("CASE_DAMAGED", "The bytes of an artifact are not what its hash says.", {
        where: sha256,
      });
  }
  rmSync(join(aside, "staging"), { recursive: true, force: true });
  const editions = join(from, "editions");
  if (existsSync(editions)) cpSync(editions, join(aside, "editions"), { recursive: true });
  const { records, root, artifacts } = await mustHold(aside);
  return { records, root, artifacts, editions: existsSync(editions) ? readdirSync(editions).length : 0 };
}

/** Hashes of the bytes that the records of a log say are held; each once. */
function heldBytes(folder: string): ReadonlySet<string> {
  const hashes = new Set<string>();
  for (const record of verifyLog(logPath(folder)).records)
    if (record.type === "Artifact" && record.body.held && record.body.sha256 !== "not recorded")
      hashes.add(record.body.sha256);
  return hashes;
}

async function mustHold(folder: string, root?: string): Promise<Awaited<ReturnType<typeof verifyCase>>> {
  const verified = await verifyCase(folder, root);
  if (!verified.holds)
    throw new PlumblineError("CASE_DAMAGED", verified.failure ?? "It does not hold.", { where: folder });
  return verified;
}
