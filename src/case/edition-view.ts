/** The fold of a log into what one edition prints. Everything is computed from the records visible at the ceiling. */
import { PlumblineError } from "../errors.ts";
import type { Marking, Reader, Tlp } from "../model/marking.ts";
import { DeclaredKeys } from "../model/position-signature.ts";
import { FORMS, PREDICATES } from "../model/records.ts";
import type { Body, CaseRecord } from "../model/records.ts";
import type { Ref } from "../model/refs.ts";
import type {
  BlockView,
  EditionView,
  FindingView,
  JudgmentView,
  QuestionView,
  ScaleView,
  ViewRecord,
  WithheldView,
} from "../views/edition.ts";
import { claimViews, eventViews, findingViews } from "./evidence.ts";
import { authoredTexts, missingFigures } from "./authored-texts.ts";
import { partyView } from "./parties.ts";
import { CaseFold } from "./fold.ts";
import type { FoldEntry } from "./fold.ts";
import { checkInvariants } from "./invariants.ts";
import type { InvariantReport } from "./invariants.ts";
import { judgmentsInOrder } from "./judgments.ts";
import { likelihoodScales } from "../reading/words/scales.ts";
import { SourceIndex } from "./sources.ts";
import { toldClaim } from "./told.ts";
import { withheldClaims } from "./withheld.ts";

/** A publication is an Edition with a manifest; a draft has none. What is published does not contain publications. */
export function isPublication(record: CaseRecord | undefined): boolean {
  return record?.type === "Edition" && record.body.manifest !== undefined;
}

/**
 * The draft that an edition at this ceiling follows: the newest that stands, or the one named.
 * @throws PlumblineError PUBLISH if there is none.
 */
function findDraft(fold: CaseFold, ceiling: Reader["ceiling"], named?: Ref): CaseRecord<"Edition"> {
  const drafts = draftsAt(fold, ceiling);
  const draft = named === undefined ? drafts.at(-1) : drafts.find(({ id }) => id === named);
  if (draft === undefined)
    throw new PlumblineError("PUBLISH", `No draft of an edition at ${ceiling} is in the case.`, {
      hint: "Record one: type `edition`, with title, authors and blocks (docs/record-file.md).",
    });
  return draft;
}

function draftsAt(fold: CaseFold, ceiling: Reader["ceiling"]): CaseRecord<"Edition">[] {
  return fold
    .all("Edition")
    .filter((edition) => !isPublication(edition) && edition.body.ceiling.tlp === ceiling);
}

/** The newest draft of an edition at this ceiling. */
export function newestDraft(fold: CaseFold, ceiling: Reader["ceiling"]): CaseRecord<"Edition"> | undefined {
  return draftsAt(fold, ceiling).at(-1);
}

/** The leaves that an edition is over: those before the publications at the end of the log. */
export function contentEntries<T extends FoldEntry>(entries: readonly T[]): readonly T[] {
  const last = entries.findLastIndex(({ record }) => record === undefined || !isPublication(record));
  return entries.slice(0, last + 1);
}

/**
 * The view of the edition that `draft` describes.
 * @param entries leaves of the log, tombstones included
 */
export function editionView(
  entries: readonly FoldEntry[],
  reader: Reader,
  named?: Ref,
): { readonly view: EditionView; readonly report: InvariantReport } {
  const fold = new CaseFold(
    contentEntries(entries).filter(({ record }) => !isPublication(record)),
    reader,
  );
  return editionOver(fold, named);
}

/**
 * The view that an edition's own records give: what publishing folded from the whole log, folded again by a reader who has
 * nothing else. All of the records are visible at its ceiling, whatever a re-marking above the line says of them.
 * @throws PlumblineError PUBLISH if the draft is not among them, or what the fold throws.
 */
export function viewOfRecords(
  records: readonly ViewRecord[],
  { ref, ceiling }: { readonly ref: Ref; readonly ceiling: Marking },
): EditionView {
  const entries = records.map(({ record, salt, leaf }) => ({ id: record.id, record, salt, leaf }));
  const markings = new Map(entries.map(({ id }) => [id, { tlp: ceiling.tlp }]));
  return editionOver(new CaseFold(entries, { ceiling: ceiling.tlp, groups: [] }, {}, markings), ref).view;
}

/** The same over a fold at the edition's ceiling, without publications that the edition would print. */
export function editionOver(
  fold: CaseFold,
  named?: Ref,
): { readonly view: EditionView; readonly report: InvariantReport } {
  const { ceiling } = fold.reader;
  const draft = findDraft(fold, ceiling, named);
  const body = draft.body;
  const sources = new SourceIndex(fold, new Map(body.descriptors?.map(({ of, text }) => [of, text])));
  const order = judgmentOrder(fold, body.blocks);
  const judgments = judgmentsInOrder(fold, order, { sources, language: body.language });
  const questions = questionViews(fold, judgments);
  const findings = findingViews(fold, sources);
  const held = checkInvariants(judgments, authoredTexts(fold, body.blocks), {
    fold,
    draft: draft.id,
    language: body.language,
  });
  const report = { ...held, refused: [...held.refused, ...missingFigures(body.blocks, findings)] };
  const view: EditionView = {
    ref: draft.id,
    title: body.title,
    ...(body.subtitle === undefined ? {} : { subtitle: body.subtitle }),
    language: body.language,
    ...(body.notice === undefined ? {} : { notice: body.notice }),
    ceiling: body.ceiling,
    asOf: fold.visible.at(-1)!.record.at,
    authors: body.authors.map((ref) => partyView(fold, ref, draft.id)),
    organisations: organisationsOf(judgments),
    scales: scalesOf(judgments),
    blocks: blockViews(fold, body, judgments, questions, findings),
    judgments,
    questions,
    findings,
    events: eventViews(fold, sources),
    claims: claimViews(fold, sources, citations(judgments)),
    premises: fold.all("Premise").map(({ id, body: premise }) => ({
      ref: id,
      kind: premise.kind,
      text: premise.text,
      ...(premise.due === undefined ? {} : { due: premise.due }),
      about: premise.about ?? [],
    })),
    sources: sources.sources(),
    gaps: report.gaps,
    withheld: withheldViews(fold, ceiling, judgments),
    ...parityView(fold, draft.id),
    ...signOffView(fold, draft),
    forms: FORMS.filter((form) => body.forms?.includes(form) ?? true),
    records: fold.visible,
    viewRoot: fold.root(),
  };
  return { view, report };
}

