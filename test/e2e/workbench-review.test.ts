/** Review in the browser: rungs judged on the ladder, need-to-know groups, what is left open answered, and what signs. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Site } from "../../src/desk/index.ts";
import { demoKey, recordFile } from "../../src/workbench/index.ts";
import { describeWorkbench, eachScreen, withDemo } from "../support/workbench-page.ts";

const STATES = [
  ["rung", "/cases/demo/judgments/J1?do=rung", ".form .rests-on"],
  ["judge-rung", "/cases/demo/judgments/J2?rung=J1", ".chain .form .likely"],
  ["review", "/cases/demo/review/sign", ".sign table"],
  ["notes", "/cases/demo/corpus/notes", ".notes fieldset"],
] as const;

/**
 * The demo, with a record that only a need-to-know group may read, so that there is a group to choose, and a reason that
 * hedges, so that the lint has a question.
 */
async function withGroup(site: Site, root: string): Promise<void> {
  await withDemo(site, root);
  const { opened } = site.served("demo");
  const fold = await opened.fullFold();
  const editor = { by: "editor", for: await opened.keeper() };
  const [first] = fold.all("Basis");
  await opened.log.append([
    {
      id: opened.log.issueId("Basis"),
      type: "Basis",
      ...editor,
      marking: { tlp: "GREEN" },
      body: {
        judgment: first!.body.judgment,
        entry: first!.body.entry,
        stands: "context",
        why: "They could reach forty towns.",
      },
    },
    {
      id: opened.log.issueId("Artifact"),
      type: "Artifact",
      ...editor,
      marking: { tlp: "AMBER", groups: ["cell"] },
      body: { title: "For the cell", sha256: "not recorded", held: false },
    },
  ]);
}

