/** One run of rhythm: posts of a group in; Findings, counts and the full result out. */
import { PlumblineError } from "../../../errors.ts";
import type { DetectorContext, DetectorResult, DetectorSource, Parameters } from "../../detector.ts";
import { demanded, givenFor } from "../../given.ts";
import { parseParameters } from "../../parameters.ts";
import type { ResultTable } from "../../result.ts";
import { groupSet, listedWords } from "../../shared/group-set.ts";
import { resultHead } from "../../shared/head.ts";
import { numbered } from "../../shared/said.ts";
import { pause } from "../../shared/pause.ts";
import { flagged, kindOfGroup, postsOfGroup, readPosts } from "../../shared/post-columns.ts";
import { descriptor, EXPLANATIONS } from "./descriptor.ts";
import { saidOf, unanswered } from "./findings.ts";
import { measure, postsIn, settingsOf, type Measured } from "./measure.ts";
import { refusalWords } from "./wording.ts";

/** @throws PlumblineError PARAMETER, NO_DATA or STOPPED. */
export async function run(
  source: DetectorSource,
  parameters: Parameters,
  context: DetectorContext,
): Promise<DetectorResult> {
  const settings = settingsOf(parseParameters(descriptor, parameters));
  const group = demanded(context, "group", "group");
  const events = givenFor(context, "holidays", "events");
  const table = await readPosts(source, kindOfGroup(group));
  const { posts } = table;
  if (posts.length === 0) throw new PlumblineError("NO_DATA", "There are no posts.");
  await pause(context, "reading posts", posts.length, posts.length, "posts");
  const isIn = await postsOfGroup(source, table, group);
  const members = flagged(isIn);
  await pause(context, "finding the group", members.length, posts.length, "posts");
  const measured = await measure(postsIn(posts, members), settings, events, context.seed, context);
  const head = resultHead(descriptor, posts.artifacts);
  const counts = { posts: posts.length, postsOfGroup: members.length, accountsOfCorpus: posts.accounts };
  if ("reason" in measured) {
    const findings = numbered([unanswered("Hours of the group", refusalWords(measured))], EXPLANATIONS);
    return { findings, counts, output: { ...head, findings: { f1: {} } } };
  }
  const made = await groupSet(source, posts, members, { id: "G", status: "candidate", objects: 24 });
  const listed = listedWords(made);
  const said = saidOf(measured, members.length, settings).map((one) =>
    one.status === "not answerable" || listed === ""
      ? one
      : { ...one, method: `${one.method ?? ""}${listed}`.trim() },
  );
  const findings = numbered(said, EXPLANATIONS, made.rows);
  return {
    findings,
    counts: { ...counts, accounts: measured.spread.accounts, clockChanges: measured.clocks.length },
    output: {
      ...head,
      sets: [made.set],
      tables: tablesOf(measured),
      findings: Object.fromEntries(
        findings.map(({ id, status }) => [
          id,
          status === "not answerable" ? {} : { sets: ["G"], ...(id === "f1" ? { tables: ["hours"] } : {}) },
        ]),
      ),
    },
  };
}

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** Posts by day of the week and hour, as they were counted. */
function tablesOf({ week }: Measured): ResultTable[] {
  return [
    {
      id: "hours",
      title: "Posts by day of the week and hour, UTC",
      columns: [
        { name: "day" },
        ...Array.from({ length: 24 }, (_, h) => ({ name: `${h} h`, unit: "posts" })),
      ],
      rows: DAYS.map((day, d) => ({ cells: [day, ...week.subarray(d * 24, (d + 1) * 24)] })),
    },
  ];
}
