/** Releasing: what an edition would print and leave out, the checklist, publishing, and two editions side by side. */
import { createRoute, z } from "@hono/zod-openapi";
import {
  diffOf,
  editionChoiceSchema,
  heldSchema,
  parityOf,
  previewEdition,
  previewSchema,
  publishedSchema,
  publishEdition,
  publishSchema,
  releaseChecklist,
  verifyPublished,
} from "../../desk/index.ts";
import { editionChecklistsSchema, editionDiffSchema, paritySchema } from "../../workbench/index.ts";
import { answers, casePath, Router, takes } from "./router.ts";

const preview = createRoute({
  method: "get",
  path: "/preview",
  summary:
    "What an edition at a ceiling would print, what it would leave out and why, and what stands against it",
  request: { params: casePath, query: editionChoiceSchema },
  responses: answers("The preview.", previewSchema),
});
const list = createRoute({
  method: "get",
  path: "/checklist",
  summary: "ICD 203's nine standards and FIAT's eighteen questions, with what the records say",
  request: { params: casePath, query: editionChoiceSchema },
  responses: answers("The lists.", editionChecklistsSchema),
});
const release = createRoute({
  method: "post",
  path: "/editions",
  summary: "Publish an edition",
  request: {
    params: casePath,
    body: takes(publishSchema),
  },
  responses: answers("The edition.", publishedSchema),
});
const pairPath = casePath.extend({ one: z.string().max(80), other: z.string().max(80) });
const changes = createRoute({
  method: "get",
  path: "/editions/{one}/diff/{other}",
  summary: "What changed from one edition to another, in words",
  request: { params: pairPath },
  responses: answers("The changes.", editionDiffSchema),
});
const same = createRoute({
  method: "get",
  path: "/editions/{one}/parity/{other}",
  summary: "Whether a lower edition says the same as a higher one",
  request: { params: pairPath },
  responses: answers("The answer.", paritySchema),
});

const held = createRoute({
  method: "get",
  path: "/editions/{one}/verify",
  summary: "Whether the files of an edition are those that were published",
  request: { params: casePath.extend({ one: z.string().max(80) }) },
  responses: answers("The verdict.", heldSchema),
});

export function releaseRoutes() {
  return new Router()
    .answers(preview, (context) => previewEdition(context.get("seat"), context.req.valid("query")))
    .answers(list, async (context) => {
      const found = await releaseChecklist(context.get("seat"), context.req.valid("query"));
      return { ...found, lists: [...found.lists] };
    })
    .answers(release, (context) => publishEdition(context.get("seat"), context.req.valid("json")))
    .answers(held, (context) => verifyPublished(context.get("seat"), context.req.valid("param").one))
    .answers(changes, async (context) => {
      const { one, other } = context.req.valid("param");
      return diffOf(context.get("seat"), one, other);
    })
    .answers(same, async (context) => {
      const { one, other } = context.req.valid("param");
      return parityOf(context.get("seat"), one, other);
    });
}
