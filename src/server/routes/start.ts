import { Hono } from "hono";
import { PlumblineError } from "../../errors.ts";
import type { OwnerAccess } from "../../desk/index.ts";
import { setSession } from "../cookie.ts";
import { readForm } from "../form.ts";
import { addressOf } from "../limits.ts";
import type { Limits } from "../limits.ts";
import { nextPath } from "../next.ts";
import { START_SCRIPT, startPage, STYLE } from "../pages.ts";

/** What the door needs to know of the server. */
export interface Door {
  readonly limits: Limits;
  readonly publicNames: readonly string[];
  readonly behindProxy: boolean;
}

/** What the refusal of a sign-in needs to know: where the person wanted to go. */
export interface DoorEnv {
  Variables: { next?: string };
}

/** `GET /start`, its script and style, and `POST /session`, which exchanges the one-time token for the cookie. */
export function startRoutes(owner: OwnerAccess, { limits, publicNames, behindProxy }: Door): Hono<DoorEnv> {
  const routes = new Hono<DoorEnv>();
  routes.get("/start", (context) => context.html(startPage(nextPath(context.req.query("next")))));
  routes.get("/start.js", (context) =>
    context.body(START_SCRIPT, 200, { "Content-Type": "text/javascript; charset=utf-8" }),
  );
  routes.get("/style.css", (context) =>
    context.body(STYLE, 200, { "Content-Type": "text/css; charset=utf-8" }),
  );
  routes.post("/session", async (context) => {
    limits.check(context, "signIn", addressOf(context, behindProxy));
    const field = await readForm(context);
    const next = nextPath(field("next"));
    context.set("next", next);
    const token = owner.exchange(field("token"));
    if (token === undefined)
      throw new PlumblineError("UNAUTHENTICATED", "The start token is wrong or was used.", {
        hint: "Stop the program and start it again for a new one; what is typed is kept.",
      });
    setSession(context, token, publicNames);
    return context.redirect(next, 303);
  });
  return routes;
}
