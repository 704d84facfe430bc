/** The verdict on an edition, from nothing but its folder and, if there is one, a list of trusted keys. */
import { Failure } from "./failure.ts";
import { filesOf } from "./folder.ts";
import { MANIFEST, sha256 } from "./manifest.ts";
import type { EditionFacts, Manifest, ManifestSignature } from "./manifest.ts";
import { openFiles } from "./opened.ts";
import type { Maker } from "./maker.ts";
import type { Made } from "./rebuilt.ts";
import type { Trust } from "./trust.ts";

interface Intact {
  readonly edition: EditionFacts;
  readonly viewRoot: string;
  readonly logRoot: string;
  /** SHA-256 of manifest.json: what to keep elsewhere, or to compare with somebody who kept it. */
  readonly manifestSha256: string;
  readonly records: number;
  readonly sentences: number;
  /** How its forms were held against its records. */
  readonly made: Made;
  /** Everybody who signed; the time is the signer's own word. */
  readonly signatures: readonly {
    readonly key: string;
    readonly signedAt: string;
    /** The name the reader's trust file gives the key. */
    readonly trusted?: string;
    /** The organisation whose key it is by the records of the edition. */
    readonly declaredBy?: string;
  }[];
  /** Organisations that have to sign and have not. */
  readonly unsignedBy: readonly string[];
}

export type Verdict =
  | (Intact & {
      /** At least one signer is trusted; signed by nobody the reader knows; not signed. */
      readonly verdict: "signed-trusted" | "signed-unknown" | "unsigned";
      readonly text: string;
    })
  | {
      readonly verdict: "not-intact";
      /** The first file that fails, and the first record in it where that can be told. */
      readonly file: string;
      readonly record?: string;
      readonly why: string;
      readonly text: string;
    };

/**
 * Verifies the folder of an edition.
 * @throws PlumblineError NOT_FOUND if there is no folder at `dir`.
 */
export async function verifyEdition(dir: string, maker: Maker, trust?: Trust): Promise<Verdict> {
  return verdict(() => filesOf(dir), maker, trust);
}

/** Verifies the files of an edition by name. */
export async function verifyFiles(
  files: ReadonlyMap<string, Uint8Array>,
  maker: Maker,
  trust?: Trust,
): Promise<Verdict> {
  return verdict(() => files, maker, trust);
}

async function verdict(
  read: () => ReadonlyMap<string, Uint8Array>,
  maker: Maker,
  trust: Trust | undefined,
): Promise<Verdict> {
  try {
    const files = read();
    const { manifest, signatures, view, sentences, made } = await openFiles(files, maker);
    const intact: Intact = {
      edition: manifest.edition,
      viewRoot: manifest.viewRoot,
      logRoot: manifest.logRoot,
      manifestSha256: sha256(files.get(MANIFEST)!),
      records: view.records.length,
      sentences,
      made,
      ...signers(manifest, signatures, trust),
    };
    return verdictOf(intact, manifest.signOff?.by);
  } catch (error) {
    if (error instanceof Failure) return notIntact(error);
    throw error;
  }
}

function signers(
  manifest: Manifest,
  signatures: readonly ManifestSignature[],
  trust: Trust | undefined,
): Pick<Intact, "signatures" | "unsignedBy"> {
  const organisations = manifest.signOff?.organisations ?? [];
  return {
    signatures: signatures.map(({ key, signedAt }) => {
      const trusted = trust?.keys.find((candidate) => candidate.key === key)?.name;
      const declaredBy = organisations.find(({ keys }) => keys.includes(key))?.name;
      return {
        key,
        signedAt,
        ...(trusted === undefined ? {} : { trusted }),
        ...(declaredBy === undefined ? {} : { declaredBy }),
      };
    }),
    unsignedBy: organisations
      .filter(({ keys }) => !signatures.some(({ key }) => keys.includes(key)))
      .map(({ name }) => name),
  };
}

function verdictOf(intact: Intact, due: string | undefined): Verdict {
  const { signatures, unsignedBy } = intact;
  const trusted = signatures.filter((signature) => signature.trusted !== undefined);
  const unknown = signatures.filter((signature) => signature.trusted === undefined);
  const known = trusted.map(({ trusted: name, signedAt }) => `${name}, whom you trust (${signedAt})`);
  const others = unknown.map(({ key, declaredBy, signedAt }) =>
    declaredBy === undefined
      ? `key ${key}, which is unknown to you (${signedAt})`
      : `key ${key}, which the edition itself gives as that of ${declaredBy} and is unknown to you (${signedAt})`,
  );
  const signed =
    signatures.length === 0
      ? "Intact, unsigned: this shows nothing about who made it."
      : trusted.length === 0
        ? `Intact; signed with ${others.join(" and with ")}.`
        : `Intact and signed by ${known.join(" and by ")}${others.length === 0 ? "" : `; also with ${others.join(" and with ")}`}.`;
  const missing =
    unsignedBy.length === 0 ? "" : ` Not signed by ${unsignedBy.join(", ")}, which was due by ${due ?? ""}.`;
  const verdict =
    signatures.length === 0 ? "unsigned" : trusted.length === 0 ? "signed-unknown" : "signed-trusted";
  return { ...intact, verdict, text: `${signed}${missing}` };
}

function notIntact(failure: Failure): Verdict {
  const { file, record, message } = failure;
  return {
    verdict: "not-intact",
    file,
    ...(record === undefined ? {} : { record }),
    why: message,
    text: textOfFailure(failure),
  };
}

/** "Not intact: index.html, at J1.wording says …." */
export function textOfFailure({ file, record, message }: Failure): string {
  return `Not intact: ${record === undefined ? file : `${file}, ${record}`} ${message}.`;
}
