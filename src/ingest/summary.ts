/** The report of an import, from the staged rows. */
import { RESOLUTIONS, RESOLUTION_MS } from "../kernel/columns.ts";
import type { Resolution } from "../kernel/columns.ts";
import { countJoined, LINK_RULES } from "../kernel/index.ts";
import type { LinkCounts } from "../kernel/index.ts";
import { extraColumn, LEFT_OUT, WRITTEN_LINKS } from "../store/corpus/staged.ts";
import { NO_OBJECT, ruinedBySpreadsheet } from "../store/corpus/values.ts";
import type { NoObject } from "../store/corpus/values.ts";
import { counted, plural, sayJoinedAccounts, sayJoinedLinks } from "../words.ts";
import type { RejectCounts } from "./checks.ts";
import type { Engine, SqlRow } from "./engine.ts";
import { formOfLink } from "./functions.ts";
import type { LinkForms } from "./functions.ts";
import type { Plan } from "./plan.ts";
import { READER_VERSION } from "./report.ts";
import type { ImportReport } from "./report.ts";
import { measuredResolution } from "./time.ts";

/** With fewer rows than this, how times are written says more about their resolution than where they stand. */
const FEW_ROWS = 20;
/** Share of times on a coarser step from which a note says so. */
const MOSTLY = 0.9;

export interface Outcome {
  readonly format: string;
  readonly bytes: number;
  readonly kept: number;
  readonly counts: RejectCounts;
  /** SQL: the kept rows, as `store/corpus/staged.ts` describes them. */
  readonly posts: string;
  /** SQL: the list of repeats, as it describes them. */
  readonly repeats: string;
  /** Milliseconds since 1970 UTC: when the file is imported. */
  readonly now: number;
}

export async function reportOf(engine: Engine, plan: Plan, outcome: Outcome): Promise<ImportReport> {
  const { table, time, layout, mapping, proposed } = plan;
  const { kept, posts } = outcome;
  const off = RESOLUTIONS.map(
    (step) => `count(*) FILTER (time_ms % ${RESOLUTION_MS[step]} <> 0)::INTEGER AS off_${step}`,
  );
  const [facts] = (await engine.rows(
    `SELECT min(time_ms)::DOUBLE AS time_from, max(time_ms)::DOUBLE AS time_to,
            count(DISTINCT account)::INTEGER AS accounts, ${outliersSql(outcome.now)}, ${off.join(", ")} FROM ${posts}`,
  )) as [SqlRow];
  const [repeats] = (await engine.rows(
    `SELECT count(*) FILTER (kind = 1)::INTEGER AS same_id, count(*) FILTER (equal)::INTEGER AS same_row,
            count(*)::INTEGER AS total FROM ${outcome.repeats}`,
  )) as [SqlRow];
  const leftOut = await leftOutBy(engine, posts);
  const joined = await joinedIn(engine, posts, plan.links);
  const spellings = await joinedAccounts(engine, plan, posts);
  const offStep = (step: Resolution) => Number(facts[`off_${step}`]);
  const resolution = resolutionOf(plan, kept, offStep);
  const names = table.columns.map((column) => column.name);
  return {
    format: outcome.format,
    dialect: table.dialect,
    reader: table.layout?.reader ?? READER_VERSION,
    layout: layout?.id ?? "given",
    mapping,
    ...(proposed === undefined ? {} : { proposed }),
    bytes: outcome.bytes,
    rowsRead: table.rows,
    kept,
    rejected: table.rows - kept,
    rejectsByCode: outcome.counts,
    leftOut,
    links: { rules: LINK_RULES, joined },
    duplicates: {
      sameId: Number(repeats["same_id"]),
      sameRow: Number(repeats["same_row"]),
      total: Number(repeats["total"]),
    },
    resolution,
    ...zoneOf(plan),
    ...(time.zone === undefined ? {} : { zoneGiven: time.zone }),
    dateOrder: time.dateOrder,
    dateOrderBy: time.dateOrderBy,
    timeFrom: new Date(Number(facts["time_from"])).toISOString(),
    timeTo: new Date(Number(facts["time_to"])).toISOString(),
    accounts: Number(facts["accounts"]),
    ...(spellings === 0 ? {} : { accountsJoined: spellings }),
    columns: names,
    extra: plan.extra.map((i) => names[i]!),
    notes: [
      ...(layout?.notes ?? []),
      ...plan.refused.map(({ why }) => why),
      ...plan.ids.fractions.map(
        (field) =>
          `Some ids in the column of the field ${field} end in .0, as of a number; they are read without it.`,
      ),
      ...table.notes,
      ...time.notes,
      ...coarseNote(kept, resolution, offStep),
      ...outlierNotes(facts, kept, outcome.now),
      ...(await twofoldNote(engine, plan, posts)),
      ...(await ruinedExtras(engine, plan, posts)),
      ...Object.entries(leftOut).map(([what, n]) => leftOutNote(what, n)),
      ...(Object.keys(joined).length === 0 ? [] : [sayJoinedLinks(LINK_RULES, joined)]),
      ...(spellings === 0 ? [] : [sayJoinedAccounts(spellings)]),
    ],
  };
}

