/** Codings: codebooks, what is to be coded, what was coded and how far coders agree. Codes are given through `/records`. */
import { createRoute, z } from "@hono/zod-openapi";
import { codebookViewSchema } from "../../views/coding.ts";
import {
  codingDesk,
  codingDeskSchema,
  codingQueue,
  codingQueueSchema,
  queueSchema,
} from "../../desk/index.ts";
import { parseAsOf } from "../../workbench/index.ts";
import { answers, casePath, Router, refPath } from "./router.ts";

const date = z.string().max(40).optional();

const list = createRoute({
  method: "get",
  path: "/codings",
  summary: "Codebooks that stand",
  request: { params: casePath },
  responses: answers("In order of arrival.", z.strictObject({ codebooks: z.array(codebookViewSchema) })),
});

const queue = createRoute({
  method: "get",
  path: "/codings/queue",
  summary: "What is to be coded: posts or accounts of a filter, all in order or a random sample with a seed",
  request: { params: casePath, query: queueSchema },
  responses: answers("The same for everybody who may read the same files.", codingQueueSchema),
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
    codingDeskSchema,
  ),
});

export function codingRoutes() {
  return new Router()
    .answers(list, async (context) => {
      const reasoning = await context.get("seat").reasoning("codebooks");
      return { codebooks: [...reasoning.codebooks()] };
    })
    .answers(queue, (context) => codingQueue(context.get("seat"), context.req.valid("query")))
    .answers(one, async (context) => {
      const { at, heldAt, all } = context.req.valid("query");
      const asOf = parseAsOf({
        ...(at === undefined ? {} : { at }),
        ...(heldAt === undefined ? {} : { heldAt }),
      });
      const { ref } = context.req.valid("param");
      return codingDesk(context.get("seat"), ref, asOf, all === "yes");
    });
}
