/** `GET /editions`: published editions that the person may read; their files are at `/cases/CASE/editions/NAME/FILE`. */
import { join } from "node:path";
import { createRoute, z } from "@hono/zod-openapi";
import { tlpSchema } from "../../model/marking.ts";
import { answers, casePath, Router } from "./router.ts";

const editionSchema = z
  .strictObject({
    name: z.string(),
    /** Where it lies, for the owner of the machine. */
    folder: z.string().exactOptional(),
    title: z.string(),
    ceiling: tlpSchema,
    files: z.array(z.string()),
  })
  .meta({ id: "PublishedEdition" });

const list = createRoute({
  method: "get",
  path: "/editions",
  summary: "Published editions",
  request: { params: casePath },
  responses: answers("In order of name.", z.strictObject({ editions: z.array(editionSchema) })),
});

export function editionRoutes() {
  return new Router().answers(list, async (context) => {
    const seat = context.get("seat");
    const editions = await seat.editions();
    const owner = await seat.isOwner();
    return {
      editions: editions.map(({ name, title, ceiling, files }) => ({
        name,
        ...(owner ? { folder: join(seat.served.editions, name) } : {}),
        title,
        ceiling: ceiling.tlp,
        files: [...files],
      })),
    };
  });
}
