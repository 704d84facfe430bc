/**
 * One run of same-second: co-share with the second itself as the object. Pairs that met in more seconds than their activity
 * and the busyness of these seconds explain are connected to groups. Cost: that of co-share. Deterministic.
 */
import { PlumblineError } from "../../../errors.ts";
import { components, RESOLUTION_MS, type ShareColumns } from "../../../kernel/index.ts";
import type { Finding } from "../../../model/finding.ts";
import { count, counted } from "../../../words.ts";
import { coShare } from "../../coshare.ts";
import type { DetectorContext, DetectorResult, DetectorSource, Parameters } from "../../detector.ts";
import { parseParameters } from "../../parameters.ts";
import { RESULT_VERSION } from "../../result.ts";
import type { DetectorOutput, ResultEdge } from "../../result.ts";
import { between } from "../../shared/dates.ts";
import { lookup } from "../../shared/lookup.ts";
import { fingerprint, period, postsOf, type Posts } from "../../shared/posts.ts";
import { timeline } from "../../shared/timeline.ts";
import { descriptor, LEVEL, NULL } from "./descriptor.ts";

interface Group {
  readonly id: string;
  /** Account codes; the pseudonym of the one at place i is `S1-0i`. */
  readonly accounts: readonly number[];
  readonly posts: Posts;
  readonly edges: readonly ResultEdge[];
  readonly seconds: number;
}

/** @throws PlumblineError PARAMETER, NO_DATA or STOPPED. */
export async function run(
  source: DetectorSource,
  parameters: Parameters,
  context: DetectorContext,
): Promise<DetectorResult> {
  const minimum = Number(parseParameters(descriptor, parameters)["minimum"]);
  const columns = await source.shares("text");
  if (columns.length === 0) throw new PlumblineError("NO_DATA", "No post holds a text and a time.");
  const step = columns.resolution;
  if (RESOLUTION_MS[step] > RESOLUTION_MS.second)
    return notAnswerable(columns, `times are recorded to the ${step}`);
  const time = columns.time.map((ms) => Math.floor(ms / 1000) * 1000);
  const distinct = [...new Set(time)].sort((x, y) => x - y);
  const codes = new Map(distinct.map((second, code) => [second, code]));
  const seconds = Int32Array.from(time, (second) => codes.get(second)!);
  const { account, accounts } = columns;
  const shares = { account, object: seconds, time, accounts, objects: distinct.length };
  const { edges, summary } = await coShare(shares, { windowSeconds: 0, minimum }, context);
  const strong = [...edges.a.keys()].filter((i) => edges.holmActivity[i]! <= Math.log10(LEVEL));
  const groups = groupsOf(columns, seconds, edges, strong);
  const m = summary.possiblePairs;
  const all = `${counted(columns.length, "post")} of ${counted(accounts, "account")}: ${counted(edges.length, "pair")} posted in the same second ${minimum} times or more, ${count(strong.length)} of them more often than activity explains (null 1; Holm, level ${LEVEL}, over ${count(m)} possible pairs).`;
  const findings = groups.map((group, i) => groupFinding(columns, group, `f${i + 1}`, m));
  const names = await lookup(
    groups.map((group) => group.accounts),
    (list) => source.accountNames(list),
  );
  return resultOf(columns, groups, [note(columns, groups, all), ...findings], names);
}

/** Groups of connected pairs with the posts in which any two of a group met, the most posts first. */
function groupsOf(
  columns: ShareColumns,
  seconds: Int32Array,
  edges: Awaited<ReturnType<typeof coShare>>["edges"],
  strong: readonly number[],
): Group[] {
  const ends = (side: Int32Array): Int32Array => Int32Array.from(strong, (i) => side[i]!);
  const { count: parts, label } = components(columns.accounts, ends(edges.a), ends(edges.b));
  return Array.from({ length: parts }, (_, part) => {
    const accounts = [...label.keys()].filter((code) => label[code] === part);
    const own = Int32Array.from(columns.account.keys()).filter((i) => label[columns.account[i]!] === part);
    const present = new Map<number, Set<number>>();
    for (const i of own)
      present.set(seconds[i]!, (present.get(seconds[i]!) ?? new Set()).add(columns.account[i]!));
    const met = own.filter((i) => present.get(seconds[i]!)!.size > 1);
    return { accounts, posts: postsOf(columns, met), seconds: new Set(met.map((i) => seconds[i]!)).size };
  })
    .sort((x, y) => y.posts.row.length - x.posts.row.length || x.accounts[0]! - y.accounts[0]!)
    .map((group, at) => {
      const id = `S${at + 1}`;
      const name = pseudonyms({ id, accounts: group.accounts });
      const inside = strong.filter((i) => group.accounts.includes(edges.a[i]!));
      const tied = inside.map((i) => ({
        a: name(edges.a[i]!),
        b: name(edges.b[i]!),
        weight: edges.objects[i]!,
        log10p: { activity: edges.holmActivity[i]! },
      }));
      return { ...group, id, edges: tied };
    });
}

