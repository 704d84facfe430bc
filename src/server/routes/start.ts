import { Hono } from "hono";
import type { Context } from "hono";
import { PlumblineError } from "../../errors.ts";
import { START_SCRIPT, startPage, STYLE } from "../pages.ts";
import type { OwnerAccess } from "../../workbench/index.ts";

/** `GET /start`, its script and style, and `POST /session`, which exchanges the one-time token for the cookie. */
export function startRoutes(owner: OwnerAccess, setSession: (context: Context, value: string) => void): Hono {
  const routes = new Hono();
  routes.get("/start", (context) => context.html(startPage()));
  routes.get("/start.js", (context) =>
    context.body(START_SCRIPT, 200, { "Content-Type": "text/javascript; charset=utf-8" }),
  );
  routes.get("/style.css", (context) =>
    context.body(STYLE, 200, { "Content-Type": "text/css; charset=utf-8" }),
  );
  routes.post("/session", async (context) => {
    const form = await context.req.parseBody();
    const cookie = typeof form["token"] === "string" ? owner.exchange(form["token"]) : undefined;
    if (cookie === undefined)
      throw new PlumblineError("UNAUTHENTICATED", "The start token is wrong or was used.", {
        hint: "Stop the program and start it again for a new one.",
      });
    setSession(context, cookie);
    return context.redirect("/", 303);
  });
  return routes;
}
