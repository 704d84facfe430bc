/** The plumb line with its last step: from a Finding to the posts that make it, each with file, row and hash. */
import { z } from "zod";
import { traceLine } from "../case/index.ts";
import type { CaseFold, TraceStep } from "../case/index.ts";
import { PlumblineError } from "../errors.ts";
import type { Reader } from "../model/marking.ts";
import type { CaseRecord } from "../model/records.ts";
import { partOf, recordOf } from "../model/refs.ts";
import { readableImports } from "./case.ts";
import type { Case } from "./case.ts";
import { resolveName } from "./names.ts";

export type { TraceStep } from "../case/index.ts";

/** Posts printed under a finding; the step says how many there are. */
const SHOWN_POSTS = 5;
/** A post by its place: the file, and the row in it. */
const POST = /^(art_[0-9a-z]{10})#row-([1-9]\d{0,9})$/;

/** What the outputs of detectors share: sets of posts by the id that the figures of their findings use. */
const setSchema = z.looseObject({
  id: z.string(),
  posts: z.array(z.looseObject({ artifact: z.int(), row: z.int() })),
});
const outputSchema = z.looseObject({
  artifacts: z.array(z.looseObject({ id: z.string(), sha256: z.string() })),
  groups: z.array(setSchema).optional(),
  clusters: z.array(setSchema).optional(),
});

/**
 * The line from an id, a key, a part, a label of the newest draft at the reader's ceiling (J1, E3, F2, S1), or a post
 * (`art_…#row-12`).
 * @throws PlumblineError NOT_FOUND, AMBIGUOUS.
 */
export async function trace(opened: Case, name: string, reader: Reader): Promise<TraceStep> {
  const fold = await opened.fold(reader);
  const [, artifact, row] = POST.exec(name) ?? [];
  if (artifact !== undefined)
    return postLine(opened, fold, reader, { artifactId: artifact, row: Number(row) });
  const ref = resolveName(fold, name);
  const line = traceLine(fold, ref);
  if (line === undefined) throw notThere(name);
  return addPosts(opened, fold, line);
}

/** One answer for what is above the line and for what was never there. */
function notThere(name: string): PlumblineError {
  return new PlumblineError("NOT_FOUND", "No record has this id or key at this level.", { where: name });
}

/** Puts the posts under every Finding of the line that the reader may follow to the output. */
async function addPosts(opened: Case, fold: CaseFold, step: TraceStep): Promise<TraceStep> {
  const next = await Promise.all(step.next.map((child) => addPosts(opened, fold, child)));
  const posts = step.kind === "Finding" ? await postsStep(opened, fold, step.ref) : undefined;
  const row = step.span?.row === undefined ? [] : await rowStep(opened, fold, step.ref, step.span.row);
  return { ...step, next: [...(posts === undefined ? [] : [posts]), ...row, ...next] };
}

async function postsStep(opened: Case, fold: CaseFold, ref: string): Promise<TraceStep | undefined> {
  const run = fold.find("Run", ref);
  const output = run?.body.output === undefined ? undefined : fold.find("Artifact", run.body.output);
  if (run === undefined || output === undefined || !output.body.held || output.body.sha256 === "not recorded")
    return undefined;
  const bytes = await opened.artifacts.read(output.body.sha256);
  const { data } = outputSchema.safeParse(JSON.parse(bytes.toString("utf8")));
  const drawn = drawnIds(run, partOf(ref));
  const sets = [...(data?.groups ?? []), ...(data?.clusters ?? [])];
  // Posts are marked as their file: whoever may see the result of a run need not see what it was made from.
  const posts = sets
    .filter(({ id }) => drawn.has(id))
    .flatMap((set) => set.posts)
    .filter((post) => fold.find("Artifact", data?.artifacts[post.artifact]?.id ?? "") !== undefined);
  if (data === undefined || posts.length === 0) return undefined;
  const shown = posts.slice(0, SHOWN_POSTS);
  const next = await Promise.all(
    shown.map(({ artifact, row }) => postStep(opened, data.artifacts[artifact]!, row)),
  );
  return {
    ref: output.id,
    kind: "Posts",
    relation: "made by",
    text: `${shown.length} of ${posts.length} posts; all rows are listed in the full result.`,
    details: [`SHA-256 ${output.body.sha256}`],
    next,
  };
}

/** Ids of the groups and series that a finding's figures draw. */
export function drawnIds(run: CaseRecord<"Run">, part: string | undefined): ReadonlySet<string> {
  const figures = run.body.findings.find(({ id }) => id === part)?.figures ?? [];
  return new Set(
    figures.flatMap((figure) => {
      if (figure.kind === "network") return figure.groups.map(({ id }) => id);
      return figure.kind === "timeline" ? figure.series.map(({ id }) => id) : [];
    }),
  );
}

async function postStep(
  opened: Case,
  input: { readonly id: string; readonly sha256: string },
  row: number,
): Promise<TraceStep> {
  const post = await (await opened.corpus()).post(input.sha256, row);
  const words =
    post === undefined
      ? "not in the corpus"
      : `${new Date(post.time).toISOString()}, ${post.account}: ${post.text ?? ""}`;
  return {
    ref: input.id,
    kind: "Row",
    relation: `row ${row}`,
    text: words,
    details: [`SHA-256 ${input.sha256}`],
    next: [],
  };
}

/** From a post of an import that may be read to the file it stands in. */
async function postLine(
  opened: Case,
  fold: CaseFold,
  reader: Reader,
  place: { readonly artifactId: string; readonly row: number },
): Promise<TraceStep> {
  const name = `${place.artifactId}#row-${place.row}`;
  const runs = await readableImports(opened, reader);
  const run = runs.find(({ body }) => body.inputs.some(({ artifact }) => artifact === place.artifactId));
  const file = traceLine(fold, place.artifactId);
  if (run === undefined || file === undefined) throw notThere(name);
  const { posts } = await opened.corpus();
  const [post] = await posts.at([run.id], [place]);
  if (post === undefined) throw notThere(name);
  const resolution = run.body.counts["resolution"];
  return {
    ref: name,
    kind: "Post",
    relation: "",
    text: `${new Date(post.time).toISOString()}, ${post.account}: ${post.text ?? "no text"}`,
    details: [
      `row ${post.row} of the file`,
      ...(resolution === undefined ? [] : [`times of this file are recorded to the ${resolution}`]),
      `import ${run.id}`,
    ],
    next: [{ ...file, relation: `row ${post.row} of` }],
  };
}

/** The post that a Claim's span points at, if the file was imported. */
async function rowStep(opened: Case, fold: CaseFold, artifact: string, row: number): Promise<TraceStep[]> {
  const record = fold.find("Artifact", recordOf(artifact));
  if (record === undefined || record.body.sha256 === "not recorded") return [];
  const imported = fold
    .all("Run")
    .some(({ body }) => body.inputs.some((input) => input.artifact === record.id));
  return imported ? [await postStep(opened, { id: record.id, sha256: record.body.sha256 }, row)] : [];
}
