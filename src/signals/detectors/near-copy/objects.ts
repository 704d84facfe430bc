/** Clusters of near copies as objects of co-share: the same message in other words counts as the same thing. */
import { PlumblineError } from "../../../errors.ts";
import type { ShareColumns } from "../../../kernel/index.ts";
import type { DetectorContext, DetectorSource, Parameter, Parameters } from "../../detector.ts";
import { analyseTexts, textSettings, type TextAnalysis, type TextSettings } from "./analyse.ts";
import { descriptor } from "./descriptor.ts";
import { negationMarks } from "./negation.ts";

/** The kind of object by which co-share asks for them. */
export const NEAR_COPY = "near-copy";

/** A cluster in which some texts hold more words that deny than others. */
export interface DeniedObject {
  /** Distinct texts that hold more of them than the one with the fewest, of how many. */
  readonly texts: number;
  readonly of: number;
  /** The commonest text with more of them, and the commonest with the fewest. */
  readonly more: string;
  readonly fewest: string;
}

/** Names of accounts and objects by code, and which objects deny in some texts what others do not, in the order asked. */
export interface NearCopyNames extends Pick<DetectorSource, "accountNames" | "objectValues"> {
  denied(objects: Int32Array): Promise<(DeniedObject | undefined)[]>;
}

export interface NearCopyObjects {
  /**
   * One share per post whose text is long enough: the object is its cluster, and a text that is like no other is an
   * object of its own. Accounts without such a post have no code.
   */
  readonly columns: ShareColumns;
  /** Names of accounts by their code here; the value of an object is the commonest text of its cluster. */
  readonly names: NearCopyNames;
}

/** What the names of near-copy's parameters begin with where another detector takes them. */
const PREFIX = "near-copy-";

/** The parameters of near-copy that say how texts are compared, for the descriptor of a detector that takes its objects. */
export const NEAR_COPY_PARAMETERS: readonly Parameter[] = descriptor.parameters
  .filter(({ name }) => name !== "minimum")
  .map((parameter) => ({
    ...parameter,
    name: `${PREFIX}${parameter.name}`,
    title: `Near-copy: ${parameter.title.toLowerCase()}`,
    help: `For the object near-copy alone. ${parameter.help}`,
  }));

/**
 * How near-copy compares texts, by the parsed parameters of a detector that takes its objects.
 * @throws PlumblineError PARAMETER if one is set that a run by another kind of object would ignore.
 */
export function nearCopySettings(parsed: Parameters, object: string): TextSettings {
  const set = NEAR_COPY_PARAMETERS.find(({ name, default: usual }) => parsed[name] !== usual);
  if (object !== NEAR_COPY && set !== undefined) {
    throw new PlumblineError("PARAMETER", `${set.name} has no meaning for the object ${object}.`, {
      hint: `It is for the object ${NEAR_COPY}.`,
    });
  }
  return textSettings(parsed, PREFIX);
}

/**
 * Runs near-copy and turns the clusters into columns for co-share.
 * @throws PlumblineError NO_DATA, PARAMETER, STOPPED.
 */
export async function nearCopyObjects(
  source: DetectorSource,
  settings: TextSettings,
  context: DetectorContext,
): Promise<NearCopyObjects> {
  return clusterObjects(await analyseTexts(source, settings, context), source, context);
}

/** The clusters of an analysis as objects, with the source that names the texts. */
function clusterObjects(
  analysis: TextAnalysis,
  source: Pick<DetectorSource, "accountNames" | "objectValues">,
  context: DetectorContext,
): NearCopyObjects {
  const { shares, clusterOf, clusters } = analysis;
  const kept = new Int32Array(shares.length)
    .map((_, i) => i)
    .filter((i) => clusterOf[shares.object[i]!]! >= 0);
  const { codeOf, ids } = denseAccounts(shares, kept);
  const posts = new Int32Array(shares.objects);
  for (let i = 0; i < shares.length; i++) posts[shares.object[i]!]!++;
  const commonest = commonestTexts(analysis, posts);
  return {
    columns: {
      ...shares,
      length: kept.length,
      account: kept.map((i) => codeOf[shares.account[i]!]!),
      object: kept.map((i) => clusterOf[shares.object[i]!]!),
      time: Float64Array.from(kept, (i) => shares.time[i]!),
      artifact: Uint16Array.from(kept, (i) => shares.artifact[i]!),
      row: kept.map((i) => shares.row[i]!),
      ...(shares.author === undefined ? {} : { author: kept.map((i) => shares.author![i]!) }),
      accounts: ids.length,
      objects: clusters,
    },
    names: {
      accountNames: (codes) => source.accountNames(codes.map((code) => ids[code]!)),
      objectValues: (_object, codes) =>
        source.objectValues(
          "text",
          codes.map((code) => commonest[code]!),
        ),
      denied: (objects) => deniedObjects(objects, clusterOf, posts, source, context),
    },
  };
}

/** @param posts of each text, by code */
async function deniedObjects(
  objects: Int32Array,
  clusterOf: Int32Array,
  posts: Int32Array,
  source: Pick<DetectorSource, "objectValues">,
  context: DetectorContext,
): Promise<(DeniedObject | undefined)[]> {
  const codes = new Map(Array.from(objects, (object): [number, number[]] => [object, []]));
  clusterOf.forEach((cluster, code) => codes.get(cluster)?.push(code));
  const texts = Array.from(objects, (object) =>
    Int32Array.from(codes.get(object)!.sort((x, y) => posts[y]! - posts[x]! || x - y)),
  );
  const marks = await negationMarks(
    source,
    texts.map((own) => ({ texts: own })),
    context,
  );
  const denied: (DeniedObject | undefined)[] = [];
  for (const [i, mark] of marks.entries()) {
    if (mark === undefined) {
      denied.push(undefined);
      continue;
    }
    const [more, fewest] = await source.objectValues("text", Int32Array.of(mark.more, mark.fewest));
    denied.push({ texts: mark.texts, of: texts[i]!.length, more: more!, fewest: fewest! });
  }
  return denied;
}

/** Accounts of some shares under new codes, in the order of the old ones. */
function denseAccounts(shares: ShareColumns, kept: Int32Array): { codeOf: Int32Array; ids: Int32Array } {
  const codeOf = new Int32Array(shares.accounts);
  for (const share of kept) codeOf[shares.account[share]!] = 1;
  const ids = new Int32Array(shares.accounts).map((_, id) => id).filter((id) => codeOf[id] === 1);
  ids.forEach((id, code) => (codeOf[id] = code));
  return { codeOf, ids };
}

/** The text of each cluster that most posts carry; of several the one with the smallest code. */
function commonestTexts({ clusterOf, clusters }: TextAnalysis, posts: Int32Array): Int32Array {
  const commonest = new Int32Array(clusters).fill(-1);
  for (let code = 0; code < clusterOf.length; code++) {
    const cluster = clusterOf[code]!;
    if (cluster < 0) continue;
    const best = commonest[cluster]!;
    if (best < 0 || posts[code]! > posts[best]!) commonest[cluster] = code;
  }
  return commonest;
}