const pseudonyms =
  ({ id, accounts }: Pick<Group, "id" | "accounts">) =>
  (code: number) =>
    `${id}-${String(accounts.indexOf(code) + 1).padStart(2, "0")}`;

function groupFinding(columns: ShareColumns, group: Group, id: string, m: number): Finding {
  const { accounts, posts, edges, seconds } = group;
  const { from, to } = period(posts);
  return {
    ...about(columns, [group]),
    id,
    status: "candidate",
    title: `Same second, group ${group.id}: ${accounts.length} accounts`,
    sentence: `${count(accounts.length)} accounts posted in the same second as another of them, in ${count(seconds)} distinct seconds, ${between(from, to)}. ${counted(edges.length, "pair")} did so in more seconds than their activity and the busyness of these seconds explain (null 1; Holm, level ${LEVEL}, over ${count(m)} possible pairs).`,
    statistics: [
      { name: "accounts", value: accounts.length },
      { name: "distinct seconds", value: seconds },
    ],
    significance: [
      {
        null: NULL,
        log10p: Math.min(...edges.map((edge) => edge.log10p!["activity"]!)),
        correction: "Holm",
        m,
        level: LEVEL,
      },
    ],
  };
}

/** The run as a whole. */
function note(columns: ShareColumns, groups: readonly Group[], sentence: string): Finding {
  return {
    ...about(columns, groups),
    id: `f${groups.length + 1}`,
    status: "note",
    title: "Same second: the run as a whole",
    sentence,
    statistics: [{ name: "posts", value: columns.length }],
    significance: [],
  };
}

/** A result, too: the data do not tell, and the reader learns why. */
function notAnswerable(columns: ShareColumns, why: string): DetectorResult {
  const whole = note(columns, [], `Cannot be answered, because ${why}.`);
  return resultOf(columns, [], [{ ...whole, status: "not answerable" }]);
}

/** What every Finding says of some groups. */
const about = (columns: ShareColumns, groups: readonly Group[]) => ({
  explanations: [...descriptor.explanations],
  refutedBy: "The same seconds among accounts that are known to be independent, in the same proportion.",
  comparison: "All other accounts with a post in these files.",
  rows: fingerprint(columns, postsOfGroups(groups)),
  figures: timeline(groups.map(({ id, posts }) => ({ id, posts: [posts] }))),
});

const postsOfGroups = (groups: readonly Group[]): Posts => ({
  artifact: groups.flatMap(({ posts }) => posts.artifact),
  row: groups.flatMap(({ posts }) => posts.row),
  time: groups.flatMap(({ posts }) => posts.time),
  account: groups.flatMap(({ posts }) => posts.account),
});

function resultOf(
  columns: ShareColumns,
  groups: readonly Group[],
  findings: readonly Finding[],
  names: (code: number) => string = String,
): DetectorResult {
  const index = groups.map(({ id }, i) => [`f${i + 1}`, { sets: [id] }] as const);
  const output: DetectorOutput = {
    result: RESULT_VERSION,
    detector: descriptor.id,
    version: descriptor.version,
    artifacts: columns.artifacts.map(({ id, sha256 }) => ({ id, sha256 })),
    sets: groups.map((group) => ({
      id: group.id,
      status: "candidate",
      accounts: group.accounts.map((code) => ({
        pseudonym: pseudonyms(group)(code),
        name: names(code),
        shares: group.posts.account.filter((of) => of === code).length,
      })),
      posts: group.posts.row.map((row, i) => ({
        artifact: group.posts.artifact[i]!,
        row,
        account: pseudonyms(group)(group.posts.account[i]!),
      })),
      objects: group.seconds,
      edges: group.edges,
    })),
    places: [],
    tables: [],
    findings: Object.fromEntries([...index, [`f${groups.length + 1}`, { sets: groups.map(({ id }) => id) }]]),
  };
  return { findings, counts: { posts: columns.length, groups: groups.length }, output };
}
