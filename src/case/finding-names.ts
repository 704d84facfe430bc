/**
 * One short name for a finding, the same wherever it is named, and told apart from the others of a view: by what was
 * shared for readers who may see the full result, elsewhere by the letter of its group and counts.
 */
import type { Finding } from "../model/finding.ts";
import type { CaseRecord } from "../model/records.ts";
import type { Ref } from "../model/refs.ts";
import { capital, count, counted } from "../words.ts";
import type { CaseFold } from "./fold.ts";
import { keptIn } from "./kept.ts";

/** What the members of a group have in common, as the full result has it. */
export interface SharedThings {
  /** The commonest. */
  readonly first: string;
  /** All of them, the commonest too. */
  readonly all: number;
}

export interface NamedFinding {
  readonly ref: Ref;
  /** F1, F2, … in the view. */
  readonly label: string;
  readonly finding: Finding;
  readonly parameters: CaseRecord<"Run">["body"]["parameters"];
}

/** Characters of what was shared, and of a title, that a name has room for. */
const MOST_SHARED = 28;
const MOST_TITLE = 72;

/**
 * @param sharedOf what a group shared, where the reader may see it; undefined where not, or where nothing was shared
 * @returns by the reference of each finding; no two are equal
 */
export function findingNames(
  findings: readonly NamedFinding[],
  sharedOf: (ref: Ref) => SharedThings | undefined = () => undefined,
): ReadonlyMap<Ref, string> {
  const short = findings.map((one) => shortName(one.finding, sharedOf(one.ref)));
  const told = findings.map((one, at) => toldApart(one, short[at]!, findings, short));
  return new Map(
    findings.map(({ ref, label }, at) => {
      const name = told[at]!;
      return [ref, told.indexOf(name) === told.lastIndexOf(name) ? name : `${name} (${label})`];
    }),
  );
}

function shortName(finding: Finding, shared: SharedThings | undefined): string {
  const network = finding.figures.find((figure) => figure.kind === "network");
  const [group, ...others] = network?.groups ?? [];
  if (network !== undefined && (finding.status === "note" || others.length > 0))
    return `Whole run: ${counted(network.groups.length, "group")}`;
  if (network !== undefined && shared !== undefined)
    return shared.all > 1
      ? `${cut(shared.first, MOST_SHARED)} and ${count(shared.all - 1)} more`
      : cut(shared.first, MOST_SHARED);
  if (group === undefined) return cut(finding.title, MOST_TITLE);
  const candidate = group.status === "candidate" ? "candidate " : "";
  const things = objectsOf(finding);
  return `${capital(`${candidate}group`)} ${group.id}: ${counted(group.accounts, "account")}, ${count(group.objects)} ${things}`;
}

/** What its statistics call the objects of a group: `texts`. */
function objectsOf({ statistics }: Finding): string {
  const distinct = /^distinct (\w[\w ]*)$/;
  const named = statistics.flatMap(({ name }) => distinct.exec(name)?.[1] ?? []);
  return named[0] ?? "objects";
}

/** With its window where that alone tells it from another of the same name. */
function toldApart(
  { parameters, finding }: NamedFinding,
  name: string,
  findings: readonly NamedFinding[],
  names: readonly string[],
): string {
  const same = findings.filter((_, at) => names[at] === name);
  if (same.length === 1) return name;
  const window = parameters["window"];
  const windows = same.map((other) => other.parameters["window"]);
  if (typeof window === "number" && new Set(windows).size === same.length)
    return `${name}, within ${count(window)} s`;
  const group = finding.figures.find((figure) => figure.kind === "network")?.groups[0]?.id;
  return group === undefined || name.includes(`roup ${group}:`) ? name : `${name}, group ${group}`;
}

function cut(text: string, most: number): string {
  const line = text.replace(/\s+/gu, " ").trim();
  const letters = Array.from(line);
  return letters.length <= most
    ? line
    : `${letters
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`;
}

/** The findings of the runs that stand, by letter and counts: all that a record may say. */
export const namesByCounts = keptIn((fold: CaseFold) => {
  const found = fold
    .all("Run")
    .flatMap(({ id, body }) => body.findings.map((finding) => ({ id, body, finding })));
  return findingNames(
    found.map(({ id, body, finding }, at) => ({
      ref: `${id}#${finding.id}`,
      label: `F${at + 1}`,
      finding,
      parameters: body.parameters,
    })),
  );
});
