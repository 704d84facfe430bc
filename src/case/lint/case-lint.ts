/** The lint of a whole case, as one reader sees it: wordings, drafts of editions, reasons, and the records under them. */
import { z } from "zod";
import type { CaseRecord } from "../../model/records.ts";
import { recordOf, refSchema } from "../../model/refs.ts";
import type { Ref } from "../../model/refs.ts";
import type { JudgmentView } from "../../views/edition.ts";
import { count, list, view } from "../../views/plain.ts";
import type { CaseFold } from "../fold.ts";
import { figureTexts } from "../authored-texts.ts";
import { keptJudgments } from "../judgment-list.ts";
import { keptIn, keptPer } from "../kept.ts";
import { staleRecords } from "../stale.ts";
import { answerTo } from "./answers.ts";
import { isRead, isReportedOnly, textContext, whyContext, wordingContext } from "./context.ts";
import { driftingClaims, driftingHeadlines } from "./drift.ts";
import { lintHit } from "./contract.ts";
import type { LintContext, LintHit } from "./contract.ts";
import { lintRecords, lintStale } from "./records.ts";
import { lintText } from "./text.ts";

/** A hit and where it stands. */
const caseHitSchema = view("CaseHit", {
  ...lintHit,
  /** The record: a Wording, an Edition, a Position, a Basis, a Claim; a Judgment where the record as a whole is meant. */
  ref: refSchema,
  field: z.enum(["text", "quote", "title", "block", "why", "record"]),
  /** Number of the block of an edition, from 1. */
  block: z.int().positive().exactOptional(),
  judgment: refSchema.exactOptional(),
});
export type CaseHit = z.infer<typeof caseHitSchema>;

export const caseLintSchema = view("CaseLint", {
  hits: list(caseHitSchema),
  /** Number of texts read. */
  texts: count,
  /** Questions, and refusals with a reason, that a recorded answer settles. */
  answered: count,
  /** Wordings and drafts in a language that is not read. */
  notRead: list(refSchema),
});
export type CaseLint = z.infer<typeof caseLintSchema>;

interface Text {
  readonly text: string;
  readonly context: LintContext;
  readonly at: Omit<CaseHit, keyof LintHit>;
  /** A text about a judgment that is only reported breaks no invariant: it is printed as a gap. */
  readonly reported: boolean;
}

/**
 * Hits in a text that somebody is writing, in the context of the judgment it is about.
 * @param place `wording` and `why` are of a judgment; `text` may be of none
 * @param organisation whose reasons are written
 */
export function lintTyped(
  fold: CaseFold,
  text: string,
  {
    place,
    judgment: ref,
    organisation,
  }: {
    readonly place: LintContext["place"];
    readonly judgment?: Ref | undefined;
    readonly organisation?: Ref | undefined;
  },
): LintHit[] {
  const product = judgmentViews(fold);
  const judgment = product.find((view) => view.ref === ref);
  if (judgment === undefined) return lintText(text, textContext([], product));
  if (place === "wording") return lintText(text, wordingContext(judgment, product));
  if (place === "text") return lintText(text, textContext([judgment], product));
  const own = judgment.positions.find(
    (position) => position.stance === "own" && position.organisation.ref === organisation,
  );
  return lintText(text, whyContext(judgment, product, own));
}

/** Every standing English text and judgment that the fold holds; read once for each fold. */
export const lintCase = keptIn((fold: CaseFold): CaseLint => {
  const product = judgmentViews(fold);
  const byRef = new Map(product.map((judgment) => [judgment.ref, judgment]));
  const drafts = fold.all("Edition").filter(({ body }) => body.manifest === undefined);
  const wordings = fold.all("Wording");
  const texts = [
    ...wordings
      .filter(({ body }) => isRead(body.language))
      .flatMap((wording) => wordingText(wording, byRef.get(fold.latest(wording.body.judgment)), product)),
    ...product.flatMap((judgment) => reasons(judgment, product)),
    ...drafts.filter(({ body }) => isRead(body.language)).flatMap((draft) => blocks(fold, draft, product)),
  ];
  const found = [
    ...texts.flatMap((text) => hitsOf(fold, text)),
    ...[...driftingClaims(fold), ...driftingHeadlines(fold, drafts)].map(({ hit, ...at }): CaseHit => ({
      ...hit,
      ...at,
    })),
    ...[...lintRecords(product), ...lintStale(staleRecords(fold).values())].map(({ ref, hit }): CaseHit => ({
      ...hit,
      ref,
      field: "record",
    })),
  ];
  const hits = found.filter((hit) => answerTo(fold, hit.ref, hit) === undefined);
  return {
    hits,
    texts: texts.length,
    answered: found.length - hits.length,
    notRead: [...wordings, ...drafts].filter(({ body }) => !isRead(body.language)).map(({ id }) => id),
  };
});

