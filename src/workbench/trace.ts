/** The plumb line with its last step: from a Finding to the posts that make it, each with file, row and hash. */
import { readableImportsIn, traceLine } from "../case/index.ts";
import type { CaseFold, TraceStep } from "../case/index.ts";
import { PlumblineError } from "../errors.ts";
import type { Reader } from "../model/marking.ts";
import { findCited, namesCharacters, pageOf, quoteFault, spanFault } from "../model/passages.ts";
import { recordOf } from "../model/refs.ts";
import type { Span } from "../model/refs.ts";
import { postsOfPart } from "../signals/index.ts";
import type { ResultPlace, ResultTable } from "../signals/index.ts";
import type { CorpusPost } from "../store/corpus/posts.ts";
import { counted } from "../words.ts";
import { readableImports } from "./case.ts";
import type { Case } from "./case.ts";
import { resolveName } from "./names.ts";
import { resultArtifact, runResult } from "./run-result.ts";
import type { RunResult } from "./run-result.ts";

export { traceStepSchema } from "../case/index.ts";
export type { TraceStep } from "../case/index.ts";

/** Posts and places printed under a finding; the step says how many there are. */
const SHOWN_POSTS = 5;
/** Characters of a passage; the step says where it ends. */
const SHOWN_CHARACTERS = 2000;
/** A post by its place: the file, and the row in it. */
const POST = /^(art_[0-9a-z]{10})#row-([1-9]\d{0,9})$/;

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

/** Puts what it rests on under every Finding of the line that the reader may follow to the full result. */
async function addPosts(opened: Case, fold: CaseFold, step: TraceStep, quoted?: string): Promise<TraceStep> {
  const quote = step.kind === "Claim" ? fold.find("Claim", step.ref)?.body.quote : undefined;
  const below = step.next.map(async (child) => addPosts(opened, fold, child, quote));
  const next = await Promise.all(below);
  const passage = step.span === undefined ? [] : await passageStep(opened, fold, step.ref, step.span, quoted);
  const result = step.kind === "Finding" ? await resultSteps(opened, fold, step.ref) : [];
  const row = step.span?.row === undefined ? [] : await rowStep(opened, fold, step.ref, step.span.row);
  return { ...step, next: [...result, ...passage, ...row, ...next] };
}

/** The words at the place that a record names in a document, or why they cannot be shown. */
async function passageStep(
  opened: Case,
  fold: CaseFold,
  ref: string,
  span: Span,
  quoted: string | undefined,
): Promise<TraceStep[]> {
  const document = fold.find("Artifact", ref);
  if (document === undefined || span.row !== undefined) return [];
  if (quoted === undefined && !namesCharacters(span)) return [];
  const step = (relation: string, text: string): TraceStep[] => [
    {
      ref: document.id,
      kind: "Passage",
      relation,
      text,
      details: [`SHA-256 ${document.body.sha256}`],
      next: [],
    },
  ];
  const found = await opened.texts.of(document.body);
  const { start, end } = span;
  const named = placeOf(span);
  if ("none" in found) return step(named, `not checked: ${found.none}`);
  const place =
    start !== undefined && end !== undefined ? { start, end } : findCited(quoted ?? "", found, span);
  const wrong =
    spanFault(span, found) ?? (quoted === undefined ? undefined : quoteFault(quoted, span, found));
  if (wrong !== undefined || place === undefined)
    return step(
      named,
      `does not hold: ${quoted === undefined ? "the place" : "the quotation"} ${wrong ?? "is not there"}`,
    );
  const page = span.page ?? pageOf(place.start, found.pages);
  return step(
    placeOf({ ...place, page }),
    `“${found.text.slice(place.start, Math.min(place.end, place.start + SHOWN_CHARACTERS))}”`,
  );
}

/** "page 3, characters 10 to 20": what of it is known. */
function placeOf({
  page,
  start,
  end,
}: Pick<Span, "start" | "end"> & { readonly page?: number | undefined }): string {
  const characters = start === undefined || end === undefined ? [] : [`characters ${start} to ${end}`];
  return [...(page === undefined ? [] : [`page ${page}`]), ...characters].join(", ");
}

/** What a Finding rests on, from the full result of its run. A result that cannot be read is said, not left out. */
async function resultSteps(opened: Case, fold: CaseFold, ref: string): Promise<TraceStep[]> {
  const run = fold.find("Run", ref);
  const artifact = run === undefined ? undefined : resultArtifact(fold, run);
  if (artifact === undefined) return [];
  const made: MadeStep = (kind, text, next = []) => ({
    ref: artifact.id,
    kind,
    relation: "made by",
    text,
    details: [`SHA-256 ${artifact.sha256}`],
    next,
  });
  try {
    const result = await runResult(opened, fold, ref);
    return result === undefined ? [] : await restsOn(opened, fold, result, made);
  } catch (error) {
    if (!(error instanceof PlumblineError) || error.code !== "RESULT_INVALID") throw error;
    return [made("Posts", `Not readable: ${error.message}`)];
  }
}

type MadeStep = (kind: string, text: string, next?: readonly TraceStep[]) => TraceStep;

/**
 * Its posts, its other places, its tables. Places are marked as their file: a reader who may see the result of a run need not
 * see what it was made from.
 */
