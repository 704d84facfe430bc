/** The numbers of a run: texts to normal forms to clusters. Kernels do the work; this page feeds them and can stop. */
import { PlumblineError } from "../../../errors.ts";
import {
  NearCopyJoin,
  ShingleMatcher,
  TextSet,
  type BandPlan,
  type NearCopies,
  type ShareColumns,
} from "../../../kernel/index.ts";
import type { DetectorContext, DetectorSource, Parameters } from "../../detector.ts";
import { pause } from "../../shared/pause.ts";

/** Texts that are sketched between two pauses. */
const BLOCK = 20_000;

/** How texts are compared; lengths are in letters. */
export interface TextSettings {
  readonly similarity: number;
  readonly shingle: number;
  readonly shortest: number;
}

/** The settings among parsed parameters, whose names may begin with a prefix. */
export const textSettings = (parsed: Parameters, prefix = ""): TextSettings => ({
  similarity: Number(parsed[`${prefix}similarity`]),
  shingle: Number(parsed[`${prefix}shingle`]),
  shortest: Number(parsed[`${prefix}shortest`]),
});

export interface TextAnalysis extends TextSettings {
  readonly shares: ShareColumns;
  /** Normal form of each distinct text by code; -1 where it is too short. */
  readonly formOf: Int32Array;
  /** Distinct normal forms. */
  readonly forms: number;
  /** Cluster of each distinct text by code, numbered by the smallest code; -1 where it is too short. */
  readonly clusterOf: Int32Array;
  readonly clusters: number;
  readonly tooShort: number;
  readonly plan: BandPlan;
  readonly joined: Omit<NearCopies, "label" | "count">;
  readonly texts: TextSet;
  readonly matcher: ShingleMatcher;
}

/**
 * @throws PlumblineError NO_DATA if there is no text, PARAMETER if a text may be shorter than a run, STOPPED.
 */
export async function analyseTexts(
  source: DetectorSource,
  settings: TextSettings,
  context: DetectorContext,
): Promise<TextAnalysis> {
  const { similarity, shingle, shortest } = settings;
  if (shortest < shingle) {
    throw new PlumblineError(
      "PARAMETER",
      `The shortest text, ${shortest}, is shorter than a run, ${shingle}.`,
    );
  }
  const { shares, batches } = await source.texts();
  if (shares.length === 0) throw new PlumblineError("NO_DATA", "No post holds a text to compare.");
  const set = new TextSet(shortest);
  const formOf = new Int32Array(shares.objects).fill(-1);
  let read = 0;
  for await (const { codes, texts } of batches) {
    for (let i = 0; i < codes.length; i++) formOf[codes[i]!] = set.add(texts[i]!);
    read += codes.length;
    await pause(context, "reading texts", read, shares.objects, "texts");
  }
  const join = new NearCopyJoin(set, { similarity, shingle });
  for (let from = 0; from < join.length; from += BLOCK) {
    const to = Math.min(join.length, from + BLOCK);
    join.sketch(from, to);
    await pause(context, "sketching texts", to, join.length, "texts");
  }
  for (let band = 0; band < join.plan.bands; band++) {
    join.joinBand(band);
    await pause(context, "comparing texts", band + 1, join.plan.bands, "bands");
  }
  const { label, count, ...joined } = join.result();
  return {
    ...settings,
    shares,
    formOf,
    clusterOf: byCode(formOf, label, count),
    clusters: count,
    forms: distinct(formOf, set.length),
    tooShort: formOf.reduce((n, form) => n + (form < 0 ? 1 : 0), 0),
    plan: join.plan,
    joined,
    texts: set,
    matcher: new ShingleMatcher(set, shingle),
  };
}

/** How many different forms, without the bodies that no post has as its whole text. */
function distinct(formOf: Int32Array, length: number): number {
  const seen = new Uint8Array(length);
  for (const form of formOf) if (form >= 0) seen[form] = 1;
  return seen.reduce((sum, one) => sum + one, 0);
}

/** Clusters of codes, renumbered by the smallest code: the order in which texts were read leaves no trace. */
function byCode(formOf: Int32Array, label: Int32Array, count: number): Int32Array {
  const renumbered = new Int32Array(count).fill(-1);
  let next = 0;
  return formOf.map((form) => {
    if (form < 0) return -1;
    const cluster = label[form]!;
    if (renumbered[cluster]! < 0) renumbered[cluster] = next++;
    return renumbered[cluster]!;
  });
}
