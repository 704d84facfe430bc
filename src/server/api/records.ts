/** Records: list, one, append in a batch, and the plumb line. */
import { createRoute, z } from "@hono/zod-openapi";
import type { CaseRecord } from "../../model/records.ts";
import { RECORD_TYPES } from "../../model/refs.ts";
import type { RecordType } from "../../model/refs.ts";
import { newRecordSchema } from "../../desk/index.ts";
import type { RecordFacets, ShownRecord } from "../../desk/index.ts";
import type { TraceStep } from "../../workbench/index.ts";
import { answers, casePath, makeRouter, refPath, viewOf } from "./router.ts";

const MAX_BATCH = 500;
const MAX_PAGE = 500;

const shownSchema = viewOf<ShownRecord>(
  "ShownRecord",
  "A record with salt, leaf, effective marking and whether it stands.",
);

const list = createRoute({
  method: "get",
  path: "/records",
  summary: "Records in order of arrival",
  request: {
    params: casePath,
    query: z.object({
      type: z.enum(RECORD_TYPES as [RecordType, ...RecordType[]]).optional(),
      /** The person who wrote it. */
      by: z.string().max(80).optional(),
      /** Words that all stand in the id or in what the record says. */
      q: z.string().max(500).optional(),
      after: z.string().max(40).optional(),
      /** So many that fit are left out, after `after` if it is given. */
      skip: z.coerce.number().int().min(0).max(10_000_000).optional(),
      limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(100),
    }),
  },
  responses: answers("A page of records.", z.object({ total: z.int(), records: z.array(shownSchema) })),
});

const facets = createRoute({
  method: "get",
  path: "/record-facets",
  summary: "Types and people among the visible records",
  request: { params: casePath },
  responses: answers("In order of name.", viewOf<RecordFacets>("RecordFacets", "Values with counts.")),
});

const one = createRoute({
  method: "get",
  path: "/records/{ref}",
  summary: "One record by id or key",
  request: { params: refPath },
  responses: answers("The record.", shownSchema),
});

const append = createRoute({
  method: "post",
  path: "/records",
  summary: "Append records in one batch, whole or not at all",
  request: {
    params: casePath,
    body: {
      required: true,
      content: {
        "application/json": { schema: z.object({ records: z.array(newRecordSchema).min(1).max(MAX_BATCH) }) },
      },
    },
  },
  responses: answers(
    "The records as the log took them.",
    z.object({ records: z.array(viewOf<CaseRecord>("Record", "One of the sixteen record types.")) }),
  ),
});

const line = createRoute({
  method: "get",
  path: "/trace/{ref}",
  summary: "The plumb line from a record, part or label down to the bytes",
  request: { params: refPath },
  responses: answers("The line.", viewOf<TraceStep>("TraceStep", "A step with the steps under it.")),
});

export function recordRoutes() {
  return makeRouter()
    .openapi(list, async (context) => {
      const { type, by, q, after, skip, limit } = context.req.valid("query");
      const page = await context.get("seat").records({
        limit,
        ...(type === undefined ? {} : { type }),
        ...(by === undefined ? {} : { by }),
        ...(q === undefined ? {} : { q }),
        ...(after === undefined ? {} : { after }),
        ...(skip === undefined ? {} : { skip }),
      });
      return context.json({ total: page.total, records: [...page.records] }, 200);
    })
    .openapi(facets, async (context) => context.json(await context.get("seat").recordFacets(), 200))
    .openapi(one, async (context) =>
      context.json(await context.get("seat").record(context.req.valid("param").ref), 200),
    )
    .openapi(append, async (context) => {
      const records = await context.get("seat").append(context.req.valid("json").records);
      return context.json({ records: [...records] }, 200);
    })
    .openapi(line, async (context) =>
      context.json(await context.get("seat").trace(context.req.valid("param").ref), 200),
    );
}
