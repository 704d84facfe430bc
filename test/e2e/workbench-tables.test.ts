/** Tables in a real browser: a table of polls from its bytes to a declared series, and why a file is none. */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { POLLS } from "../support/invented-polls.ts";
import { describeWorkbench } from "../support/workbench-page.ts";
import { fits } from "../support/four-shapes.ts";

async function choose(page: Page, base: string, name: string, bytes: Buffer): Promise<void> {
  await page.goto(`${base}/cases/empty/corpus/add`);
  await page.waitForSelector(".drop");
  await page.setInputFiles("input[type=file]", { name, mimeType: "text/csv", buffer: bytes });
  await page.waitForURL(/upload=/);
  await page.getByRole("link", { name: "A series", exact: true }).click();
}

describeWorkbench(
  "tables in a real browser",
  (workbench) => {
    it("comes in as it was proposed and mended: a column is said, a name given, the series recorded", async () => {
      const { page, noise, close } = await workbench().watched({ bypassCSP: true });
      await choose(page, workbench().base, "polls.csv", Buffer.from(POLLS));
      await page.waitForSelector(".reading .sample td");
      expect(await page.locator(".sample caption").innerText()).toBe("8 of 24 rows");
      expect(await page.locator(".kinds [aria-current]").allInnerTexts()).toEqual(["A series"]);
      expect(await page.getByText("Looking into the file").count()).toBe(0);
      const field = (name: string) => page.locator(`input[aria-label="${name}"]`);
      expect(await field("Date").inputValue()).toBe("end_date");
      expect(await field("Number behind a value").inputValue()).toBe("samplesize");
      const submit = page.getByRole("button", { name: /^Bring this table in/ });
      // Two columns may be the value: it is asked and not guessed.
      expect(await field("Value").inputValue()).toBe("");
      expect(await submit.isDisabled()).toBe(true);
      expect(await page.locator(".submit").innerText()).toContain("Say which column holds value.");
      await fits(page, "table-form");
      await field("Value").fill("alder - rowan");
      await field("Title").fill("Alder’s lead");
      await field("Short name").fill("lead");
      await submit.click();
      await expect.poll(() => page.locator("h1").innerText()).toBe("polls.csv is in");
      expect(await page.locator(".job").innerText()).toMatch(
        /Declared series: Alder’s lead\. 24 values from 2031-09-14 to 2031-10-30[^]*value=alder - rowan/,
      );
      await fits(page, "table-in");
      await page.getByRole("link", { name: "See what was recorded" }).click();
      await page
        .getByRole("link", { name: /Declared series: Alder’s lead/ })
        .first()
        .click();
      await page.waitForSelector(".instruments .figure svg text");
      await page.getByRole("button", { name: "How it was made" }).click();
      const said = await page.locator("article").innerText();
      expect(said).toContain("It declares what a table holds; nothing was looked for.");
      expect(said).not.toMatch(/look at these posts|the run as a whole|0 posts/);
      await page.goto(`${workbench().base}/cases/empty/findings/run?detector=series-check`);
      await expect.poll(() => page.locator("option, datalist option").allInnerTexts()).not.toEqual([]);
      const { series } = (await (
        await page.request.get(`${workbench().base}/api/cases/empty/inputs`)
      ).json()) as { series: readonly { name: string }[] };
      expect(series.map(({ name }) => name)).toEqual(["lead"]);
      expect(noise).toEqual([]);
      await close();
    });

    it("says in one line why a file is none", async () => {
      const { page, close } = await workbench().watched();
      await choose(page, workbench().base, "notes.csv", Buffer.from("when,what\nsoon,a few\nlater,many\n"));
      await page.waitForSelector(".reading .sample td");
      await page.locator('input[aria-label="Date"]').fill("when");
      await page.locator('input[aria-label="Value"]').fill("what");
      await page.getByRole("button", { name: /^Bring this table in/ }).click();
      await expect.poll(() => page.locator("h1").innerText()).toBe("notes.csv could not be imported");
      expect(await page.locator(".error-line").allInnerTexts()).toEqual([
        expect.stringMatching(/No row of the table has a day and a number\.[^\n]*ALL_REJECTED$/),
      ]);
      await choose(page, workbench().base, "picture.csv", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]));
      await expect.poll(() => page.locator(".error-line").count()).toBe(1);
      await close();
    });
  },
  async (site, root) => {
    await site.add(`${root}/empty`, {
      name: "empty",
      open: { create: { by: "analyst", organisation: "Heron watch" } },
    });
  },
);
