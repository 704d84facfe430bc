/** What is made of the evidence: judgments, ledger, matrix, history, chain, calibration, the nine questions; as of any time. */
import { createRoute, z } from "@hono/zod-openapi";
import { namedSchema } from "../../views/basics.ts";
import { judgmentSchema } from "../../views/edition.ts";
import { combinedSchema, proposalIdSchema } from "../../views/combined.ts";
import { matrixSchema } from "../../views/matrix.ts";
import { staleSchema } from "../../views/stale.ts";
import {
  calibrationSchema,
  chainSchema,
  historySchema,
  ledgerSchema,
  nineQuestionsSchema,
} from "../../views/reasoning.ts";
import { combinedOf, nineQuestionsOf, refuseCell } from "../../desk/index.ts";
import { parseAsOf } from "../../workbench/index.ts";
import { answers, casePath, refPath, Router } from "./router.ts";

const date = z.string().max(40).optional();
/** As known to the case on `at`, as held on `heldAt`; the whole case without either. */
const asOfQuery = z.object({ at: date, heldAt: date });
type AsOfQuery = z.infer<typeof asOfQuery>;

function asOf({ at, heldAt }: AsOfQuery) {
  return parseAsOf({ ...(at === undefined ? {} : { at }), ...(heldAt === undefined ? {} : { heldAt }) });
}

const judgments = createRoute({
  method: "get",
  path: "/judgments",
  summary: "Judgments with positions and basis, in the order of the newest draft",
  request: { params: casePath, query: asOfQuery },
  responses: answers("The judgments.", z.array(judgmentSchema)),
});
const ledger = createRoute({
  method: "get",
  path: "/ledger",
  summary: "Every item of evidence with grades, origins and where it is cited",
  request: { params: casePath, query: asOfQuery },
  responses: answers("The ledger.", ledgerSchema),
});
const questions = createRoute({
  method: "get",
  path: "/questions",
  summary: "Questions in order of arrival",
  request: { params: casePath, query: asOfQuery },
  responses: answers("The questions.", z.array(namedSchema)),
});
const matrix = createRoute({
  method: "get",
  path: "/questions/{ref}/matrix",
  summary: "Hypotheses against items: cells, scores, what carries the result, probabilities",
  request: { params: refPath, query: asOfQuery },
  responses: answers("The matrix.", matrixSchema),
});
const combined = createRoute({
  method: "get",
  path: "/questions/{ref}/combined",
  summary: "What the instruments say to a question: findings as proposed cells of its matrix",
  description:
    "Nothing of it is a record, and none is made by reading. To accept a proposed cell, append an Appraisal to /records, with the value that a person gives and a marking.",
  request: { params: refPath },
  responses: answers("Instruments with their findings, and what became of each proposal.", combinedSchema),
});

const proposedPath = refPath.extend({ proposal: proposalIdSchema });

const refuse = createRoute({
  method: "put",
  path: "/questions/{ref}/combined/{proposal}/refused",
  summary: "Refuse a proposed cell: for the person alone, and in no record",
  request: { params: proposedPath },
  responses: answers("The combined view.", combinedSchema),
});

const reopen = createRoute({
  method: "delete",
  path: "/questions/{ref}/combined/{proposal}/refused",
  summary: "Take back that a proposed cell was refused",
  request: { params: proposedPath },
  responses: answers("The combined view.", combinedSchema),
});

const history = createRoute({
  method: "get",
  path: "/judgments/{ref}/history",
  summary: "What changed in a judgment, when and by whom",
  request: { params: refPath, query: asOfQuery },
  responses: answers("The history.", historySchema),
});
const chain = createRoute({
  method: "get",
  path: "/judgments/{ref}/chain",
  summary: "The chain of judgments that one rests on",
  request: { params: refPath, query: asOfQuery },
  responses: answers("The chain.", chainSchema),
});
const calibration = createRoute({
  method: "get",
  path: "/calibration",
  summary: "How well stated probabilities fitted what happened",
  request: { params: casePath, query: asOfQuery },
  responses: answers("The calibration.", calibrationSchema),
});
const stale = createRoute({
  method: "get",
  path: "/stale",
  summary: "What stands on an import that was replaced or withdrawn since",
  request: { params: casePath, query: asOfQuery },
  responses: answers("What was made of its posts first.", z.strictObject({ stale: z.array(staleSchema) })),
});
const review = createRoute({
  method: "get",
  path: "/review",
  summary: "The nine questions of a reader who doubts",
  request: { params: casePath, query: asOfQuery },
  responses: answers("The answers.", nineQuestionsSchema),
});

export function reasoningRoutes() {
  return new Router()
    .answersKept(judgments, async (context) => {
      const view = await context.get("seat").reasoning("judgments", asOf(context.req.valid("query")));
      return [...view.judgmentViews()];
    })
    .answersKept(ledger, async (context) => {
      const view = await context.get("seat").reasoning("ledger", asOf(context.req.valid("query")));
      return view.ledger();
    })
    .answers(questions, async (context) => {
      const view = await context.get("seat").reasoning("questions", asOf(context.req.valid("query")));
      return [...view.questions()];
    })
    .answers(matrix, async (context) => {
      const view = await context.get("seat").reasoning("matrix", asOf(context.req.valid("query")));
      return view.matrix(context.req.valid("param").ref);
    })
    .answers(combined, (context) => combinedOf(context.get("seat"), context.req.valid("param").ref))
    .answers(refuse, (context) => {
      const { ref, proposal } = context.req.valid("param");
      return refuseCell(context.get("seat"), ref, { id: proposal, refused: true });
    })
    .answers(reopen, (context) => {
      const { ref, proposal } = context.req.valid("param");
      return refuseCell(context.get("seat"), ref, { id: proposal, refused: false });
    })
    .answers(history, async (context) => {
      const view = await context.get("seat").reasoning("history", asOf(context.req.valid("query")));
      return view.history(context.req.valid("param").ref);
    })
    .answers(chain, async (context) => {
      const view = await context.get("seat").reasoning("chain", asOf(context.req.valid("query")));
      return view.chain(context.req.valid("param").ref);
    })
    .answers(calibration, async (context) => {
      const view = await context.get("seat").reasoning("calibration", asOf(context.req.valid("query")));
      return view.calibration();
    })
    .answers(stale, async (context) => {
      const view = await context.get("seat").reasoning("stale", asOf(context.req.valid("query")));
      return { stale: [...view.stale()] };
    })
    .answersKept(review, async (context) => {
      const answered = await nineQuestionsOf(context.get("seat"), asOf(context.req.valid("query")));
      return answered;
    });
}
