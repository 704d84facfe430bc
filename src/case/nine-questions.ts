/**
 * The nine questions of a hostile reader, each answered by records that the reader may see. "Not recorded" and "not
 * public" are answers.
 */
import type { AccessEntry, AnswerLine, AnswerView, QuestionsView } from "../views/reasoning.ts";
import type { CaseRecord } from "../model/records.ts";
import type { Ref } from "../model/refs.ts";
import { datedEndMs, datedToMs } from "../model/time.ts";
import type { PositionView } from "../views/basics.ts";
import type { JudgmentView } from "../views/edition.ts";
import { counted, namesOf } from "../words.ts";
import type { Answer, Questioned } from "./answer.ts";
import type { CaseFold } from "./fold.ts";
import { onOneDocument } from "./documents.ts";
import { draftAnswers, parityAnswers } from "./draft-answers.ts";
import { judgmentViews } from "./judgment-list.ts";
import { keptIn, keptInPart } from "./kept.ts";
import { named } from "./named.ts";
import { partyView } from "./parties.ts";

const QUESTIONS: readonly (readonly [string, (questioned: Questioned) => Answer])[] = [
  ["Who saw which source, when?", () => answered([], "No access log was kept.")],
  ["Which contrary items exist, and where are they cited?", contraryItems],
  ["Which alternatives were kept alive?", alternatives],
  ["Who set each confidence, on what basis?", confidences],
  ["Which one item, if wrong, flips the judgment?", linchpins],
  ["How many independent origins?", origins],
  ["What changed between drafts?", draftAnswers],
  ["How long did each organisation have?", timeAllowed],
  ["Does the public text say the same as the restricted text?", parityAnswers],
];

/** All nine, in order; the first as where no access log is kept. */
export const nineQuestions = keptIn((fold: CaseFold): QuestionsView => ({
  answers: QUESTIONS.map((_, i) => answerTo(fold, i)),
}));

const answerTo = keptInPart(String, (fold: CaseFold, i: number): AnswerView => {
  const [question, answer] = QUESTIONS[i]!;
  return { number: i + 1, question, ...answer({ fold, judgments: judgmentViews(fold) }) };
});

/** The same answers with the first from an access log. */
export function readBy(
  { answers: [first, ...others] }: QuestionsView,
  fold: CaseFold,
  access: readonly AccessEntry[],
): QuestionsView {
  return { answers: [{ ...first!, ...whoSaw(fold, access) }, ...others] };
}

/** Answered where there is a line; else not recorded, with what is to be said about that. */
function answered(lines: readonly AnswerLine[], otherwise: string): Answer {
  return lines.length > 0
    ? { state: "answered", lines }
    : { state: "not recorded", lines: [{ text: otherwise, refs: [] }] };
}

/** Reading of records that this reader may see; the log of the others tells nothing here. */
function whoSaw(fold: CaseFold, access: readonly AccessEntry[]): Answer {
  const lines = access.flatMap(({ person, organisation, record, at }): AnswerLine[] => {
    if (fold.get(record) === undefined) return [];
    const name = partyView(fold, organisation, record).name;
    return [{ text: `${person}, for ${name}, read ${named(fold, record).name} on ${at}.`, refs: [record] }];
  });
  return answered(lines, "The access log names nothing that is shown here.");
}

/** The label of a judgment for people: the author's key, else the label of the view. */
const nameOf = (fold: CaseFold, judgment: JudgmentView) => named(fold, judgment.ref).name;

