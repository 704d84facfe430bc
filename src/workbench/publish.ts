/** From the log to a released edition: fold at the ceiling, hold to the invariants, render, seal, write, record. */
import { createHash } from "node:crypto";
import { contentEntries, editionView, isPublication } from "../case/index.ts";
import type { CaseFold } from "../case/index.ts";
import { PlumblineError } from "../errors.ts";
import { compareTlp } from "../model/marking.ts";
import type { Reader } from "../model/marking.ts";
import type { Carried } from "../model/refs.ts";
import { merkleRoot } from "../model/merkle.ts";
import type { SigningKey } from "../model/signature.ts";
import type { EditionView } from "../model/view.ts";
import { editionFacts, renderEdition, sealEdition, writeEdition } from "../release/index.ts";
import { ACCOUNT_TYPES } from "./bundle/words.ts";
import type { Actor, Case } from "./case.ts";
import { resolveName } from "./case.ts";
import { SOFTWARE } from "./software.ts";

export interface PublishOptions {
  readonly reader: Reader;
  readonly out: string;
  readonly actor: Actor;
  /** Key or id of the draft; the newest draft at the ceiling otherwise. */
  readonly edition?: string;
  readonly signer?: SigningKey;
}

export interface Published {
  readonly folder: string;
  readonly manifestSha256: string;
  readonly viewRoot: string;
  readonly logRoot: string;
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
  readonly view: EditionView;
}

/**
 * Publishes an edition and records the publication in the log.
 * @throws PlumblineError PUBLISH with every reason, OUT_EXISTS.
 */
export async function publish(opened: Case, options: PublishOptions): Promise<Published> {
  const entries = await opened.log.entries();
  const named =
    options.edition === undefined ? undefined : resolveName(await opened.fullFold(), options.edition);
  const { view, report } = editionView(entries, options.reader, named);
  const reasons = [
    ...report.refused.map(({ code, about, text }) => `${about} ${code}: ${text}`),
    ...(compareTlp(options.reader.ceiling, "CLEAR") === 0
      ? coveredItems(await opened.fold(options.reader))
      : []),
  ];
  if (reasons.length > 0)
    throw new PlumblineError(
      "PUBLISH",
      `${reasons.length} reason${reasons.length === 1 ? "" : "s"}: ${reasons.join(" | ")}`,
      {
        where: view.title,
      },
    );
  const logRoot = merkleRoot(contentEntries(entries).map(({ leaf }) => Buffer.from(leaf, "hex")));
  const files = sealEdition(
    renderEdition(view, { software: SOFTWARE }),
    {
      viewRoot: view.viewRoot,
      logRoot,
      edition: editionFacts(view),
    },
    options.signer,
  );
  const manifestSha256 = createHash("sha256").update(files.get("manifest.json")!).digest("hex");
  writeEdition(options.out, files);
  await recordPublication(opened, options, view, manifestSha256);
  return {
    folder: options.out,
    manifestSha256,
    viewRoot: view.viewRoot,
    logRoot,
    files: [...files].map(([name, bytes]) => ({ name, bytes: bytes.length })),
    view,
  };
}

/**
 * At CLEAR an account appears under a pseudonym and the text of a post is not reproduced, unless a named person
 * released that item. What is visible at CLEAR and not released is named here.
 */
function coveredItems(fold: CaseFold): string[] {
  const released = new Set(
    fold
      .all("Appraisal")
      .flatMap(({ body }) => (body.aspect === "release" ? [`${body.value.what} ${body.of}`] : [])),
  );
  const names = fold
    .all("Party")
    .filter(({ id, body }) => body.kind === "account" && !released.has(`name ${id}`))
    .map(({ id }) => `${id}: the name of an account is marked CLEAR, and nobody released it.`);
  const texts = fold
    .all("Claim")
    .filter(({ body }) => body.quote !== undefined && body.from?.some(({ row }) => row !== undefined))
    .filter(({ id }) => !released.has(`text ${id}`))
    .map(({ id }) => `${id}: the text of a post is quoted at CLEAR, and nobody released it.`);
  const objects = fold
    .all("Claim")
    .filter(({ body }) => namesAccount(body.carries))
    .filter(({ id, body }) => ![id, ...(body.about ?? [])].some((of) => released.has(`name ${of}`)))
    .map(
      ({ id }) =>
        `${id}: an imported object with the name of an account is marked CLEAR, and nobody released it.`,
    );
  return [...names, ...texts, ...objects];
}

function namesAccount(carries: Carried | undefined): boolean {
  const type = carries?.object["type"];
  return typeof type === "string" && ACCOUNT_TYPES.has(type);
}

/** The publication as a record: the draft's body with the manifest's hash. The same publication is recorded once. */
async function recordPublication(
  opened: Case,
  options: PublishOptions,
  view: EditionView,
  manifest: string,
): Promise<void> {
  const editions = (await opened.log.entries()).flatMap(({ record }) =>
    record?.type === "Edition" ? [record] : [],
  );
  const earlier = editions.filter((record) => isPublication(record));
  if (earlier.some(({ body }) => body.manifest === manifest)) return;
  const draft = editions.find(({ id }) => id === view.ref);
  if (draft === undefined) throw new PlumblineError("INTERNAL", "The draft is gone.", { where: view.ref });
  // The edition before this one: same title, same ceiling.
  const parent = earlier.findLast(
    ({ body }) => body.ceiling.tlp === view.ceiling.tlp && body.title === view.title,
  );
  const { key: _, ...body } = draft.body;
  await opened.log.append([
    {
      id: opened.log.issueId("Edition"),
      type: "Edition",
      ...options.actor,
      marking: view.ceiling,
      body: { ...body, ...(parent === undefined ? {} : { parent: parent.id }), manifest },
    },
  ]);
}
