/** Coding in a real browser: a codebook made, posts coded by keyboard, what a second person said, agreement, the way back. */
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Body } from "../../src/model/records.ts";
import type { RecordType } from "../../src/model/refs.ts";
import type { IssuedDraft } from "../../src/store/log/case-log.ts";
import { standingImports } from "../../src/workbench/case.ts";
import type { Site } from "../../src/desk/index.ts";
import type { Case } from "../../src/workbench/index.ts";
import { describeWorkbench, eachScreen, withDemo } from "../support/workbench-page.ts";

const SAMPLE = "seed=7&size=40";
const SCREENS = [
  ["coding", `/cases/demo/corpus/coding?book=tone&${SAMPLE}`, ".codes"],
  ["coding-agreement", "/cases/demo/corpus/coding?book=tone&show=agreement", ".to-settle"],
  ["coding-account", "/cases/demo/corpus/coding?book=role&size=20", ".account .post-text"],
  ["coding-codebook", "/cases/demo/corpus/coding?do=codebook", ".category"],
  ["coding-empty", "/cases/empty/corpus/coding", ".lead"],
] as const;

const TONE: Body<"Codebook"> = {
  key: "tone",
  name: "What a post does",
  of: "post",
  several: false,
  guidance: "Code what the words do, not what you hold of the author.",
  categories: [
    {
      code: "blame",
      label: "Blame",
      definition: "Says that somebody is at fault.",
      includes: "blame by a question.",
      excludes: "reports of blame by others.",
    },
    {
      code: "call",
      label: "Call to act",
      definition: "Asks readers to do something.",
      example: "Come to the quay at noon.",
    },
    { code: "report", label: "Report", definition: "Tells of something and does neither of the two." },
  ],
};
const ROLE: Body<"Codebook"> = {
  key: "role",
  name: "What an account says it is",
  of: "account",
  several: true,
  categories: [
    { code: "person", label: "A person", definition: "Speaks of itself as one person." },
    { code: "outlet", label: "An outlet", definition: "Calls itself a paper, a station, a channel." },
  ],
};

async function add<T extends RecordType>(opened: Case, by: string, type: T, body: Body<T>): Promise<string> {
  const id = opened.log.issueId(type);
  const draft = { id, by, for: await opened.keeper(), marking: { tlp: "AMBER+STRICT" }, type, body };
  await opened.log.append([draft as IssuedDraft]);
  return id;
}

/** The places of the sample, as both coders draw it. */
async function sample(opened: Case) {
  const { posts } = await opened.corpus();
  const imports = (await standingImports(opened)).map(({ id }) => id);
  return (await posts.draw(imports, { words: [] }, { seed: 7, size: 40 })).posts;
}

const coding = (
  codebook: string,
  { artifactId, row }: { artifactId: string; row: number },
  code: string,
) => ({
  codebook,
  unit: { artifact: artifactId, row },
  says: [code],
});

/** The demo with two codebooks: of the sample, `bo` coded all and the owner the first ten, three of them otherwise. */
async function withCodes(site: Site, root: string): Promise<void> {
  await withDemo(site, root);
  await site.add(join(root, "empty"), {
    name: "empty",
    open: { create: { by: "analyst", organisation: "Heron watch" } },
  });
  const { opened } = site.served("demo");
  const tone = await add(opened, "bo", "Codebook", TONE);
  await add(opened, "bo", "Codebook", ROLE);
  const codes = ["report", "blame", "call"];
  for (const [i, post] of (await sample(opened)).entries()) {
    if (i < 10)
      await add(opened, "analyst", "Coding", coding(tone, post, i % 4 === 1 ? "report" : codes[i % 3]!));
    await add(opened, "bo", "Coding", coding(tone, post, codes[i % 3]!));
  }
}

