import { Hono } from "hono";
import type { AccountAccess, Site } from "../../workbench/index.ts";
import { endSession, readSession, setSession } from "../cookie.ts";
import { addressOf } from "../limits.ts";
import { casesPage, signInPage, STYLE } from "../pages.ts";
import type { Door } from "./start.ts";

/** The door of a server with accounts: `GET /start` and `POST /session` to sign in, `POST /session/end` to sign out. No script. */
export function doorRoutes(
  site: Site,
  accounts: AccountAccess,
  { limits, publicNames, behindProxy }: Door,
): Hono {
  const routes = new Hono();
  const word = (value: unknown) => (typeof value === "string" ? value : "");
  routes.get("/start", (context) => context.html(signInPage()));
  routes.get("/style.css", (context) =>
    context.body(STYLE, 200, { "Content-Type": "text/css; charset=utf-8" }),
  );
  routes.get("/", async (context) => {
    const session = readSession(context);
    const person = await accounts.person(session);
    if (person === undefined) return context.redirect("/start", 303);
    const cases = await Promise.all(
      (await site.seats(session)).map(async (seat) => ({
        name: seat.room.name,
        ceiling: seat.reader.ceiling,
        ...(await seat.summary()),
      })),
    );
    return context.html(casesPage(person, cases));
  });
  routes.post("/session", async (context) => {
    limits.check(context, "signIn", addressOf(context, behindProxy));
    const form = await context.req.parseBody();
    const token = await accounts.signIn(word(form["name"]), word(form["password"]));
    setSession(context, token, publicNames);
    return context.redirect("/", 303);
  });
  routes.post("/session/end", async (context) => {
    await accounts.signOut(readSession(context));
    endSession(context, publicNames);
    return context.redirect("/start", 303);
  });
  return routes;
}
