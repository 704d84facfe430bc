/** The first server: loopback only, one session, everything it shows comes from the workbench. No logic here. */
import { Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { ERRORS, PlumblineError } from "../errors.ts";
import type { Desk, OwnerAccess, Site } from "../workbench/index.ts";
import { addDocument, apiRoutes } from "./api/api.ts";
import { cookieName } from "./cookie.ts";
import { ownHosts, ownOrigin, secureHeaders } from "./guard.ts";
import { errorPage } from "./pages.ts";
import { artifactRoutes } from "./routes/artifacts.ts";
import { deskRoutes } from "./routes/desk.ts";
import { editionRoutes } from "./routes/editions.ts";
import { startRoutes } from "./routes/start.ts";
import { traceRoutes } from "./routes/trace.ts";

export interface AppOptions {
  readonly desk: Desk;
  readonly site: Site;
  readonly owner: OwnerAccess;
  /** Host names with port that this server answers to; asked per request. */
  readonly hosts: () => readonly string[];
}

/** Assembles the routes; `app.request()` tests them without a socket. */
export function createApp({ desk, site, owner, hosts }: AppOptions): Hono {
  const app = new Hono();
  app.use(secureHeaders);
  app.use(ownHosts(hosts));
  app.use(ownOrigin(hosts));
  app.route(
    "/",
    startRoutes(owner, (context, value) => {
      setCookie(context, cookieName(context.req.header("host") ?? ""), value, {
        httpOnly: true,
        sameSite: "Strict",
        path: "/",
      });
    }),
  );
  const api = apiRoutes(site);
  addDocument(api);
  app.route("/api", api);
  app.use(async (context, next) => {
    if (owner.person(getCookie(context, cookieName(context.req.header("host") ?? ""))) === undefined)
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
  app.notFound(() => {
    throw new PlumblineError("NOT_FOUND", "There is nothing here.");
  });
  app.onError((error, context) => {
    // What is not a refusal of ours may carry paths or text: it is not shown.
    const known =
      error instanceof PlumblineError ? error : new PlumblineError("INTERNAL", ERRORS.INTERNAL.meaning);
    const status = ERRORS[known.code].http;
    if (context.req.path.startsWith("/api/"))
      return context.json(
        { code: known.code, message: known.message, where: known.where, hint: known.hint },
        status,
      );
    return context.html(errorPage(known.code, known.message, known.hint), status);
  });
  return app;
}
