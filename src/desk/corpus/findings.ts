/** Findings as a person at a case may read them: the list with what it prints, and one with all that it holds. */
import { z } from "zod";
import { findingNames, findingViews, sourcesOf } from "../../case/index.ts";
import type { CaseFold, SharedThings } from "../../case/index.ts";
import { PlumblineError } from "../../errors.ts";
import { ANSWERS, findingSchema } from "../../model/finding.ts";
import type { Finding } from "../../model/finding.ts";
import { partOf, recordOf, refSchema } from "../../model/refs.ts";
import type { Ref } from "../../model/refs.ts";
import { instantSchema } from "../../model/time.ts";
import type { FindingView } from "../../views/edition.ts";
import { list, shape, text, view } from "../../views/plain.ts";
import { resolveName } from "../../workbench/names.ts";
import { runResult } from "../../workbench/run-result.ts";
import type { Seat } from "../seat.ts";

/** A finding without its figures, its numbers and how it was made: what a list prints. */
export const briefFindingSchema = view("BriefFinding", {
  ref: refSchema,
  label: text,
  name: text,
  status: findingSchema.unwrap().shape.status,
  sentence: text,
  /** Ordinary explanations that the posts do not speak against. */
  explanations: list(shape({ title: text, answer: z.enum(ANSWERS).exactOptional() })),
  /** Of several tests the weakest counts: the largest corrected p. */
  weakest: shape({ null: text, log10p: z.number() }).nullable(),
  /** First and last day with a post, where it has a timeline. */
  days: z.tuple([z.iso.date(), z.iso.date()]).readonly().nullable(),
  detector: text,
  version: text,
  at: instantSchema,
});
export type BriefFinding = z.infer<typeof briefFindingSchema>;

/** Findings of the runs that stand, numbered in this view. */
export async function listFindings(seat: Seat): Promise<BriefFinding[]> {
  const fold = await seat.fold();
  seat.note("findings");
  return (await namedFindings(seat, fold)).map(briefOf);
}

/**
 * @param name a finding, `run_…#f1` or `KEY#f1`
 * @throws PlumblineError NOT_FOUND alike for hidden and absent.
 */
export async function oneFinding(seat: Seat, name: string): Promise<FindingView> {
  const fold = await seat.fold();
  const ref = resolveName(fold, name);
  const found = (await namedFindings(seat, fold)).find((one) => one.ref === ref);
  if (found === undefined) throw new PlumblineError("NOT_FOUND", "There is no such finding here.");
  seat.note("finding", ref);
  return found;
}

/** With what was shared in their names where the person may see the full results. */
export async function namedFindings(seat: Seat, fold: CaseFold): Promise<FindingView[]> {
  const views = findingViews(fold, sourcesOf(fold));
  const shared = new Map<Ref, SharedThings>();
  const runs = [...new Set(views.map(({ ref }) => recordOf(ref)))];
  // At once: where many ask, each wait is behind all of them.
  const results = await Promise.all(runs.map((run) => legible(seat, fold, run)));
  for (const [i, run] of runs.entries()) {
    const output = results[i]?.output;
    if (output === undefined) continue;
    for (const { ref } of views.filter((one) => recordOf(one.ref) === run)) {
      const things = sharedIn(output, partOf(ref));
      if (things !== undefined) shared.set(ref, things);
    }
  }
  const names = findingNames(views, (ref) => shared.get(ref));
  return views.map((one) => ({ ...one, name: names.get(one.ref)! }));
}

/** A result that cannot be read makes no list illegible: its findings are called by letter and counts. */
export async function legible(seat: Seat, fold: CaseFold, run: Ref) {
  try {
    return await runResult(seat.served.opened, fold, run);
  } catch (error) {
    if (error instanceof PlumblineError) return undefined;
    throw error;
  }
}

type Output = NonNullable<Awaited<ReturnType<typeof runResult>>>["output"];

/** What the one group that a finding speaks of shared. */
function sharedIn({ sets, findings }: Output, finding: string | undefined): SharedThings | undefined {
  const named = findings[finding ?? ""]?.sets ?? [];
  if (named.length !== 1) return undefined;
  const set = sets.find(({ id }) => id === named[0]);
  const first = set?.commonest?.[0]?.value;
  return set === undefined || first === undefined ? undefined : { first, all: set.objects };
}

function briefOf({ ref, label, name, detector, version, at, finding }: FindingView): BriefFinding {
  const { status, sentence, explanations, significance } = finding;
  const weakest = [...significance].sort((x, y) => y.log10p - x.log10p)[0];
  return {
    ref,
    label,
    name,
    status,
    sentence,
    explanations: explanations
      .filter(({ answer }) => answer !== "speaks against")
      .map(({ title, answer }) => (answer === undefined ? { title } : { title, answer })),
    weakest: weakest === undefined ? null : { null: weakest.null, log10p: weakest.log10p },
    days: daysOf(finding),
    detector,
    version,
    at,
  };
}

const DAY_MS = 86_400_000;

function daysOf({ figures }: Finding): BriefFinding["days"] {
  const timeline = figures.find((figure) => figure.kind === "timeline");
  const days = (timeline?.series ?? []).flatMap(({ counts }) =>
    counts.flatMap((n, at) => (n > 0 ? [at] : [])),
  );
  if (timeline === undefined || days.length === 0) return null;
  const [first, last] = days.reduce(([low, high], day) => [Math.min(low, day), Math.max(high, day)], [
    days[0]!,
    days[0]!,
  ] as const);
  const day = (at: number) => new Date(Date.parse(timeline.from) + at * DAY_MS).toISOString().slice(0, 10);
  return [day(first), day(last)];
}
