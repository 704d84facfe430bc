/**
 * `GET /events`: new records as server-sent events, each authorised on the fold of the person at that moment. The id of an
 * event is the record's own, so that it tells nothing about how many others there were; `Last-Event-ID` resumes.
 */
import { streamSSE } from "hono/streaming";
import { makeRouter } from "./router.ts";

/** A comment line now and then keeps the connection known to be alive. */
const PULSE_MS = 15_000;

export function eventRoutes() {
  const routes = makeRouter();
  routes.get("/events", (context) => {
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
  return routes;
}
