/** The server, assembled: guards, start, API, published editions, the page. Everything it shows comes from the workbench. */
import { Hono } from "hono";
import { setCookie } from "hono/cookie";
import { ERRORS, PlumblineError } from "../errors.ts";
import type { OwnerAccess, Site } from "../workbench/index.ts";
import { addDocument, apiRoutes } from "./api/api.ts";
import { cookieName } from "./cookie.ts";
import { ownHosts, ownOrigin, secureHeaders } from "./guard.ts";
import type { PageFiles } from "./page-files.ts";
import { errorPage } from "./pages.ts";
import { editionRoutes } from "./routes/editions.ts";
import { pageRoutes } from "./routes/page.ts";
import { startRoutes } from "./routes/start.ts";

export interface AppOptions {
  readonly site: Site;
  readonly owner: OwnerAccess;
  /** The built page. */
  readonly page: PageFiles;
  /** Host names with port that this server answers to; asked per request. */
  readonly hosts: () => readonly string[];
}

/** Assembles the routes; `app.request()` tests them without a socket. */
export function createApp({ site, owner, page, hosts }: AppOptions): Hono {
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
  app.route("/", editionRoutes(site));
  app.route("/", pageRoutes(site, page));
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