function contraryItems({ fold, judgments }: Questioned): Answer {
  const editions = fold.all("Edition").map((edition) => ({ edition, prints: judgmentsIn(fold, edition) }));
  const lines = judgments.flatMap((judgment): AnswerLine[] => {
    const name = nameOf(fold, judgment);
    const printed = editions.flatMap(({ edition, prints }) => (prints.has(judgment.ref) ? [edition] : []));
    const where =
      printed.length === 0
        ? "in no edition"
        : `in ${printed.map((one) => editionName(fold, one)).join(", ")}`;
    const items = judgment.against.entries.map(({ ref, entry }): AnswerLine => {
      const item = entry === "not public" ? "an item that is not public" : named(fold, entry.ref);
      const text = typeof item === "string" ? item : `${item.name} (${item.text})`;
      const refs = typeof item === "string" ? [ref] : [ref, item.ref];
      return {
        text: `Against ${name}: ${text}; cited ${where}.`,
        refs: [...refs, ...printed.map(({ id }) => id)],
      };
    });
    const effort = judgment.searchEffort;
    if (effort?.found === "none found")
      items.push({
        text: `Against ${name}: none found; searched so: ${effort.searched}`,
        refs: [effort.ref],
      });
    if (items.length === 0)
      items.push({ text: `Against ${name}: nothing is recorded.`, refs: [judgment.ref] });
    return items;
  });
  return answered(lines, "No judgment is shown.");
}

/** "public-edition (CLEAR)"; a publication is told from a draft. */
function editionName(fold: CaseFold, { id, body }: CaseRecord<"Edition">): string {
  const published = body.manifest === undefined ? "draft" : "published";
  return `${named(fold, id).name} (${body.ceiling.tlp}, ${published})`;
}

function judgmentsIn(fold: CaseFold, { body }: CaseRecord<"Edition">): ReadonlySet<Ref> {
  return new Set(
    body.blocks.flatMap((block) => (block.block === "judgment" ? [fold.latest(block.judgment)] : [])),
  );
}

function alternatives({ fold, judgments }: Questioned): Answer {
  const lines = fold.all("Question").map((question): AnswerLine => {
    const hypotheses = question.body.hypotheses.map(({ id, text, short }) => {
      const ref = `${question.id}#${id}`;
      const judged = judgments.filter(({ states }) => fold.latest(states.ref) === ref || states.ref === ref);
      const by = judged.map((judgment) => nameOf(fold, judgment)).join(", ");
      return `${id} ${short ?? text}${by === "" ? "" : ` (judged in ${by})`}`;
    });
    const { exclusive, exhaustive } = question.body;
    const set = `${exclusive ? "exclusive" : "not exclusive"}, ${exhaustive ? "exhaustive" : "not exhaustive"}`;
    return {
      text: `${named(fold, question.id).name} (${set}): ${hypotheses.join("; ")}.`,
      refs: [question.id, ...question.body.hypotheses.map(({ id }) => `${question.id}#${id}`)],
    };
  });
  return answered(lines, "No question is shown.");
}

function confidences({ fold, judgments }: Questioned): Answer {
  const lines = judgments.flatMap((judgment) => {
    const { entries, origins: count, unknownLineage } = judgment.for;
    const shown = entries.filter(({ entry }) => entry !== "not public").length;
    const hidden = entries.length - shown;
    const basis = [
      `${counted(shown, "item")} for it from ${counted(count, "known origin")}`,
      ...(unknownLineage > 0 ? [`${unknownLineage} of unknown lineage`] : []),
      ...(hidden > 0 ? [`${hidden} not public`] : []),
      judgment.categories.length === 0
        ? "IIAF categories not recorded"
        : `IIAF: ${judgment.categories.join(", ")}`,
    ].join("; ");
    return judgment.positions.map((position): AnswerLine => {
      const { confidence } = position;
      const words = confidence === "not stated" ? "no stated confidence" : `${confidence} confidence`;
      const name = nameOf(fold, judgment);
      return {
        text: `${name}: ${position.organisation.name}, ${words} (${setBy(fold, position)}). Basis: ${basis}.`,
        refs: [position.ref, judgment.ref, ...entries.map(({ ref }) => ref)],
      };
    });
  });
  return answered(lines, "No position is shown.");
}

/** Who entered a position, and what makes it the organisation's. */
function setBy(fold: CaseFold, position: PositionView): string {
  const by = fold.get(position.ref)!.by;
  if (position.stance === "reported") return `reported; entered by ${by}; who set it is not recorded`;
  if (position.signed === undefined) return `own; entered by ${by}; not signed`;
  return `own; entered by ${by}; ${position.signed.holds ? "signed" : "the signature does not hold"}`;
}

