/**
 * Stored results, read in one shape. A case is append-only and its outputs are hashed, so results of before version 2 stay
 * as they were written; they are lifted here, and nowhere else.
 *
 * Version 1 was co-share up to 0.3.0 (`groups`) and near-copy up to 0.1.0 (`clusters`). It did not say which of these a
 * Finding speaks of. By the rule of both detectors a note speaks of all, and the n-th finding of a status of the n-th group
 * of that status; near-copy's clusters are all candidates.
 */
import { z } from "zod";
import { PlumblineError } from "../errors.ts";
import type { Body } from "../model/records.ts";
import { idSchema, sha256Schema } from "../model/refs.ts";
import { checkOutput, RESULT_VERSION } from "./result.ts";
import type { DetectorOutput, ResultEdge, ResultSet } from "./result.ts";

/** The part of a Run that a result of version 1 needs to be understood. */
export type ReadRun = Pick<Body<"Run">, "findings" | "counts">;

const versionSchema = z.looseObject({ result: z.literal(RESULT_VERSION) });

/**
 * @param text the stored JSON
 * @throws PlumblineError RESULT_INVALID if it is no result of any version.
 */
export function readResult(text: string, run: ReadRun): DetectorOutput {
  const output = ofAnyVersion(json(text), run);
  checkOutput(output);
  return output;
}

function ofAnyVersion(data: unknown, run: ReadRun): DetectorOutput {
  if (versionSchema.safeParse(data).success) return data as DetectorOutput;
  const { data: grouped } = groupedSchema.safeParse(data);
  if (grouped !== undefined) return liftGroups(grouped, run);
  return liftClusters(fitting(clusteredSchema, data), run);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new PlumblineError("RESULT_INVALID", "What the run left is not JSON.", { cause });
  }
}

function fitting<T>(schema: z.ZodType<T>, data: unknown): T {
  const { data: fits, error } = schema.safeParse(data);
  if (fits !== undefined) return fits;
  throw new PlumblineError("RESULT_INVALID", "What the run left is not the result of a detector.", {
    cause: error,
  });
}

// --- version 1 ------------------------------------------------------------------------------------------------------

const count = z.int().nonnegative();
const account = z.object({ pseudonym: z.string(), name: z.string() });
const post = z.object({ artifact: count, row: z.int().positive(), account: z.string() });
const both = z.object({ activity: z.number(), times: z.number() });

const edgeSchema = z.looseObject({
  a: z.string(),
  b: z.string(),
  objects: z.int().positive(),
  matches: count,
  medianSeconds: z.number(),
  aFirst: count,
  bFirst: count,
  correctedLog10p: both,
});

const groupSchema = z.looseObject({
  id: z.string(),
  status: z.enum(["finding", "candidate"]),
  accounts: z.array(account.extend({ shares: count, community: z.int().positive().nullable() })),
  objects: count,
  commonest: z.array(z.object({ value: z.string(), pairs: count })),
  edges: z.array(edgeSchema),
  posts: z.array(post),
});

const clusterSchema = z.looseObject({
  id: z.string(),
  accounts: z.array(account.extend({ posts: count })),
  texts: count,
  commonest: z.array(z.object({ value: z.string(), posts: count })),
  posts: z.array(post),
});

const head = {
  detector: z.string(),
  version: z.string(),
  artifacts: z.array(z.object({ id: idSchema, sha256: sha256Schema })),
};
const headSchema = z.looseObject(head);
const groupedSchema = z.looseObject({ ...head, object: z.string(), groups: z.array(groupSchema) });
const clusteredSchema = z.looseObject({ ...head, clusters: z.array(clusterSchema) });

function liftGroups(first: z.infer<typeof groupedSchema>, run: ReadRun): DetectorOutput {
  const { object, groups, ...rest } = first;
  const window = run.counts["windowSeconds"];
  const sets = groups.map(({ id, status, accounts, objects, commonest, edges, posts, ...details }) => ({
    id,
    status,
    accounts,
    objects,
    commonest: commonest.map(({ value, pairs }) => ({ value, count: pairs })),
    edges: edges.map(liftEdge),
    posts,
    details,
  }));
  return {
    ...lifted(rest, sets, run),
    ...(typeof window === "number" ? { pairing: { object, windowSeconds: window } } : {}),
  };
}

function liftClusters(first: z.infer<typeof clusteredSchema>, run: ReadRun): DetectorOutput {
  const { clusters, ...rest } = first;
  const sets = clusters.map(({ id, accounts, texts, commonest, posts, ...details }) => ({
    id,
    status: "candidate" as const,
    accounts: accounts.map(({ posts: shares, ...named }) => ({ ...named, shares })),
    objects: texts,
    commonest: commonest.map(({ value, posts: n }) => ({ value, count: n })),
    posts,
    details,
  }));
  return lifted(rest, sets, run);
}

function lifted(
  { detector, version, artifacts, ...details }: z.infer<typeof headSchema>,
  sets: readonly ResultSet[],
  { findings }: ReadRun,
): DetectorOutput {
  return {
    result: RESULT_VERSION,
    detector,
    version,
    artifacts,
    sets,
    places: [],
    tables: [],
    findings: indexOf(findings, sets),
    details,
  };
}

function liftEdge(edge: z.infer<typeof edgeSchema>): ResultEdge {
  const { a, b, objects: weight, correctedLog10p: log10p, ...rest } = edge;
  const { matches, medianSeconds, aFirst, bFirst, log10p: rawLog10p, ...details } = rest;
  const timed = { matches, medianSeconds, aFirst, bFirst };
  return { a, b, weight, ...timed, log10p, details: { ...details, rawLog10p } };
}

/** Findings are numbered in the order of their groups, findings before candidates; see the head of this file. */
function indexOf(findings: ReadRun["findings"], sets: readonly ResultSet[]): DetectorOutput["findings"] {
  const waiting = {
    finding: sets.filter(({ status }) => status === "finding").values(),
    candidate: sets.filter(({ status }) => status === "candidate").values(),
  };
  const inOrder = [...findings].sort((x, y) => Number(x.id.slice(1)) - Number(y.id.slice(1)));
  return Object.fromEntries(
    inOrder.map(({ id, status }) => {
      if (status === "note" || status === "not answerable") return [id, { sets: sets.map((set) => set.id) }];
      const next = waiting[status].next();
      return [id, { sets: next.done === true ? [] : [next.value.id] }];
    }),
  );
}
