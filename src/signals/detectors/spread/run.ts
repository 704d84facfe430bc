/** One run of spread: flagged groups, posts and claims in; how far it got, at least, and whom it reached out. It draws nothing. */
import type { Finding, TableFigure } from "../../../model/finding.ts";
import type { DetectorContext, DetectorResult, DetectorSource, Parameters } from "../../detector.ts";
import type { GivenFile, GivenPassage } from "../../given.ts";
import type { DetectorOutput, ResultPlace } from "../../result.ts";
import { drawn, listedWords } from "../../shared/group-set.ts";
import { resultHead } from "../../shared/head.ts";
import { pagesOf } from "../../shared/pages.ts";
import { pause } from "../../shared/pause.ts";
import { fingerprint, postsOf } from "../../shared/posts.ts";
import { NO_ROWS, notAnswerable } from "../../shared/said.ts";
import { decide, isYes, levelOf } from "./breakout.ts";
import type { Decision } from "./breakout.ts";
import { descriptor } from "./descriptor.ts";
import { EXPLANATIONS } from "./explanations.ts";
import { passedOn } from "./passed.ts";
import type { Passed } from "./passed.ts";
import { reachOf } from "./reach.ts";
import type { Reach } from "./reach.ts";
import { settingsOf } from "./settings.ts";
import type { Settings } from "./settings.ts";
import * as say from "./wording.ts";

type Unnumbered = Omit<Finding, "id">;
const MOST_ROWS = 60;

/** What was counted, with the posts that it stands on. */
interface Counted extends Reach {
  readonly from: Passed;
}

/** @throws PlumblineError PARAMETER or STOPPED. */
export async function run(
  source: DetectorSource,
  parameters: Parameters,
  context: DetectorContext,
): Promise<DetectorResult> {
  const settings = settingsOf(parameters, context);
  const found = await passedOn(source, settings, context);
  await pause(context, "counting accounts", 0, 1, "steps");
  const counted: Counted | undefined =
    "passed" in found ? { ...reachOf(found.passed, settings), from: found.passed } : undefined;
  const because = whyNot("because" in found ? say.BECAUSE[found.because] : undefined, counted, settings);
  const reached = because === undefined ? counted : undefined;
  const decisions = decide(reached ?? because!, settings.said, settings.least);
  const listed = reached === undefined ? undefined : listedOf(reached);
  const said = [levelFinding(decisions, settings), reachFinding(reached, listed, because, settings)];
  const findings = said.map((one, i): Finding => ({ ...one, id: `f${i + 1}` }));
  const posts = "passed" in found ? found.passed.table.posts.length : found.posts;
  const level = levelOf(decisions);
  return {
    findings,
    counts: {
      ...(posts === undefined ? {} : { posts }),
      ...(reached === undefined
        ? {}
        : {
            accountsOutside: reached.accounts,
            places: reached.cells.length,
            placesLeftOut: reached.leftOut,
          }),
      ...(level === undefined ? {} : { level }),
    },
    output: outputOf(settings, decisions, reached, listed, findings),
  };
}

/** Why posts say nothing; undefined where they do. */
function whyNot(
  because: string | undefined,
  counted: Counted | undefined,
  { least }: Settings,
): string | undefined {
  if (counted === undefined) return because;
  if (counted.cells.length > 0) return undefined;
  return counted.leftOut === 0
    ? say.NONE_PASSED
    : `no platform and community has ${least} or more accounts outside of the flagged groups that passed it on`;
}

interface Listed {
  readonly places: readonly ResultPlace[];
  readonly rows: Finding["rows"];
}

function listedOf({ from, posts }: Counted): Listed {
  const columns = from.table.posts;
  const listed = postsOf(columns, drawn(columns, posts));
  return {
    rows: fingerprint(columns, listed),
    places: listed.row.map((row, i) => ({
      id: `r${i + 1}`,
      kind: "row",
      artifact: listed.artifact[i]!,
      row,
    })),
  };
}