function linchpins({ fold, judgments }: Questioned): Answer {
  let isKnown = false;
  const lines = judgments.flatMap((judgment): AnswerLine[] => {
    const name = nameOf(fold, judgment);
    const { matrix, carriedBy, document } = judgment.linchpin;
    const found: AnswerLine[] = carriedBy.map((origin) => ({
      text: `${name}: everything of known lineage that stands for it rests on ${origin.name} (${origin.text}).`,
      refs: [judgment.ref, origin.ref],
    }));
    if (document !== undefined)
      found.push({
        text: `${name}: everything shown that stands for it is known through one document, ${document.name} (${document.text}).`,
        refs: [judgment.ref, document.ref],
      });
    if (matrix === "not recorded")
      found.push({ text: `${name}: no matrix is recorded that could tell.`, refs: [judgment.ref] });
    else if (matrix.length === 0)
      found.push({ text: `${name}: no single item or origin changes the leader.`, refs: [judgment.ref] });
    else
      found.push(
        ...matrix.map(({ of, without, before, after, scores }): AnswerLine => {
          const whose = of === "joint" ? "where all agree" : `cells of ${of.initials}`;
          const names = (refs: readonly Ref[]) => refs.map((ref) => named(fold, ref).name).join(" and ");
          const lead = after.length === 0 ? "nothing leads" : `${names(after)} would lead`;
          return {
            text: `${name}: without ${without.name}, ${lead} instead of ${names(before)} (${scores.join(", ")}; ${whose}).`,
            refs: [judgment.ref, without.ref, ...after],
          };
        }),
      );
    isKnown ||= matrix !== "not recorded" || carriedBy.length > 0;
    return found;
  });
  return isKnown ? { state: "answered", lines } : { ...answered([], "No matrix is recorded."), lines };
}

function origins({ fold, judgments }: Questioned): Answer {
  const lines = judgments.map((judgment): AnswerLine => {
    const sides = (["for", "against"] as const).map((side) => {
      const { entries, origins: count, unknownLineage } = judgment[side];
      const items = counted(entries.length, "item");
      const from = counted(count, "independent origin");
      const unknown = unknownLineage === 0 ? "" : `, ${unknownLineage} of unknown lineage`;
      return `${side} it ${items} from ${from}${unknown}`;
    });
    const entries = [...judgment.for.entries, ...judgment.against.entries];
    return {
      text: `${nameOf(fold, judgment)}: ${sides.join("; ")}.`,
      refs: [judgment.ref, ...entries.map(({ ref }) => ref)],
    };
  });
  return answered([...lines, ...throughOneDocument(fold)], "No judgment is shown.");
}

/** Documents that carry two or more items alone. */
function throughOneDocument(fold: CaseFold): AnswerLine[] {
  return onOneDocument(fold).flatMap(({ document, items }) =>
    items.length < 2
      ? []
      : [
          {
            text: `Known through ${document.name} alone (${document.text}): ${counted(items.length, "item")}: ${namesOf(items.map(({ name }) => name))}.`,
            refs: [document.ref, ...items.map(({ ref }) => ref)],
          },
        ],
  );
}

const DAY_MS = 86_400_000;

/** From when a draft was circulated (held for, else logged) to the end of its reply date, for each addressee. */
function timeAllowed({ fold }: Questioned): Answer {
  const drafts = fold.all("Edition").filter(({ body }) => body.manifest === undefined);
  const lines = drafts.flatMap((edition): AnswerLine[] => {
    const { addressees = [], replyBy } = edition.body;
    const sent = edition.heldAt ?? edition.at;
    return addressees.map((party) => {
      const who = partyView(fold, party, edition.id).name;
      const days = replyBy === undefined ? 0 : Math.floor((datedEndMs(replyBy) - datedToMs(sent)) / DAY_MS);
      const time =
        replyBy === undefined
          ? "no reply date is recorded"
          : `${counted(days, "full day")}, from ${sent} to ${replyBy}`;
      return { text: `${who} on ${editionName(fold, edition)}: ${time}.`, refs: [edition.id, party] };
    });
  });
  return answered(lines, "No draft names addressees and a reply date.");
}
