/**
 * The corpus of a case, held to the log. It is only a cache of the files: what cannot be read, what no import has put there and rows that are
 * not those of the log are thrown away, said, and read again from the bytes. What the log does not bind (imports of earlier versions) is used
 * as it is; `verify` says so.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { PlumblineError } from "../errors.ts";
import type { CaseRecord } from "../model/records.ts";
import type { ArtifactStore } from "../store/artifacts.ts";
import type { Corpus, CorpusImport } from "../store/corpus.ts";
import { isComparable } from "../store/corpus/rows-digest.ts";
import { counted } from "../words.ts";

type Import = CaseRecord<"Run">;

export interface CorpusPlaces {
  readonly path: string;
  readonly artifacts: ArtifactStore;
  /** Makes a folder for staged rows. */
  readonly staging: () => string;
  /** Told what was found and done, a sentence each. */
  readonly say: (text: string) => void;
  /** Of the database. */
  readonly memoryMb?: number;
}

/**
 * Opens the corpus with exactly the imports that stand, each with the rows that the log binds.
 * @throws PlumblineError CASE_BUSY, STORE; CASE_DAMAGED if the bytes of a file are not those of the log, or give other rows.
 */
export async function openCorpus(places: CorpusPlaces, standing: readonly Import[]): Promise<Corpus> {
  const corpus = await openFitting(places, standing);
  try {
    const held = new Set((await corpus.imports()).map(({ id }) => id));
    for (const run of standing) if (!held.has(run.id)) await readAgain(corpus, places, run);
    return corpus;
  } catch (error) {
    corpus.close();
    throw error;
  }
}

/**
 * The same, and the file at the path is only read. Where it does not hold exactly what the log binds, the corpus is made anew in the folder
 * for staged rows, and that is said.
 * @throws PlumblineError as `openCorpus`.
 */
export async function lookAtCorpus(places: CorpusPlaces, standing: readonly Import[]): Promise<Corpus> {
  const { Corpus: Store } = await import("../store/corpus.ts");
  const why = await misfit(() => Store.inspect(places.path), places.path, standing);
  if (typeof why !== "string") return why;
  if (standing.length > 0)
    places.say(
      `The corpus is not used: ${why} The case is only read: its rows are read again from the files (${counted(standing.length, "import")}), for as long as this command runs.`,
    );
  return openCorpus({ ...places, path: join(places.staging(), "corpus.duckdb") }, standing);
}

/** The corpus that fits, or in a sentence why there is none. */
async function misfit(
  inspect: () => Promise<Corpus>,
  path: string,
  standing: readonly Import[],
): Promise<Corpus | string> {
  if (!existsSync(path)) return "There is none.";
  let corpus: Corpus | undefined;
  try {
    corpus = await inspect();
    const held = await corpus.imports();
    const runs = held.map(({ id }) => standing.find((run) => run.id === id));
    let fits = held.length === standing.length && (await corpus.isCurrent()) && (await corpus.isWhole());
    for (const [i, run] of runs.entries())
      fits &&= run !== undefined && (await fitOf(corpus, held[i]!, run)) !== "changed";
    if (fits) return corpus;
    corpus.close();
    return "It does not hold what the log binds.";
  } catch (error) {
    corpus?.close();
    if (error instanceof PlumblineError && error.code === "CORPUS_DAMAGED") return error.message;
    throw error;
  }
}

/** The corpus as it lies there, without what does not fit; an empty one in the place of one that is damaged. */
async function openFitting(places: CorpusPlaces, standing: readonly Import[]): Promise<Corpus> {
  // Loaded when it is needed: the analytics engine takes longer to start than most commands take to run.
  const { Corpus: Store, removeCorpus } = await import("../store/corpus.ts");
  const options = places.memoryMb === undefined ? {} : { memoryMb: places.memoryMb };
  let corpus: Corpus | undefined;
  try {
    corpus = await Store.open(places.path, options);
    await keepFitting(corpus, places, standing);
    return corpus;
  } catch (error) {
    corpus?.close();
    if (!(error instanceof PlumblineError) || error.code !== "CORPUS_DAMAGED") throw error;
    const imports = counted(standing.length, "import");
    places.say(
      `The corpus is not used: ${error.message} It is only a cache of the files, and is built again from them (${imports}).`,
    );
    await removeCorpus(places.path);
    return Store.open(places.path, options);
  }
}

async function keepFitting(
  corpus: Corpus,
  { say }: CorpusPlaces,
  standing: readonly Import[],
): Promise<void> {
  await corpus.retainImports(standing.map(({ id }) => id));
  if (!(await corpus.isWhole()))
    throw new PlumblineError("CORPUS_DAMAGED", "It holds rows that belong to no import.");
  const fitting: string[] = [];
  for (const held of await corpus.imports()) {
    const run = standing.find(({ id }) => id === held.id)!;
    const fit = await fitOf(corpus, held, run);
    if (fit !== "changed") fitting.push(run.id);
    else
      say(
        `The corpus does not hold the rows that the log binds for import ${run.id}: they are read again from the file.`,
      );
  }
  await corpus.retainImports(fitting);
}

/** Whether what the corpus holds of an import is what the log says: it is, the log does not bind it, it is not. */
export async function fitOf(
  corpus: Corpus,
  held: CorpusImport,
  run: Import,
): Promise<"fits" | "unbound" | "changed"> {
  const { inputs, counts } = run.body;
  const same =
    held.artifactId === inputs[0]?.artifact &&
    held.sha256 === inputs[0].sha256 &&
    held.posts === counts["kept"] &&
    held.resolution === counts["resolution"];
  if (!same) return "changed";
  const bound = boundRows(run);
  if (bound === undefined) return "unbound";
  return (await corpus.digest(run.id)) === bound ? "fits" : "changed";
}

/** The digest of the rows of an import, as the log has it; undefined for one of a version that wrote none, or another. */
export function boundRows({ body }: Import): string | undefined {
  const rows = body.counts["rows"];
  return typeof rows === "string" && isComparable(rows) ? rows : undefined;
}

/** A reader of another version may read a file otherwise. That makes the import no lie; it is for people to import the file anew. */
async function readAgain(
  corpus: Corpus,
  { artifacts, staging, say }: CorpusPlaces,
  run: Import,
): Promise<void> {
  const { restage } = await import("./restage.ts");
  const { rows, reader: now } = await restage(corpus, artifacts, run, staging());
  const bound = boundRows(run);
  if (bound === undefined || rows === bound) return;
  await corpus.withdraw(run.id);
  const reader = run.body.parameters["reader"];
  if (reader === now)
    throw new PlumblineError("CASE_DAMAGED", "Reading the file again gives other rows than the log binds.", {
      where: run.id,
    });
  say(
    `Import ${run.id} was read by reader ${String(reader)}; this is reader ${now}, and reads other rows. Its posts are not shown. Withdraw it and import the file again: that is a new import.`,
  );
}
