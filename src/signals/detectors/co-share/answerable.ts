/** What the question needs of the posts, and the answer where they do not hold it: not "nothing found". */
import { RESOLUTION_MS, type ShareColumns } from "../../../kernel/index.ts";
import { count, counted } from "../../../words.ts";
import type { DetectorResult } from "../../detector.ts";
import { resultHead } from "../../shared/head.ts";
import { notAnswerable } from "../../shared/said.ts";
import { descriptor } from "./descriptor.ts";
import type { ObjectWords } from "./object-words.ts";
import type { CoShareOutput } from "./output.ts";
import type { Settings } from "./settings.ts";

/** Why the question cannot be answered from these shares, after "because"; undefined where it can. */
export function answerable(columns: ShareColumns, words: ObjectWords): string | undefined {
  if (columns.resolution === "day")
    return "times are recorded to the day, which is too coarse to tell a meeting from a shared day";
  const accounts = new Set(columns.account);
  if (accounts.size < 2) return `all posts with a ${words.one} are of one account`;
  if (!sharedByTwo(columns)) return `no ${words.one} was shared by two accounts`;
  const step = RESOLUTION_MS[columns.resolution];
  const [first] = columns.time;
  if (columns.time.every((t) => Math.floor(t / step) === Math.floor(first! / step)))
    return `all posts have the same time, to the ${columns.resolution}`;
  return undefined;
}

function sharedByTwo({ account, object, objects }: ShareColumns): boolean {
  const first = new Int32Array(objects).fill(-1);
  return object.some((o, i) => {
    if (first[o] === -1) first[o] = account[i]!;
    return first[o] !== account[i];
  });
}

/** A run whose only statement is that it cannot tell. */
export function noAnswer(
  columns: ShareColumns,
  settings: Settings,
  words: ObjectWords,
  reason: string,
): DetectorResult<CoShareOutput> {
  const shares = counted(columns.length, "share", "shares");
  return {
    findings: [
      {
        id: "f1",
        ...notAnswerable(
          `Co-share by ${words.by}: the run as a whole`,
          `${reason} (${shares} of ${count(columns.objects)} ${words.many}). This says nothing about coordination either way`,
          {
            statistics: [{ name: "shares", value: columns.length }],
            refutedBy: "Posts of the same accounts with what is missing here.",
          },
        ),
      },
    ],
    counts: { shares: columns.length, resolution: columns.resolution, answerable: false },
    output: {
      ...resultHead(descriptor, columns.artifacts),
      sets: [],
      findings: { f1: { sets: [], places: [], tables: [] } },
      pairing: { object: settings.object, windowSeconds: settings.windows.at(-1)! },
      details: {
        setAside: { accounts: [], objects: [], unknown: [], before: null },
        notComputed: [reason],
        boilerplate: [],
        dense: [],
        denseObjects: 0,
        power: [],
      },
    },
  };
}
