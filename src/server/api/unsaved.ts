/** What a person has typed and not recorded, at levels that may not be written to a browser's disk: theirs alone. */
import { createRoute, z } from "@hono/zod-openapi";
import { markingSchema } from "../../model/marking.ts";
import {
  dropUnsaved,
  keepUnsaved,
  listUnsaved,
  unsavedFormSchema,
  unsavedKeySchema,
} from "../../desk/index.ts";
import { answers, casePath, makeRouter } from "./router.ts";

const keyPath = casePath.extend({ key: unsavedKeySchema });
const keptSchema = z.object({
  key: z.string(),
  marking: markingSchema,
  savedAt: z.string(),
  /** When it is removed unless it is saved again. */
  until: z.string(),
});

const list = createRoute({
  method: "get",
  path: "/unsaved",
  summary: "The person's own texts that are not recorded yet; nobody else's, and no records",
  request: { params: casePath },
  responses: answers(
    "In order of key.",
    z.object({ texts: z.array(keptSchema.extend({ form: z.record(z.string(), z.string()) })) }),
  ),
});

const keep = createRoute({
  method: "put",
  path: "/unsaved/{key}",
  summary: "Keep a form in the place of the person's earlier one of that name",
  request: {
    params: keyPath,
    body: { required: true, content: { "application/json": { schema: unsavedFormSchema } } },
  },
  responses: answers("Until when it is kept.", keptSchema),
});

const drop = createRoute({
  method: "delete",
  path: "/unsaved/{key}",
  summary: "Remove a form of the person's own",
  request: { params: keyPath },
  responses: answers("It is gone.", z.object({ removed: z.string() })),
});

const plain = (kept: object) => structuredClone(kept) as z.infer<typeof keptSchema>;

export function unsavedRoutes() {
  return makeRouter()
    .openapi(list, async (context) => {
      const texts = await listUnsaved(context.get("seat"));
      return context.json({ texts: texts.map((text) => ({ ...plain(text), form: { ...text.form } })) }, 200);
    })
    .openapi(keep, async (context) => {
      const { key } = context.req.valid("param");
      return context.json(plain(await keepUnsaved(context.get("seat"), key, context.req.valid("json"))), 200);
    })
    .openapi(drop, async (context) => {
      const { key } = context.req.valid("param");
      await dropUnsaved(context.get("seat"), key);
      return context.json({ removed: key }, 200);
    });
}
