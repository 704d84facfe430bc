/** One run of shift: posts and what was declared in; Findings, counts and the full result out. Deterministic by its seed. */
import type { DetectorContext, DetectorResult, DetectorSource, Parameters } from "../../detector.ts";
import { resultHead } from "../../shared/head.ts";
import { pause } from "../../shared/pause.ts";
import { analyse } from "./analyse.ts";
import { crossingsOf } from "./crossing.ts";
import { descriptor } from "./descriptor.ts";
import { judgeEvents } from "./events.ts";
import { makeFindings, unanswered } from "./findings.ts";
import { makeOutput } from "./output.ts";
import { readDaily, type Daily } from "./series.ts";
import { settingsOf } from "./settings.ts";

/** @throws PlumblineError PARAMETER, NO_DATA or STOPPED. */
export async function run(
  source: DetectorSource,
  parameters: Parameters,
  context: DetectorContext,
): Promise<DetectorResult> {
  const settings = settingsOf(parameters, context);
  const daily = await readDaily(source, settings, context);
  await pause(context, "posts", daily.posts.length, daily.posts.length, "posts");
  const why = whyNot(daily);
  if (why !== undefined) return refused(daily, why);
  const analysis = await analyse(daily, settings, context);
  const events = judgeEvents(analysis, settings);
  const crossings = crossingsOf(settings);
  const { findings, behind, index } = makeFindings(analysis, events, crossings, settings);
  const { gaps, series, tested } = analysis;
  return {
    findings,
    counts: {
      posts: daily.posts.length,
      postsOfGroup: daily.group.reduce((sum, n) => sum + n, 0),
      accountsOfGroup: daily.accounts,
      days: daily.length,
      daysMissingOrThin: gaps.length,
      seriesTested: tested,
      seriesNotLookedAt: daily.candidates - series.length,
      changes: series.reduce((sum, { changes }) => sum + changes.length, 0),
      pulses: series.reduce((sum, { pulses }) => sum + pulses.length, 0),
      eventsUsed: events.near.length,
      eventsOfThePosting: events.own.length,
      eventTests: events.tests.length,
      ...(crossings === undefined
        ? {}
        : { crossings: crossings.found?.crossings.length ?? "not answerable" }),
    },
    output: await makeOutput(source, analysis, behind, index),
  };
}

/** Why a whole run can say nothing. */
function whyNot({ accounts, group }: Daily): string | undefined {
  if (accounts === 0) return "the group has no posts";
  if (accounts === 1) return "the posts are those of one account, and nothing is said of single accounts";
  const days = group.reduce((sum, n) => sum + Number(n > 0), 0);
  return days === 1 ? "all posts are of one day" : undefined;
}

function refused(daily: Daily, why: string): DetectorResult {
  return {
    findings: [{ id: "f1", ...unanswered(why) }],
    counts: { posts: daily.posts.length, accountsOfGroup: daily.accounts, days: daily.length },
    output: {
      ...resultHead(descriptor, daily.posts.artifacts),
      findings: { f1: {} },
    },
  };
}
