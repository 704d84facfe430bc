/** Accounts and the access log, for administrators of the server. Nothing here opens a case. */
import { createRoute, z } from "@hono/zod-openapi";
import { whole } from "../../desk/index.ts";
import { accessLineSchema, CASE_ROLES } from "../../model/access.ts";
import { tlpSchema } from "../../model/marking.ts";
import { refSchema } from "../../model/refs.ts";
import { accountsOf, answers, Router, takes } from "./router.ts";

const name = z.string().min(1).max(80);
const password = z.string().max(1024);
const groups = z.array(z.string().min(1).max(80)).max(32);

const membershipSchema = z
  .strictObject({
    case: name,
    /** Party ids the person writes for, the usual one first. */
    organisations: z.array(refSchema.regex(/^pty_/, "a Party")).max(16),
    roles: z.array(z.enum(CASE_ROLES)).min(1),
    reader: z.strictObject({ ceiling: tlpSchema, groups }),
  })
  .meta({ id: "Membership" });

const accountSchema = z
  .strictObject({
    name,
    display: z.string(),
    administrator: z.boolean(),
    disabled: z.boolean(),
    memberships: z.array(membershipSchema),
  })
  .meta({ id: "Account" });

const list = createRoute({
  method: "get",
  path: "/accounts",
  summary: "All accounts",
  responses: answers("In order of name.", z.strictObject({ accounts: z.array(accountSchema) })),
});

const add = createRoute({
  method: "post",
  path: "/accounts",
  summary: "Add an account; administrators are made on the command line only",
  request: {
    body: takes(z.object({ name, display: z.string().min(1).max(200).optional(), password })),
  },
  responses: answers("The account.", accountSchema),
});

const change = createRoute({
  method: "patch",
  path: "/accounts/{name}",
  summary: "Change an account: what is given is done, in the order of this list",
  request: {
    params: z.object({ name }),
    body: takes(
      z.strictObject({
        password: password.optional(),
        disabled: z.boolean().optional(),
        /** Gives a place in a case, or replaces the one there is. */
        grant: membershipSchema.optional(),
        /** Name of a case to take the person out of. */
        remove: name.optional(),
        endSessions: z.literal(true).optional(),
      }),
    ),
  },
  responses: answers("The account after it.", accountSchema),
});

const log = createRoute({
  method: "get",
  path: "/access-log",
  summary: "Who was shown what, when; newest first",
  request: {
    query: z.object({
      case: name.optional(),
      person: name.optional(),
      ref: refSchema.optional(),
      limit: whole(1, 10_000).default(500),
    }),
  },
  responses: answers(
    "Lines of the access log.",
    z.strictObject({
      lines: z.array(accessLineSchema),
    }),
  ),
});

const plain = (account: object) => structuredClone(account) as z.infer<typeof accountSchema>;

export function accountRoutes() {
  return new Router()
    .answers(list, async (context) => {
      const accounts = accountsOf(context);
      await accounts.administrator(context.get("session"));
      return { accounts: (await accounts.administration.list()).map(plain) };
    })
    .answers(add, async (context) => {
      const accounts = accountsOf(context);
      const by = await accounts.administrator(context.get("session"));
      return plain(await accounts.administration.add(by, context.req.valid("json")));
    })
    .answers(change, async (context) => {
      const accounts = accountsOf(context);
      const by = await accounts.administrator(context.get("session"));
      const { name: of } = context.req.valid("param");
      const asked = context.req.valid("json");
      const { administration } = accounts;
      if (asked.password !== undefined) await administration.setPassword(by, of, asked.password);
      if (asked.disabled !== undefined) await administration.setDisabled(by, of, asked.disabled);
      if (asked.grant !== undefined) await administration.grant(by, of, asked.grant);
      if (asked.remove !== undefined) {
        await administration.remove(by, of, asked.remove);
        await context.get("site").forgetGone(asked.remove);
      }
      if (asked.endSessions !== undefined) await administration.endSessions(by, of);
      return plain(await administration.account(of));
    })
    .answers(log, async (context) => {
      const accounts = accountsOf(context);
      await accounts.administrator(context.get("session"));
      const { limit, case: caseName, person, ref } = context.req.valid("query");
      const lines = await accounts.administration.lines({
        limit,
        ...(caseName === undefined ? {} : { case: caseName }),
        ...(person === undefined ? {} : { person }),
        ...(ref === undefined ? {} : { ref }),
      });
      return { lines: [...lines] };
    });
}
