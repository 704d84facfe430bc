/** The checklists of one edition, before it is released. */
import type { z } from "zod";
import { checklistViews } from "../case/index.ts";
import { tlpSchema } from "../model/marking.ts";
import { refSchema } from "../model/refs.ts";
import { checklistSchema } from "../views/checklist.ts";
import { list, text, view } from "../views/plain.ts";
import type { Case } from "./case.ts";
import { planPublication } from "./publish.ts";
import type { PublishOptions } from "./publish.ts";

export const editionChecklistsSchema = view("EditionChecklists", {
  /** The draft that answers are about. */
  draft: refSchema,
  title: text,
  ceiling: tlpSchema,
  lists: list(checklistSchema),
});
export type EditionChecklists = z.infer<typeof editionChecklistsSchema>;

/** @throws PlumblineError PUBLISH if there is no such draft, NOT_FOUND. */
export async function checklist(
  opened: Case,
  options: Pick<PublishOptions, "reader" | "edition">,
): Promise<EditionChecklists> {
  const { view } = await planPublication(opened, options);
  const lists = checklistViews(await opened.fold(options.reader), view);
  return { draft: view.ref, title: view.title, ceiling: view.ceiling.tlp, lists };
}