function levelFinding(decisions: readonly Decision[], { said }: Settings): Unnumbered {
  const level = levelOf(decisions);
  const beside = { explanations: [...EXPLANATIONS], figures: [decisionsFigure(decisions)] };
  if (level === undefined) {
    const refused = notAnswerable("How far it got", say.notAnswered(decisions), beside);
    return { ...refused, sentence: `${refused.sentence} ${say.effectWords(said)} ${say.NOT_THEREBY}` };
  }
  return {
    status: "note",
    ...say.levelWords(decisions, said),
    statistics: [{ name: "level, at least", value: level }],
    significance: [],
    rows: NO_ROWS,
    ...beside,
  };
}

function reachFinding(
  reach: Counted | undefined,
  listed: Listed | undefined,
  because: string | undefined,
  { way, least, group }: Settings,
): Unnumbered {
  if (reach === undefined || listed === undefined)
    return notAnswerable("Accounts outside of the flagged groups", because!, {
      explanations: [...EXPLANATIONS],
    });
  const unseen = group?.by === "names" ? (group.unseen ?? 0) : 0;
  const words = say.reachWords(reach, { way, least, unseen });
  return {
    status: "finding",
    ...words,
    method: `${words.method}${listedWords({ rows: listed.rows, posts: reach.posts.length })}`,
    statistics: [
      { name: "accounts outside, at least", value: reach.accounts },
      { name: "posts of these", value: reach.posts.length },
      { name: "platforms and communities reached", value: reach.cells.length },
    ],
    significance: [],
    explanations: [...EXPLANATIONS],
    rows: listed.rows,
    figures: [placesFigure(reach)],
  };
}

function decisionsFigure(decisions: readonly Decision[]): TableFigure {
  return {
    kind: "table",
    title: "The Breakout scale, question by question",
    columns: [{ name: "level" }, { name: "question" }, { name: "answer" }, { name: "by" }],
    rows: decisions.map((one) => ({
      cells: [
        one.level,
        one.asks,
        isYes(one) ? "yes" : "not answered",
        (one.because ?? say.restsOn(one)).slice(0, 200),
      ],
    })),
  };
}

function placesFigure({ cells }: Reach): TableFigure {
  return {
    kind: "table",
    title: "Accounts outside of the flagged groups, by platform and community",
    columns: [{ name: "platform" }, { name: "community" }, { name: "accounts" }, { name: "posts" }],
    rows: cells.slice(0, MOST_ROWS).map(({ platform, community, accounts, posts }) => ({
      cells: [platform ?? "not said", community ?? "not said", accounts, posts],
    })),
  };
}

function outputOf(
  { said }: Settings,
  decisions: readonly Decision[],
  reach: Counted | undefined,
  listed: Listed | undefined,
  findings: readonly Finding[],
): DetectorOutput {
  const files: GivenFile[] = [...(reach?.from.table.posts.artifacts ?? [])];
  const pages = pagesOf(
    Object.values(said).flatMap((records: readonly { readonly passages?: readonly GivenPassage[] }[]) =>
      records.flatMap(({ passages = [] }) => passages),
    ),
    files,
  );
  return {
    ...resultHead(descriptor, files),
    places: [...pages, ...(listed?.places ?? [])],
    tables: [
      {
        id: "decisions",
        title: "The Breakout scale, question by question",
        columns: ["level", "question", "yes", "count", "records", "claims against", "why not"].map(
          (name) => ({
            name,
          }),
        ),
        rows: decisions.map((one) => ({
          cells: [
            one.level,
            one.asks,
            isYes(one),
            one.count ?? null,
            [...one.said, ...one.acts].map(({ ref }) => ref).join(", "),
            one.denied.map(({ ref }) => ref).join(", "),
            one.because ?? null,
          ],
        })),
      },
      {
        id: "places",
        title: "Accounts outside of the flagged groups, by platform and community",
        columns: ["platform", "community", "accounts", "posts"].map((name) => ({ name })),
        rows: (reach?.cells ?? []).map(({ platform, community, accounts, posts }) => ({
          cells: [platform ?? null, community ?? null, accounts, posts],
        })),
      },
    ],
    findings: {
      f1: { places: pages.map(({ id }) => id), tables: ["decisions"] },
      f2:
        findings[1]!.status === "not answerable"
          ? {}
          : { places: listed!.places.map(({ id }) => id), tables: ["places"] },
    },
  };
}
