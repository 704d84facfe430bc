/** The commonest values of a column of the posts that a reader may see. */
import type { Reader } from "../model/marking.ts";
import { topValues } from "../signals/index.ts";
import type { Period, Top } from "../signals/index.ts";
import { PlumblineError } from "../errors.ts";
import { readableImports } from "./case.ts";
import type { Case } from "./case.ts";
import { groupNamed } from "./given-inputs.ts";

export interface TopOptions {
  readonly column: string;
  readonly by: Period;
  readonly most: number;
  /** As a run names one: a finding, a column and its value, or accounts. */
  readonly group?: string;
  readonly comparison?: string;
}

/** @throws PlumblineError NO_DATA, PARAMETER, NOT_FOUND, IMPORT_LIMIT. */
export async function top(
  opened: Case,
  reader: Reader,
  { group, comparison, ...asked }: TopOptions,
): Promise<Top> {
  const imports = await readableImports(opened, reader);
  if (imports.length === 0) throw new PlumblineError("NO_DATA", "No file of posts has been imported.");
  const fold = await opened.fold(reader);
  const named = async (name: string | undefined) =>
    name === undefined || name === "" ? undefined : groupNamed(opened, fold, name);
  const [own, other] = [await named(group), await named(comparison)];
  const source = (await opened.corpus()).source(imports.map(({ id }) => id));
  return topValues(source, {
    ...asked,
    ...(own === undefined ? {} : { group: own }),
    ...(other === undefined ? {} : { comparison: other }),
  });
}
