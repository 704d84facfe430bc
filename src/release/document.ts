/**
 * From a view to a document: every sentence and number that an edition prints, each with an id and with the records
 * it rests on. Pure, and linear in the size of the view. Same view, same document.
 */
import { partsOf } from "../model/references.ts";
import type { CaseRecord } from "../model/records.ts";
import { partOf, recordOf } from "../model/refs.ts";
import type { Ref } from "../model/refs.ts";
import type { EditionView } from "../views/edition.ts";
import { documentContext } from "./document/context.ts";
import type { Context } from "./document/context.ts";
import { eventsFigure } from "./document/figures.ts";
import { findingPart } from "./document/findings.ts";
import type { AuthoredFinding } from "./document/findings.ts";
import { placedFigure } from "./document/placed.ts";
import { gapRow, judgmentPart, otherGaps } from "./document/judgments.ts";
import { claimPart, eventRow, premiseGroups, questionPart, sourcePart } from "./document/ledger.ts";
import { checkSentences, methodParts, organisationsText, readingSentences } from "./document/method.ts";
import type { Document, Sentence, TextPart } from "./document/types.ts";
import { date } from "./typography.ts";
import { listed } from "../words.ts";

export type { Document, Row, Sentence } from "./document/types.ts";

export interface DocumentContext {
  /** Name and version of the program, as `plumbline 0.1.0`. */
  readonly software: string;
  /** Bytes of the documents that the edition carries, by the names of their files. */
  readonly documents?: ReadonlyMap<string, Uint8Array>;
}

/**
 * The document of a view.
 * @throws PlumblineError INTERNAL if two sentences would get one id.
 */
export function buildDocument(
  view: EditionView,
  made: DocumentContext = { software: "plumbline" },
): Document {
  const context = documentContext(view);
  const own = [view.ref];
  const { headings, texts } = blocksOf(context);
  const front = frontMatter(context);
  const reading = readingSentences(context);
  const judgments = view.judgments.map((judgment) =>
    judgmentPart(context, judgment, headings.get(judgment.ref)),
  );
  const questions = view.questions.map((question) =>
    questionPart(context, question, headings.get(question.ref)),
  );
  const printed = new Map<string, string>();
  const findings = view.findings.map((finding) =>
    findingPart(context, finding, printed, authoredFinding(view, headings, finding.ref)),
  );
  const timelines = findings.some((finding) =>
    finding.figures.some(({ figure: { kind } }) => kind === "timeline" || kind === "lanes"),
  );
  const line = timelines ? undefined : eventsFigure(context);
  const dated = view.events.map(({ ref }) => ref);
  const rest = {
    events: view.events.map((event, i) => eventRow(context, event, i)),
    claims: view.claims.map((claim, i) => claimPart(context, claim, i)),
    sources: view.sources.map((source) => sourcePart(context, source)),
    method: methodParts(context),
    gaps: otherGaps(view).map((gap, i) => gapRow(context, `gap${i + 1}`, gap)),
    premises: premiseGroups(context),
    check: checkSentences(context),
    command: "plumbline verify DIR --trust keys.json",
    viewRoot: context.say("viewRoot", view.viewRoot, own),
    software: made.software,
    made: context.say("made", `Made by ${made.software}.`, own),
    foot: context.say("foot", `${view.title}. As of ${date(view.asOf)}.`, own),
  };
  return {
    ...front,
    reading,
    judgments,
    ...(judgments.length > 0
      ? {}
      : { noJudgment: context.say("noJudgment", "This edition states no judgment.", own) }),
    texts,
    textsFirst: view.blocks.find(({ block }) => block !== "heading")?.block === "text",
    questions,
    findings,
    ...(line === undefined
      ? {}
      : { eventsFigure: placedFigure(context, "events", line, "the events", dated) }),
    ...rest,
    sentences: context.collected(),
  };
}

