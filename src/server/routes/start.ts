import { Hono } from "hono";
import { PlumblineError } from "../../errors.ts";
import type { OwnerAccess } from "../../workbench/index.ts";
import { setSession } from "../cookie.ts";
import { addressOf } from "../limits.ts";
import type { Limits } from "../limits.ts";
import { START_SCRIPT, startPage, STYLE } from "../pages.ts";

/** What the door needs to know of the server. */
export interface Door {
  readonly limits: Limits;
  readonly publicNames: readonly string[];
  readonly behindProxy: boolean;
}

/** `GET /start`, its script and style, and `POST /session`, which exchanges the one-time token for the cookie. */
export function startRoutes(owner: OwnerAccess, { limits, publicNames, behindProxy }: Door): Hono {
  const routes = new Hono();
  routes.get("/start", (context) => context.html(startPage()));
  routes.get("/start.js", (context) =>
    context.body(START_SCRIPT, 200, { "Content-Type": "text/javascript; charset=utf-8" }),
  );
  routes.get("/style.css", (context) =>
    context.body(STYLE, 200, { "Content-Type": "text/css; charset=utf-8" }),
  );
  routes.post("/session", async (context) => {
    limits.check(context, "signIn", addressOf(context, behindProxy));
    const form = await context.req.parseBody();
    const token = typeof form["token"] === "string" ? owner.exchange(form["token"]) : undefined;
    if (token === undefined)
      throw new PlumblineError("UNAUTHENTICATED", "The start token is wrong or was used.", {
        hint: "Stop the program and start it again for a new one.",
      });
    setSession(context, token, publicNames);
    return context.redirect("/", 303);
  });
  return routes;
}
