/** `POST /session`, `DELETE /session`, `POST /session/password`: sign in, sign out, a new password of one's own. The token is only ever in the cookie. */
import { createRoute, z } from "@hono/zod-openapi";
import { endSession, setSession } from "../cookie.ts";
import { accountsOf, answers, Router, takes } from "./router.ts";

const open = createRoute({
  method: "post",
  path: "/session",
  summary: "Sign in; the answer sets the session cookie",
  request: {
    body: takes(z.strictObject({ name: z.string().max(80), password: z.string().max(1024) })),
  },
  responses: answers("Signed in.", z.strictObject({ person: z.string() })),
});

const end = createRoute({
  method: "delete",
  path: "/session",
  summary: "Sign out; the session ends on the server",
  responses: answers("Signed out.", z.strictObject({ ended: z.literal(true) })),
});

const change = createRoute({
  method: "post",
  path: "/session/password",
  summary: "Set one's own password; every session of the person ends, this one included",
  request: {
    body: takes(z.strictObject({ old: z.string().max(1024), new: z.string().max(1024) })),
  },
  responses: answers("Set; sign in with it.", z.strictObject({ ended: z.literal(true) })),
});

export function sessionRoutes() {
  return new Router()
    .answers(open, async (context) => {
      const { name, password } = context.req.valid("json");
      const accounts = accountsOf(context);
      context.get("limits").check(context, "signIn", context.get("address"));
      const token = await accounts.signIn(name, password);
      setSession(context, token, context.get("publicNames"));
      return { person: (await accounts.person(token)) ?? "" };
    })
    .answers(change, async (context) => {
      const { old, new: fresh } = context.req.valid("json");
      const accounts = accountsOf(context);
      context.get("limits").check(context, "signIn", context.get("address"));
      await accounts.changePassword(context.get("session"), old, fresh);
      endSession(context, context.get("publicNames"));
      return { ended: true as const };
    })
    .answers(end, async (context) => {
      await accountsOf(context).signOut(context.get("session"));
      endSession(context, context.get("publicNames"));
      return { ended: true as const };
    });
}
