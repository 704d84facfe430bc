/**
 * A small deterministic source for tests of detectors: busy and quiet accounts that share popular and rare objects at
 * any time, and teams that share theirs together. Names and values are placeholders that no sentence may contain.
 */
import { Random, type Resolution, type ShareColumns } from "../../src/kernel/index.ts";
import type { DetectorSource, Example } from "../../src/signals/detector.ts";

export interface SyntheticTeam {
  readonly accounts: number;
  readonly objects: number;
  /** Objects of its own that nobody else shares; otherwise popular ones that everybody shares. */
  readonly own: boolean;
}

export interface SyntheticOptions {
  readonly seed: number;
  readonly accounts: number;
  readonly objects: number;
  readonly shares: number;
  readonly teams: readonly SyntheticTeam[];
  readonly resolution?: Resolution;
}

export interface OneShare {
  readonly account: number;
  readonly object: number;
  readonly time: number;
}

const START = Date.UTC(2031, 8, 28);
const MINUTE = 60_000;
const MINUTES = 14 * 24 * 60;

/** Shares of ordinary accounts, then those of the teams; team accounts come after the ordinary ones. */
export function syntheticShares(options: SyntheticOptions): {
  list: OneShare[];
  accounts: number;
  objects: number;
} {
  const random = new Random(options.seed);
  const at = (): number => START + MINUTE * random.below(MINUTES);
  const list: OneShare[] = Array.from({ length: options.shares }, () => ({
    account: Math.floor(options.accounts * random.uniform() ** 2),
    object: Math.floor(options.objects * random.uniform() ** 3),
    time: at(),
  }));
  let accounts = options.accounts;
  let objects = options.objects;
  for (const team of options.teams) {
    for (let i = 0; i < team.objects; i++) {
      const object = team.own ? objects + i : i;
      const together = at();
      for (let a = 0; a < team.accounts; a++) {
        list.push({ account: accounts + a, object, time: together + MINUTE * random.below(2) });
      }
    }
    accounts += team.accounts;
    if (team.own) objects += team.objects;
  }
  return { list, accounts, objects };
}

/** Columns of a list of shares that came from one file, a row each. */
export function columnsOf(
  list: readonly OneShare[],
  accounts: number,
  objects: number,
  resolution: Resolution = "minute",
): ShareColumns {
  return {
    length: list.length,
    account: Int32Array.from(list, (s) => s.account),
    object: Int32Array.from(list, (s) => s.object),
    time: Float64Array.from(list, (s) => s.time),
    artifact: new Uint16Array(list.length),
    row: Int32Array.from(list, (_, i) => i + 1),
    accounts,
    objects,
    resolution,
    mixedResolution: false,
    artifacts: [{ id: "art_0000000001", sha256: "ab".repeat(32) }],
  };
}

/** Some placeholder words for a text: three codes that follow each other have nearly the same. */
export function placeholderText(code: number): string {
  const random = new Random(1000 + Math.floor(code / 3));
  const words = Array.from({ length: 12 }, () => `value-${random.below(1e6)}`).join(" ");
  return code % 3 === 0 ? words : `${words} and ${code % 3}`;
}

/**
 * A source that knows one kind of object. Accounts are named `handle-7`, objects `value-7`; texts are those of `textOf`,
 * which come last code first, in batches of 100 and under names of their own: `value-7` for short unless `textOf` is given.
 */
export function sourceOf(columns: ShareColumns, textOf?: (code: number) => string): DetectorSource {
  return {
    shares: async () => columns,
    texts: async () => ({
      shares: columns,
      batches: (async function* () {
        for (let to = columns.objects; to > 0; to -= 100) {
          const codes = Int32Array.from({ length: Math.min(to, 100) }, (_, i) => to - 1 - i);
          yield { codes, texts: Array.from(codes, textOf ?? placeholderText) };
        }
      })(),
    }),
    accountNames: async (codes) => Array.from(codes, (code) => `handle-${code}`),
    objectValues: async (_object, codes) => Array.from(codes, textOf ?? ((code) => `value-${code}`)),
  };
}

/** Every post of an example, as one and the same object. */
function postsAmong(rows: ReturnType<Example["posts"]>, accounts: readonly string[]): ShareColumns {
  const list = rows.map(({ account, time }) => ({
    account: accounts.indexOf(account),
    object: 0,
    time: Date.parse(time),
  }));
  return columnsOf(list, accounts.length, 1, "second");
}

/** The posts of a detector's example as a source: rows in their order, texts as they are; columns give their values. */
export function exampleSource({ posts }: Example): DetectorSource {
  const rows = posts();
  const accounts = [...new Set(rows.map(({ account }) => account))];
  const columnOf = (object: string): string =>
    object === "post-id" ? "post" : object.replace(/^column:/, "");
  const valuesOf = (object: string): string[] => {
    const column = columnOf(object);
    return [...new Set(rows.flatMap((post) => post[column] ?? []))];
  };
  const columns = (object: string): ShareColumns => {
    if (object === "post") return { ...postsAmong(rows, accounts) };
    const column = columnOf(object);
    const values = valuesOf(object);
    const place = new Map(values.map((value, i) => [value, i]));
    const held = rows.flatMap((post, i) => {
      const value = post[column];
      return value === undefined || value === "" ? [] : [{ post, value, row: i + 1 }];
    });
    const shares = columnsOf(
      held.map(({ post, value }) => ({
        account: accounts.indexOf(post.account),
        object: place.get(value)!,
        time: Date.parse(post.time),
      })),
      accounts.length,
      values.length,
      "second",
    );
    return { ...shares, row: Int32Array.from(held, ({ row }) => row) };
  };
  const texts = valuesOf("text");
  return {
    ...sourceOf(columns("text"), (code) => texts[code]!),
    shares: async (object) => columns(object),
    accountNames: async (codes) => Array.from(codes, (code) => accounts[code]!),
    objectValues: async (object, codes) => {
      const values = valuesOf(object);
      return Array.from(codes, (code) => values[code]!);
    },
  };
}

/** The source that the shared contract suite runs every detector on. */
export function contractSource(): DetectorSource {
  const { list, accounts, objects } = syntheticShares({
    seed: 3,
    accounts: 120,
    objects: 300,
    shares: 4000,
    teams: [
      { accounts: 5, objects: 14, own: false },
      { accounts: 4, objects: 9, own: true },
    ],
  });
  return sourceOf(columnsOf(list, accounts, objects));
}
