/** Adding a signature to a published edition: the content and the manifest stay as they are, byte for byte. */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PlumblineError } from "../errors.ts";
import type { SigningKey } from "../model/signature.ts";
import { MANIFEST, readSignatures, SIGNATURE, signatureFile, signManifest } from "./manifest.ts";
import type { Maker } from "./maker.ts";
import { verifyEdition } from "./verify.ts";
import type { Verdict } from "./verify.ts";

/**
 * Signs the edition in `folder`, beside the signatures it has. Signing again replaces one's own signature.
 * @param signedAt the signer's word on when, ISO 8601 UTC with milliseconds
 * @throws PlumblineError NOT_FOUND; NOT_INTACT: nobody signs what does not hold; STORE.
 */
export async function signEdition(
  folder: string,
  signer: SigningKey,
  signedAt: string,
  maker: Maker,
): Promise<Verdict> {
  const before = await verifyEdition(folder, maker);
  if (before.verdict === "not-intact") throw new PlumblineError("NOT_INTACT", before.text, { where: folder });
  const path = join(folder, SIGNATURE);
  const earlier = existsSync(path) ? readSignatures(readFileSync(path)) : undefined;
  const manifest = readFileSync(join(folder, MANIFEST));
  const signatures = [
    ...(earlier?.ok === true ? earlier.value : []),
    signManifest(manifest, signer, signedAt),
  ];
  const fresh = join(folder, `.${SIGNATURE}-${process.pid}`);
  try {
    writeFileSync(fresh, signatureFile(signatures), { flag: "wx", mode: 0o644, flush: true });
    renameSync(fresh, path);
  } catch (cause) {
    rmSync(fresh, { force: true });
    throw new PlumblineError("STORE", "The signature could not be written.", { where: path, cause });
  }
  return verifyEdition(folder, maker);
}
