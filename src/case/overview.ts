/** What the first screen of a case says of its records: how many stand, and the one next step of each stage. */
import type { CaseRecord } from "../model/records.ts";
import { partOf, recordOf } from "../model/refs.ts";
import type { Ref } from "../model/refs.ts";
import type { NextStep, SectionCounts } from "../views/overview.ts";
import { isPublication } from "./edition-view.ts";
import { findingRefs } from "./evidence.ts";
import type { CaseFold } from "./fold.ts";
import { gradeOf } from "./grades.ts";
import { documentArtifacts, isImport, readableImportsIn } from "./imports.ts";
import { judgmentViews } from "./judgment-list.ts";
import { keptIn, keptInPart } from "./kept.ts";
import { standingAbout } from "./relations.ts";
import { isLedgerClaim } from "./told.ts";

type Step = Omit<NextStep, "stage">;

export const sectionCounts = keptIn((fold: CaseFold): SectionCounts => {
  const findings = fold.all("Run").reduce((sum, { body }) => sum + body.findings.length, 0);
  const claims = fold.all("Claim").filter((claim) => isLedgerClaim(fold, claim)).length;
  return {
    corpus: readableImportsIn(fold).reduce((sum, run) => sum + keptBy(run), 0),
    findings,
    evidence: claims + fold.all("Event").length + findings,
    questions: fold.all("Question").length,
    judgments: fold.all("Judgment").length,
    release: fold.all("Edition").filter(isPublication).length,
    log: fold.visible.length,
  };
});

/**
 * The next step of every stage before the release, where something waits: of a fold, for those that the reader writes for, of whom
 * positions are missed.
 */
export const nextSteps = keptInPart((organisations: readonly Ref[]) => organisations.join(" "), stepsOf);

function stepsOf(fold: CaseFold, organisations: readonly Ref[]): NextStep[] {
  const steps = {
    "bring in": bringIn(fold),
    find: find(fold),
    weigh: read(fold) ?? grade(fold),
    judge: ask(fold) ?? takePosition(fold, organisations) ?? judge(fold),
  };
  return Object.entries(steps).flatMap(([stage, step]) =>
    step === undefined ? [] : [{ stage: stage as keyof typeof steps, ...step }],
  );
}

/** The first of those that wait, and how many do. */
function first<T>(
  waiting: readonly T[],
  act: NextStep["act"],
  say: (one: T) => Pick<NextStep, "ref" | "name">,
): Step | undefined {
  const [one] = waiting;
  return one === undefined ? undefined : { act, ...say(one), waiting: waiting.length };
}

const bringIn = (fold: CaseFold): Step | undefined =>
  fold.all("Artifact").length === 0 ? { act: "bring in a file", waiting: 1 } : undefined;

const keptBy = ({ body: { counts } }: CaseRecord<"Run">): number => Number(counts["kept"] ?? 0);

/** Imports of posts that no standing run has looked at. */
function find(fold: CaseFold): Step | undefined {
  const inputsOf = (run: CaseRecord<"Run">): Ref[] => run.body.inputs.map(({ artifact }) => artifact);
  const looked = new Set(fold.all("Run").flatMap((run) => (isImport(run) ? [] : inputsOf(run))));
  const waiting = readableImportsIn(fold).filter(
    (run) => keptBy(run) > 0 && !inputsOf(run).some((artifact) => looked.has(artifact)),
  );
  return first(waiting, "look for coordination", ({ body }) => {
    const file = fold.find("Artifact", body.inputs[0]!.artifact);
    return file === undefined ? {} : { ref: file.id, name: file.body.title };
  });
}

/** Documents that the case holds and that no claim, event or premise comes from. */
function read(fold: CaseFold): Step | undefined {
  const used = new Set<Ref>();
  for (const type of ["Claim", "Event", "Premise"] as const)
    for (const { body } of fold.all(type))
      for (const { artifact } of body.from ?? []) used.add(fold.latest(artifact));
  const waiting = documentArtifacts(fold).filter(({ id, body }) => body.held && !used.has(id));
  return first(waiting, "read a document", ({ id, body }) => ({ ref: id, name: body.title }));
}

function grade(fold: CaseFold): Step | undefined {
  const waiting = fold
    .all("Claim")
    .filter((claim) => isLedgerClaim(fold, claim) && gradeOf(fold, claim.id).credibility === "not assessed");
  return first(waiting, "grade claims", ({ id }) => ({ ref: id }));
}

/** A judgment begins at a hypothesis. */
function ask(fold: CaseFold): Step | undefined {
  const waiting = fold.all("Question").length === 0 ? judgeable(fold) : [];
  return first(waiting, "ask a question", (ref) => ({ ref, name: findingLabel(fold, ref) }));
}

/**
 * Judgments without a position of an organisation of the reader that takes positions here: of any of them, where none has taken one
 * yet.
 */
function takePosition(fold: CaseFold, organisations: readonly Ref[]): Step | undefined {
  const holders = new Set(
    fold
      .all("Position")
      .flatMap(({ body }) => (body.stance === "own" ? [fold.latest(body.organisation)] : [])),
  );
  const own = organisations.map((id) => fold.latest(id));
  const taking = own.filter((id) => holders.has(id));
  const waiting = fold.all("Judgment").filter((judgment) => {
    const has = new Set(
      standingAbout(fold, "Position", judgment.id)
        .filter(({ body }) => body.stance === "own")
        .map(({ body }) => fold.latest(body.organisation)),
    );
    return taking.length === 0 ? own.length > 0 : taking.some((id) => !has.has(id));
  });
  const labels = new Map(judgmentViews(fold).map(({ ref, label }) => [ref, label]));
  return first(waiting, "take a position", ({ id }) => ({ ref: id, name: labels.get(id)! }));
}

/** Findings that no judgment cites. */
function judge(fold: CaseFold): Step | undefined {
  const cited = new Set(
    fold.all("Basis").map(({ body }) => (body.entry === "not public" ? undefined : fold.current(body.entry))),
  );
  const waiting = judgeable(fold).filter((ref) => !cited.has(ref));
  return first(waiting, "begin a judgment", (ref) => ({ ref, name: findingLabel(fold, ref) }));
}

/** Findings that found something. */
const judgeable = (fold: CaseFold): Ref[] =>
  findingRefs(fold).filter((ref) => {
    const run = fold.find("Run", recordOf(ref));
    const status = run?.body.findings.find(({ id }) => id === partOf(ref))?.status;
    return status === "finding" || status === "candidate";
  });

/** As the list of findings numbers it. */
const findingLabel = (fold: CaseFold, ref: Ref): string => `F${findingRefs(fold).indexOf(ref) + 1}`;
