/** `start` with a document: a case that begins with it, and what its text proposes. */
import { existsSync } from "node:fs";
import { basename } from "node:path";
import { makeWhole } from "../store/work-folders.ts";
import { findActor } from "./actor.ts";
import { logPath, withCase } from "./case.ts";
import { caseRootOf, partsIn } from "./prepare.ts";
import type { Prepared } from "./prepare.ts";
import { readDocumentInto } from "./proposals/read-document.ts";
import type { ReadDone } from "./proposals/read-document.ts";

export interface PreparedDocument extends Prepared {
  readonly done: ReadDone;
}

/**
 * The case of this document under `parent`: made, or the one that is there, in which the same bytes are found again.
 * @throws PlumblineError as `readDocumentInto`; nothing is left of a case that could not be begun.
 */
export async function prepareDocument(
  parent: string,
  file: string,
  say: (text: string) => void,
): Promise<PreparedDocument> {
  const { name, root } = caseRootOf(parent, basename(file));
  const [folder, editions] = partsIn(root);
  const create = { by: "analyst", organisation: "This desk" };
  const read = (inside: string): Promise<ReadDone> =>
    withCase(inside, { create }, async (opened) =>
      readDocumentInto(opened, file, { actor: await findActor(opened, {}) }),
    );
  if (existsSync(logPath(folder))) {
    say(`There is a case of this name in ${folder}.`);
    return { folder, editions, done: await read(folder) };
  }
  let done: ReadDone | undefined;
  await makeWhole(parent, name, async (aside) => {
    done = await read(partsIn(aside)[0]);
  });
  return { folder, editions, done: done! };
}
