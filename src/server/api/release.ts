/** Releasing: what an edition would print and leave out, the checklist, publishing, and two editions side by side. */
import { createRoute, z } from "@hono/zod-openapi";
import type { ChecklistView } from "../../views/checklist.ts";
import {
  diffOf,
  editionChoiceSchema,
  parityOf,
  previewEdition,
  publishEdition,
  publishSchema,
  releaseChecklist,
} from "../../desk/index.ts";
import type { PreviewView, PublishedView } from "../../desk/index.ts";
import type { EditionDiff, Parity } from "../../workbench/index.ts";
import { answers, casePath, makeRouter, viewOf } from "./router.ts";

const preview = createRoute({
  method: "get",
  path: "/preview",
  summary:
    "What an edition at a ceiling would print, what it would leave out and why, and what stands against it",
  request: { params: casePath, query: editionChoiceSchema },
  responses: answers("The preview.", viewOf<PreviewView>("Preview", "The view with removals and refusals.")),
});
const list = createRoute({
  method: "get",
  path: "/checklist",
  summary: "ICD 203's nine standards and FIAT's eighteen questions, with what the records say",
  request: { params: casePath, query: editionChoiceSchema },
  responses: answers(
    "The lists.",
    z.object({
      /** The draft that answers are about. */
      draft: z.string(),
      title: z.string(),
      ceiling: z.string(),
      lists: z.array(viewOf<ChecklistView>("Checklist", "A list with its items.")),
    }),
  ),
});
const release = createRoute({
  method: "post",
  path: "/editions",
  summary: "Publish an edition",
  request: {
    params: casePath,
    body: { required: true, content: { "application/json": { schema: publishSchema } } },
  },
  responses: answers("The edition.", viewOf<PublishedView>("Published", "Files, hashes and roots.")),
});
const pairPath = casePath.extend({ one: z.string().max(80), other: z.string().max(80) });
const changes = createRoute({
  method: "get",
  path: "/editions/{one}/diff/{other}",
  summary: "What changed from one edition to another, in words",
  request: { params: pairPath },
  responses: answers("The changes.", viewOf<EditionDiff>("EditionDiff", "Changes in words, with records.")),
});
const same = createRoute({
  method: "get",
  path: "/editions/{one}/parity/{other}",
  summary: "Whether a lower edition says the same as a higher one",
  request: { params: pairPath },
  responses: answers("The answer.", viewOf<Parity>("Parity", "Pairs of judgments and breaches.")),
});

export function releaseRoutes() {
  return makeRouter()
    .openapi(preview, async (context) =>
      context.json(await previewEdition(context.get("seat"), context.req.valid("query")), 200),
    )
    .openapi(list, async (context) => {
      const found = await releaseChecklist(context.get("seat"), context.req.valid("query"));
      return context.json({ ...found, lists: [...found.lists] }, 200);
    })
    .openapi(release, async (context) =>
      context.json(await publishEdition(context.get("seat"), context.req.valid("json")), 200),
    )
    .openapi(changes, async (context) => {
      const { one, other } = context.req.valid("param");
      return context.json(await diffOf(context.get("seat"), one, other), 200);
    })
    .openapi(same, async (context) => {
      const { one, other } = context.req.valid("param");
      return context.json(await parityOf(context.get("seat"), one, other), 200);
    });
}
