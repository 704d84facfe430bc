/** `GET /me`, `GET /cases`, `GET /cases/:case`: who asks, and what exists for them. */
import { createRoute, z } from "@hono/zod-openapi";
import { TLP_LEVELS } from "../../model/marking.ts";
import { ROLES } from "../../model/access.ts";
import type { Seat } from "../../workbench/index.ts";
import { answers, casePath, makeRouter } from "./router.ts";

const caseSchema = z
  .object({
    name: z.string(),
    title: z.string(),
    /** What the person is here. */
    person: z.string(),
    roles: z.array(z.enum(ROLES)),
    ceiling: z.enum(TLP_LEVELS),
    groups: z.array(z.string()),
    /** Parties the person may write for, the usual one first. */
    organisations: z.array(z.object({ ref: z.string(), name: z.string(), initials: z.string() })),
    /** Records the person may see. */
    records: z.int(),
    /** Merkle root over exactly those. */
    viewRoot: z.string(),
  })
  .openapi("Case");

async function describeCase(seat: Seat): Promise<z.infer<typeof caseSchema>> {
  const { person, roles, reader } = seat.principal;
  const about = await seat.summary();
  return {
    name: seat.room.name,
    person,
    roles: [...roles],
    ceiling: reader.ceiling,
    groups: [...reader.groups],
    title: about.title,
    organisations: about.organisations.map(({ ref, name, initials }) => ({ ref, name, initials })),
    records: about.records,
    viewRoot: about.viewRoot,
  };
}

const me = createRoute({
  method: "get",
  path: "/me",
  summary: "Who the session belongs to",
  responses: answers(
    "The person.",
    z.object({
      person: z.string(),
      /** Signed in by an account, and so able to sign out. */
      byAccount: z.boolean(),
    }),
  ),
});

const list = createRoute({
  method: "get",
  path: "/cases",
  summary: "The cases that exist for the person",
  responses: answers("In order of name.", z.object({ cases: z.array(caseSchema) })),
});

const one = createRoute({
  method: "get",
  path: "/cases/{case}",
  summary: "One case, and the person's place in it",
  request: { params: casePath },
  responses: answers("The case.", caseSchema),
});

export function caseRoutes() {
  return makeRouter()
    .openapi(me, async (context) => {
      const { access } = context.get("site");
      const person = (await access.person(context.get("session"))) ?? "";
      return context.json({ person, byAccount: context.get("accounts") !== undefined }, 200);
    })
    .openapi(list, async (context) => {
      const seats = await context.get("site").seats(context.get("session"));
      return context.json({ cases: await Promise.all(seats.map(describeCase)) }, 200);
    })
    .openapi(one, async (context) => {
      const seat = await context.get("site").seat(context.get("session"), context.req.valid("param").case);
      return context.json(await describeCase(seat), 200);
    });
}