/** The step on which all kept times stand; of few times, the step in which they are written. */
export function resolutionOf(
  { time }: Plan,
  kept: number,
  offStep: (step: Resolution) => number,
): Resolution {
  return kept < FEW_ROWS && time.written !== undefined ? time.written : measuredResolution(offStep);
}

/** How times were put on UTC, and where their zone is stated. */
export function zoneOf({ time, layout }: Plan): Pick<ImportReport, "zone" | "zoneStated"> {
  const zoneStated = time.zoneStated === "nowhere" && layout?.zone !== undefined ? "layout" : time.zoneStated;
  return { zone: zoneWords(zoneStated, time.zone), zoneStated };
}

/** Before this, hardly anybody posted on a platform. */
const EARLY = Date.UTC(2000, 0, 1);
/** Clocks differ, and zones by less than a day. */
const DAY_MS = 86_400_000;

const outliersSql = (now: number) =>
  `count(*) FILTER (time_ms < ${EARLY})::INTEGER AS early, count(*) FILTER (time_ms > ${now + DAY_MS})::INTEGER AS late`;

/** Times that are hardly those of posts. They are kept: a file may be of another kind. */
function outlierNotes(facts: SqlRow, kept: number, now: number): string[] {
  const day = (ms: unknown) => new Date(Number(ms)).toISOString().slice(0, 10);
  const [early, late] = [Number(facts["early"]), Number(facts["late"])];
  return [
    ...(early === 0
      ? []
      : [
          `${counted(early, "time")} ${plural(early, "lies", "lie")} before 2000, the first on ${day(facts["time_from"])}.`,
        ]),
    // Where most lie in the future, the clock is not what is odd.
    ...(late === 0 || 2 * late > kept
      ? []
      : [
          `${counted(late, "time")} ${plural(late, "lies", "lie")} after ${day(now)}, when this was imported, the last on ${day(facts["time_to"])}.`,
        ]),
  ];
}

/** Says how many clocks of the given zone stand in an hour that it shows twice. */
async function twofoldNote(engine: Engine, { time }: Plan, posts: string): Promise<string[]> {
  if (time.twofold === undefined) return [];
  const [row] = await engine.rows(
    `SELECT count(*) FILTER (${time.twofold("time_ms")})::INTEGER AS n FROM ${posts}`,
  );
  const n = Number(row?.["n"]);
  if (n === 0) return [];
  return [
    `${counted(n, "time")} ${plural(n, "stands", "stand")} in an hour that clocks of ${time.zone ?? ""} show twice, and ${plural(n, "was", "were")} read as the later one.`,
  ];
}

/** Counts by field and reason, in that order. */
async function leftOutBy(engine: Engine, posts: string): Promise<Record<string, number>> {
  const rows = await engine.rows(
    `SELECT what, count(*)::INTEGER AS n FROM (SELECT unnest(${LEFT_OUT}) AS what FROM ${posts}) GROUP BY what ORDER BY what`,
  );
  return Object.fromEntries(rows.map((row) => [String(row["what"]), Number(row["n"])]));
}

/**
 * Counts by rule. Addresses that are in their form are read only where another comes to the same.
 * @param written SQL: `(was, form)`, the addresses that may not be in their form, each as often as may be
 * @param plain SQL: `(was)`, addresses that are, each as often as may be
 */
export async function joinedLinks(
  engine: Engine,
  written: string,
  plain: string,
  forms: LinkForms,
): Promise<LinkCounts> {
  const rows = await engine.rows(
    `WITH f AS MATERIALIZED (${written}),
          a AS (SELECT was, form FROM f WHERE form IS NOT NULL UNION SELECT p.was, p.was FROM (${plain}) AS p SEMI JOIN f ON f.form = p.was)
     SELECT was, form FROM a QUALIFY count(*) OVER (PARTITION BY form) > 1 ORDER BY form, was`,
  );
  const classes = new Map<string, string[]>();
  for (const { was, form } of rows)
    classes.set(String(form), [...(classes.get(String(form)) ?? []), String(was)]);
  return countJoined(classes.values(), forms === "joined");
}

