/** `GET /editions`: published editions that the person may read; their files are at `/cases/CASE/editions/NAME/FILE`. */
import { createRoute, z } from "@hono/zod-openapi";
import { tlpSchema } from "../../model/marking.ts";
import { answers, casePath, Router } from "./router.ts";

const editionSchema = z
  .strictObject({
    name: z.string(),
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
    const editions = await context.get("seat").editions();
    return {
      editions: editions.map(({ name, title, ceiling, files }) => ({
        name,
        title,
        ceiling: ceiling.tlp,
        files: [...files],
      })),
    };
  });
}
