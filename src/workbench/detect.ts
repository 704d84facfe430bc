/** Runs a detector over the corpus and records the Run with its Findings; the full result becomes an Artifact. */
import type { OnProgress } from "../model/effects.ts";
import type { Body, CaseRecord } from "../model/records.ts";
import type { Reader } from "../model/marking.ts";
import {
  DETECTORS,
  detectApart,
  detectorById,
  parseParameters,
  recordedParameters,
} from "../signals/index.ts";
import type { Descriptor, Parameters } from "../signals/index.ts";
import type { Actor, Case } from "./case.ts";
import { readableImports } from "./case.ts";
import { highestMarking } from "./marking.ts";
import { PlumblineError } from "../errors.ts";

export interface DetectOptions {
  readonly detector: string;
  /** As given by a person; missing ones take their defaults. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Whose posts are read: those that this reader may see; the owner's without one. */
  readonly reader?: Reader;
  readonly seed?: number;
  readonly key?: string;
  readonly actor: Actor;
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
}

export const DEFAULT_SEED = 1;

/** The descriptors of all detectors, for help texts and forms. */
export function detectorDescriptors(): readonly Descriptor[] {
  return DETECTORS.map(({ descriptor }) => descriptor);
}

/**
 * Runs in a thread of its own; the caller's event loop reads columns and goes on with other work.
 * @throws PlumblineError NOT_FOUND, PARAMETER, NO_DATA, STOPPED.
 */
export async function detect(opened: Case, options: DetectOptions): Promise<CaseRecord<"Run">> {
  const detector = detectorById(options.detector);
  const parameters: Parameters = parseParameters(detector.descriptor, options.parameters);
  const imports = await readableImports(opened, options.reader ?? (await opened.owner()));
  if (imports.length === 0) throw new PlumblineError("NO_DATA", "No file has been imported.");
  const seed = options.seed ?? DEFAULT_SEED;
  const corpus = await opened.corpus();
  const source = corpus.source(imports.map(({ id }) => id));
  const interrupt = () => source.interrupt();
  options.signal?.addEventListener("abort", interrupt, { once: true });
  const result = await detectApart(
    source,
    { detector: detector.descriptor.id, parameters, seed },
    {
      ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    },
  ).finally(() => options.signal?.removeEventListener("abort", interrupt));
  const stored = await opened.artifacts.addBytes(result.output);
  const inputs = imports.flatMap(({ body }) => body.inputs);
  const markings = await Promise.all(inputs.map(({ artifact }) => opened.log.marking(artifact)));
  const marking = highestMarking(markings.filter((found) => found !== undefined));
  const outputId = opened.log.issueId("Artifact");
  const body: Body<"Run"> = {
    ...(options.key === undefined ? {} : { key: options.key }),
    detector: detector.descriptor.id,
    version: detector.descriptor.version,
    inputs,
    parameters: { ...recordedParameters(detector.descriptor, parameters) },
    seed,
    output: outputId,
    counts: { ...result.counts },
    findings: [...result.findings],
  };
  const [, run] = await opened.log.append([
    {
      id: outputId,
      type: "Artifact",
      ...options.actor,
      marking,
      body: {
        title: `Full result of ${detector.descriptor.title}`,
        sha256: stored.sha256,
        held: true,
        bytes: stored.bytes,
        mediaType: "application/json",
        descriptor: "Full result of a machine computation: names, pairs and rows",
        derivedFrom: inputs.map(({ artifact }) => artifact),
      },
    },
    { id: opened.log.issueId("Run"), type: "Run", ...options.actor, marking, body },
  ]);
  return run as CaseRecord<"Run">;
}