/** How many spellings came to that of another post. */
async function joinedAccounts(engine: Engine, { table, extra }: Plan, posts: string): Promise<number> {
  if (table.writtenAccount === undefined) return 0;
  const written = extraColumn(extra.indexOf(table.writtenAccount));
  const [row] = await engine.rows(
    `SELECT coalesce(sum(n - 1), 0)::INTEGER AS n FROM (
       SELECT count(DISTINCT coalesce(${written}, account)) AS n FROM ${posts} GROUP BY account)`,
  );
  return Number(row?.["n"]);
}

/** The same of kept rows with their `urls` and the links as they were written. */
async function joinedIn(engine: Engine, posts: string, forms: LinkForms): Promise<LinkCounts> {
  const [any] = await engine.rows(
    `SELECT count(*) FILTER (${WRITTEN_LINKS} IS NOT NULL)::INTEGER AS n FROM ${posts}`,
  );
  if (Number(any?.["n"]) === 0) return {};
  const written = `SELECT DISTINCT unnest(${WRITTEN_LINKS}) AS was FROM ${posts} WHERE ${WRITTEN_LINKS} IS NOT NULL`;
  const plain = `SELECT DISTINCT unnest(urls) AS was FROM ${posts} WHERE ${WRITTEN_LINKS} IS NULL AND urls IS NOT NULL`;
  const formed = `SELECT was, ${formOfLink("was", forms)} AS form FROM (${written})`;
  return joinedLinks(engine, formed, plain, forms);
}

function leftOutNote(what: string, n: number): string {
  const [field = "", reason = ""] = what.split(" ");
  const why = NO_OBJECT[reason as NoObject];
  return `${counted(n, field === "url" ? "URL" : field)} left out as no object: ${why}. ${plural(n, "Its post is", "Their posts are")} kept.`;
}

const zoneWords = (stated: ImportReport["zoneStated"], zone: string | undefined): string =>
  stated === "given"
    ? `UTC, from clocks of ${zone ?? "UTC"}, as given with the import`
    : stated === "partly given"
      ? `UTC, from the zones in the data; times without one are read in ${zone ?? "UTC"}, as given with the import`
      : ZONES[stated];

const ZONES = {
  data: "UTC, from the zones or epochs in the data",
  partly: "UTC, from the zones in the data; times without one are read as UTC",
  layout: "UTC, as the documentation of the layout states",
  nowhere: "no zone is stated; times are read as UTC",
} as const;

/** Says so where most times stand on a coarser step than the measured resolution. */
function coarseNote(kept: number, resolution: Resolution, offStep: (step: Resolution) => number): string[] {
  const coarser = RESOLUTIONS.filter((step) => RESOLUTION_MS[step] > RESOLUTION_MS[resolution]).reverse();
  const step = coarser.find((one) => kept - offStep(one) >= MOSTLY * kept);
  if (kept < FEW_ROWS || step === undefined) return [];
  const percent = Math.floor((100 * (kept - offStep(step))) / kept);
  return [`${percent} % of the times stand on a full ${step}, the others do not.`];
}

/** Columns that one statement looks at: what the database needs for its conditions grows with the square of their number. */
const AT_ONCE = 32;

/** Extra columns are kept as they are; a reader should know where a spreadsheet has ruined one. */
async function ruinedExtras(engine: Engine, plan: Plan, posts: string): Promise<string[]> {
  const notes: string[] = [];
  for (let from = 0; from < plan.extra.length; from += AT_ONCE) {
    const some = plan.extra.slice(from, from + AT_ONCE);
    const counts = some.map((_, n) => {
      const column = extraColumn(from + n);
      return `count(*) FILTER (contains(${column}, '+') AND ${ruinedBySpreadsheet(column)})::INTEGER AS ${column}`;
    });
    const [row] = (await engine.rows(`SELECT ${counts.join(", ")} FROM ${posts}`)) as [SqlRow];
    for (const [n, i] of some.entries()) {
      const ruined = Number(row[extraColumn(from + n)]);
      if (ruined > 0)
        notes.push(
          `The extra column ${plan.table.columns[i]!.name} has ${ruined} values ruined by a spreadsheet (1.23E+18); they are no objects.`,
        );
    }
  }
  return notes;
}