function withheldViews(fold: CaseFold, ceiling: Tlp, judgments: readonly JudgmentView[]): WithheldView[] {
  return withheldClaims(fold, ceiling).map((claim) => ({
    ref: claim.id,
    text: toldClaim(fold, claim),
    organisation: partyView(fold, claim.body.speaker, claim.id),
    about: (claim.body.about ?? []).flatMap(
      (ref) => judgments.find((judgment) => judgment.ref === fold.latest(ref))?.label ?? [],
    ),
  }));
}

/** The newest standing attestation about the draft. */
function parityView(fold: CaseFold, draft: Ref): Pick<EditionView, "parity"> {
  const claim = fold
    .all("Claim")
    .findLast(
      ({ body }) =>
        body.statement?.predicate === PREDICATES.parity &&
        body.about?.some((ref) => fold.latest(ref) === draft) === true,
    );
  if (claim === undefined) return {};
  const { id, by, body } = claim;
  return { parity: { ref: id, organisation: partyView(fold, body.speaker, id), by } };
}

function signOffView(fold: CaseFold, { id, body }: CaseRecord<"Edition">): Pick<EditionView, "signOff"> {
  if (body.signOff === undefined) return {};
  const declared = new DeclaredKeys();
  for (const { record } of fold.visible) declared.add(record);
  const organisations = body.signOff.organisations.map((ref) => ({
    party: partyView(fold, ref, id),
    keys: declared.of(fold.latest(ref)),
  }));
  return { signOff: { by: body.signOff.by, organisations } };
}

/** Judgments in the order of an edition's blocks, then the others that are visible: none is left out silently. */
export function judgmentOrder(fold: CaseFold, blocks: Body<"Edition">["blocks"]): CaseRecord<"Judgment">[] {
  const named = blocks.flatMap((block) => (block.block === "judgment" ? [block.judgment] : []));
  const standing = fold.all("Judgment");
  const first = named.flatMap((ref) => standing.find(({ id }) => id === fold.latest(ref)) ?? []);
  return [...new Set([...first, ...standing])];
}

function questionViews(fold: CaseFold, judgments: readonly JudgmentView[]): QuestionView[] {
  return fold.all("Question").map((question, i) => ({
    ref: question.id,
    label: `Q${i + 1}`,
    text: question.body.text,
    exclusive: question.body.exclusive,
    exhaustive: question.body.exhaustive,
    hypotheses: question.body.hypotheses.map(({ id, text }) => {
      const ref = `${question.id}#${id}`;
      return {
        ref,
        text,
        judgments: judgments.filter(({ states }) => states.ref === ref).map(({ label }) => label),
      };
    }),
  }));
}

function organisationsOf(judgments: readonly JudgmentView[]): EditionView["organisations"] {
  const found = new Map<Ref, EditionView["organisations"][number]>();
  for (const { positions } of judgments)
    for (const { organisation, stance } of positions) {
      const before = found.get(organisation.ref);
      const both = before !== undefined && before.stance !== stance;
      found.set(organisation.ref, { party: organisation, stance: both ? "both" : stance });
    }
  return [...found.values()];
}

/** The scales that positions of this edition use, in order of first use. */
function scalesOf(judgments: readonly JudgmentView[]): ScaleView[] {
  const ids = new Set(
    judgments.flatMap(({ positions }) =>
      positions.flatMap(({ likelihood }) => (likelihood === "not stated" ? [] : [likelihood.scale])),
    ),
  );
  return [...likelihoodScales().values()].filter(({ id }) => ids.has(id));
}

/** The edition's blocks; a block whose record the reader may not see, or that was withdrawn, falls out. */
function blockViews(
  fold: CaseFold,
  body: Body<"Edition">,
  judgments: readonly JudgmentView[],
  questions: readonly QuestionView[],
  findings: readonly FindingView[],
): BlockView[] {
  return body.blocks.flatMap((block): BlockView[] => {
    switch (block.block) {
      case "judgment": {
        const judgment = judgments.find(({ ref }) => ref === fold.latest(block.judgment));
        return judgment === undefined ? [] : [{ block: "judgment", judgment }];
      }
      case "question": {
        const question = questions.find(({ ref }) => ref === fold.latest(block.question));
        return question === undefined ? [] : [{ block: "question", question }];
      }
      case "finding": {
        const finding = findings.find(({ ref }) => ref === block.finding);
        const { figures } = block;
        return finding === undefined
          ? []
          : [{ block: "finding", finding, ...(figures === undefined ? {} : { figures }) }];
      }
      default:
        return [block];
    }
  });
}

function citations(judgments: readonly JudgmentView[]): (claim: Ref) => readonly string[] {
  return (claim) =>
    judgments
      .filter((judgment) =>
        [judgment.for, judgment.against, judgment.context].some((side) =>
          side.entries.some(({ entry }) => entry !== "not public" && entry.ref === claim),
        ),
      )
      .map(({ label }) => label);
}
