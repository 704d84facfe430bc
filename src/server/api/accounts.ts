/** Accounts and the access log, for administrators of the server. Nothing here opens a case. */
import { createRoute, z } from "@hono/zod-openapi";
import { CASE_ROLES } from "../../model/access.ts";
import type { AccessLine } from "../../model/access.ts";
import { TLP_LEVELS } from "../../model/marking.ts";
import { refSchema } from "../../model/refs.ts";
import { accountsOf, answers, makeRouter, viewOf } from "./router.ts";

const name = z.string().min(1).max(80);
const password = z.string().max(1024);
const groups = z.array(z.string().min(1).max(80)).max(32);

const membershipSchema = z
  .object({
    case: name,
    /** Party ids the person writes for, the usual one first. */
    organisations: z.array(refSchema.regex(/^pty_/, "a Party")).max(16),
    roles: z.array(z.enum(CASE_ROLES)).min(1),
    reader: z.object({ ceiling: z.enum(TLP_LEVELS), groups }),
  })
  .openapi("Membership");

const accountSchema = z
  .object({
    name,
    display: z.string(),
    administrator: z.boolean(),
    disabled: z.boolean(),
    memberships: z.array(membershipSchema.extend({ roles: z.array(z.string()) })),
  })
  .openapi("Account");

const list = createRoute({
  method: "get",
  path: "/accounts",
  summary: "All accounts",
  responses: answers("In order of name.", z.object({ accounts: z.array(accountSchema) })),
});

const add = createRoute({
  method: "post",
  path: "/accounts",
  summary: "Add an account; administrators are made on the command line only",
  request: {
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.object({ name, display: z.string().min(1).max(200).optional(), password }),
        },
      },
    },
  },
  responses: answers("The account.", accountSchema),
});

const change = createRoute({
  method: "patch",
  path: "/accounts/{name}",
  summary: "Change an account: what is given is done, in the order of this list",
  request: {
    params: z.object({ name }),
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.strictObject({
            password: password.optional(),
            disabled: z.boolean().optional(),
            /** Gives a place in a case, or replaces the one there is. */
            grant: membershipSchema.optional(),
            /** Name of a case to take the person out of. */
            remove: name.optional(),
            endSessions: z.literal(true).optional(),
          }),
        },
      },
    },
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
      limit: z.coerce.number().int().min(1).max(10_000).default(500),
    }),
  },
  responses: answers(
    "Lines of the access log.",
    z.object({
      lines: z.array(viewOf<AccessLine>("AccessLine", "Who, which case, what, which record, when.")),
    }),
  ),
});

const plain = (account: object) => structuredClone(account) as z.infer<typeof accountSchema>;

export function accountRoutes() {
  return makeRouter()
    .openapi(list, async (context) => {
      const accounts = accountsOf(context);
      await accounts.administrator(context.get("session"));
      return context.json({ accounts: (await accounts.administration.list()).map(plain) }, 200);
    })
    .openapi(add, async (context) => {
      const accounts = accountsOf(context);
      const by = await accounts.administrator(context.get("session"));
      return context.json(plain(await accounts.administration.add(by, context.req.valid("json"))), 200);
    })
    .openapi(change, async (context) => {
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
      return context.json(plain(await administration.account(of)), 200);
    })
    .openapi(log, async (context) => {
      const accounts = accountsOf(context);
      await accounts.administrator(context.get("session"));
      const { limit, case: caseName, person, ref } = context.req.valid("query");
      const lines = await accounts.administration.lines({
        limit,
        ...(caseName === undefined ? {} : { case: caseName }),
        ...(person === undefined ? {} : { person }),
        ...(ref === undefined ? {} : { ref }),
      });
      return context.json({ lines: [...lines] }, 200);
    });
}
