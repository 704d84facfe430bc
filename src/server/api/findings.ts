/** Findings: the list, the network and the posts of one, the posts behind an edge. */
import { Readable } from "node:stream";
import { createRoute, z } from "@hono/zod-openapi";
import {
  briefFindingSchema,
  columnsSchema,
  edgePosts,
  edgeSchema,
  findingColumns,
  findingNetwork,
  findingPosts,
  findingPostsSchema,
  findingShared,
  listFindings,
  MAX_EDGES,
  MAX_NODES,
  NETWORK_FORMATS,
  networkFile,
  networkSchema,
  oneFinding,
  postFilterSchema,
  sharedSchema,
  whole,
} from "../../desk/index.ts";
import { findingViewSchema } from "../../views/edition.ts";
import { DOWNLOAD_CSP } from "../guard.ts";
import { answers, bytesSchema, casePath, Router, refPath, streamed } from "./router.ts";

const MAX_POSTS = 500;

const list = createRoute({
  method: "get",
  path: "/findings",
  summary: "Findings of the runs that stand",
  request: { params: casePath },
  responses: answers(
    "F1, F2, … in the order of this view, without figures and numbers.",
    z.strictObject({ findings: z.array(briefFindingSchema) }),
  ),
});

const one = createRoute({
  method: "get",
  path: "/findings/{ref}",
  summary: "One finding with its figures, numbers and tests, and how it was made",
  request: { params: refPath },
  responses: answers("The finding.", findingViewSchema),
});

const shared = createRoute({
  method: "get",
  path: "/findings/{ref}/shared",
  summary: "What the accounts of a finding shared, and how many of them and of others did",
  request: { params: refPath },
  responses: answers("The most shared first.", sharedSchema),
});

const file = createRoute({
  method: "get",
  path: "/findings/{ref}/network/{format}",
  summary: "All edges of a finding with the names of its accounts, as a file for graph programs",
  request: { params: refPath.extend({ format: z.enum(NETWORK_FORMATS) }) },
  responses: streamed("GEXF 1.3 or GraphML.", "application/xml", bytesSchema),
});

/** As documented, with the endings that there are. */
const FILE = `/findings/:ref/network/:format{${NETWORK_FORMATS.join("|")}}`;

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
  const routes = new Router().streams(file, FILE, async (context) => {
    const { ref = "", format } = context.req.param();
    const known = NETWORK_FORMATS.find((name) => name === format)!;
    const { name, text } = await networkFile(context.get("seat"), ref, known);
    return context.body(Readable.toWeb(Readable.from(text)) as ReadableStream, 200, {
      "Content-Type": "application/xml; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}"`,
      "Content-Security-Policy": DOWNLOAD_CSP,
    });
  });
  return routes
    .answers(list, async (context) => ({ findings: await listFindings(context.get("seat")) }))
    .answers(one, (context) => oneFinding(context.get("seat"), context.req.valid("param").ref))
    .answers(shared, (context) => findingShared(context.get("seat"), context.req.valid("param").ref))
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
