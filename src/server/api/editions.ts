/** `GET /editions`: published editions that the person may read; their files are at `/cases/CASE/editions/NAME/FILE`. */
import { createRoute, z } from "@hono/zod-openapi";
import { TLP_LEVELS } from "../../model/marking.ts";
import { answers, casePath, makeRouter } from "./router.ts";

const editionSchema = z
  .object({
    name: z.string(),
    title: z.string(),
    ceiling: z.enum(TLP_LEVELS),
    files: z.array(z.string()),
  })
  .openapi("PublishedEdition");

const list = createRoute({
  method: "get",
  path: "/editions",
  summary: "Published editions",
  request: { params: casePath },
  responses: answers("In order of name.", z.object({ editions: z.array(editionSchema) })),
});

export function editionRoutes() {
  return makeRouter().openapi(list, async (context) => {
    const editions = await context.get("seat").editions();
    return context.json(
      {
        editions: editions.map(({ name, title, ceiling, files }) => ({
          name,
          title,
          ceiling: ceiling.tlp,
          files: [...files],
        })),
      },
      200,
    );
  });
}
