/** The checklists of one edition, before it is released. */
import { checklistViews } from "../case/index.ts";
import type { ChecklistView } from "../views/checklist.ts";
import type { Ref } from "../model/refs.ts";
import type { Case } from "./case.ts";
import { planPublication } from "./publish.ts";
import type { PublishOptions } from "./publish.ts";

export interface EditionChecklists {
  /** The draft that answers are about. */
  readonly draft: Ref;
  readonly title: string;
  readonly ceiling: string;
  readonly lists: readonly ChecklistView[];
}

/** @throws PlumblineError PUBLISH if there is no such draft, NOT_FOUND. */
export async function checklist(
  opened: Case,
  options: Pick<PublishOptions, "reader" | "edition">,
): Promise<EditionChecklists> {
  const { view } = await planPublication(opened, options);
  const lists = checklistViews(await opened.fold(options.reader), view);
  return { draft: view.ref, title: view.title, ceiling: view.ceiling.tlp, lists };
}
