import { Hono } from "hono";
import type { AccountAccess } from "../../desk/index.ts";
import { readForm } from "../form.ts";
import { endSession, readSession, setSession } from "../cookie.ts";
import { addressOf } from "../limits.ts";
import { nextPath } from "../next.ts";
import { signInPage, STYLE } from "../pages.ts";
import type { Door, DoorEnv } from "./start.ts";

/** The door of a server with accounts: `GET /start` and `POST /session` to sign in, `POST /session/end` to sign out. No script. */
export function doorRoutes(
  accounts: AccountAccess,
  { limits, publicNames, behindProxy }: Door,
): Hono<DoorEnv> {
  const routes = new Hono<DoorEnv>();
  routes.get("/start", (context) => context.html(signInPage(nextPath(context.req.query("next")))));
  routes.get("/style.css", (context) =>
    context.body(STYLE, 200, { "Content-Type": "text/css; charset=utf-8" }),
  );
  routes.post("/session", async (context) => {
    limits.check(context, "signIn", addressOf(context, behindProxy));
    const field = await readForm(context);
    const next = nextPath(field("next"));
    context.set("next", next);
    const token = await accounts.signIn(field("name"), field("password"));
    setSession(context, token, publicNames);
    return context.redirect(next, 303);
  });
  routes.post("/session/end", async (context) => {
    await accounts.signOut(readSession(context));
    endSession(context, publicNames);
    return context.redirect("/start", 303);
  });
  return routes;
}
