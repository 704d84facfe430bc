/**
 * Releasing through a seat: what an edition would print, what it would leave out and why, publishing, and two published
 * editions side by side. A releaser's own view is the whole truth here: what is above it is neither named nor counted.
 */
import { join } from "node:path";
import { z } from "zod";
import { againstSchema, removalSchema } from "../case/index.ts";
import { PlumblineError } from "../errors.ts";
import { compareTlp, tlpSchema } from "../model/marking.ts";
import type { Reader } from "../model/marking.ts";
import { sha256Schema } from "../model/refs.ts";
import { printedSchema } from "../views/edition.ts";
import { count, list, shape, text, view } from "../views/plain.ts";
import type { EditionDiff, Parity } from "../release/index.ts";
import { checklist } from "../workbench/checklist.ts";
import type { EditionChecklists } from "../workbench/checklist.ts";
import { diff, parity } from "../workbench/compare.ts";
import { planPublication, publish } from "../workbench/publish.ts";
import type { PublicationPlan } from "../workbench/publish.ts";
import { verifyEdition } from "../workbench/verify.ts";
import type { Seat } from "./seat.ts";

/** Which edition: a ceiling, the groups of its readers, and the draft, the newest at the ceiling otherwise. */
export const editionChoiceSchema = z.object({
  ceiling: tlpSchema,
  groups: z.string().max(2000).optional(),
  draft: z.string().max(80).optional(),
});
export type EditionChoice = z.infer<typeof editionChoiceSchema>;

/** Lists of an edition that a preview counts. */
const COUNTED = {
  blocks: count,
  findings: count,
  questions: count,
  claims: count,
  events: count,
  premises: count,
  sources: count,
};
const LISTS = {
  blocks: true,
  findings: true,
  questions: true,
  claims: true,
  events: true,
  premises: true,
  sources: true,
} as const;

export const publishSchema = editionChoiceSchema.extend({
  /** Name of the folder: letters, digits, dots and dashes. */
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/, "letters, digits, dots and dashes"),
  attest: z.boolean().optional(),
  for: z.string().max(40).optional(),
});

/**
 * What an edition would say; for a releaser also what it would leave out, and what stands against it. Of what it prints beside
 * judgments the numbers alone: a finding, a claim or a source is asked for by itself.
 */
export const previewSchema = view("Preview", {
  view: printedSchema
    .unwrap()
    .omit(LISTS)
    .extend({ printed: shape(COUNTED) })
    .readonly(),
  records: count,
  refused: list(againstSchema),
  removals: list(removalSchema),
});
export type PreviewView = z.infer<typeof previewSchema>;

/** Whether the files of an edition are those that were published, as `plumbline verify` says it. */
export const heldSchema = view("EditionHeld", {
  intact: z.boolean(),
  text,
  notes: list(text),
});

export const publishedSchema = view("Published", {
  name: text,
  /** Where it lies, for the owner of the machine. */
  folder: text.exactOptional(),
  title: text,
  ceiling: tlpSchema,
  manifestSha256: sha256Schema,
  viewRoot: sha256Schema,
  logRoot: sha256Schema,
  files: list(shape({ name: text, bytes: count })),
});
export type PublishedView = z.infer<typeof publishedSchema>;

/** @throws PlumblineError CEILING if the edition would be above the person's own level or groups. */
function readerOf(seat: Seat, { ceiling, groups = "" }: EditionChoice): Reader {
  const names = groups
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  const own = seat.reader;
  if (compareTlp(ceiling, own.ceiling) > 0 || !names.every((name) => own.groups.includes(name)))
    throw new PlumblineError("CEILING", "An edition is for readers of your own level or below.", {
      hint: `Your ceiling is ${own.ceiling}.`,
    });
  return { ceiling, groups: names };
}

const chosen = (seat: Seat, choice: EditionChoice) => ({
  reader: readerOf(seat, choice),
  releaser: seat.reader,
  ...(choice.draft === undefined ? {} : { edition: choice.draft }),
});

/** @throws PlumblineError FORBIDDEN, CEILING, PUBLISH if there is no such draft, NOT_FOUND. */
export async function planEdition(seat: Seat, choice: EditionChoice): Promise<PublicationPlan> {
  seat.demand("read");
  return planPublication(seat.served.opened, chosen(seat, choice));
}

/** @throws PlumblineError as `planEdition`. */
export async function previewEdition(seat: Seat, choice: EditionChoice): Promise<PreviewView> {
  const { view, refused, removals } = await planEdition(seat, choice);
  seat.note("preview", view.ref);
  const { records, blocks, findings, questions, claims, events, premises, sources, ...said } = view;
  const lists = { blocks, findings, questions, claims, events, premises, sources };
  const printed = Object.fromEntries(Object.entries(lists).map(([name, { length }]) => [name, length]));
  return {
    view: { ...said, printed: printed as PreviewView["view"]["printed"] },
    records: records.length,
    refused,
    removals,
  };
}

/** @throws PlumblineError as `previewEdition`. */
export async function releaseChecklist(seat: Seat, choice: EditionChoice): Promise<EditionChecklists> {
  seat.demand("read");
  return checklist(seat.served.opened, chosen(seat, choice));
}

/**
 * Publishes into the case's folder of editions. Unsigned: keys stay with their owners, who sign with `plumbline sign`.
 * @throws PlumblineError FORBIDDEN, CEILING, PUBLISH with every reason, OUT_EXISTS.
 */
export async function publishEdition(
  seat: Seat,
  { name, attest, for: organisation, ...choice }: z.infer<typeof publishSchema>,
): Promise<PublishedView> {
  seat.demand("release");
  const done = await publish(seat.served.opened, {
    ...chosen(seat, choice),
    out: join(seat.served.editions, name),
    actor: await seat.actor(organisation),
    ...(attest === undefined ? {} : { attest }),
  });
  seat.note("publish", done.view.ref);
  seat.served.ring();
  const { manifestSha256, viewRoot, logRoot, files, view } = done;
  return {
    name,
    ...((await seat.isOwner()) ? { folder: done.folder } : {}),
    title: view.title,
    ceiling: view.ceiling.tlp,
    manifestSha256,
    viewRoot,
    logRoot,
    files,
  };
}

/** @throws PlumblineError NOT_FOUND. */
export async function verifyPublished(seat: Seat, name: string): Promise<z.infer<typeof heldSchema>> {
  const verdict = await verifyEdition(await folderOf(seat, name));
  const intact = verdict.verdict !== "not-intact";
  return { intact, text: verdict.text, notes: intact ? [...verdict.made.notes] : [] };
}

/** @throws PlumblineError NOT_FOUND alike for hidden and absent. */
async function folderOf(seat: Seat, name: string): Promise<string> {
  const found = (await seat.editions()).some((edition) => edition.name === name);
  if (!found) throw new PlumblineError("NOT_FOUND", "There is no such edition here.");
  return join(seat.served.editions, name);
}

/** What changed from one edition to another. @throws PlumblineError NOT_FOUND, NOT_INTACT. */
export async function diffOf(seat: Seat, older: string, newer: string): Promise<EditionDiff> {
  return diff(await folderOf(seat, older), await folderOf(seat, newer));
}

/** Whether the lower edition says the same as the higher. @throws PlumblineError NOT_FOUND, NOT_INTACT. */
export async function parityOf(seat: Seat, lower: string, higher: string): Promise<Parity> {
  return parity(await folderOf(seat, lower), await folderOf(seat, higher));
}
