/** The first server: loopback only, one session, everything it shows comes from the workbench. No logic here. */
import { Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { ERRORS, PlumblineError } from "../errors.ts";
import type { Desk } from "../workbench/index.ts";
import { ownHosts, ownOrigin, secureHeaders } from "./guard.ts";
import { errorPage } from "./pages.ts";
import { artifactRoutes } from "./routes/artifacts.ts";
import { deskRoutes } from "./routes/desk.ts";
import { editionRoutes } from "./routes/editions.ts";
import { startRoutes } from "./routes/start.ts";
import { traceRoutes } from "./routes/trace.ts";
import { cookieName, Session } from "./session.ts";

export interface AppOptions {
  readonly desk: Desk;
  readonly session: Session;
  /** Host names with port that this server answers to; asked per request. */
  readonly hosts: () => readonly string[];
}

/** Assembles the routes; `app.request()` tests them without a socket. */
export function createApp({ desk, session, hosts }: AppOptions): Hono {
  const app = new Hono();
  app.use(secureHeaders);
  app.use(ownHosts(hosts));
  app.use(ownOrigin(hosts));
  app.route(
    "/",
    startRoutes(session, (context, value) => {
      setCookie(context, cookieName(context.req.header("host") ?? ""), value, {
        httpOnly: true,
        sameSite: "Strict",
        path: "/",
      });
    }),
  );
  app.use(async (context, next) => {
    if (!session.holds(getCookie(context, cookieName(context.req.header("host") ?? ""))))
      throw new PlumblineError(
        "UNAUTHENTICATED",
        "This page needs the session that the start address opens.",
      );
    await next();
  });
  app.route("/", deskRoutes(desk));
  app.route("/", editionRoutes(desk));
  app.route("/", artifactRoutes(desk));
  app.route("/", traceRoutes(desk));
  app.notFound((context) =>
    context.html(errorPage("NOT_FOUND", "There is nothing here.", ERRORS.NOT_FOUND.hint), 404),
  );
  app.onError((error, context) => {
    // What is not a refusal of ours may carry paths or text: it is not shown.
    const known =
      error instanceof PlumblineError ? error : new PlumblineError("INTERNAL", ERRORS.INTERNAL.meaning);
    const status = ERRORS[known.code].http;
    if (context.req.path.startsWith("/api/"))
      return context.json({ code: known.code, message: known.message, hint: known.hint }, status);
    return context.html(errorPage(known.code, known.message, known.hint), status);
  });
  return app;
}
