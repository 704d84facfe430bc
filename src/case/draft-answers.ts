/** What changed between drafts, and whether editions at two levels say the same. */
import type { AnswerLine } from "../views/reasoning.ts";
import type { CaseRecord } from "../model/records.ts";
import { compareTlp } from "../model/marking.ts";
import type { Ref } from "../model/refs.ts";
import type { Answer, Questioned } from "./answer.ts";
import type { CaseFold } from "./fold.ts";
import { movesOf } from "./history.ts";
import { keptInPart } from "./kept.ts";
import { named } from "./named.ts";
import { latestPositions } from "./positions.ts";
import { standingAbout } from "./relations.ts";

type Edition = CaseRecord<"Edition">;

/** Successive drafts and what moved between them; where there is one draft only, what moved in its judgments. */
export function draftAnswers({ fold, judgments }: Questioned): Answer {
  const editions = fold.ever("Edition");
  const pairs = editions.flatMap((edition, i) => {
    const before = draftBefore(editions.slice(0, i), edition);
    return before === undefined ? [] : [draftLine(fold, before, edition)];
  });
  const changes = judgments.flatMap(({ ref }) => changeLines(fold, ref));
  if (pairs.length === 0)
    return {
      state: changes.length > 0 ? "answered" : "not recorded",
      lines: [{ text: "No draft follows another one at its level.", refs: [] }, ...changes],
    };
  return { state: "answered", lines: [...pairs, ...changes] };
}

/**
 * Its parent, else what it supersedes, else the latest draft of the same title at the same level. A publication follows a
 * publication, not the draft that it prints.
 */
function draftBefore(before: readonly Edition[], { body, supersedes }: Edition): Edition | undefined {
  const earlier = before.filter(
    (other) => (other.body.manifest === undefined) === (body.manifest === undefined),
  );
  const named = earlier.find(({ id }) => id === (body.parent ?? supersedes));
  return (
    named ??
    earlier.findLast(
      (candidate) => candidate.body.title === body.title && candidate.body.ceiling.tlp === body.ceiling.tlp,
    )
  );
}

function draftLine(fold: CaseFold, before: Edition, after: Edition): AnswerLine {
  const texts = (edition: Edition) => edition.body.blocks.map((block) => JSON.stringify(block));
  const old = new Set(texts(before));
  const now = new Set(texts(after));
  const added = [...now].filter((block) => !old.has(block)).length;
  const removed = [...old].filter((block) => !now.has(block)).length;
  const what =
    added + removed === 0
      ? "the same blocks"
      : `${added} blocks added or changed, ${removed} gone or changed`;
  return {
    text: `${named(fold, before.id).name} to ${named(fold, after.id).name} (${after.body.ceiling.tlp}, ${before.at} to ${after.at}): ${what}.`,
    refs: [before.id, after.id],
  };
}

const changeLines = keptInPart((judgment: Ref) => judgment, linesOfMoves);

function linesOfMoves(fold: CaseFold, judgment: Ref): AnswerLine[] {
  const { name } = named(fold, judgment);
  return movesOf(fold, judgment).map(
    ({ ref, moved, kind, change, before, after, organisation, at, heldAt }) => ({
      text: `${name}, ${kind.toLowerCase()} ${change} by ${organisation.initials} on ${heldAt ?? at}: from “${before}” to “${after}”.`,
      refs: [ref, moved],
    }),
  );
}

/** Compares what readers at each level with a draft see of the same judgments. */
export function parityAnswers({ fold }: Questioned): Answer {
  const drafts = fold.all("Edition").filter(({ body }) => body.manifest === undefined);
  const levels = [...new Map(drafts.map(({ body }) => [body.ceiling.tlp, body.ceiling])).values()].sort(
    (a, b) => compareTlp(a.tlp, b.tlp),
  );
  const [lowest, ...higher] = levels;
  if (lowest === undefined || higher.length === 0)
    return {
      state: "not public",
      lines: [
        { text: "Editions at two levels cannot be compared here: one level, or none, is shown.", refs: [] },
      ],
    };
  const lower = fold.forCeiling(lowest);
  return {
    state: "answered",
    lines: higher.flatMap((level) => {
      const upper = fold.forCeiling(level);
      return lower
        .all("Judgment")
        .map(({ id }) => parityLine(lower, upper, id, `${lowest.tlp} and ${level.tlp}`));
    }),
  };
}

/** The same positions are the same records; wordings may differ, and are named where they do. */
function parityLine(lower: CaseFold, upper: CaseFold, judgment: Ref, levels: string): AnswerLine {
  const positions = (fold: CaseFold) => latestPositions(fold, fold.latest(judgment)).map(({ id }) => id);
  const below = positions(lower);
  const above = positions(upper);
  const isSame = below.length === above.length && below.every((ref) => above.includes(ref));
  const wordings = [lower, upper].map((fold) => latestWordings(fold, judgment));
  const isWordedAlike = wordings[0]!.join() === wordings[1]!.join();
  const stand = isSame
    ? "likelihood, confidence and dissent are the same records"
    : "the positions are not the same records";
  const text = isWordedAlike ? "the wording is the same record" : "the wording differs";
  return {
    text: `${named(lower, judgment).name} at ${levels}: ${stand}; ${text}.`,
    refs: [...new Set([judgment, ...below, ...above, ...wordings.flat()])],
  };
}

/** The latest standing wording of each language. */
function latestWordings(fold: CaseFold, judgment: Ref): Ref[] {
  const latest = new Map<string, Ref>();
  for (const { id, body } of standingAbout(fold, "Wording", fold.latest(judgment)))
    latest.set(body.language, id);
  return [...latest.values()];
}
