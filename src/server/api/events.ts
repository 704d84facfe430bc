/**
 * `GET /events`: new records as server-sent events, each authorised on the fold of the person at that moment. The id of an
 * event is the record's own, so that it tells nothing about how many others there were; `Last-Event-ID` resumes.
 */
import { createRoute } from "@hono/zod-openapi";
import { streamSSE } from "hono/streaming";
import { casePath, eventSchema, Router, streamed } from "./router.ts";

/** A comment line now and then keeps the connection known to be alive. */
const PULSE_MS = 15_000;

const news = createRoute({
  method: "get",
  path: "/events",
  summary: "New records as they come: events `record` with id, type and time",
  description: "`Last-Event-ID` names the last one that was seen; the stream goes on after it.",
  request: { params: casePath },
  responses: streamed("A stream that does not end by itself.", "text/event-stream", eventSchema),
});

export function eventRoutes() {
  return new Router().streams(news, "/events", (context) => {
    const seat = context.get("seat");
    seat.demand("read");
    const after = context.req.header("last-event-id");
    return streamSSE(context, async (stream) => {
      const ended = new AbortController();
      stream.onAbort(() => ended.abort());
      const pulse = setInterval(() => void stream.write(": here\n\n"), PULSE_MS);
      try {
        await stream.write(": here\n\n");
        for await (const { id, type, at } of seat.news(after, ended.signal))
          await stream.writeSSE({ id, event: "record", data: JSON.stringify({ id, type, at }) });
      } finally {
        clearInterval(pulse);
      }
    });
  });
}
