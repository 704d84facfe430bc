/**
 * Does the corpus of a case hold what its log says? Every row against the digest in the log, and the index of words against the rows. The file
 * is looked at and never changed: what does not fit is put right by the next command that opens the corpus.
 */
import { lstatSync } from "node:fs";
import { PlumblineError } from "../errors.ts";
import type { CaseRecord } from "../model/records.ts";
import type { Corpus } from "../store/corpus.ts";
import { counted, plural } from "../words.ts";
import { corpusPath } from "./case.ts";
import { boundRows, fitOf } from "./open-corpus.ts";

export interface CorpusVerification {
  /** The first thing that does not fit, in words. */
  readonly failure?: string;
  readonly notes: readonly string[];
}

const ONLY_A_CACHE =
  "The corpus is only a cache of the files: the next command that needs it builds it again from them";

/**
 * @param folder of a case
 * @param standing its imports that stand
 */
export async function verifyCorpus(
  folder: string,
  standing: readonly CaseRecord<"Run">[],
): Promise<CorpusVerification> {
  const path = corpusPath(folder);
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined)
    return { notes: standing.length === 0 ? [] : [`There is no corpus. ${ONLY_A_CACHE}.`] };
  const { Corpus: Store } = await import("../store/corpus.ts");
  let corpus: Corpus | undefined;
  try {
    corpus = await Store.inspect(path);
    return await compare(corpus, standing);
  } catch (error) {
    if (!(error instanceof PlumblineError)) throw error;
    if (error.code === "CASE_BUSY")
      return { notes: ["The corpus is open in another program and was not checked."] };
    return { failure: `The corpus: ${error.message} ${ONLY_A_CACHE}.`, notes: [] };
  } finally {
    corpus?.close();
  }
}

async function compare(corpus: Corpus, standing: readonly CaseRecord<"Run">[]): Promise<CorpusVerification> {
  const notes: string[] = [];
  const changed = (id: string, what: string) => ({
    failure: `The corpus does not hold ${what} of import ${id}. ${ONLY_A_CACHE}.`,
    notes,
  });
  if (!(await corpus.isWhole()))
    return { failure: `The corpus holds rows that belong to no import. ${ONLY_A_CACHE}.`, notes };
  const imports = await corpus.imports();
  const strange = imports.filter(({ id }) => !standing.some((run) => run.id === id)).length;
  if (strange > 0)
    notes.push(
      `The corpus holds ${counted(strange, "import")} that the log does not know, as a program leaves that was stopped; the next command drops ${plural(strange, "it", "them")}.`,
    );
  for (const run of standing) {
    const held = imports.find(({ id }) => id === run.id);
    if (boundRows(run) === undefined)
      notes.push(
        `The rows of import ${run.id} are not bound: it was made by a version that wrote no digest of them into the log, or another one. Withdraw it and import the file again to bind them.`,
      );
    if (held === undefined) notes.push(`Import ${run.id} is not in the corpus. ${ONLY_A_CACHE}.`);
    else if ((await fitOf(corpus, held, run)) === "changed")
      return changed(run.id, "the rows that the log binds");
    else if (!(await corpus.indexHolds(run.id))) return changed(run.id, "the right index of words");
  }
  return { notes };
}
