/** Posts: lists and searches, their histogram, what there is to filter by. */
import { Readable } from "node:stream";
import { createRoute, z } from "@hono/zod-openapi";
import {
  countedBySchema,
  countsSchema,
  facetsSchema,
  histogramSchema,
  listPosts,
  postCounts,
  postFacets,
  postFilterSchema,
  postHistogram,
  postOrderSchema,
  postsFile,
  postsSchema,
  suggestKindSchema,
  suggestValues,
  topOf,
  topQuerySchema,
  topSchema,
  valueSchema,
  whole,
} from "../../desk/index.ts";
import { PlumblineError } from "../../errors.ts";
import { DOWNLOAD_CSP } from "../guard.ts";
import { answers, bytesSchema, casePath, Router, streamed } from "./router.ts";

const MAX_PAGE = 500;
const MAX_BINS = 2000;
const MAX_SUGGESTIONS = 100;

const list = createRoute({
  method: "get",
  path: "/posts",
  summary: "Posts in order of time, with the total of what is found",
  request: {
    params: casePath,
    query: postFilterSchema.extend({
      after: z.string().max(80).optional(),
      order: postOrderSchema.default("oldest"),
      limit: whole(1, MAX_PAGE).default(50),
    }),
  },
  responses: answers("A page of posts.", postsSchema),
});

const fileQuery = postFilterSchema.extend({ order: postOrderSchema.default("oldest") });
const file = createRoute({
  method: "get",
  path: "/posts/csv",
  summary: "All posts that a filter finds as a file, each with its marking; no cell is a formula",
  request: { params: casePath, query: fileQuery },
  responses: streamed("Comma-separated text, UTF-8, with a header.", "text/csv", bytesSchema),
});

const histogram = createRoute({
  method: "get",
  path: "/posts/histogram",
  summary: "Posts over time, with the same filters",
  request: {
    params: casePath,
    query: postFilterSchema.extend({ bins: whole(1, MAX_BINS).default(100) }),
  },
  responses: answers("Counts in bins of one width.", histogramSchema),
});

const facets = createRoute({
  method: "get",
  path: "/posts/facets",
  summary: "What there is to filter by: period, accounts, languages",
  request: { params: casePath },
  responses: answers("Of all posts that may be read.", facetsSchema),
});

const counts = createRoute({
  method: "get",
  path: "/posts/counts",
  summary: "The commonest values of the posts that a filter finds, with their posts and accounts",
  request: {
    params: casePath,
    query: postFilterSchema.extend({
      by: countedBySchema,
      limit: whole(1, MAX_SUGGESTIONS).default(10),
    }),
  },
  responses: answers("The commonest first.", countsSchema),
});

const suggest = createRoute({
  method: "get",
  path: "/posts/suggest",
  summary: "Accounts or objects in whose names a text occurs, the busiest first",
  request: {
    params: casePath,
    query: z.object({
      kind: suggestKindSchema,
      text: z
        .string()
        .min(1)
        .max(200)
        .regex(/^[^\0\p{Cs}]*$/u),
      limit: whole(1, MAX_SUGGESTIONS).default(10),
    }),
  },
  responses: answers("Values with their number of posts.", z.strictObject({ values: z.array(valueSchema) })),
});

const top = createRoute({
  method: "get",
  path: "/posts/top",
  summary: "The commonest values of a column over time, of a group beside others; counts and no test",
  request: { params: casePath, query: topQuerySchema },
  responses: answers("The commonest values first.", topSchema),
});

/** @throws PlumblineError USAGE, as the operations do whose answers are checked by their schema. */
function takenFrom(query: Readonly<Record<string, string>>): z.infer<typeof fileQuery> {
  const taken = fileQuery.safeParse(query);
  if (taken.success) return taken.data;
  const [issue] = taken.error.issues;
  throw new PlumblineError("USAGE", `${issue?.message ?? "The request does not fit"}.`, {
    where: ["query", ...(issue?.path ?? [])].join("."),
    hint: "See /api/openapi.json.",
  });
}

export function postRoutes() {
  const routes = new Router().streams(file, file.path, async (context) => {
    const { order, ...filter } = takenFrom(context.req.query());
    const { name, text } = await postsFile(context.get("seat"), filter, order);
    return context.body(Readable.toWeb(Readable.from(text, { objectMode: false })) as ReadableStream, 200, {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}"`,
      "Content-Security-Policy": DOWNLOAD_CSP,
    });
  });
  return routes
    .answers(list, async (context) => {
      const { after, limit, order, ...filter } = context.req.valid("query");
      const page = { limit, order, ...(after === undefined ? {} : { after }) };
      return listPosts(context.get("seat"), filter, page);
    })
    .answers(histogram, async (context) => {
      const { bins, ...filter } = context.req.valid("query");
      return postHistogram(context.get("seat"), filter, bins);
    })
    .answers(counts, async (context) => {
      const { by, limit, ...filter } = context.req.valid("query");
      return postCounts(context.get("seat"), filter, by, limit);
    })
    .answers(top, (context) => topOf(context.get("seat"), context.req.valid("query")))
    .answers(facets, (context) => postFacets(context.get("seat")))
    .answers(suggest, async (context) => {
      const { kind, text, limit } = context.req.valid("query");
      const values = await suggestValues(context.get("seat"), kind, text, limit);
      return { values: [...values] };
    });
}
