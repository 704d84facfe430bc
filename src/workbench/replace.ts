/**
 * The import of a file in the place of an earlier one of the same bytes. The new Run supersedes the old and reads the same Artifact: file, rows
 * and what cites them keep their names. The log decides at once which of the two stands, and the corpus follows it, so that a program that is
 * stopped anywhere leaves the one or the other.
 */
import { importsIn, isImport, staleViews } from "../case/index.ts";
import type { CaseFold } from "../case/index.ts";
import { PlumblineError } from "../errors.ts";
import type { Reader } from "../model/marking.ts";
import type { CaseRecord, IssuedDraft } from "../model/records.ts";
import type { StaleView } from "../views/stale.ts";
import { counted } from "../words.ts";
import type { Actor, Case } from "./case.ts";
import { doorOf } from "./import.ts";
import type { ImportOptions, LoadedFile, PostFile, Replaced } from "./import.ts";
import { boundRows } from "./open-corpus.ts";

/**
 * The imports of these very bytes that the reader sees and the organisation made; where it made none of them, the first that there is,
 * which the admission refuses.
 * @throws PlumblineError NOT_FOUND; what an admission of a record refuses that takes their place.
 */
export async function replacedBy(opened: Case, file: PostFile, options: ImportOptions): Promise<Replaced[]> {
  const { actor, reader, replace } = options;
  const fold = await opened.fold(reader ?? (await opened.owner()));
  const { sha256 } = file.bytes;
  const reads = ({ body }: CaseRecord<"Run">) => body.inputs.some((input) => input.sha256 === sha256);
  const runs =
    typeof replace === "string"
      ? [named(fold, replace)].filter((run) => reads(run))
      : ofThese(fold, reads, actor);
  if (runs.length === 0)
    throw new PlumblineError(
      "NOT_FOUND",
      "No import of these bytes stands here: there is nothing to replace.",
      {
        where: file.name,
        hint: "Import it as a new file.",
      },
    );
  const replaced = runs.map((run): Replaced => {
    const artifact = run.body.inputs[0]!.artifact;
    return { run, artifact, marking: fold.marking(run.id)!, fileMarking: fold.marking(artifact)! };
  });
  for (const one of replaced) await opened.check([successor(opened, one, options)], doorOf(options, []));
  return replaced;
}

/** Standing or not: what no longer stands is refused as such. */
function named(fold: CaseFold, id: string): CaseRecord<"Run"> {
  const run = fold.find("Run", id);
  if (run === undefined || !isImport(run))
    throw new PlumblineError("NOT_FOUND", "There is no such import.", { where: id });
  return run;
}

function ofThese(
  fold: CaseFold,
  reads: (run: CaseRecord<"Run">) => boolean,
  actor: Actor,
): readonly CaseRecord<"Run">[] {
  const earlier = importsIn(fold).filter(reads);
  const own = earlier.filter((run) => run.for === actor.for);
  return own.length > 0 ? own : earlier.slice(0, 1);
}

/** The Run that would take the place, still without what the reading gives. */
function successor(opened: Case, { run, marking }: Replaced, { actor }: ImportOptions): IssuedDraft {
  const { detector, version, inputs } = run.body;
  return {
    id: opened.log.issueId("Run"),
    type: "Run",
    ...actor,
    marking,
    supersedes: run.id,
    body: { detector, version, inputs, parameters: {}, seed: 0, counts: {}, findings: [] },
  };
}

/** A reading that gives the same rows replaces nothing. @throws PlumblineError ALREADY_IMPORTED. */
export function refuseSame(name: string, { run }: Replaced, { rows }: LoadedFile): void {
  if (boundRows(run) !== rows) return;
  throw new PlumblineError(
    "ALREADY_IMPORTED",
    `Import ${run.id} has these very rows: nothing would change.`,
    {
      where: name,
      hint: "Give another mapping, zone or order of dates.",
    },
  );
}

/** What stands on the imports that were replaced, as the reader sees it. */
export async function staleAfter(
  opened: Case,
  replaced: readonly string[],
  reader: Reader | undefined,
): Promise<readonly StaleView[]> {
  const fold = await opened.fold(reader ?? (await opened.owner()));
  return staleViews(fold).filter((one) => replaced.includes(one.import));
}

/** Stale records that the report of an import names; all are in the list that can be asked for. */
const SHOWN = 3;

/** What was replaced and what is stale since, in lines for a person. */
export function replacedLines(
  files: readonly Pick<LoadedFile, "run" | "replaced">[],
  stale: readonly StaleView[],
): string[] {
  const acts = files.flatMap(({ run, replaced }) =>
    replaced === undefined ? [] : [`${run} replaces ${replaced}`],
  );
  if (acts.length === 0) return [];
  const kinds = new Map<string, number>();
  for (const { kind } of stale) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const named = [...kinds].map(([kind, n]) => counted(n, kind.toLowerCase(), PLURALS[kind]));
  return [
    `${acts.slice(0, SHOWN).join(", ")}${acts.length > SHOWN ? ` and ${acts.length - SHOWN} more` : ""}; the old records stay in the log`,
    stale.length === 0
      ? "Nothing stands on what was replaced."
      : `Stale, because it stands on what was replaced: ${named.join(", ")}. Nothing was changed in them.`,
    ...stale.slice(0, SHOWN).map(({ kind, name, text }) => `  ${kind} ${name}: ${text.slice(0, MAX_TEXT)}`),
  ];
}

const MAX_TEXT = 100;
const PLURALS: Readonly<Record<string, string>> = { Party: "parties", Basis: "basis entries" };
