/** What looking an input up needs and gives: the shared parts of `given-inputs.ts` and `given-statements.ts`. */
import type { CaseFold } from "../case/index.ts";
import { PlumblineError } from "../errors.ts";
import type { Ref } from "../model/refs.ts";
import { HOW_TO_NAME } from "../signals/index.ts";
import type { GivenFile, GivenInput, InputKind } from "../signals/index.ts";
import type { Case } from "./case.ts";

export interface Taken {
  readonly input: GivenInput;
  readonly used: readonly Ref[];
  readonly files?: readonly GivenFile[];
  /** Records that are not named as used, and whose marking counts: an output that was read. */
  readonly beside?: readonly string[];
}

export interface Asked {
  readonly opened: Case;
  readonly fold: CaseFold;
  readonly parameter: string;
  /** Not empty. */
  readonly named: string;
}

/** Says that what is named is of another kind. */
export const another = ({ parameter, named }: Asked, kind: InputKind, what: string): PlumblineError =>
  new PlumblineError("PARAMETER", `${parameter}: “${named.slice(0, 60)}” is ${what}.`, {
    hint: HOW_TO_NAME[kind],
  });

/** Parts of a list on one line or several. */
export const entriesOf = (named: string): string[] =>
  named
    .split(/[\r\n]/.test(named) ? /[\r\n]+/ : ",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");

/** A file whose hash is known. */
export function fileOf(fold: CaseFold, artifact: string): GivenFile | undefined {
  const record = fold.find("Artifact", artifact);
  if (record === undefined || record.body.sha256 === "not recorded") return undefined;
  return { id: record.id, sha256: record.body.sha256 };
}
