/** Files on their way in, and imports: what a file would be read as, bringing it in, what was rejected, taking it out. */
import { createRoute, z } from "@hono/zod-openapi";
import {
  importSchema,
  importViewSchema,
  jobSchema,
  listImports,
  listRejects,
  proposeImport,
  proposeSchema,
  proposeTableOf,
  proposeTableSchema,
  rejectsSchema,
  startImport,
  startTable,
  startWithdrawal,
  tableProposalSchema,
  tableSchema,
  uploadViewSchema,
  whole,
} from "../../desk/index.ts";
import { proposalSchema } from "../../workbench/index.ts";
import { answers, bytesSchema, casePath, refPath, Router, takes } from "./router.ts";

const MAX_PAGE = 1000;
const MAX_AFTER = 1_000_000_000;

const uploadPath = casePath.extend({ upload: z.string().max(40) });

const upload = createRoute({
  method: "post",
  path: "/uploads",
  summary: "Send a file: the body of the request is the file itself",
  description:
    "It waits for its use by an import or an Artifact and is removed after an hour without. The name is shown to people and is no path.",
  request: {
    params: casePath,
    query: z.object({ name: z.string().max(1000).default("file") }),
    // Whatever a browser calls the file's type: nothing follows from it.
    body: { required: true, content: { "*/*": { schema: bytesSchema } } },
  },
  responses: answers("The file that waits.", uploadViewSchema),
});

const drop = createRoute({
  method: "delete",
  path: "/uploads/{upload}",
  summary: "Remove a file that waits",
  request: { params: uploadPath },
  responses: answers("It is gone.", z.strictObject({ removed: z.string() })),
});

const propose = createRoute({
  method: "post",
  path: "/imports/propose",
  summary: "How a file would be read: columns, mapping, first rows, order of day and month",
  request: { params: casePath, body: takes(proposeSchema) },
  responses: answers("The proposal.", proposalSchema),
});

const start = createRoute({
  method: "post",
  path: "/imports",
  summary: "Import a file, as a job",
  request: { params: casePath, body: takes(importSchema) },
  responses: answers("The job.", jobSchema),
});

const proposeATable = createRoute({
  method: "post",
  path: "/tables/propose",
  summary: "How a file would come in as a table that is no posts: series, set, events, holidays, subjects",
  request: { params: casePath, body: takes(proposeTableSchema) },
  responses: answers("Its columns, and what each field would be read from.", tableProposalSchema),
});

const startATable = createRoute({
  method: "post",
  path: "/tables",
  summary: "Bring a table in, as a job: a declared series, set or markers, or records of its rows",
  request: { params: casePath, body: takes(tableSchema) },
  responses: answers("The job.", jobSchema),
});

const list = createRoute({
  method: "get",
  path: "/imports",
  summary: "Imports that stand, with counts",
  request: { params: casePath },
  responses: answers("In order of arrival.", z.strictObject({ imports: z.array(importViewSchema) })),
});

const rejects = createRoute({
  method: "get",
  path: "/imports/{ref}/rejects",
  summary: "Rows that could not be kept, with reasons",
  request: {
    params: refPath,
    query: z.object({
      after: whole(0, MAX_AFTER).default(0),
      limit: whole(1, MAX_PAGE).default(100),
    }),
  },
  responses: answers("In order of the file.", rejectsSchema),
});

const withdraw = createRoute({
  method: "post",
  path: "/imports/{ref}/withdraw",
  summary: "Withdraw an import, as a job: its posts leave the corpus, its records stay",
  request: { params: refPath, body: takes(z.strictObject({ why: z.string().trim().min(1).max(20_000) })) },
  responses: answers("The job.", jobSchema),
});

export function importRoutes() {
  return new Router()
    .answers(upload, async (context) => {
      const seat = context.get("seat");
      seat.demand("record");
      const { served, principal } = seat;
      const length = Number(context.req.header("content-length") ?? Number.NaN);
      const declared = Number.isFinite(length) ? length : undefined;
      const body = context.req.raw.body as Parameters<typeof served.uploads.add>[2];
      const { name } = context.req.valid("query");
      return served.uploads.add(principal.person, name, body, declared);
    })
    .answers(drop, async (context) => {
      const { served, principal } = context.get("seat");
      const { upload: id } = context.req.valid("param");
      await served.uploads.remove(principal.person, id);
      return { removed: id };
    })
    .answers(propose, (context) => proposeImport(context.get("seat"), context.req.valid("json")))
    .answers(start, (context) => startImport(context.get("seat"), context.req.valid("json")))
    .answers(proposeATable, (context) => proposeTableOf(context.get("seat"), context.req.valid("json")))
    .answers(startATable, (context) => startTable(context.get("seat"), context.req.valid("json")))
    .answers(list, async (context) => ({ imports: await listImports(context.get("seat")) }))
    .answers(rejects, async (context) => {
      const { ref } = context.req.valid("param");
      return listRejects(context.get("seat"), ref, context.req.valid("query"));
    })
    .answers(withdraw, async (context) => {
      const { ref } = context.req.valid("param");
      return startWithdrawal(context.get("seat"), ref, context.req.valid("json").why);
    });
}
