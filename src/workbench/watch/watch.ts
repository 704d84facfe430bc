/** Following a source into a case: a file that grows, a folder, or a Jetstream. */
import { statSync } from "node:fs";
import { realpath } from "node:fs/promises";
import { basename, isAbsolute, relative } from "node:path";
import { PlumblineError } from "../../errors.ts";
import { FollowedFile, Jetstream } from "../../ingest/index.ts";
import type { LineSource, Say } from "../../ingest/index.ts";
import { visible } from "../../model/visible.ts";
import { OBJECT_KINDS } from "../../store/corpus/staged.ts";
import type { ObjectKind } from "../../store/corpus/staged.ts";
import { count, counted, plural } from "../../words.ts";
import type { Case } from "../case.ts";
import type { ImportOptions } from "../import.ts";
import { earlierImports, lastCursor, standingImports } from "./earlier.ts";
import { followFolder, followLines } from "./follow.ts";
import type { FollowOptions } from "./follow.ts";
import { Tally } from "./tally.ts";
import type { News } from "./tally.ts";

export interface WatchOptions extends Pick<
  ImportOptions,
  "actor" | "map" | "dateOrder" | "zone" | "memoryMb"
> {
  readonly everySeconds: number;
  /** What two accounts have to share to meet, and how far apart at most. */
  readonly object: string;
  readonly windowSeconds: number;
  /** Ends when what is there has come in. */
  readonly once: boolean;
  readonly stop: AbortSignal;
  /** Told what a person should know, a sentence each. */
  readonly say: Say;
  readonly onNews: (news: News) => void;
}

export interface Watched {
  readonly imports: number;
  readonly posts: number;
}

/**
 * Takes in what comes until it is stopped, or has all where it was asked for once. What it has taken in by then is in the case.
 * @param source a file, a folder, or the address of a Jetstream (`ws://…`, `wss://…`)
 * @throws PlumblineError USAGE, CONNECTION, FILE_*, MAPPING_*, DATE_ORDER_NEEDED, STORE and what an import throws; the case has what was
 * taken in before.
 */
export async function watch(opened: Case, source: string, options: WatchOptions): Promise<Watched> {
  const { object, windowSeconds, stop } = options;
  const say: Say = (text) => options.say(visible(text));
  const kind = Object.keys(OBJECT_KINDS).find((one): one is ObjectKind => one === object);
  if (kind === undefined)
    throw new PlumblineError("USAGE", `It is one of ${Object.keys(OBJECT_KINDS).join(", ")}.`, {
      setting: "object",
    });
  await refuseOwn(opened, source);
  const tally = new Tally(await opened.corpus(), kind, windowSeconds);
  const news = (): void => options.onNews(tally.news());
  const following: FollowOptions = {
    how: importOptions(options),
    everyMs: options.everySeconds * 1000,
    stop,
    say,
    onNews: news,
  };
  if (isFolder(source)) await inFolder(opened, source, tally, { ...following, once: options.once });
  else {
    const lines = await openSource(opened, source, { ...options, say });
    try {
      await tally.recall(await standingImports(opened, lines.identity));
      await followLines(opened, lines, tally, following);
    } finally {
      await lines.close();
    }
  }
  news();
  return { imports: tally.imports, posts: tally.posts };
}

/** What the case itself writes would come in without end. @throws PlumblineError USAGE. */
async function refuseOwn(opened: Case, source: string): Promise<void> {
  if (isAddress(source)) return;
  const given = await realpath(source).catch(() => undefined);
  if (given === undefined) return;
  const inside = relative(await realpath(opened.folder), given);
  if (inside === "" || !(inside.startsWith("..") || isAbsolute(inside)))
    throw new PlumblineError("USAGE", "It lies in the folder of the case, which only Plumbline writes.", {
      where: source,
    });
}

const isAddress = (source: string): boolean => /^[a-z][a-z+.-]*:\/\//i.test(source);

const isFolder = (source: string): boolean =>
  statSync(source, { throwIfNoEntry: false })?.isDirectory() === true;

async function inFolder(
  opened: Case,
  source: string,
  tally: Tally,
  options: FollowOptions & { readonly once: boolean },
): Promise<void> {
  const path = await realpath(source);
  const identity = `folder ${path}`;
  await tally.recall(await standingImports(opened, identity));
  await followFolder(opened, { path, name: basename(path), identity }, tally, options);
}

/** The source, where an earlier watch of it ended. */
async function openSource(opened: Case, source: string, { once, say }: WatchOptions): Promise<LineSource> {
  const cursorOf = async (identity: string) => lastCursor(await earlierImports(opened, identity));
  if (isAddress(source)) {
    if (once) throw new PlumblineError("USAGE", "A Jetstream has no end.", { setting: "once" });
    return Jetstream.at({ address: source, cursorOf, say });
  }
  return FollowedFile.open({ path: source, once, say, cursorOf });
}

function importOptions({ actor, map, dateOrder, zone, memoryMb }: WatchOptions): ImportOptions {
  return {
    actor,
    ...(map === undefined ? {} : { map }),
    ...(dateOrder === undefined ? {} : { dateOrder }),
    ...(zone === undefined ? {} : { zone }),
    ...(memoryMb === undefined ? {} : { memoryMb }),
  };
}

/** The line of news: counts, and no names. */
export function newsLine(news: News, at: Date): string {
  const { posts, rejected, repeats, unreadable, accounts, newAccounts, pairs, pairsInAll, atLeast } = news;
  const lost = [
    ...(rejected > 0 ? [`${count(rejected)} rejected`] : []),
    ...(repeats > 0 ? [`${count(repeats)} came again and ${plural(repeats, "was", "were")} dropped`] : []),
    ...(unreadable > 0 ? [`${counted(unreadable, "line")} unreadable`] : []),
  ];
  return [
    `${at.toISOString().slice(0, 16).replace("T", " ")} UTC: ${counted(posts, "post")} from ${counted(accounts, "account")}`,
    ` (${count(newAccounts)} new)`,
    lost.length === 0 ? "" : `, ${lost.join(", ")}`,
    `; ${counted(pairs, "pair")} more on three occasions, ${atLeast ? "at least " : ""}${count(pairsInAll)} in all`,
  ].join("");
}

/** What a watch has brought in, when it ends. */
export function watchedLine({ imports, posts }: Watched, folder: string): string {
  const all = `${counted(posts, "post")} came in, in ${counted(imports, "import")}.`;
  return posts === 0 ? all : `${all} Next: plumbline detect co-share ${folder}`;
}
