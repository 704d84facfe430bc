/** Runs a detector over the corpus and records the Run with its Findings; the full result becomes an Artifact. */
import { isSetMail } from "../case/index.ts";
import type { CaseFold } from "../case/index.ts";
import type { OnProgress } from "../model/effects.ts";
import type { Body, CaseRecord, Draft, IssuedDraft } from "../model/records.ts";
import type { Marking, Reader } from "../model/marking.ts";
import { DETECTORS, detectApart, detectorById, parseParameters } from "../signals/index.ts";
import type { Descriptor, Given, Parameters } from "../signals/index.ts";
import { recordOf } from "../model/refs.ts";
import type { Ref } from "../model/refs.ts";
import { takeInputs } from "./given-inputs.ts";
import type { Actor, Case, Door } from "./case.ts";
import { readableImports } from "./case.ts";
import { dropUnnamed } from "./import.ts";
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
 * @throws PlumblineError NOT_FOUND, PARAMETER, KEY_TAKEN, NO_DATA, STOPPED.
 */
export async function detect(opened: Case, options: DetectOptions): Promise<CaseRecord<"Run">> {
  const detector = detectorById(options.detector);
  const parameters: Parameters = parseParameters(detector.descriptor, options.parameters);
  const { imports, inputs, used, marking, given } = await checkRun(opened, options);
  const seed = options.seed ?? DEFAULT_SEED;
  const corpus = await opened.corpus();
  const source = corpus.source(imports);
  const interrupt = () => source.interrupt();
  options.signal?.addEventListener("abort", interrupt, { once: true });
  const result = await detectApart(
    source,
    { detector: detector.descriptor.id, parameters, seed, given },
    {
      ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    },
  ).finally(() => options.signal?.removeEventListener("abort", interrupt));
  const stored = await opened.artifacts.addBytes(result.output);
  const outputId = opened.log.issueId("Artifact");
  const run = runDraft(opened, options, { inputs, used, marking });
  const drafts: IssuedDraft[] = [
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
        derivedFrom: lineageOf(inputs, used, await opened.fold(options.reader ?? (await opened.owner()))),
      },
    },
    {
      ...run,
      body: {
        ...run.body,
        parameters: { ...result.recorded },
        seed,
        output: outputId,
        counts: { ...result.counts },
        findings: [...result.findings],
      },
    },
  ];
  try {
    const [, written] = await opened.append(drafts, {
      ...doorOf(options),
      brought: new Set([stored.sha256]),
      madeOf: imports,
    });
    return written as CaseRecord<"Run">;
  } catch (error) {
    await dropUnnamed(opened, stored.sha256);
    throw error;
  }
}

/** Files that a result comes from: of a message of a set, the set. The Run names every one. */
function lineageOf(inputs: Body<"Run">["inputs"], used: readonly Ref[], fold: CaseFold): string[] {
  // A run over records alone read no file.
  if (inputs.length === 0) return [...used];
  const sources = inputs.map(({ artifact }) => {
    const file = fold.find("Artifact", artifact);
    return file !== undefined && isSetMail(file) ? recordOf(file.body.memberOf!) : artifact;
  });
  return [...new Set(sources)];
}

/** What a run reads, and what it is marked: what covers all of it. */
interface RunInputs {
  /** Ids of the imports whose posts it reads. */
  readonly imports: readonly string[];
  readonly inputs: Body<"Run">["inputs"];
  /** Records it uses beside these files. */
  readonly used: readonly Ref[];
  readonly marking: Marking;
  readonly given: Given;
}

/**
 * What a run would read. A run that could not be recorded is refused before the computation, by the rules for all records.
 * @throws PlumblineError NOT_FOUND, AMBIGUOUS, PARAMETER, NO_DATA, KEY_TAKEN and what else an admission refuses.
 */
export async function checkRun(
  opened: Case,
  options: Pick<DetectOptions, "detector" | "parameters" | "reader" | "key" | "actor">,
): Promise<RunInputs> {
  const { descriptor } = detectorById(options.detector);
  const parameters = parseParameters(descriptor, options.parameters);
  const reader = options.reader ?? (await opened.owner());
  const imports = descriptor.posts !== false ? await readableImports(opened, reader) : [];
  if (descriptor.posts === true && imports.length === 0)
    throw new PlumblineError("NO_DATA", "No file of posts has been imported.");
  const taken = await takeInputs(opened, await opened.fold(reader), descriptor, parameters);
  const read = imports.flatMap(({ body }) => body.inputs);
  const inputs = [
    ...read,
    ...taken.files
      .filter(({ id }) => read.every(({ artifact }) => artifact !== id))
      .map(({ id, sha256 }) => ({ artifact: id, sha256 })),
  ];
  const markings = await Promise.all(read.map(({ artifact }) => opened.log.marking(artifact)));
  const marking = highestMarking([...markings.filter((found) => found !== undefined), ...taken.markings]);
  const { used, given } = taken;
  await opened.check([runDraft(opened, options, { inputs, used, marking })], doorOf(options));
  return { imports: imports.map(({ id }) => id), inputs, used, marking, given };
}

/** A run is recorded as who asked for it. */
const doorOf = ({ reader, actor }: Pick<DetectOptions, "reader" | "actor">): Door => ({
  reader,
  organisations: new Set([actor.for]),
});

/** The Run, still without what the computation gives. */
function runDraft(
  opened: Case,
  { detector, key, actor }: Pick<DetectOptions, "detector" | "key" | "actor">,
  { inputs, used, marking }: Pick<RunInputs, "inputs" | "used" | "marking">,
): Draft<"Run"> & { readonly id: string } {
  const { descriptor } = detectorById(detector);
  return {
    id: opened.log.issueId("Run"),
    type: "Run",
    ...actor,
    marking,
    body: {
      ...(key === undefined ? {} : { key }),
      detector: descriptor.id,
      version: descriptor.version,
      inputs,
      ...(used.length === 0 ? {} : { used: [...used] }),
      parameters: {},
      seed: 0,
      counts: {},
      findings: [],
    },
  };
}
