/** Files on their way in, and imports: what a file would be read as, bringing it in, what was rejected, taking it out. */
import { createRoute, z } from "@hono/zod-openapi";
import {
  importSchema,
  listImports,
  listRejects,
  proposeImport,
  proposeSchema,
  startImport,
  startWithdrawal,
} from "../../desk/index.ts";
import type { ImportView, JobView, RejectsView } from "../../desk/index.ts";
import type { Proposal } from "../../workbench/index.ts";
import { answers, casePath, makeRouter, refPath, viewOf } from "./router.ts";

const MAX_PAGE = 1000;

const uploadSchema = z.object({ id: z.string(), name: z.string(), bytes: z.int() }).openapi("Upload");
export const jobSchema = viewOf<JobView>("Job", "State, progress, and result or refusal.");
const uploadPath = casePath.extend({ upload: z.string().max(40) });

const upload = createRoute({
  method: "post",
  path: "/uploads",
  summary: "Send a file: the body of the request is the file itself",
  description:
    "It waits for its use by an import or an Artifact and is removed after an hour without. The name is shown to people and is no path.",
  request: { params: casePath, query: z.object({ name: z.string().max(1000).default("file") }) },
  responses: answers("The file that waits.", uploadSchema),
});

const drop = createRoute({
  method: "delete",
  path: "/uploads/{upload}",
  summary: "Remove a file that waits",
  request: { params: uploadPath },
  responses: answers("It is gone.", z.object({ removed: z.string() })),
});

const json = <T extends z.ZodType>(schema: T) => ({
  required: true,
  content: { "application/json": { schema } },
});

const propose = createRoute({
  method: "post",
  path: "/imports/propose",
  summary: "How a file would be read: columns, mapping, first rows, order of day and month",
  request: { params: casePath, body: json(proposeSchema) },
  responses: answers("The proposal.", viewOf<Proposal>("Proposal", "Format, columns, mapping and sample.")),
});

const start = createRoute({
  method: "post",
  path: "/imports",
  summary: "Import a file, as a job",
  request: { params: casePath, body: json(importSchema) },
  responses: answers("The job.", jobSchema),
});

const list = createRoute({
  method: "get",
  path: "/imports",
  summary: "Imports that stand, with counts",
  request: { params: casePath },
  responses: answers(
    "In order of arrival.",
    z.object({ imports: z.array(viewOf<ImportView>("Import", "File, marking, counts, parameters.")) }),
  ),
});

const rejects = createRoute({
  method: "get",
  path: "/imports/{ref}/rejects",
  summary: "Rows that could not be kept, with reasons",
  request: {
    params: refPath,
    query: z.object({
      after: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(100),
    }),
  },
  responses: answers("In order of the file.", viewOf<RejectsView>("Rejects", "Code, row, column and value.")),
});

const withdraw = createRoute({
  method: "post",
  path: "/imports/{ref}/withdraw",
  summary: "Withdraw an import, as a job: its posts leave the corpus, its records stay",
  request: { params: refPath, body: json(z.strictObject({ why: z.string().trim().min(1).max(20_000) })) },
  responses: answers("The job.", jobSchema),
});

export function importRoutes() {
  return makeRouter()
    .openapi(upload, async (context) => {
      const seat = context.get("seat");
      seat.demand("record");
      const { served, principal } = seat;
      const length = Number(context.req.header("content-length") ?? Number.NaN);
      const declared = Number.isFinite(length) ? length : undefined;
      const body = context.req.raw.body as Parameters<typeof served.uploads.add>[2];
      const { name } = context.req.valid("query");
      return context.json(await served.uploads.add(principal.person, name, body, declared), 200);
    })
    .openapi(drop, async (context) => {
      const { served, principal } = context.get("seat");
      const { upload: id } = context.req.valid("param");
      await served.uploads.remove(principal.person, id);
      return context.json({ removed: id }, 200);
    })
    .openapi(propose, async (context) =>
      context.json(await proposeImport(context.get("seat"), context.req.valid("json")), 200),
    )
    .openapi(start, async (context) =>
      context.json(await startImport(context.get("seat"), context.req.valid("json")), 200),
    )
    .openapi(list, async (context) => context.json({ imports: await listImports(context.get("seat")) }, 200))
    .openapi(rejects, async (context) => {
      const { ref } = context.req.valid("param");
      return context.json(await listRejects(context.get("seat"), ref, context.req.valid("query")), 200);
    })
    .openapi(withdraw, async (context) => {
      const { ref } = context.req.valid("param");
      return context.json(
        await startWithdrawal(context.get("seat"), ref, context.req.valid("json").why),
        200,
      );
    });
}
