/** From the log to a released edition: fold at the ceiling, hold to the invariants, render, seal, write, record. */
import { createHash } from "node:crypto";
import {
  contentEntries,
  editionView,
  falseStatements,
  hiddenPositions,
  isPublication,
  isSetMail,
  removals,
  uncovered,
} from "../case/index.ts";
import type { CaseFold, Refusal, Removal } from "../case/index.ts";
import { PlumblineError } from "../errors.ts";
import { compareTlp } from "../model/marking.ts";
import type { Reader } from "../model/marking.ts";
import { recordOf } from "../model/refs.ts";
import type { Carried, Ref } from "../model/refs.ts";
import { merkleRoot } from "../model/merkle.ts";
import type { SigningKey } from "../model/signature.ts";
import type { EditionView } from "../views/edition.ts";
import { editionFacts, renderEdition, sealEdition, signOffFacts } from "../release/index.ts";
import { PREDICATES } from "../model/records.ts";
import type { IssuedDraft } from "../model/records.ts";
import { ACCOUNT_TYPES } from "./bundle/names.ts";
import type { Actor, Case } from "./case.ts";
import { checkEditionFolder, writeEdition } from "./edition-folder.ts";
import { resolveName } from "./names.ts";
import { passagesIn } from "./passages.ts";
import { SOFTWARE } from "../software.ts";
import { counted } from "../words.ts";

export interface PublishOptions {
  readonly reader: Reader;
  readonly out: string;
  readonly actor: Actor;
  /** Key or id of the draft; the newest draft at the ceiling otherwise. */
  readonly edition?: string;
  readonly signer?: SigningKey;
  /** What the releaser sees, which is all that the edition is checked against; everything by default. */
  readonly releaser?: Reader;
  /** The releaser attests parity: see `attest`. */
  readonly attest?: boolean;
  /** Replaces another edition that stands there. */
  readonly force?: boolean;
}

export interface Published {
  readonly folder: string;
  readonly manifestSha256: string;
  readonly viewRoot: string;
  readonly logRoot: string;
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
  readonly view: EditionView;
  /** The edition that stood there and was replaced, in words. */
  readonly replaced?: string;
}

/** What a releaser sees before releasing: every removal with its reason, and every reason not to publish. */
export interface PublicationPlan {
  readonly view: EditionView;
  readonly removals: readonly Removal[];
  readonly refused: readonly Refusal[];
}

/**
 * Folds the edition and holds it to the invariants, to the truth above the line and to coverage. For the releaser alone.
 * @throws PlumblineError PUBLISH if there is no such draft, NOT_FOUND.
 */
export async function planPublication(
  opened: Case,
  options: Pick<PublishOptions, "reader" | "edition" | "releaser">,
): Promise<PublicationPlan> {
  const full = await opened.fold(options.releaser ?? (await opened.owner()));
  const named = options.edition === undefined ? undefined : resolveName(full, options.edition);
  const { view, report } = editionView(await opened.log.entries(), options.reader, named);
  const lower = await opened.fold(options.reader);
  const draft = lower.find("Edition", view.ref)!.body;
  return {
    view,
    removals: removals(full, lower, draft.redactions),
    refused: [
      ...report.refused,
      ...hiddenPositions(full, lower),
      ...falseStatements(full, lower, options.reader.ceiling),
      ...uncovered(full, lower, draft),
      ...(await misquoted(opened, lower, view)),
      ...coveredMails(full, lower),
      ...(compareTlp(options.reader.ceiling, "CLEAR") === 0 ? coveredItems(lower) : []),
    ],
  };
}

