/**
 * Following a source: its lines in batches, or a folder's files one by one, each an import like any other. While one batch is imported the
 * next one fills; where that is full first, the source waits.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { PlumblineError } from "../../errors.ts";
import type { ErrorCode } from "../../errors.ts";
import { LineBatch, pauseFor, WatchedFolder } from "../../ingest/index.ts";
import type { FoundFile, LineSource, Say } from "../../ingest/index.ts";
import { counted } from "../../words.ts";
import type { Case } from "../case.ts";
import { importFiles } from "../import-files.ts";
import type { ImportOptions } from "../import.ts";
import { earlierImports, importNamed, recentLines, watchParameters } from "./earlier.ts";
import type { Tally } from "./tally.ts";

export interface FollowOptions {
  /** How each batch or file is imported. */
  readonly how: ImportOptions;
  /** Milliseconds from one line of news to the next; what came in until then is imported. */
  readonly everyMs: number;
  readonly stop: AbortSignal;
  readonly say: Say;
  /** Told when it is time for a line of news. */
  readonly onNews: () => void;
}

/** Faults of what came in, and of nothing else: they are said, and the watch goes on. */
const OF_THE_DATA: readonly ErrorCode[] = [
  "FILE_EMPTY",
  "FILE_BINARY",
  "FILE_TRUNCATED",
  "FILE_ENCODING",
  "FILE_TOO_WIDE",
  "FILE_MALFORMED",
  "ALL_REJECTED",
  "ALREADY_IMPORTED",
  "IMPORT_LIMIT",
  "NO_POSTS",
  "ARCHIVE_LIMIT",
  "ARCHIVE_LOCKED",
];
/** Of a folder, one file that needs to be told how it is read does not keep the others out. */
const OF_ONE_FILE: readonly ErrorCode[] = [
  ...OF_THE_DATA,
  "FILE_MISSING",
  "MAPPING_NEEDED",
  "MAPPING_WRONG",
  "DATE_ORDER_NEEDED",
];

/** Runs an import; a fault of the data is said. */
async function sayingFaults(codes: readonly ErrorCode[], say: Say, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof PlumblineError) || !error.all.every(({ code }) => codes.includes(code)))
      throw error;
    say(error.line());
  }
}

/** Until the source ends or the signal says so; what was read by then is imported. */
export async function followLines(
  opened: Case,
  source: LineSource,
  tally: Tally,
  options: FollowOptions,
): Promise<void> {
  const { everyMs, stop, onNews } = options;
  const recent = await recentLines(opened, await earlierImports(opened, source.identity));
  const failed = new AbortController();
  let importing: Promise<void> = Promise.resolve();
  let due = performance.now() + everyMs;
  for (let ended = false; !ended && !stop.aborted;) {
    const batch = new LineBatch(join(opened.makeStaging(), `watched-${performance.now()}`), recent);
    const timer = new AbortController();
    const timeout = setTimeout(() => timer.abort(), Math.max(0, due - performance.now()));
    ended = await source.read(batch, AbortSignal.any([stop, timer.signal, failed.signal]));
    clearTimeout(timeout);
    batch.close();
    await importing;
    const told = performance.now() >= due;
    // A batch fills for as long as it may, however late the one before it was.
    if (told) due = performance.now() + everyMs;
    importing = importBatch(opened, source, batch, tally, options).then(() => (told ? onNews() : undefined));
    // It is thrown where it is waited for; until then the source is not read in vain.
    importing.catch(() => failed.abort());
  }
  await importing;
}

async function importBatch(
  opened: Case,
  source: LineSource,
  batch: LineBatch,
  tally: Tally,
  { how, say }: FollowOptions,
): Promise<void> {
  try {
    tally.dropped(batch);
    if (batch.objects === 0) {
      if (batch.unreadable > 0 && tally.imports === 0 && source.kind === "file")
        throw new PlumblineError(
          "FILE_MALFORMED",
          `Of ${counted(batch.unreadable, "line")} none is a JSON object.`,
          {
            where: source.name,
            hint: "A file that is followed is NDJSON. Put files of another kind into a folder, and watch that.",
          },
        );
      return;
    }
    const name = `${source.name}, ${counted(batch.lines, "line")} to ${new Date().toISOString()}`;
    const beside = watchParameters(source.kind, source.name, source.identity, source.cursor());
    await sayingFaults(OF_THE_DATA, say, async () =>
      tally.add(await importFiles(opened, [{ path: batch.path, name }], { ...how, beside })),
    );
  } finally {
    await rm(batch.path, { force: true });
  }
}

/** How often a folder is looked at. */
const LOOK_MS = 1000;

/** @param once ends when what is there has come in */
export async function followFolder(
  opened: Case,
  folder: { readonly path: string; readonly name: string; readonly identity: string },
  tally: Tally,
  options: FollowOptions & { readonly once: boolean },
): Promise<void> {
  const { everyMs, stop, say, onNews, once } = options;
  const watched = new WatchedFolder(folder.path);
  const held = await heldBytes(opened);
  const beside = watchParameters("folder", folder.name, folder.identity);
  let due = performance.now() + everyMs;
  const tellIfDue = (): void => {
    if (performance.now() < due) return;
    due = performance.now() + everyMs;
    onNews();
  };
  let seen = false;
  let away = false;
  // A share that is gone for a while is waited for, as a connection is.
  const look = async (): Promise<FoundFile[]> => {
    try {
      const found = await watched.look(once);
      [seen, away] = [true, false];
      return found;
    } catch (error) {
      if (!seen || !(error instanceof PlumblineError) || error.code !== "FILE_MISSING") throw error;
      if (!away) say(`${folder.name}: the folder cannot be read any more; it is looked for again.`);
      away = true;
      return [];
    }
  };
  while (!stop.aborted) {
    for (const file of await look()) {
      if (stop.aborted) break;
      await sayingFaults(OF_ONE_FILE, say, () =>
        importNew({ opened, held, tally, say, identity: folder.identity }, file, { ...options.how, beside }),
      );
      tellIfDue();
    }
    if (once) return;
    tellIfDue();
    await pauseFor(LOOK_MS, stop);
  }
}

/** What a folder is followed with. */
interface Inbox {
  readonly opened: Case;
  readonly held: Set<string>;
  readonly tally: Tally;
  readonly say: Say;
  readonly identity: string;
}

/** Hashes of what was handed over to the case at any time. */
async function heldBytes(opened: Case): Promise<Set<string>> {
  return new Set(
    (await opened.log.entries()).flatMap(({ record }) =>
      record?.type === "Artifact" && record.body.sha256 !== undefined ? [record.body.sha256] : [],
    ),
  );
}

/** Bytes that the case has had are passed over: the log is what says how far a folder was read. */
async function importNew(
  { opened, held, tally, say, identity }: Inbox,
  { path, name }: FoundFile,
  how: ImportOptions,
): Promise<void> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash).catch((cause: unknown) => {
    throw new PlumblineError("FILE_MISSING", "The file cannot be read.", { where: name, cause });
  });
  const sha256 = hash.digest("hex");
  if (held.has(sha256)) return;
  const earlier = await importNamed(opened, identity, name);
  const done = await importFiles(opened, [{ path, name }], how);
  held.add(sha256);
  await tally.add(done);
  if (earlier !== undefined)
    say(
      `${name}: the file has changed since ${earlier} brought it in; what it holds now came in beside that. If it stands in its place, take the earlier out: plumbline withdraw CASE ${earlier}`,
    );
}
