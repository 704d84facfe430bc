/** What a person has typed and not recorded: theirs alone. */
import { createRoute, z } from "@hono/zod-openapi";
import {
  dropUnsaved,
  keepUnsaved,
  keptSchema,
  listUnsaved,
  revisionSchema,
  unsavedFormSchema,
  unsavedKeySchema,
  unsavedSchema,
} from "../../desk/index.ts";
import { answers, casePath, Router, takes } from "./router.ts";

const keyPath = casePath.extend({ key: unsavedKeySchema });
const list = createRoute({
  method: "get",
  path: "/unsaved",
  summary: "The person's own texts that are not recorded yet; nobody else's, and no records",
  request: { params: casePath },
  responses: answers("In order of key.", z.strictObject({ texts: z.array(unsavedSchema).readonly() })),
});

const keep = createRoute({
  method: "put",
  path: "/unsaved/{key}",
  summary: "Keep a form in the place of the person's earlier one of that name, if it was written on that one",
  request: {
    params: keyPath,
    body: takes(unsavedFormSchema),
  },
  responses: answers("Until when it is kept.", keptSchema),
});

const drop = createRoute({
  method: "delete",
  path: "/unsaved/{key}",
  summary: "Remove a form of the person's own; with `was` only in that state",
  request: { params: keyPath, query: z.object({ was: revisionSchema.exactOptional() }) },
  responses: answers("It is gone.", z.strictObject({ removed: z.string() })),
});

export function unsavedRoutes() {
  return new Router()
    .answers(list, async (context) => ({ texts: await listUnsaved(context.get("seat")) }))
    .answers(keep, async (context) => {
      const { key } = context.req.valid("param");
      return keepUnsaved(context.get("seat"), key, context.req.valid("json"));
    })
    .answers(drop, async (context) => {
      const { key } = context.req.valid("param");
      await dropUnsaved(context.get("seat"), key, context.req.valid("query").was);
      return { removed: key };
    });
}