/** Quotations and spans of the edition that are not in their documents; a document that is no text, though its record says so. */
async function misquoted(opened: Case, lower: CaseFold, view: EditionView): Promise<Refusal[]> {
  const { faults } = await passagesIn(lower, opened.texts);
  const refuse = (about: string, text: string): Refusal => ({ code: "QUOTATION", about, text });
  const unread = await Promise.all(
    view.sources
      .filter(({ passages }) => passages === "checked")
      .map(async (source) => {
        const found = await opened.texts.of(source);
        return "none" in found
          ? [
              refuse(
                source.ref,
                `Its passages would be said to be checked, and ${found.none}: state its mediaType.`,
              ),
            ]
          : [];
      }),
  );
  return [...faults.map(({ record, message }) => refuse(record, message)), ...unread.flat()];
}

/** Bytes of the documents that the edition carries, by the names of their files. */
async function carriedDocuments(
  opened: Case,
  { sources }: EditionView,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const documents = new Map<string, Uint8Array>();
  for (const { carried, sha256 } of sources)
    if (carried !== undefined) documents.set(carried, await opened.artifacts.read(sha256));
  return documents;
}

/**
 * The releaser attests that the edition says the same as every higher one: a record at the edition's own level, which
 * the edition prints. Publishing proves it against everything above the line, so it is not attested if it is false.
 */
async function attest(opened: Case, { view }: PublicationPlan, actor: Actor): Promise<void> {
  if (view.parity !== undefined) return;
  await opened.append([
    {
      id: opened.log.issueId("Claim"),
      type: "Claim",
      ...actor,
      marking: view.ceiling,
      body: {
        speaker: actor.for,
        polarity: "asserts",
        proposition:
          "Every judgment of this edition has the likelihood, the confidence and the dissent that it has at every higher level.",
        about: [view.ref],
        statement: { subject: "this edition", predicate: PREDICATES.parity, object: "attested" },
        derivedFrom: "original",
      },
    },
  ]);
}

/**
 * Publishes an edition and records the publication in the log.
 * @throws PlumblineError PUBLISH with every reason, OUT_EXISTS.
 */
export async function publish(opened: Case, options: PublishOptions): Promise<Published> {
  checkEditionFolder(options.out);
  const first = await planPublication(opened, options);
  refuse(first);
  if (options.attest === true) await attest(opened, first, options.actor);
  // The attestation is a record of the edition, so the view is folded anew.
  const { view } =
    options.attest === true ? await planPublication(opened, { ...options, edition: first.view.ref }) : first;
  const entries = await opened.log.entries();
  const logRoot = merkleRoot(contentEntries(entries).map(({ leaf }) => Buffer.from(leaf, "hex")));
  const files = sealEdition(
    await renderEdition(view, { software: SOFTWARE, documents: await carriedDocuments(opened, view) }),
    {
      viewRoot: view.viewRoot,
      logRoot,
      edition: editionFacts(view),
      ...signOffFacts(view),
      // The time of the newest record, so that publishing again gives the same bytes.
      signedAt: entries.findLast(({ record }) => record !== undefined && !isPublication(record))!.record!.at,
    },
    options.signer,
  );
  const manifestSha256 = createHash("sha256").update(files.get("manifest.json")!).digest("hex");
  const replaced = await writeEdition(options.out, files, options.force);
  await recordPublication(opened, options, view, manifestSha256);
  return {
    folder: options.out,
    manifestSha256,
    viewRoot: view.viewRoot,
    logRoot,
    files: [...files].map(([name, bytes]) => ({ name, bytes: bytes.length })),
    view,
    ...(replaced === undefined ? {} : { replaced }),
  };
}

/** @throws PlumblineError PUBLISH with every reason in one line. */
function refuse({ view, refused }: PublicationPlan): void {
  if (refused.length === 0) return;
  const reasons = refused.map(({ code, about, text }) => `${about} ${code}: ${text}`);
  throw new PlumblineError("PUBLISH", `${counted(reasons.length, "reason")}: ${reasons.join(" | ")}`, {
    where: view.title,
  });
}

