/** The full result of a run as one reader may see it. Trace, network, posts, columns and agreement all read it from here. */
import type { CaseFold } from "../case/index.ts";
import type { CaseRecord } from "../model/records.ts";
import { partOf } from "../model/refs.ts";
import { partOfResult, readResult } from "../signals/index.ts";
import type { DetectorOutput, ResultPart } from "../signals/index.ts";
import type { Case } from "./case.ts";

export interface RunResult {
  readonly run: CaseRecord<"Run">;
  readonly output: DetectorOutput;
  /** What the finding that was asked for speaks of; of a run, everything. */
  readonly part: ResultPart;
}

/** The Artifact of a run's full result, where the reader may see it and its bytes are here. */
export function resultArtifact(
  fold: CaseFold,
  run: CaseRecord<"Run">,
): { readonly id: string; readonly sha256: string } | undefined {
  // What a run without findings leaves, as the rejects of an import, is no result of a detector.
  if (run.body.output === undefined || run.body.findings.length === 0) return undefined;
  const artifact = fold.find("Artifact", run.body.output);
  if (artifact === undefined || !artifact.body.held || artifact.body.sha256 === "not recorded")
    return undefined;
  return { id: artifact.id, sha256: artifact.body.sha256 };
}

/**
 * @param ref a run or one of its findings
 * @returns undefined where there is none that the reader may see
 * @throws PlumblineError RESULT_INVALID if what the run left is not the result of a detector.
 */
export async function runResult(opened: Case, fold: CaseFold, ref: string): Promise<RunResult | undefined> {
  const run = fold.find("Run", ref);
  const artifact = run === undefined ? undefined : resultArtifact(fold, run);
  if (run === undefined || artifact === undefined) return undefined;
  const output = await outputOf(opened, run, artifact.sha256);
  return { run, output, part: partOfResult(output, partOf(ref)) };
}

/** The run's result, parsed once for all who may see it, by the hash of its bytes and the run that says what they are. */
async function outputOf(opened: Case, run: CaseRecord<"Run">, sha256: string): Promise<DetectorOutput> {
  const { artifacts, results } = opened;
  // Another program may have destroyed the bytes since.
  if (!artifacts.has(sha256)) results.forget();
  const size = await artifacts.size(sha256);
  return results.of(
    `${run.id} ${sha256}`,
    async () => readResult((await artifacts.read(sha256)).toString("utf8"), run.body),
    () => size,
  );
}
