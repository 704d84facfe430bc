/** From a view to the content files of an edition. */
import { PlumblineError } from "../errors.ts";
import type { EditionView } from "../views/edition.ts";
import { buildDocument, unresolvedSentences } from "./document.ts";
import type { DocumentContext } from "./document.ts";
import { formatsOf } from "./formats/index.ts";

/**
 * The content files by name. Pure: same view and software, same bytes.
 * @throws PlumblineError PUBLISH if a sentence would not walk back to records of the edition.
 */
export async function renderEdition(
  view: EditionView,
  context: DocumentContext,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const document = buildDocument(view, context);
  const open = unresolvedSentences(
    document,
    view.records.map((entry) => entry.record),
  );
  const first = open[0];
  if (first !== undefined) {
    const missing = first.missing.length === 0 ? "no reference" : first.missing.join(", ");
    throw new PlumblineError(
      "PUBLISH",
      `${open.length} sentences do not resolve; the first rests on ${missing}.`,
      {
        where: first.id,
      },
    );
  }
  const documents = carriedDocuments(view, context);
  const forms = new Map<string, Uint8Array>();
  for (const format of formatsOf(view)) forms.set(format.fileName, await format.render(document, view));
  return new Map([...forms, ...documents]);
}

/** @throws PlumblineError PUBLISH. */
function carriedDocuments(view: EditionView, context: DocumentContext): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const { carried } of view.sources) {
    if (carried === undefined) continue;
    const bytes = context.documents?.get(carried);
    if (bytes === undefined)
      throw new PlumblineError("PUBLISH", "The bytes of a document that it carries are missing.", {
        where: carried,
      });
    files.set(carried, bytes);
  }
  return files;
}
