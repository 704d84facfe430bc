/** Findings: the list, the network and the posts of one, the posts behind an edge. */
import { createRoute, z } from "@hono/zod-openapi";
import {
  columnsSchema,
  edgePosts,
  edgeSchema,
  findingColumns,
  findingNetwork,
  findingPosts,
  findingPostsSchema,
  listFindings,
  MAX_EDGES,
  MAX_NODES,
  networkSchema,
  postFilterSchema,
  whole,
} from "../../desk/index.ts";
import { findingViewSchema } from "../../views/edition.ts";
import { answers, casePath, Router, refPath } from "./router.ts";

const MAX_POSTS = 500;

const list = createRoute({
  method: "get",
  path: "/findings",
  summary: "Findings of the runs that stand",
  request: { params: casePath },
  responses: answers(
    "F1, F2, … in the order of this view.",
    z.strictObject({ findings: z.array(findingViewSchema) }),
  ),
});

const network = createRoute({
  method: "get",
  path: "/findings/{ref}/network",
  summary: "Groups, accounts and edges of a finding, or of all groups of a run",
  request: {
    params: refPath,
    query: z.object({
      nodes: whole(0, MAX_NODES).default(MAX_NODES),
      edges: whole(0, MAX_EDGES).default(MAX_EDGES),
    }),
  },
  responses: answers("What is cut is said.", networkSchema),
});

const columns = createRoute({
  method: "get",
  path: "/findings/{ref}/columns",
  summary:
    "Columns that describe the posts of a finding's accounts, and what one of them says of each account",
  request: { params: refPath, query: z.object({ column: z.string().min(1).max(200).optional() }) },
  responses: answers("Over the posts that may be read.", columnsSchema),
});

const posts = createRoute({
  method: "get",
  path: "/findings/{ref}/posts",
  summary: "The posts that make a finding, of a stretch of time if one is given",
  request: {
    params: refPath,
    query: postFilterSchema
      .pick({ from: true, to: true })
      .extend({ limit: whole(1, MAX_POSTS).default(100) }),
  },
  responses: answers("The first ones in order of time, with the total.", findingPostsSchema),
});

const edge = createRoute({
  method: "get",
  path: "/findings/{ref}/edges/{a}/{b}",
  summary: "The posts behind an edge: what both shared, when, and who came first",
  request: { params: refPath.extend({ a: z.string().max(40), b: z.string().max(40) }) },
  responses: answers("In order of time.", edgeSchema),
});

export function findingRoutes() {
  return new Router()
    .answers(list, async (context) => ({ findings: await listFindings(context.get("seat")) }))
    .answers(network, async (context) => {
      const { ref } = context.req.valid("param");
      return findingNetwork(context.get("seat"), ref, context.req.valid("query"));
    })
    .answers(columns, async (context) => {
      const { column } = context.req.valid("query");
      return findingColumns(context.get("seat"), context.req.valid("param").ref, column);
    })
    .answers(posts, async (context) => {
      const { limit, ...stretch } = context.req.valid("query");
      const { ref } = context.req.valid("param");
      return findingPosts(context.get("seat"), ref, stretch, limit);
    })
    .answers(edge, async (context) => {
      const { ref, a, b } = context.req.valid("param");
      return edgePosts(context.get("seat"), ref, a, b);
    });
}
