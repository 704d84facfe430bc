/** A document is brought into a case and read, for the command line: what is proposed, and the same as a record file. */
import type { CaseRecord } from "../../model/records.ts";
import { checkOutput, putFiles, writeText } from "../../store/put-files.ts";
import type { Actor, Case } from "../case.ts";
import { bringDocument } from "../documents.ts";
import { readBeside } from "./origins.ts";
import { proposedFile } from "./propose-file.ts";
import { proposalsOf } from "./proposals.ts";
import type { ProposalsView } from "./view.ts";

export interface ReadRequest {
  readonly actor: Actor;
  /** Where the record file goes; none without it. */
  readonly out?: string;
  /** Writes over an earlier one. */
  readonly force?: boolean;
}

export interface ReadDone {
  readonly artifact: CaseRecord<"Artifact">;
  /** The case did not hold these bytes before. */
  readonly isNew: boolean;
  readonly proposals: ProposalsView;
  readonly file?: {
    readonly path: string;
    readonly records: number;
    /** Names that a person has to write first. */
    readonly open: number;
  };
}

/** @throws PlumblineError OUT_EXISTS, USAGE for the output; FILE_MISSING, NO_TEXT, IMPORT_LIMIT; as `Case.append`. */
export async function readDocumentInto(opened: Case, path: string, request: ReadRequest): Promise<ReadDone> {
  const { actor, out, force = false } = request;
  if (out !== undefined) checkOutput(out, force);
  const { artifact, isNew } = await bringDocument(opened, path, actor);
  const fold = await opened.fullFold();
  const read = await readBeside(fold, opened.readings, artifact);
  const done = { artifact, isNew, proposals: proposalsOf(fold, artifact, read, new Set()) };
  if (out === undefined) return done;
  const { text, records, open } = proposedFile(fold, artifact, read, actor);
  await putFiles([{ path: out, write: (part) => writeText(part, [text]) }], { force });
  return { ...done, file: { path: out, records, open } };
}
