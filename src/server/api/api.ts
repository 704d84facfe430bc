/**
 * The HTTP API, assembled. Each resource is one file and one line here. Schemas say what is taken and given; from them
 * come the checks, the OpenAPI document (`/api/openapi.json`) and the types of the client.
 */
import { PlumblineError } from "../../errors.ts";
import type { AccountAccess, Site } from "../../desk/index.ts";
import { VERSION } from "../../workbench/index.ts";
import { artifactApi } from "./artifacts.ts";
import { cookieName, hostOf, readSession } from "../cookie.ts";
import { addressOf, countVisit } from "../limits.ts";
import type { Limits } from "../limits.ts";
import { accountRoutes } from "./accounts.ts";
import { caseRoutes } from "./cases.ts";
import { codingRoutes } from "./codings.ts";
import { documentOf } from "./document.ts";
import { draftRoutes } from "./drafts.ts";
import { editionRoutes } from "./editions.ts";
import { entityRoutes } from "./entities.ts";
import { eventRoutes } from "./events.ts";
import { findingRoutes } from "./findings.ts";
import { identityRoutes } from "./identity.ts";
import { importRoutes } from "./imports.ts";
import { jobRoutes } from "./jobs.ts";
import { overviewRoutes } from "./overview.ts";
import { postRoutes } from "./posts.ts";
import { reasoningRoutes } from "./reasoning.ts";
import { recordRoutes } from "./records.ts";
import { lintRoutes } from "./lint.ts";
import { releaseRoutes } from "./release.ts";
import { Router } from "./router.ts";
import { sessionRoutes } from "./session.ts";
import { unsavedRoutes } from "./unsaved.ts";
import { whoSawRoutes } from "./who-saw.ts";

/** What the API is served with. */
export interface ApiOptions {
  readonly site: Site;
  readonly accounts?: AccountAccess;
  readonly limits: Limits;
  /** Names under which a proxy serves this server by HTTPS. */
  readonly publicNames?: readonly string[];
  /** Is there a proxy in front that says where a request comes from? */
  readonly behindProxy?: boolean;
}

/** The one route that needs no session. */
const DOOR = "/api/session";

/** All routes under `/api`. The type of what this returns is the type of the client. */
export function apiRoutes({ site, accounts, limits, publicNames = [], behindProxy = false }: ApiOptions) {
  const api = new Router();
  api.use("*", async (context, next) => {
    const session = readSession(context);
    const address = addressOf(context, behindProxy);
    context.set("site", site);
    context.set("accounts", accounts);
    context.set("limits", limits);
    context.set("address", address);
    context.set("publicNames", publicNames);
    context.set("session", session);
    const known = await countVisit(context, { access: site.access, limits, session, address });
    if (!known && context.req.path !== DOOR)
      throw new PlumblineError("UNAUTHENTICATED", "There is no session.");
    await next();
  });
  api.use("/cases/:case/*", async (context, next) => {
    context.set("seat", await site.seat(context.get("session"), context.req.param("case")));
    await next();
  });
  return api
    .route("/", sessionRoutes())
    .route("/", accountRoutes())
    .route("/", caseRoutes())
    .route("/cases/:case", overviewRoutes())
    .route("/cases/:case", recordRoutes())
    .route("/cases/:case", draftRoutes())
    .route("/cases/:case", whoSawRoutes())
    .route("/cases/:case", eventRoutes())
    .route("/cases/:case", reasoningRoutes())
    .route("/cases/:case", editionRoutes())
    .route("/cases/:case", releaseRoutes())
    .route("/cases/:case", lintRoutes())
    .route("/cases/:case", postRoutes())
    .route("/cases/:case", codingRoutes())
    .route("/cases/:case", importRoutes())
    .route("/cases/:case", jobRoutes())
    .route("/cases/:case", findingRoutes())
    .route("/cases/:case", entityRoutes())
    .route("/cases/:case", unsavedRoutes())
    .route("/cases/:case", identityRoutes())
    .route("/cases/:case", artifactApi());
}

/** The type that a client is made from. */
export type Api = ReturnType<typeof apiRoutes>;

/** What the document says of the API as a whole. */
const INFO = {
  title: "Plumbline",
  version: VERSION,
  description:
    "One plumb line from every published sentence down to the bytes it rests on. Every answer is computed from the records that the session's person may see. Requests other than GET need an `Origin` header with the server's own address; see docs/api.md.",
};

/** Adds the document that describes the API. It is the same for everybody and tells nothing about any case. */
export function addDocument(api: ReturnType<typeof apiRoutes>): void {
  const documents = new Map<string, string>();
  api.get("/openapi.json", (context) => {
    const cookie = cookieName(hostOf(context));
    const document = documents.get(cookie) ?? JSON.stringify(documentOf(api, INFO, cookie));
    documents.set(cookie, document);
    return context.body(document, 200, { "Content-Type": "application/json" });
  });
}
