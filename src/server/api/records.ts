/** Records: list, one, append in a batch, and the plumb line. */
import { createRoute, z } from "@hono/zod-openapi";
import { recordSchema } from "../../model/records.ts";
import { recordTypeSchema } from "../../model/refs.ts";
import {
  glance,
  glanceSchema,
  newRecordSchema,
  recordFacetsSchema,
  shownRecordSchema,
  whole,
} from "../../desk/index.ts";
import { traceStepSchema } from "../../workbench/index.ts";
import { answers, casePath, refPath, Router, takes } from "./router.ts";

const MAX_BATCH = 500;
const MAX_PAGE = 500;

const list = createRoute({
  method: "get",
  path: "/records",
  summary: "Records in order of arrival",
  request: {
    params: casePath,
    query: z.object({
      type: recordTypeSchema.optional(),
      /** The person who wrote it. */
      by: z.string().max(80).optional(),
      /** Words that all stand in the id or in what the record says. */
      q: z.string().max(500).optional(),
      after: z.string().max(40).optional(),
      /** So many that fit are left out, after `after` if it is given. */
      skip: whole(0, 10_000_000).optional(),
      limit: whole(1, MAX_PAGE).default(100),
    }),
  },
  responses: answers(
    "A page of records.",
    z.strictObject({ total: z.int(), records: z.array(shownRecordSchema) }),
  ),
});

const facets = createRoute({
  method: "get",
  path: "/record-facets",
  summary: "Types and people among the visible records",
  request: {
    params: casePath,
    query: z.object({
      /** Of the records after this one. */
      after: z.string().max(40).optional(),
    }),
  },
  responses: answers("In order of name.", recordFacetsSchema),
});

const one = createRoute({
  method: "get",
  path: "/records/{ref}",
  summary: "One record by id or key",
  request: { params: refPath },
  responses: answers("The record.", shownRecordSchema),
});

const append = createRoute({
  method: "post",
  path: "/records",
  summary: "Append records in one batch, whole or not at all",
  request: {
    params: casePath,
    body: takes(z.strictObject({ records: z.array(newRecordSchema).min(1).max(MAX_BATCH) })),
  },
  responses: answers("The records as the log took them.", z.strictObject({ records: z.array(recordSchema) })),
});

const line = createRoute({
  method: "get",
  path: "/trace/{ref}",
  summary: "The plumb line from a record, part or label down to the bytes",
  request: { params: refPath },
  responses: answers("The line.", traceStepSchema),
});

const brief = createRoute({
  method: "get",
  path: "/glance/{ref}",
  summary: "A record, a part of one or a post at a glance: kind, words, marking",
  request: { params: refPath },
  responses: answers("The beginning of its words.", glanceSchema),
});

export function recordRoutes() {
  return new Router()
    .answers(list, async (context) => {
      const { type, by, q, after, skip, limit } = context.req.valid("query");
      const page = await context.get("seat").records({
        limit,
        ...(type === undefined ? {} : { type }),
        ...(by === undefined ? {} : { by }),
        ...(q === undefined ? {} : { q }),
        ...(after === undefined ? {} : { after }),
        ...(skip === undefined ? {} : { skip }),
      });
      return { total: page.total, records: [...page.records] };
    })
    .answers(facets, (context) => context.get("seat").recordFacets(context.req.valid("query").after))
    .answers(one, (context) => context.get("seat").record(context.req.valid("param").ref))
    .answers(brief, (context) => glance(context.get("seat"), context.req.valid("param").ref))
    .answers(append, async (context) => {
      const records = await context.get("seat").append(context.req.valid("json").records);
      return { records: [...records] };
    })
    .answers(line, (context) => context.get("seat").trace(context.req.valid("param").ref));
}
