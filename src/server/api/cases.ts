/** `GET /me`, `GET /cases`, `GET /cases/:case`: who asks, and what exists for them. `POST /cases` makes more of it. */
import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { TLP_LEVELS } from "../../model/marking.ts";
import { ROLES } from "../../model/access.ts";
import { newCaseSchema } from "../../desk/index.ts";
import type { Seat } from "../../desk/index.ts";
import { jobSchema } from "./imports.ts";
import { answers, casePath, makeRouter } from "./router.ts";
import type { Env } from "./router.ts";

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
    name: seat.served.name,
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

/** There is a session: the API lets nobody else in. */
const personOf = async (context: Context<Env>): Promise<string> =>
  (await context.get("site").access.person(context.get("session"))) ?? "";

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
  responses: answers(
    "In order of name.",
    z.object({
      cases: z.array(caseSchema),
      /** May the person make cases here? */
      makes: z.boolean(),
      /** Cases in the server's folder that the person may open and that are not open. */
      closed: z.array(z.string()),
    }),
  ),
});

const one = createRoute({
  method: "get",
  path: "/cases/{case}",
  summary: "One case, and the person's place in it",
  request: { params: casePath },
  responses: answers("The case.", caseSchema),
});

const make = createRoute({
  method: "post",
  path: "/cases",
  summary: "Make a case in the server's folder, or open the one of that name, as a job",
  request: { body: { required: true, content: { "application/json": { schema: newCaseSchema } } } },
  responses: answers("The job; its title is the name of the case.", jobSchema),
});

const makingPath = z.object({ id: z.string().max(40) });

const making = createRoute({
  method: "get",
  path: "/making/{id}",
  summary: "A case that is being made",
  request: { params: makingPath },
  responses: answers("The job.", jobSchema),
});

const stop = createRoute({
  method: "delete",
  path: "/making/{id}",
  summary: "Ask the making of a case to stop; nothing is left half-made",
  request: { params: makingPath },
  responses: answers("The job, which may still be ending.", jobSchema),
});

export function caseRoutes() {
  return makeRouter()
    .openapi(me, async (context) => {
      return context.json(
        { person: await personOf(context), byAccount: context.get("accounts") !== undefined },
        200,
      );
    })
    .openapi(list, async (context) => {
      const seats = await context.get("site").seats(context.get("session"));
      const { any, closed } = await context.get("site").makes(context.get("session"));
      const cases = await Promise.all(seats.map(describeCase));
      return context.json({ cases, makes: any, closed: [...closed] }, 200);
    })
    .openapi(make, async (context) =>
      context.json(await context.get("site").make(context.get("session"), context.req.valid("json")), 200),
    )
    .openapi(making, async (context) => {
      const { making: jobs } = context.get("site");
      return context.json(jobs.get(await personOf(context), context.req.valid("param").id), 200);
    })
    .openapi(stop, async (context) => {
      const { making: jobs } = context.get("site");
      return context.json(jobs.stop(await personOf(context), context.req.valid("param").id), 200);
    })
    .openapi(one, async (context) => {
      const seat = await context.get("site").seat(context.get("session"), context.req.valid("param").case);
      return context.json(await describeCase(seat), 200);
    });
}