describeWorkbench(
  "review in the workbench",
  (workbench) => {
    const fold = () => workbench().site.served("demo").opened.fullFold();
    const kept = () => JSON.stringify(workbench().site.served("demo").unsaved.list("owner analyst"));

    eachScreen(workbench, STATES);

    it("judges a rung above a judgment, and takes a position on it where it stands on the ladder", async () => {
      const { page, noise, close } = await workbench().watched();
      await page.goto(`${workbench().base}/cases/demo/judgments/J1`);
      await page.getByText("More acts").click();
      await page.getByRole("link", { name: "Judge a rung above" }).click();
      await page.getByLabel(/^Rung/).selectOption("ordered");
      await page.getByLabel("Its name").fill("The northern ministry");
      await page
        .getByLabel("Its first wording: one sentence that says what is judged")
        .fill("The northern ministry ordered it.");
      await page.getByRole("button", { name: "Judge this rung" }).click();
      await expect.poll(() => page.locator("h1").innerText()).toBe("The northern ministry ordered it.");
      const judgment = (await fold()).all("Judgment").at(-1)!;
      const lower = (await fold()).all("Judgment").find(({ body }) => body.key === "J1")!;
      const party = (await fold()).all("Party").at(-1)!;
      expect(party.body.name).toBe("The northern ministry");
      expect(judgment.body).toEqual({ states: { rung: "ordered", of: party.id }, restsOn: [lower.id] });
      const ladder = page.locator(".chain");
      await expect.poll(() => ladder.innerText()).toContain("ordered, by The northern ministry");
      await ladder.getByRole("link", { name: "Take a position on", exact: false }).first().click();
      await ladder.getByLabel("Term").selectOption("likely");
      await ladder.getByRole("radio", { name: "low" }).check();
      await ladder.getByRole("button", { name: "Take this position" }).click();
      await expect
        .poll(async () => (await fold()).all("Position").at(-1)?.body)
        .toMatchObject({ judgment: judgment.id, confidence: "low", likelihood: { term: "likely" } });
      expect(noise).toEqual([]);
      await close();
    });

    it("marks what is written for a need-to-know group, and keeps its text off this disk meanwhile", async () => {
      const { page, noise, close } = await workbench().watched();
      await page.goto(`${workbench().base}/cases/demo/judgments/J2?do=searched`);
      await page.getByLabel("Marking").selectOption("GREEN");
      await page.getByRole("checkbox", { name: "cell" }).check();
      await page.getByLabel(/Where and how/).fill("The papers of the cell.");
      await expect.poll(kept).toContain("papers of the cell");
      expect(await page.evaluate<string>("JSON.stringify(localStorage)")).not.toContain("papers");
      await page.getByRole("button", { name: "Record the search" }).click();
      await expect
        .poll(async () => (await fold()).all("Appraisal").at(-1))
        .toMatchObject({ marking: { tlp: "GREEN", groups: ["cell"] }, body: { aspect: "search effort" } });
      await expect.poll(kept).not.toContain("papers of the cell");
      expect(noise).toEqual([]);
      await close();
    });

    it("answers an item of a checklist and a question of the lint with a sentence and a click", async () => {
      const { page, noise, close } = await workbench().watched();
      await page.goto(`${workbench().base}/cases/demo/review`);
      const lists = page.locator(".checklists details");
      await lists.first().locator("summary").click();
      const open = await lists.first().locator("ol > li").count();
      await lists.first().locator("input").first().fill("Every source has a grade.");
      await lists.first().getByRole("button", { name: /^yes/ }).first().click();
      await expect.poll(() => lists.first().locator("ol > li").count()).toBe(open - 1);
      expect((await fold()).all("Appraisal").at(-1)).toMatchObject({
        marking: { tlp: "CLEAR" },
        body: { aspect: "checklist", value: { answer: "yes" }, why: "Every source has a grade." },
      });
      // What is answered is there to look at, and to answer anew: the later answer stands in the place of the first.
      await page.getByRole("checkbox", { name: /Show what is answered/ }).check();
      const before = (await fold()).all("Appraisal").length;
      await lists.first().getByRole("button", { name: /^no:/ }).first().click();
      await expect
        .poll(async () => (await fold()).all("Appraisal").at(-1)?.body)
        .toMatchObject({ aspect: "checklist", value: { answer: "no" } });
      expect((await fold()).all("Appraisal").length).toBe(before);
      const questions = page
        .locator(".lint li")
        .filter({ has: page.getByRole("button", { name: "No fault" }) });
      await expect.poll(() => questions.count()).toBeGreaterThan(0);
      const asked = await questions.count();
      await questions.first().locator("input").fill("It is quoted.");
      await questions.first().getByRole("button", { name: "No fault" }).click();
      await expect.poll(() => questions.count()).toBe(asked - 1);
      expect(noise).toEqual([]);
      await close();
    });

    it("gives the words that sign a position, and what they record is signed", async () => {
      const { page, noise, close } = await workbench().watched();
      await page.goto(`${workbench().base}/cases/demo/judgments/J1?do=position`);
      await page.getByRole("combobox", { name: "For", exact: true }).selectOption("Electoral Authority");
      await page.getByLabel("Marking").selectOption("CLEAR");
      await page.getByLabel("Why, in its own words").fill('It was "odd":\n- twice, \\ and # once.');
      await page.getByRole("button", { name: "Take this position" }).click();
      await expect.poll(() => page.locator(".positions").innerText()).toContain("odd");
      await page.goto(`${workbench().base}/cases/demo/review`);
      await page
        .locator(".sign li")
        .filter({ hasText: "J1, Electoral Authority" })
        .locator("summary")
        .click();
      const text = await page
        .getByRole("figure", { name: "Record file for the position on J1" })
        .locator("pre")
        .innerText();
      const file = join(workbench().root, "sign.yaml");
      writeFileSync(file, text);
      const { opened } = workbench().site.served("demo");
      const old = (await fold()).all("Position").at(-1)!;
      const [signed] = await recordFile(opened, file, [demoKey("EA")]);
      expect(signed).toMatchObject({ supersedes: old.id, for: old.for, marking: old.marking });
      expect({ ...signed!.body, signature: undefined }).toEqual({ ...old.body, signature: undefined });
      expect(signed!.body).toHaveProperty("signature");
      expect(noise).toEqual([]);
      await close();
    });
  },
  withGroup,
);
