/** Sealing: the manifest over the content files, and its signature. */
import { PlumblineError } from "../errors.ts";
import type { SigningKey } from "../model/signature.ts";
import {
  canonicalFile,
  fileNameSchema,
  MANIFEST,
  sha256,
  SIGNATURE,
  signatureFile,
  signManifest,
  withSelf,
} from "./manifest.ts";
import type { EditionFacts, Manifest } from "./manifest.ts";

export interface Seal {
  /** Merkle root over the records of the edition; anyone can recompute it. */
  readonly viewRoot: string;
  /** Merkle root of the whole log: a record withheld today can be checked against it when it is disclosed. */
  readonly logRoot: string;
  readonly edition: EditionFacts;
  readonly signOff?: Manifest["signOff"];
  /** The signer's word on when it signs. */
  readonly signedAt: string;
}

/**
 * The files with `manifest.json`, and with `manifest.sig` if there is a signer. Ed25519 is deterministic: same files,
 * seal and key, same bytes.
 * @throws PlumblineError PUBLISH if a file has a name that an edition cannot hold.
 */
export function sealEdition(
  files: ReadonlyMap<string, Uint8Array>,
  seal: Seal,
  signer?: SigningKey,
): ReadonlyMap<string, Uint8Array> {
  for (const name of files.keys())
    if (!fileNameSchema.safeParse(name).success || name === MANIFEST || name === SIGNATURE)
      throw new PlumblineError("PUBLISH", "A file has a name that an edition cannot hold.", { where: name });
  const manifest = withSelf({
    plumbline: "edition",
    format: 1,
    edition: seal.edition,
    files: Object.fromEntries(
      [...files].map(([name, bytes]) => [name, { sha256: sha256(bytes), bytes: bytes.length }]),
    ),
    ...(seal.signOff === undefined ? {} : { signOff: seal.signOff }),
    viewRoot: seal.viewRoot,
    logRoot: seal.logRoot,
  });
  const bytes = canonicalFile(manifest);
  const sealed = new Map(files).set(MANIFEST, bytes);
  if (signer !== undefined)
    sealed.set(SIGNATURE, signatureFile([signManifest(bytes, signer, seal.signedAt)]));
  return sealed;
}
