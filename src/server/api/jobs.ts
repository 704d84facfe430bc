/** Detectors, runs of them, and the jobs that long work is. A job exists for the person who started it. */
import { createRoute, z } from "@hono/zod-openapi";
import { streamSSE } from "hono/streaming";
import {
  declaredSeriesSchema,
  inputsSchema,
  jobSchema,
  listInputs,
  listSeries,
  runSchema,
  startRun,
} from "../../desk/index.ts";
import { descriptorSchema, detectorDescriptors } from "../../workbench/index.ts";
import { answers, casePath, eventSchema, Router, streamed, takes } from "./router.ts";

const jobPath = casePath.extend({ id: z.string().max(40) });

const detectors = createRoute({
  method: "get",
  path: "/detectors",
  summary: "The detectors with their parameters, nulls, explanations and limits",
  request: { params: casePath },
  responses: answers(
    "Descriptors, from which a form is made.",
    z.strictObject({ detectors: z.array(descriptorSchema) }),
  ),
});

const series = createRoute({
  method: "get",
  path: "/series",
  summary: "Declared series with their values by day, for what is drawn over time",
  request: { params: casePath },
  responses: answers("The series.", z.strictObject({ series: z.array(declaredSeriesSchema) })),
});

const inputs = createRoute({
  method: "get",
  path: "/inputs",
  summary:
    "What a run can be given beside posts, by kind: series, sets, events, groups, subjects, codes, tables",
  request: { params: casePath },
  responses: answers("Names that lead back to the records.", inputsSchema),
});

const run = createRoute({
  method: "post",
  path: "/runs",
  summary: "Run a detector over the posts that the person may read, as a job",
  request: {
    params: casePath,
    body: takes(runSchema),
  },
  responses: answers("The job.", jobSchema),
});

const list = createRoute({
  method: "get",
  path: "/jobs",
  summary: "The person's jobs, the newest first",
  request: { params: casePath },
  responses: answers("Jobs since the server was started.", z.strictObject({ jobs: z.array(jobSchema) })),
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

const progress = createRoute({
  method: "get",
  path: "/jobs/{id}/events",
  summary: "Progress of a job: events `progress` with the job, the last when it is over",
  request: { params: jobPath },
  responses: streamed("A stream that ends with the job.", "text/event-stream", eventSchema),
});

export function jobRoutes() {
  const routes = new Router().streams(progress, "/jobs/:id/events", (context) => {
    const { served, principal } = context.get("seat");
    const { id = "" } = context.req.param();
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
    .answers(detectors, (context) => {
      context.get("seat").demand("read");
      return { detectors: [...detectorDescriptors()] };
    })
    .answers(series, async (context) => ({ series: await listSeries(context.get("seat")) }))
    .answers(inputs, (context) => {
      context.get("seat").demand("read");
      return listInputs(context.get("seat"));
    })
    .answers(run, (context) => startRun(context.get("seat"), context.req.valid("json")))
    .answers(list, (context) => {
      const { served, principal } = context.get("seat");
      return { jobs: served.jobs.list(principal.person) };
    })
    .answers(one, (context) => {
      const { served, principal } = context.get("seat");
      return served.jobs.get(principal.person, context.req.valid("param").id);
    })
    .answers(stop, (context) => {
      const { served, principal } = context.get("seat");
      return served.jobs.stop(principal.person, context.req.valid("param").id);
    });
}
