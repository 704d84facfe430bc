/** What is made of the evidence: judgments, ledger, matrix, history, chain, calibration, the nine questions; as of any time. */
import { createRoute, z } from "@hono/zod-openapi";
import type { MatrixView } from "../../views/matrix.ts";
import type {
  CalibrationView,
  ChainView,
  HistoryView,
  LedgerView,
  QuestionsView,
} from "../../views/reasoning.ts";
import type { Named } from "../../views/basics.ts";
import type { JudgmentView } from "../../views/edition.ts";
import { nineQuestionsOf } from "../../desk/index.ts";
import { parseAsOf } from "../../workbench/index.ts";
import { answers, casePath, makeRouter, refPath, viewOf } from "./router.ts";

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
  responses: answers(
    "The judgments.",
    z.array(viewOf<JudgmentView>("JudgmentView", "A judgment with positions and both sides of its basis.")),
  ),
});
const ledger = createRoute({
  method: "get",
  path: "/ledger",
  summary: "Every item of evidence with grades, origins and where it is cited",
  request: { params: casePath, query: asOfQuery },
  responses: answers("The ledger.", viewOf<LedgerView>("LedgerView", "Items, origins, circular reporting.")),
});
const questions = createRoute({
  method: "get",
  path: "/questions",
  summary: "Questions in order of arrival",
  request: { params: casePath, query: asOfQuery },
  responses: answers("The questions.", z.array(viewOf<Named>("Named", "A record with its name and words."))),
});
const matrix = createRoute({
  method: "get",
  path: "/questions/{ref}/matrix",
  summary: "Hypotheses against items: cells, scores, what carries the result, probabilities",
  request: { params: refPath, query: asOfQuery },
  responses: answers("The matrix.", viewOf<MatrixView>("MatrixView", "The matrix of one question.")),
});
const history = createRoute({
  method: "get",
  path: "/judgments/{ref}/history",
  summary: "What changed in a judgment, when and by whom",
  request: { params: refPath, query: asOfQuery },
  responses: answers("The history.", viewOf<HistoryView>("HistoryView", "Changes in order.")),
});
const chain = createRoute({
  method: "get",
  path: "/judgments/{ref}/chain",
  summary: "The chain of judgments that one rests on",
  request: { params: refPath, query: asOfQuery },
  responses: answers("The chain.", viewOf<ChainView>("ChainView", "Steps from the top down.")),
});
const calibration = createRoute({
  method: "get",
  path: "/calibration",
  summary: "How well stated probabilities fitted what happened",
  request: { params: casePath, query: asOfQuery },
  responses: answers(
    "The calibration.",
    viewOf<CalibrationView>("CalibrationView", "Scores of resolved statements."),
  ),
});
const review = createRoute({
  method: "get",
  path: "/review",
  summary: "The nine questions of a reader who doubts",
  request: { params: casePath, query: asOfQuery },
  responses: answers("The answers.", viewOf<QuestionsView>("QuestionsView", "Nine answers with references.")),
});

export function reasoningRoutes() {
  return makeRouter()
    .openapi(judgments, async (context) => {
      const view = await context.get("seat").reasoning("judgments", asOf(context.req.valid("query")));
      return context.json([...view.judgmentViews()], 200);
    })
    .openapi(ledger, async (context) => {
      const view = await context.get("seat").reasoning("ledger", asOf(context.req.valid("query")));
      return context.json(view.ledger(), 200);
    })
    .openapi(questions, async (context) => {
      const view = await context.get("seat").reasoning("questions", asOf(context.req.valid("query")));
      return context.json([...view.questions()], 200);
    })
    .openapi(matrix, async (context) => {
      const view = await context.get("seat").reasoning("matrix", asOf(context.req.valid("query")));
      return context.json(view.matrix(context.req.valid("param").ref), 200);
    })
    .openapi(history, async (context) => {
      const view = await context.get("seat").reasoning("history", asOf(context.req.valid("query")));
      return context.json(view.history(context.req.valid("param").ref), 200);
    })
    .openapi(chain, async (context) => {
      const view = await context.get("seat").reasoning("chain", asOf(context.req.valid("query")));
      return context.json(view.chain(context.req.valid("param").ref), 200);
    })
    .openapi(calibration, async (context) => {
      const view = await context.get("seat").reasoning("calibration", asOf(context.req.valid("query")));
      return context.json(view.calibration(), 200);
    })
    .openapi(review, async (context) => {
      const answered = await nineQuestionsOf(context.get("seat"), asOf(context.req.valid("query")));
      return context.json(answered, 200);
    });
}
