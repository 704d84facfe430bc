/** Runs an instrument that reads no posts on tables written in a test, as the workbench would hand them over. */
import type { Detector, DetectorResult, ExampleTable, Parameters } from "../../src/signals/index.ts";
import { parseParameters } from "../../src/signals/index.ts";
import { exampleGiven } from "./example-given.ts";
import { contractSource } from "./synthetic-source.ts";

/** @throws PlumblineError what the declaration or the run refuses. */
export async function runOnTables(
  detector: Detector,
  tables: readonly ExampleTable[],
  asked: Parameters,
): Promise<DetectorResult> {
  const { descriptor } = detector;
  const parameters = parseParameters(descriptor, asked);
  const given = exampleGiven(descriptor, { posts: () => [], tables, parameters: asked }, parameters);
  return detector.run(contractSource(), parameters, { seed: 1, given });
}

/** The finding with this id. */
export function findingOf({ findings }: DetectorResult, id = "f1"): DetectorResult["findings"][number] {
  const found = findings.find((finding) => finding.id === id);
  if (found === undefined) throw new Error(`no finding ${id}`);
  return found;
}
