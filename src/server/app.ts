/** The server, for the owner of the machine or for people with accounts; all it shows comes from the workbench. No logic here. */
import { Hono } from "hono";
import { ERRORS, PlumblineError } from "../errors.ts";
import type { AccountAccess, OwnerAccess, Site } from "../desk/index.ts";
import { addDocument, apiRoutes } from "./api/api.ts";
import { ownHosts, ownOrigin, secureHeaders } from "./guard.ts";
import { readSession } from "./cookie.ts";
import { addressOf, countVisit, Limits, limitBodies } from "./limits.ts";
import { methodsAt } from "./methods.ts";
import type { PageFiles } from "./page-files.ts";
import { startPath } from "./next.ts";
import { errorPage } from "./pages.ts";
import { doorRoutes } from "./routes/door.ts";
import { editionRoutes } from "./routes/editions.ts";
import { pageRoutes } from "./routes/page.ts";
import { startRoutes } from "./routes/start.ts";
import type { DoorEnv } from "./routes/start.ts";

export interface AppOptions {
  readonly site: Site;
  /** How people come in. */
  readonly entry:
    | { readonly kind: "owner"; readonly owner: OwnerAccess }
    | { readonly kind: "accounts"; readonly accounts: AccountAccess };
  /** The built page. */
  readonly page: PageFiles;
  /** Host names with port that this server answers to; asked per request. */
  readonly hosts: () => readonly string[];
  /** Those of them under which a proxy serves it by HTTPS. */
  readonly publicNames?: readonly string[];
  readonly behindProxy?: boolean;
  /** How much one visitor may ask for: the usual rates unless told. */
  readonly limits?: Limits;
}

/** Refusals of one request that an answer lists; `total` counts them all. */
const MAX_REFUSALS = 500;

function listedRefusals({ all }: PlumblineError) {
  return all.slice(0, MAX_REFUSALS).map(({ code, message, where, hint }) => ({ code, message, where, hint }));
}

/** Assembles the routes; `app.request()` tests them without a socket. */
export function createApp({
  site,
  entry,
  page,
  hosts,
  publicNames = [],
  behindProxy = false,
  limits = new Limits(),
}: AppOptions): Hono<DoorEnv> {
  const app = new Hono<DoorEnv>();
  const accounts = entry.kind === "accounts" ? { accounts: entry.accounts } : {};
  app.use(secureHeaders);
  app.use(ownHosts(hosts));
  app.use(ownOrigin(hosts, publicNames));
  app.use(limitBodies);
  app.use(async (context, next) => {
    // The API counts its own, where it looks for the session.
    if (!context.req.path.startsWith("/api/")) {
      const address = addressOf(context, behindProxy);
      await countVisit(context, { access: site.access, limits, session: readSession(context), address });
    }
    await next();
  });
  const door = { limits, publicNames, behindProxy };
  app.route("/", entry.kind === "owner" ? startRoutes(entry.owner, door) : doorRoutes(entry.accounts, door));
  const api = apiRoutes({ site, ...accounts, limits, publicNames, behindProxy });
  addDocument(api);
  app.route("/api", api);
  app.route("/", editionRoutes(site));
  app.route("/", pageRoutes(site, page));
  app.notFound((context) => {
    const methods = methodsAt(app, context.req.path);
    if (methods.length === 0) throw new PlumblineError("NOT_FOUND", "There is nothing here.");
    context.header("Allow", methods.join(", "));
    if (context.req.method === "OPTIONS") return context.body(null, 204);
    throw new PlumblineError("METHOD", `${context.req.method} is no method of this address.`);
  });
  app.onError((error, context) => {
    // What is not a refusal of ours may carry paths or text: it is not shown.
    const known =
      error instanceof PlumblineError ? error : new PlumblineError("INTERNAL", ERRORS.INTERNAL.meaning);
    const status = ERRORS[known.code].http;
    // Where the environment fails, the place is a path of this machine.
    const where = status < 500 ? known.where : undefined;
    if (context.req.path.startsWith("/api/")) {
      const several =
        known.all.length > 1 ? { refusals: listedRefusals(known), total: known.all.length } : {};
      return context.json(
        { code: known.code, message: known.message, where, hint: known.hint, ...several },
        status,
      );
    }
    return context.html(
      errorPage(known.code, known.message, known.hint, startPath(context.get("next") ?? "/")),
      status,
    );
  });
  return app;
}
