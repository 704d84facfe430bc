/** `GET /me`, `GET /cases`, `GET /cases/:case`: who asks, and what exists for them. `POST /cases` makes more of it. */
import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { ROLES } from "../../model/access.ts";
import { tlpSchema } from "../../model/marking.ts";
import { sectionCountsSchema } from "../../views/overview.ts";
import { jobSchema, newCaseSchema } from "../../desk/index.ts";
import type { Seat } from "../../desk/index.ts";
import { answers, casePath, Router, takes } from "./router.ts";
import type { Env } from "./router.ts";

const caseSchema = z
  .strictObject({
    name: z.string(),
    title: z.string(),
    /** What the person is here. */
    person: z.string(),
    roles: z.array(z.enum(ROLES)),
    ceiling: tlpSchema,
    groups: z.array(z.string()),
    /** Parties the person may write for, the usual one first. */
    organisations: z.array(z.strictObject({ ref: z.string(), name: z.string(), initials: z.string() })),
    /** How much of each section the person may see. */
    sections: sectionCountsSchema,
    /** Records the person may see. */
    records: z.int(),
    /** Merkle root over exactly those. */
    viewRoot: z.string(),
    /** Nothing can be written into it: its medium cannot be written, or had no room. */
    readOnly: z.boolean(),
  })
  .meta({ id: "Case" });

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
    sections: about.sections,
    records: about.records,
    viewRoot: about.viewRoot,
    readOnly: seat.served.opened.readOnly,
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
    z.strictObject({
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
    z.strictObject({
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
  request: { body: takes(newCaseSchema) },
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
  return new Router()
    .answers(me, async (context) => {
      return { person: await personOf(context), byAccount: context.get("accounts") !== undefined };
    })
    .answers(list, async (context) => {
      const seats = await context.get("site").seats(context.get("session"));
      const { any, closed } = await context.get("site").makes(context.get("session"));
      const cases = await Promise.all(seats.map(describeCase));
      return { cases, makes: any, closed: [...closed] };
    })
    .answers(make, (context) => context.get("site").make(context.get("session"), context.req.valid("json")))
    .answers(making, async (context) => {
      const { making: jobs } = context.get("site");
      return jobs.get(await personOf(context), context.req.valid("param").id);
    })
    .answers(stop, async (context) => {
      const { making: jobs } = context.get("site");
      return jobs.stop(await personOf(context), context.req.valid("param").id);
    })
    .answers(one, async (context) => {
      const seat = await context.get("site").seat(context.get("session"), context.req.valid("param").case);
      return describeCase(seat);
    });
}
