/** One run of preference: posts of a group and of a comparison in; Findings, counts and the full result out. */
import type { DetectorContext, DetectorResult, DetectorSource, Parameters } from "../../detector.ts";
import { givenFor } from "../../given.ts";
import { parseParameters } from "../../parameters.ts";
import type { ResultTable } from "../../result.ts";
import { groupSet, listedWords } from "../../shared/group-set.ts";
import { resultHead } from "../../shared/head.ts";
import { numbered } from "../../shared/said.ts";
import { pause } from "../../shared/pause.ts";
import { descriptor, EXPLANATIONS } from "./descriptor.ts";
import { saidOf, unanswered } from "./findings.ts";
import {
  codedPosts,
  contrastOf,
  nameCounts,
  stanceContrast,
  stanceOf,
  volumeOf,
  type Contrasted,
  type Measured,
  type Refusal,
} from "./measure.ts";
import { AMBIGUOUS, EITHER, readMentions, type Mentioning } from "./read.ts";
import { settingsOf, type Settings } from "./settings.ts";
import { refusalWords } from "./wording.ts";
import { wordsOf } from "./words.ts";

/** @throws PlumblineError PARAMETER, NO_DATA or STOPPED. */
export async function run(
  source: DetectorSource,
  parameters: Parameters,
  context: DetectorContext,
): Promise<DetectorResult> {
  const settings = settingsOf(parseParameters(descriptor, parameters));
  const mentioning = await readMentions(source, settings, context);
  const { posts, group, comparison, named } = mentioning;
  const naming = group.filter((i) => (named[i]! & (EITHER | AMBIGUOUS)) !== 0);
  const head = resultHead(descriptor, posts.artifacts);
  const counts = {
    posts: posts.length,
    postsOfGroup: group.length,
    postsOfGroupThatName: naming.length,
    postsOfComparison: comparison.length,
  };
  const measured = await measure(mentioning, settings, context);
  if ("reason" in measured) {
    const findings = numbered([unanswered("Preference of the group", refusalWords(measured))], EXPLANATIONS);
    return { findings, counts, output: { ...head, findings: { f1: {} } } };
  }
  const made = await groupSet(source, posts, naming, { id: "G", status: "candidate", objects: 2 });
  const said = saidOf(measured).map((one) =>
    one.status === "not answerable" ? one : { ...one, method: `${one.method ?? ""}${listedWords(made)}` },
  );
  const findings = numbered(said, EXPLANATIONS, made.rows);
  const tables = tablesOf(mentioning, measured);
  return {
    findings,
    counts: { ...counts, accounts: measured.volume.accounts, wordsTold: measured.words?.told.length ?? 0 },
    output: {
      ...head,
      sets: [made.set],
      tables,
      findings: Object.fromEntries(
        findings.map(({ id, status, title }) => [
          id,
          status === "not answerable"
            ? {}
            : { sets: ["G"], tables: id === "f1" ? ["names"] : title.startsWith("Words") ? ["words"] : [] },
        ]),
      ),
    },
  };
}

async function measure(
  mentioning: Mentioning,
  settings: Settings,
  context: DetectorContext,
): Promise<Measured | Refusal> {
  const { seed } = context;
  const { group, comparison, subjects, withoutScore } = mentioning;
  const step = (done: number): Promise<void> => pause(context, "comparing", done, 3, "steps");
  const volume = volumeOf(mentioning, group, seed);
  if ("reason" in volume) return volume;
  await step(1);
  const codes = givenFor(context, "codes", "codes");
  const coded = codes === undefined ? undefined : codedPosts(mentioning, codes, settings);
  const stance = coded === undefined ? undefined : stanceOf(mentioning, group, coded, seed);
  await step(2);
  const compared = givenFor(context, "comparison", "group") !== undefined;
  const other = compared ? contrasted(mentioning, stance, coded, seed) : undefined;
  const words =
    other === undefined || "reason" in other.volume || comparison.length === 0
      ? undefined
      : wordsOf(mentioning, seed);
  await step(3);
  return { subjects, random: settings.random, withoutScore, volume, other, stance, words };
}

function contrasted(
  mentioning: Mentioning,
  own: Measured["stance"],
  coded: ReadonlyMap<number, readonly number[]> | undefined,
  seed: number,
): Contrasted {
  const volume = volumeOf(mentioning, mentioning.comparison, seed);
  const contrast = "reason" in volume ? undefined : contrastOf(mentioning, seed);
  const found = coded === undefined ? undefined : stanceOf(mentioning, mentioning.comparison, coded, seed);
  const stance = found === undefined || "tooFew" in found ? undefined : found;
  const both = own !== undefined && !("tooFew" in own) && stance !== undefined;
  return { volume, contrast, stance, stanceContrast: both ? stanceContrast(own, stance, seed) : undefined };
}

function tablesOf(mentioning: Mentioning, { subjects, words }: Measured): ResultTable[] {
  const whose = (bearers: readonly number[]): string =>
    bearers.map((s) => subjects[s]?.name ?? "another subject").join(", ");
  const names: ResultTable = {
    id: "names",
    title: "Names, and posts that hold them",
    columns: [
      { name: "name" },
      { name: "of" },
      { name: "ambiguous" },
      { name: "group", unit: "posts" },
      { name: "comparison", unit: "posts" },
    ],
    rows: nameCounts(mentioning).map((one) => ({
      cells: [one.name, whose(one.subjects), one.subjects.length > 1, one.group, one.comparison],
    })),
  };
  if (words === undefined) return [names];
  const told: ResultTable = {
    id: "words",
    title: "Words that distinguish",
    columns: [{ name: "word" }, { name: "z" }, { name: "score" }, { name: "accounts" }],
    rows: words.told.map(({ word, z, score, accounts }) => ({ cells: [word, z, score, accounts] })),
  };
  return [names, told];
}