/** What cites a mail of a set that nobody released: at every level, since most who wrote such mails are no part of the case. */
function coveredMails(full: CaseFold, lower: CaseFold): Refusal[] {
  const mails = new Set(full.all("Artifact").flatMap((one) => (isSetMail(one) ? [one.id] : [])));
  if (mails.size === 0) return [];
  const latest = (ref: Ref): Ref => full.latest(recordOf(ref));
  const released = new Set(
    full
      .all("Appraisal")
      .flatMap(({ body }) =>
        body.aspect === "release" && body.value.what !== "name" ? [latest(body.of)] : [],
      ),
  );
  return lower.visible.flatMap(({ record: { id, body } }) => {
    const cited = "from" in body && lower.stands(id) ? (body.from ?? []) : [];
    const isCovered = cited.some(
      ({ artifact }) => mails.has(latest(artifact)) && !released.has(latest(artifact)),
    );
    return isCovered ? [covered(id, "It cites a mail of a set, and nobody released that mail.")] : [];
  });
}

/**
 * At CLEAR an account appears under a pseudonym and the text of a post is not reproduced, unless a named person
 * released that item. What is visible at CLEAR and not released is named here.
 */
function coveredItems(fold: CaseFold): Refusal[] {
  const released = new Set(
    fold
      .all("Appraisal")
      .flatMap(({ body }) => (body.aspect === "release" ? [`${body.value.what} ${body.of}`] : [])),
  );
  const names = fold
    .all("Party")
    .filter(({ id, body }) => body.kind === "account" && !released.has(`name ${id}`))
    .map(({ id }) => covered(id, "The name of an account is marked CLEAR, and nobody released it."));
  const texts = fold
    .all("Claim")
    .filter(({ body }) => body.quote !== undefined && body.from?.some(({ row }) => row !== undefined))
    .filter(({ id }) => !released.has(`text ${id}`))
    .map(({ id }) => covered(id, "The text of a post is quoted at CLEAR, and nobody released it."));
  const objects = fold
    .all("Claim")
    .filter(({ body }) => namesAccount(body.carries))
    .filter(({ id, body }) => ![id, ...(body.about ?? [])].some((of) => released.has(`name ${of}`)))
    .map(({ id }) =>
      covered(id, "An imported object with the name of an account is marked CLEAR, and nobody released it."),
    );
  const coded = fold
    .all("Coding")
    .filter(({ id, body }) => "account" in body.unit && !released.has(`name ${id}`))
    .map(({ id }) =>
      covered(id, "What somebody coded of an account is marked CLEAR, and nobody released it."),
    );
  return [...names, ...texts, ...objects, ...coded];
}

function namesAccount(carries: Carried | undefined): boolean {
  const type = carries?.object["type"];
  return typeof type === "string" && ACCOUNT_TYPES.has(type);
}

const covered = (about: string, text: string): Refusal => ({ code: "COVERED", about, text });

/** The publication as a record: the draft's body with the manifest's hash. The same publication is recorded once. */
async function recordPublication(
  opened: Case,
  options: PublishOptions,
  view: EditionView,
  manifest: string,
): Promise<void> {
  const entries = await opened.log.entries();
  const editions = entries.flatMap(({ record }) => (record?.type === "Edition" ? [record] : []));
  const earlier = editions.filter((record) => isPublication(record));
  if (earlier.some(({ body }) => body.manifest === manifest)) return;
  const draft = editions.find(({ id }) => id === view.ref);
  if (draft === undefined) throw new PlumblineError("INTERNAL", "The draft is gone.", { where: view.ref });
  // The edition before this one: same title, same ceiling.
  const parent = earlier.findLast(
    ({ body }) => body.ceiling.tlp === view.ceiling.tlp && body.title === view.title,
  );
  const { key: _, ...body } = draft.body;
  const publication: IssuedDraft = {
    id: opened.log.issueId("Edition"),
    type: "Edition",
    ...options.actor,
    marking: view.ceiling,
    body: { ...body, ...(parent === undefined ? {} : { parent: parent.id }), manifest },
  };
  // It names what its draft names, also what was purged since.
  const nameable = new Set(entries.flatMap(({ id, record }) => (record === undefined ? [id] : [])));
  await opened.append([publication], { nameable });
}
