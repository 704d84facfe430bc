/**
 * The Breakout scale (Nimmo 2020) as a table of decisions. Each level asks one question; a yes names the count or the records that it
 * rests on, and everything else is not answered, with the reason. The level is that of the highest yes: at least so far.
 */
import type { GivenClaim, GivenEvent } from "../../given.ts";
import { counted } from "../../../words.ts";
import type { Cell, Reach } from "./reach.ts";
import type { Said } from "./settings.ts";

export type Level = 1 | 2 | 3 | 4 | 5 | 6;

export interface Decision {
  readonly level: Level;
  readonly asks: string;
  /** The count that answers yes, in words. */
  readonly count?: string;
  /** The claims that answer yes; they assert, or qualify, in a passage. */
  readonly said: readonly GivenClaim[];
  /** Claims that deny it, or take it back. */
  readonly denied: readonly GivenClaim[];
  /** Events that are it, with a passage. */
  readonly acts: readonly GivenEvent[];
  /** Why it is not answered, a clause; absent for a yes. */
  readonly because?: string;
}

export const isYes = ({ because }: Decision): boolean => because === undefined;

/** The highest yes; undefined where there is none. */
export const levelOf = (decisions: readonly Decision[]): Level | undefined =>
  decisions.filter(isYes).at(-1)?.level;

/** @param reach what was counted, or why nothing was, a clause */
export function decide(reach: Reach | string, said: Said, least: number): readonly Decision[] {
  return [
    ...counting(reach, least),
    claimed(4, "Did mainstream media take it up?", said.mainstream),
    claimed(5, "Did a named person of note take it up?", said.persons),
    claimed(
      6,
      "Was there a response of policy or another act, or a call for violence?",
      said.response,
      said.acts,
    ),
  ];
}

const ASKS = [
  "Did accounts outside of the flagged groups pass it on?",
  "Did they so in several communities, or on several platforms?",
  "Did they so on several platforms, in several communities of each?",
] as const;

function counting(reach: Reach | string, least: number): readonly Decision[] {
  const answers = typeof reach === "string" ? ASKS.map(() => ({ because: reach })) : countedIn(reach, least);
  return ASKS.map((asks, i): Decision => ({
    level: (i + 1) as Level,
    asks,
    said: [],
    denied: [],
    acts: [],
    ...answers[i]!,
  }));
}

type Answer = { readonly count: string } | { readonly because: string };

function countedIn(
  { cells, accounts, platforms, communities }: Reach,
  least: number,
): readonly [Answer, Answer, Answer] {
  const none = { because: `no platform and community has ${least} or more such accounts` };
  if (cells.length === 0) return [none, none, none];
  const reached = [...reachedIn(cells).values()];
  const broad = reached.filter((own) => own.size > 1).length;
  const inAll = reached.reduce((sum, own) => sum + own.size, 0);
  const words = `${counted(reached.length, "platform")} and ${counted(inAll, "community", "communities")}`;
  const no = {
    because:
      platforms === 0 && communities === 0
        ? "the posts say neither platform nor community"
        : `${words} with ${least} or more such accounts were counted`,
  };
  return [
    { count: counted(accounts, "account") },
    reached.length > 1 || broad > 0 ? { count: words } : no,
    broad > 1 ? { count: words } : no,
  ];
}

/** Communities by platform; what posts do not say is no platform or community beside others. */
function reachedIn(cells: readonly Cell[]): ReadonlyMap<string, ReadonlySet<string>> {
  const named = cells.some(({ platform }) => platform !== undefined);
  const reached = new Map<string, Set<string>>();
  for (const { platform, community } of cells) {
    if (named && platform === undefined) continue;
    const own = reached.get(platform ?? "") ?? new Set<string>();
    if (community !== undefined) own.add(community);
    reached.set(platform ?? "", own);
  }
  return reached;
}

function claimed(
  level: Level,
  asks: string,
  claims: readonly GivenClaim[],
  events: readonly GivenEvent[] = [],
): Decision {
  const placed = claims.filter((claim) => claim.placed);
  const said = placed.filter(({ polarity }) => polarity === "asserts" || polarity === "qualifies");
  const denied = placed.filter(({ polarity }) => polarity === "denies" || polarity === "retracts");
  const acts = events.filter((event) => event.placed === true);
  const because =
    claims.length + events.length === 0
      ? "no record was named"
      : placed.length === 0
        ? "no record that was named has a passage"
        : "what was named denies it";
  return { level, asks, said, denied, acts, ...(said.length + acts.length === 0 ? { because } : {}) };
}