async function restsOn(
  opened: Case,
  fold: CaseFold,
  { output: { artifacts }, part }: RunResult,
  made: MadeStep,
): Promise<TraceStep[]> {
  // Which bytes a file has, its record says, not the result.
  const files = artifacts.map(({ id }) => fileOf(fold, id));
  const posts = postsOfPart(part).filter(({ artifact }) => files[artifact] !== undefined);
  const places = part.places.filter((place) => place.kind !== "row" && files[place.artifact] !== undefined);
  const first = await Promise.all(
    posts.slice(0, SHOWN_POSTS).map(({ artifact, row }) => postStep(opened, fold, files[artifact]!, row)),
  );
  const firstPlaces = await Promise.all(
    places.slice(0, SHOWN_POSTS).map((place) => placeStep(opened, fold, files[place.artifact]!, place)),
  );
  const say = (some: readonly TraceStep[], all: number, what: string, listed: string): string =>
    `${some.length} of ${all} ${what}; all ${listed} are listed in the full result.`;
  return [
    ...(posts.length === 0 ? [] : [made("Posts", say(first, posts.length, "posts", "rows"), first)]),
    ...(places.length === 0
      ? []
      : [made("Places", say(firstPlaces, places.length, "places", "of them"), firstPlaces)]),
    ...part.tables.map((table) => made("Table", sayTable(table))),
  ];
}

interface File {
  readonly id: string;
  readonly sha256: string;
}

/** A file that the reader may see, by its record. */
function fileOf(fold: CaseFold, id: string): File | undefined {
  const record = fold.find("Artifact", id);
  return record === undefined || record.body.sha256 === "not recorded"
    ? undefined
    : { id: record.id, sha256: record.body.sha256 };
}

/** A place that is not the row of a post: as it is called, and in a table what stands there. */
async function placeStep(opened: Case, fold: CaseFold, file: File, place: ResultPlace): Promise<TraceStep> {
  const step = (relation: string, kind: string, text: string): TraceStep => ({
    ref: file.id,
    kind,
    relation,
    text,
    details: [`SHA-256 ${file.sha256}`],
    next: [],
  });
  if (place.kind === "row") return postStep(opened, fold, file, place.row);
  if (place.kind === "member") return step(place.member, "Message", "a message of this file");
  if (place.kind === "page") {
    const characters =
      place.span === undefined ? "the whole page" : `characters ${place.span.start} to ${place.span.end}`;
    return step(`page ${place.page}`, "Page", characters);
  }
  const post = await postAt(opened, fold, file, place.row);
  const value = post === undefined ? await cellIn(opened, file, place) : valueIn(post, place.column);
  return step(`row ${place.row}`, "Cell", `${place.column}: ${value ?? "not in the corpus"}`);
}

/** What stands in a cell of a table that is no file of posts, read from its bytes; of a difference, both; a number is one. */
async function cellIn(
  opened: Case,
  { sha256 }: File,
  { row, column }: Extract<ResultPlace, { readonly kind: "cell" }>,
): Promise<string | undefined> {
  const table = await opened.tables.ifAny(sha256);
  const cells = table?.rows.find((one) => one.row === row)?.cells;
  if (table === undefined || cells === undefined) return undefined;
  const names = table.columns.includes(column) ? [column] : column.split(" - ");
  const values = names.map((name, i) => {
    const at = table.columns.indexOf(name);
    return at < 0 && i > 0 && Number.isFinite(Number(name)) ? name : (cells[at] ?? undefined);
  });
  return values.every((value) => value !== undefined) ? values.join(" - ") : undefined;
}

/** What a post has in a column of its file. */
function valueIn(post: CorpusPost, column: string): string | undefined {
  if (column === "account") return post.account;
  if (column === "text") return post.text ?? undefined;
  return post.extra[column] ?? undefined;
}

/** A table by its columns with their units; its rows stand in the full result. */
function sayTable({ title, columns, rows }: ResultTable): string {
  const heads = columns.map(({ name, unit }) => (unit === undefined ? name : `${name} (${unit})`));
  return `${title}: ${heads.join(", ")}; ${counted(rows.length, "row")} in the full result.`;
}

/** The post in a row of a file, as an import has it that the reader may see. */
async function postAt(
  opened: Case,
  fold: CaseFold,
  file: File,
  row: number,
): Promise<CorpusPost | undefined> {
  const scope = readableImportsIn(fold).map(({ id }) => id);
  return (await opened.corpus()).post(file.sha256, row, scope);
}

async function postStep(opened: Case, fold: CaseFold, input: File, row: number): Promise<TraceStep> {
  const post = await postAt(opened, fold, input, row);
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

/** The post that a span points at, if the file was imported; the cells of the row, if it is a table that is held. */
async function rowStep(opened: Case, fold: CaseFold, artifact: string, row: number): Promise<TraceStep[]> {
  const file = fileOf(fold, recordOf(artifact));
  if (file === undefined) return [];
  const imported = fold
    .all("Run")
    .some(
      ({ body: { detector, inputs } }) =>
        detector === "import" && inputs.some((input) => input.artifact === file.id),
    );
  if (imported) return [await postStep(opened, fold, file, row)];
  const table = await opened.tables.ifAny(file.sha256);
  const cells = table?.rows.find((one) => one.row === row)?.cells;
  if (table === undefined || cells === undefined) return [];
  const said = table.columns.map((name, i) => `${name}: ${cells[i] ?? "empty"}`).join(", ");
  return [
    {
      ref: file.id,
      kind: "Row",
      relation: `row ${row}`,
      text: said.slice(0, SHOWN_CHARACTERS),
      details: [`SHA-256 ${file.sha256}`],
      next: [],
    },
  ];
}