describeWorkbench(
  "coding in a real browser",
  (workbench) => {
    eachScreen(workbench, SCREENS, { pictured: ["coding"] });

    it("shows agreement of two coders, what is kept, and what is left to settle", async () => {
      const { page, noise, close } = await workbench().watched();
      await page.goto(`${workbench().base}/cases/demo/corpus/coding?book=tone&show=agreement`);
      await expect.poll(() => page.locator(".kept").innerText()).toMatch(/^\d+ codes by others are kept/);
      // 20 values, of which 10, 5 and 5 are of one code, and two units that differ: 1 - 19 * 4 / 250.
      const table = () => page.locator("table", { hasText: "Krippendorff" }).innerText();
      await expect.poll(table).toMatch(/All codes\s+10\s+80\.0 % of 10\s+0\.696, too few/);
      expect(await page.locator(".to-settle > li").count()).toBeGreaterThanOrEqual(2);
      await page.getByRole("link", { name: /Show everything, as a reviewer/ }).click();
      await page.waitForURL(/all=yes/);
      await expect.poll(() => page.locator(".kept").innerText()).toMatch(/^Everything is shown/);
      // From a difference to the unit, and back to the row of the file.
      await page.getByRole("link", { name: "Open it" }).first().click();
      await page.waitForURL(/unit=art_/);
      await expect.poll(() => page.locator(".said").innerText()).toMatch(/You said[^]*bo:/);
      await page.getByText(/^You said/).click();
      await expect
        .poll(() => page.locator(".plumb-line").innerText())
        .toMatch(/What a post does[^]*SHA-256|SHA-256/i);
      expect(noise).toEqual([]);
      await close();
    });

    it("codes by keyboard, hides others' codes until then, takes back by u, and counts", async () => {
      const { page, noise, close } = await workbench().watched();
      await page.goto(`${workbench().base}/cases/demo/corpus/coding?book=tone&${SAMPLE}`);
      const done = () => page.locator(".done").innerText();
      await expect.poll(done).toBe("10 of 40 coded by you");
      // It opens at the first that is not coded; what bo said of it is not in the page.
      const step = () => page.locator(".step span").innerText();
      expect(await step()).toBe("Post 11 of 40");
      expect(await page.locator(".said").innerText()).not.toContain("bo");
      await page.keyboard.press("2");
      await expect.poll(done).toBe("11 of 40 coded by you");
      await expect.poll(step).toBe("Post 12 of 40");
      // Digits are codes here: the screen is still the corpus.
      expect(page.url()).toContain("/corpus/coding");
      await page.keyboard.press("ArrowLeft");
      await expect.poll(step).toBe("Post 11 of 40");
      await expect
        .poll(() => page.locator(".said").innerText())
        .toMatch(/You said: Call to act[^]*bo: Blame/);
      // Another code takes the place of the first.
      await page.keyboard.press("1");
      await expect.poll(step).toBe("Post 12 of 40");
      await page.keyboard.press("ArrowLeft");
      await expect.poll(() => page.locator(".said").innerText()).toContain("You said: Blame");
      expect(await done()).toBe("11 of 40 coded by you");
      await page.keyboard.press("u");
      await expect.poll(done).toBe("10 of 40 coded by you");
      expect(await page.locator(".said").innerText()).not.toContain("bo");
      await page.keyboard.press("0");
      await expect.poll(done).toBe("11 of 40 coded by you");
      // All of it is in the log: one superseded, one withdrawn, one that stands, by the person who coded.
      const { opened } = workbench().site.served("demo");
      const unit = (await sample(opened))[10]!;
      const fold = await opened.fullFold();
      const mine = fold.visible.flatMap(({ record }) =>
        record.type === "Coding" && record.by === "analyst" && "row" in record.body.unit
          ? record.body.unit.row === unit.row && record.body.unit.artifact === unit.artifactId
            ? [[record.body.says, fold.stands(record.id), record.marking.tlp]]
            : []
          : [],
      );
      expect(mine).toEqual([
        [["call"], false, "AMBER+STRICT"],
        [["blame"], false, "AMBER+STRICT"],
        ["cannot say", true, "AMBER+STRICT"],
      ]);
      expect(noise).toEqual([]);
      await close();
    });

    it("makes a codebook for accounts from nothing, and shows one's own codes beside the posts", async () => {
      const { page, noise, close } = await workbench().watched();
      await page.goto(`${workbench().base}/cases/demo/corpus/coding?do=codebook`);
      await page.getByLabel("Name", { exact: true }).fill("Hours of an account");
      await page.getByLabel("single accounts").check();
      await page.getByLabel("Label", { exact: true }).nth(0).fill("Office hours");
      await page.getByLabel("What counts").nth(0).fill("Posts on working days, by day.");
      await page.getByLabel("Label", { exact: true }).nth(1).fill("Any hour");
      await page.getByLabel("What counts").nth(1).fill("Posts at night, too.");
      await page.getByRole("button", { name: "Record this codebook" }).click();
      await expect.poll(() => page.locator("h1").innerText()).toBe("Hours of an account");
      await page.waitForSelector(".done");
      await page.keyboard.press("2");
      await expect.poll(() => page.locator(".done").innerText()).toMatch(/^1 of \d+ coded by you/);
      // Several at once, in the other codebook: marked, then recorded.
      await page.getByRole("link", { name: "What an account says it is" }).click();
      await page.waitForURL(/book=role/);
      await expect.poll(() => page.locator("h1").innerText()).toBe("What an account says it is");
      await expect.poll(() => page.locator(".done").innerText()).toMatch(/^0 of/);
      await page.keyboard.press("1");
      await page.keyboard.press("2");
      await page.getByRole("button", { name: /^Record these codes/ }).click();
      await expect.poll(() => page.locator(".done").innerText()).toMatch(/^1 of \d+ coded by you/);
      // Among the posts: the reader's own code, and the way from an account to its codebook.
      const { opened } = workbench().site.served("demo");
      const first = (await sample(opened))[0]!;
      const account = encodeURIComponent(first.account);
      const from = encodeURIComponent(new Date(first.time).toISOString());
      await page.goto(`${workbench().base}/cases/demo/corpus?account=${account}&from=${from}`);
      await expect.poll(() => page.locator(".own-code").first().innerText()).toBe("You coded it: Report");
      await page.locator(".code-account").getByRole("link", { name: "What an account says it is" }).click();
      await expect.poll(() => page.locator(".account h2").innerText()).toBe(first.account);
      expect(noise).toEqual([]);
      await close();
    });
  },
  withCodes,
);
