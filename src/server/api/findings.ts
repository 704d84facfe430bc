/** Findings: the list, the network and the posts of one, the posts behind an edge. */
import { createRoute, z } from "@hono/zod-openapi";
import {
  edgePosts,
  findingColumns,
  findingNetwork,
  findingPosts,
  listFindings,
  MAX_EDGES,
  MAX_NODES,
  postFilterSchema,
} from "../../desk/index.ts";
import type { ColumnsView, EdgeView, FindingPostsView, NetworkView } from "../../desk/index.ts";
import type { FindingView } from "../../workbench/index.ts";
import { answers, casePath, makeRouter, refPath, viewOf } from "./router.ts";

const MAX_POSTS = 500;

const list = createRoute({
  method: "get",
  path: "/findings",
  summary: "Findings of the runs that stand",
  request: { params: casePath },
  responses: answers(
    "F1, F2, … in the order of this view.",
    z.object({ findings: z.array(viewOf<FindingView>("Finding", "A finding with its run.")) }),
  ),
});

const network = createRoute({
  method: "get",
  path: "/findings/{ref}/network",
  summary: "Groups, accounts and edges of a finding, or of all groups of a run",
  request: {
    params: refPath,
    query: z.object({
      nodes: z.coerce.number().int().min(0).max(MAX_NODES).default(MAX_NODES),
      edges: z.coerce.number().int().min(0).max(MAX_EDGES).default(MAX_EDGES),
    }),
  },
  responses: answers("What is cut is said.", viewOf<NetworkView>("Network", "Groups, nodes, edges, cut.")),
});

const columns = createRoute({
  method: "get",
  path: "/findings/{ref}/columns",
  summary:
    "Columns that describe the posts of a finding's accounts, and what one of them says of each account",
  request: { params: refPath, query: z.object({ column: z.string().min(1).max(200).optional() }) },
  responses: answers(
    "Over the posts that may be read.",
    viewOf<ColumnsView>("FindingColumns", "Names of columns; the commonest value of each account."),
  ),
});

const posts = createRoute({
  method: "get",
  path: "/findings/{ref}/posts",
  summary: "The posts that make a finding, of a stretch of time if one is given",
  request: {
    params: refPath,
    query: postFilterSchema
      .pick({ from: true, to: true })
      .extend({ limit: z.coerce.number().int().min(1).max(MAX_POSTS).default(100) }),
  },
  responses: answers(
    "The first ones in order of time, with the total.",
    viewOf<FindingPostsView>("FindingPosts", "Posts of the finding, those of the stretch, the first ones."),
  ),
});

const edge = createRoute({
  method: "get",
  path: "/findings/{ref}/edges/{a}/{b}",
  summary: "The posts behind an edge: what both shared, when, and who came first",
  request: { params: refPath.extend({ a: z.string().max(40), b: z.string().max(40) }) },
  responses: answers("In order of time.", viewOf<EdgeView>("EdgePosts", "Pairs of posts.")),
});

export function findingRoutes() {
  return makeRouter()
    .openapi(list, async (context) =>
      context.json({ findings: await listFindings(context.get("seat")) }, 200),
    )
    .openapi(network, async (context) => {
      const { ref } = context.req.valid("param");
      return context.json(await findingNetwork(context.get("seat"), ref, context.req.valid("query")), 200);
    })
    .openapi(columns, async (context) => {
      const { column } = context.req.valid("query");
      return context.json(
        await findingColumns(context.get("seat"), context.req.valid("param").ref, column),
        200,
      );
    })
    .openapi(posts, async (context) => {
      const { limit, ...stretch } = context.req.valid("query");
      const { ref } = context.req.valid("param");
      return context.json(await findingPosts(context.get("seat"), ref, stretch, limit), 200);
    })
    .openapi(edge, async (context) => {
      const { ref, a, b } = context.req.valid("param");
      return context.json(await edgePosts(context.get("seat"), ref, a, b), 200);
    });
}