function frontMatter(
  context: Context,
): Pick<
  Document,
  "language" | "tlp" | "marking" | "classification" | "title" | "subtitle" | "notice" | "facts"
> {
  const { view } = context;
  const own = [view.ref];
  const fact = (term: string, id: string, text: string, refs: readonly string[]) => ({
    term,
    sentence: context.say(id, text, refs),
  });
  const line = view.ceiling.classification;
  return {
    language: view.language,
    tlp: view.ceiling.tlp,
    marking: context.say("marking", `TLP:${view.ceiling.tlp}`, own),
    ...(line === undefined ? {} : { classification: context.say("classification", line, own) }),
    title: context.say("title", view.title, own),
    ...(view.subtitle === undefined ? {} : { subtitle: context.say("subtitle", view.subtitle, own) }),
    notice: view.notice === undefined ? [] : context.sayAll("notice", view.notice, own).flat(),
    facts: [
      fact("Organisations", "organisations", organisationsText(context), [
        ...own,
        ...view.organisations.map((entry) => entry.party.ref),
      ]),
      fact("Written by", "authors", listed(view.authors.map((author) => author.name)), [
        ...own,
        ...view.authors.map((author) => author.ref),
      ]),
      fact("As of", "asOf", date(view.asOf), own),
    ],
  };
}

/** Authored texts in order, and the heading that stands before each judgment, question and finding. */
function blocksOf(context: Context): {
  readonly headings: ReadonlyMap<string, string>;
  readonly texts: readonly TextPart[];
} {
  const headings = new Map<string, string>();
  const texts: TextPart[] = [];
  const own = context.view.ref;
  let heading: string | undefined;
  for (const block of context.view.blocks) {
    if (block.block === "heading") {
      heading = heading === undefined ? block.text : `${heading}: ${block.text}`;
      continue;
    }
    if (block.block === "text") {
      const id = `text${texts.length + 1}`;
      texts.push({
        ...(heading === undefined ? {} : { heading: context.say(`${id}.heading`, heading, [own]) }),
        paragraphs: context.sayAll(id, block.text, [...block.cites, own]),
      });
    } else if (heading !== undefined) {
      const ref =
        block.block === "judgment"
          ? block.judgment.ref
          : block.block === "question"
            ? block.question.ref
            : block.finding.ref;
      headings.set(ref, heading);
    }
    heading = undefined;
  }
  if (heading !== undefined)
    texts.push({ heading: context.say(`text${texts.length + 1}.heading`, heading, [own]), paragraphs: [] });
  return { headings, texts };
}

function authoredFinding(
  view: EditionView,
  headings: ReadonlyMap<string, string>,
  ref: Ref,
): AuthoredFinding {
  const heading = headings.get(ref);
  const figures = view.blocks.flatMap((block) =>
    block.block === "finding" && block.finding.ref === ref ? (block.figures ?? []) : [],
  );
  return { ...(heading === undefined ? {} : { heading }), figures };
}

/** A sentence whose references do not all resolve. */
export interface Unresolved {
  readonly id: string;
  /** The references that name nothing in the edition; empty where the sentence has no reference at all. */
  readonly missing: readonly string[];
}

/** Sentences that do not walk back: no reference, or one to a record or part that is not among `records`. */
export function unresolvedSentences(
  document: { readonly sentences: readonly Sentence[] },
  records: Iterable<CaseRecord>,
): Unresolved[] {
  const parts = new Map<string, readonly string[]>();
  for (const record of records) parts.set(record.id, partsOf(record));
  const resolves = (ref: string): boolean => {
    const known = parts.get(recordOf(ref));
    const part = partOf(ref);
    return known !== undefined && (part === undefined || known.includes(part));
  };
  const out: Unresolved[] = [];
  for (const { id, refs } of document.sentences) {
    const missing = refs.filter((ref) => !resolves(ref));
    if (refs.length === 0 || missing.length > 0) out.push({ id, missing });
  }
  return out;
}
