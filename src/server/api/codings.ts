/** Codings: codebooks, what is to be coded, what was coded and how far coders agree. Codes are given through `/records`. */
import { createRoute, z } from "@hono/zod-openapi";
import type { CodebookView } from "../../views/coding.ts";
import { codingDesk, codingQueue, queueSchema } from "../../desk/index.ts";
import { parseAsOf } from "../../workbench/index.ts";
import type { CodingDesk, QueueView } from "../../desk/index.ts";
import { answers, casePath, makeRouter, refPath, viewOf } from "./router.ts";

const date = z.string().max(40).optional();

const list = createRoute({
  method: "get",
  path: "/codings",
  summary: "Codebooks that stand",
  request: { params: casePath },
  responses: answers(
    "In order of arrival.",
    z.object({ codebooks: z.array(viewOf<CodebookView>("Codebook", "A codebook with its categories.")) }),
  ),
});

const queue = createRoute({
  method: "get",
  path: "/codings/queue",
  summary: "What is to be coded: posts or accounts of a filter, all in order or a random sample with a seed",
  request: { params: casePath, query: queueSchema },
  responses: answers(
    "The same for everybody who may read the same files.",
    viewOf<QueueView>("CodingQueue", "Total, and units with the marking of their file."),
  ),
});

const one = createRoute({
  method: "get",
  path: "/codings/{ref}",
  summary: "What was coded with a codebook, and how far coders agree",
  request: {
    params: refPath,
    query: z.object({ at: date, heldAt: date, all: z.literal("yes").optional() }),
  },
  responses: answers(
    "Without what others said of units that the person has not coded; reviewers ask for it with `all=yes`.",
    viewOf<CodingDesk>("Coding", "Coders, agreement, units still to be settled."),
  ),
});

export function codingRoutes() {
  return makeRouter()
    .openapi(list, async (context) => {
      const reasoning = await context.get("seat").reasoning("codebooks");
      return context.json({ codebooks: [...reasoning.codebooks()] }, 200);
    })
    .openapi(queue, async (context) =>
      context.json(await codingQueue(context.get("seat"), context.req.valid("query")), 200),
    )
    .openapi(one, async (context) => {
      const { at, heldAt, all } = context.req.valid("query");
      const asOf = parseAsOf({
        ...(at === undefined ? {} : { at }),
        ...(heldAt === undefined ? {} : { heldAt }),
      });
      const { ref } = context.req.valid("param");
      return context.json(await codingDesk(context.get("seat"), ref, asOf, all === "yes"), 200);
    });
}
