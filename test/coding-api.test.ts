/** Coding over the API by several people: what a coder is shown before and after, what a reviewer may ask for. */
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import type { CodingDesk } from "../src/desk/index.ts";
import { makeTeam, member } from "./support/team.ts";
import { tempFolder } from "./support/temp.ts";

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

it("shows a coder others' codes of a unit once the coder has coded it; a reviewer on asking; nobody else", async () => {
  const folder = tempFolder((clean) => cleanups.push(clean));
  const team = await makeTeam(folder);
  cleanups.push(() => team.close());
  const open = { create: { by: "tester", organisation: "First Desk" } };
  await team.site.add(join(folder, "case"), { name: "case", open });
  const keeper = await team.site.served("case").opened.keeper();
  const ada = await team.enter("ada", member("case", [keeper], { ceiling: "AMBER+STRICT" }));
  const bo = await team.enter("bo", member("case", [keeper], { ceiling: "AMBER+STRICT" }));
  const cy = await team.enter(
    "cy",
    member("case", [keeper], { ceiling: "AMBER+STRICT", roles: ["reviewer"] }),
  );
  const add = async (cookie: string, ...records: readonly object[]) => {
    const made = records.map((record) => ({ marking: { tlp: "AMBER" }, ...record }));
    const answer = await team.post("/api/cases/case/records", cookie, { records: made });
    const body = (await answer.json()) as { records?: readonly { id: string }[]; code?: string };
    return body.records?.map(({ id }) => id) ?? [body.code ?? ""];
  };
  const categories = ["yes", "no"].map((code) => ({ code, label: code, definition: code }));
  const [file = "", book = ""] = await add(
    ada,
    { type: "Artifact", body: { title: "posts.csv", sha256: "not recorded", held: false } },
    { type: "Codebook", body: { key: "it", name: "It", of: "post", several: false, categories } },
  );
  const coding = (row: number, says: readonly string[]) => ({
    type: "Coding",
    body: { codebook: book, unit: { artifact: file, row }, says },
  });
  const [first = ""] = await add(ada, coding(1, ["yes"]), coding(2, ["yes"]));
  const desk = async (cookie: string, query = "") => {
    const answer = await team.ask(`/api/cases/case/codings/it${query}`, cookie);
    return { status: answer.status, view: (await answer.json()) as CodingDesk };
  };
  expect((await desk(bo)).view).toMatchObject({ coded: [], kept: 2 });
  expect((await desk(bo, "?all=yes")).status).toBe(403);
  expect((await desk(cy, "?all=yes")).view.coded).toHaveLength(2);
  await add(bo, coding(1, ["no"]));
  const { view } = await desk(bo);
  expect(view.coded.map(({ entries }) => entries.map(({ person, says }) => [person, says]))).toEqual([
    [
      ["ada", ["yes"]],
      ["bo", ["no"]],
    ],
  ]);
  expect([view.kept, view.disagreements.length]).toEqual([1, 1]);
  // Of one organisation, and still nobody changes another person's code; a reviewer gives none.
  expect(await add(bo, { ...coding(1, ["no"]), supersedes: first })).toEqual(["INVARIANT"]);
  expect(await add(cy, coding(1, ["no"]))).toEqual(["FORBIDDEN"]);
});
