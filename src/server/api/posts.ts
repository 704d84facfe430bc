/** Posts: lists and searches, their histogram, what there is to filter by. */
import { createRoute, z } from "@hono/zod-openapi";
import {
  listPosts,
  postFacets,
  postFilterSchema,
  postHistogram,
  suggestKindSchema,
  suggestValues,
} from "../../desk/index.ts";
import type { FacetsView, HistogramView, PostsView } from "../../desk/index.ts";
import { answers, casePath, makeRouter, viewOf } from "./router.ts";

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
      limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50),
    }),
  },
  responses: answers(
    "A page of posts.",
    viewOf<PostsView>("Posts", "Total, posts, and where the list goes on."),
  ),
});

const histogram = createRoute({
  method: "get",
  path: "/posts/histogram",
  summary: "Posts over time, with the same filters",
  request: {
    params: casePath,
    query: postFilterSchema.extend({ bins: z.coerce.number().int().min(1).max(MAX_BINS).default(100) }),
  },
  responses: answers(
    "Counts in bins of one width.",
    viewOf<HistogramView>("PostHistogram", "First and last time, and the bins that are not empty."),
  ),
});

const facets = createRoute({
  method: "get",
  path: "/posts/facets",
  summary: "What there is to filter by: period, accounts, languages",
  request: { params: casePath },
  responses: answers(
    "Of all posts that may be read.",
    viewOf<FacetsView>("PostFacets", "Totals and languages."),
  ),
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
      limit: z.coerce.number().int().min(1).max(MAX_SUGGESTIONS).default(10),
    }),
  },
  responses: answers(
    "Values with their number of posts.",
    z.object({ values: z.array(z.object({ value: z.string(), posts: z.int() })) }),
  ),
});

export function postRoutes() {
  return makeRouter()
    .openapi(list, async (context) => {
      const { after, limit, ...filter } = context.req.valid("query");
      const page = { limit, ...(after === undefined ? {} : { after }) };
      return context.json(await listPosts(context.get("seat"), filter, page), 200);
    })
    .openapi(histogram, async (context) => {
      const { bins, ...filter } = context.req.valid("query");
      return context.json(await postHistogram(context.get("seat"), filter, bins), 200);
    })
    .openapi(facets, async (context) => context.json(await postFacets(context.get("seat")), 200))
    .openapi(suggest, async (context) => {
      const { kind, text, limit } = context.req.valid("query");
      const values = await suggestValues(context.get("seat"), kind, text, limit);
      return context.json({ values: [...values] }, 200);
    });
}