const judgmentViews = keptJudgments((fold) => ({ order: fold.all("Judgment"), language: "en" }));

function hitsOf(fold: CaseFold, { text, context, at, reported }: Text): CaseHit[] {
  return lintOnce(fold.get(at.ref)!, text, context).map((hit) => ({
    ...hit,
    ...(reported && hit.severity === "refused" ? { severity: "advice" as const } : {}),
    ...at,
  }));
}

/** Contexts a text is remembered in: readers of different levels see different ones. */
const MAX_CONTEXTS = 4;
const hitsSoFar = keptPer<CaseRecord, Map<string, readonly LintHit[]>>(() => new Map());

/** A text in a context never has other hits, so that a later fold asks for new ones only. Kept as long as the record. */
function lintOnce(record: CaseRecord, text: string, context: LintContext): readonly LintHit[] {
  const before = hitsSoFar(record);
  const key = JSON.stringify([text, context]);
  const known = before.get(key);
  if (known !== undefined) return known;
  const hits = lintText(text, context);
  const [oldest] = before.keys();
  if (oldest !== undefined && before.size >= MAX_CONTEXTS) before.delete(oldest);
  before.set(key, hits);
  return hits;
}

function wordingText(
  wording: CaseRecord<"Wording">,
  judgment: JudgmentView | undefined,
  product: readonly JudgmentView[],
): Text[] {
  if (judgment === undefined) return [];
  return [
    {
      text: wording.body.text,
      context: wordingContext(judgment, product),
      at: { ref: wording.id, field: "text", judgment: judgment.ref },
      reported: isReportedOnly(judgment),
    },
  ];
}

/** Reasons in own words, of positions and of basis entries; the reasons of reported positions are another's. */
function reasons(judgment: JudgmentView, product: readonly JudgmentView[]): Text[] {
  const reported = isReportedOnly(judgment);
  const place = (ref: Ref) => ({ ref, field: "why" as const, judgment: judgment.ref });
  const positions = judgment.positions.flatMap((position): Text[] =>
    position.why === undefined || position.stance === "reported"
      ? []
      : [
          {
            text: position.why,
            context: whyContext(judgment, product, position),
            at: place(position.ref),
            reported,
          },
        ],
  );
  const entries = [judgment.for, judgment.against, judgment.context].flatMap((side) => side.entries);
  const basis = entries.flatMap(({ ref, why }): Text[] =>
    why === undefined
      ? []
      : [{ text: why, context: whyContext(judgment, product), at: place(ref), reported }],
  );
  return [...positions, ...basis];
}

function blocks(fold: CaseFold, draft: CaseRecord<"Edition">, product: readonly JudgmentView[]): Text[] {
  return draft.body.blocks.flatMap((block, i): Text[] => {
    if (block.block === "finding")
      return figureTexts(block).map((text) => ({
        text,
        context: textContext([], product),
        at: { ref: draft.id, field: "block", block: i + 1 },
        reported: false,
      }));
    if (block.block !== "text") return [];
    const cited = block.cites.map((ref) => fold.latest(recordOf(ref)));
    const claims = cited.flatMap((ref) => fold.find("Claim", ref) ?? []);
    const context = textContext(
      product.filter(({ ref }) => cited.includes(ref)),
      product,
      claims.map(({ body }) => `${body.proposition} ${body.quote ?? ""}`),
    );
    return [
      { text: block.text, context, at: { ref: draft.id, field: "block", block: i + 1 }, reported: false },
    ];
  });
}
