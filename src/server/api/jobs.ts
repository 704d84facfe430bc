/** Detectors, runs of them, and the jobs that long work is. A job exists for the person who started it. */
import { createRoute, z } from "@hono/zod-openapi";
import { streamSSE } from "hono/streaming";
import { runSchema, startRun } from "../../desk/index.ts";
import { detectorDescriptors } from "../../workbench/index.ts";
import type { Descriptor } from "../../workbench/index.ts";
import { jobSchema } from "./imports.ts";
import { answers, casePath, makeRouter, viewOf } from "./router.ts";

const jobPath = casePath.extend({ id: z.string().max(40) });

const detectors = createRoute({
  method: "get",
  path: "/detectors",
  summary: "The detectors with their parameters, nulls, explanations and limits",
  request: { params: casePath },
  responses: answers(
    "Descriptors, from which a form is made.",
    z.object({ detectors: z.array(viewOf<Descriptor>("Detector", "What a detector asks and takes.")) }),
  ),
});

const run = createRoute({
  method: "post",
  path: "/runs",
  summary: "Run a detector over the posts that the person may read, as a job",
  request: {
    params: casePath,
    body: { required: true, content: { "application/json": { schema: runSchema } } },
  },
  responses: answers("The job.", jobSchema),
});

const list = createRoute({
  method: "get",
  path: "/jobs",
  summary: "The person's jobs, the newest first",
  request: { params: casePath },
  responses: answers("Jobs since the server was started.", z.object({ jobs: z.array(jobSchema) })),
});

const one = createRoute({
  method: "get",
  path: "/jobs/{id}",
  summary: "One job",
  request: { params: jobPath },
  responses: answers("The job.", jobSchema),
});

const stop = createRoute({
  method: "delete",
  path: "/jobs/{id}",
  summary: "Ask a job to stop; nothing is left half-written",
  request: { params: jobPath },
  responses: answers("The job, which may still be ending.", jobSchema),
});

export function jobRoutes() {
  const routes = makeRouter();
  /** Progress as server-sent events: `progress` with a Job, the last when it is over. */
  routes.get("/jobs/:id/events", (context) => {
    const { served, principal } = context.get("seat");
    const id = context.req.param("id");
    context.get("seat").demand("record");
    served.jobs.get(principal.person, id);
    return streamSSE(context, async (stream) => {
      const ended = new AbortController();
      stream.onAbort(() => ended.abort());
      for await (const job of served.jobs.watch(principal.person, id, ended.signal))
        await stream.writeSSE({ event: "progress", data: JSON.stringify(job) });
    });
  });
  return routes
    .openapi(detectors, (context) => {
      context.get("seat").demand("read");
      return context.json({ detectors: [...detectorDescriptors()] }, 200);
    })
    .openapi(run, async (context) =>
      context.json(await startRun(context.get("seat"), context.req.valid("json")), 200),
    )
    .openapi(list, (context) => {
      const { served, principal } = context.get("seat");
      return context.json({ jobs: served.jobs.list(principal.person) }, 200);
    })
    .openapi(one, (context) => {
      const { served, principal } = context.get("seat");
      return context.json(served.jobs.get(principal.person, context.req.valid("param").id), 200);
    })
    .openapi(stop, (context) => {
      const { served, principal } = context.get("seat");
      return context.json(served.jobs.stop(principal.person, context.req.valid("param").id), 200);
    });
}
