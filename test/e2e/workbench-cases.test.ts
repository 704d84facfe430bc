/** Cases from the page: an empty server that teaches, the examples, a file that is dropped; what is written is taken back. */
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { describeWorkbench, eachScreen, SLOW } from "../support/workbench-page.ts";

/** Making the demo takes some seconds, and longer on a machine that is busy. */
const MAKING = { timeout: 120_000 };

const POSTS = ["account,time,text", "ann,2031-10-01 10:00,hello", "ben,2031-10-01 10:01,hello"].join("\n");

async function drop(page: Page, name: string, text: string): Promise<void> {
  const data = await page.evaluateHandle(
    `(() => { const data = new DataTransfer(); data.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)})); return data; })()`,
  );
  await page.dispatchEvent("body", "drop", { dataTransfer: data });
}

describeWorkbench(
  "a server without a case",
  (workbench) => {
    eachScreen(workbench, [
      ["cases-empty", "/", ".ways"],
      ["cases-new", "/?do=new", ".form"],
      ["password", "/password", "h1"],
    ]);

    it("makes a case of a file that is dropped, and begins to send it", async () => {
      const { page, noise, close } = await workbench().watched();
      await page.goto(workbench().base);
      await page.waitForSelector(".ways");
      await drop(page, "My posts (1).csv", POSTS);
      await page.waitForURL(/\/cases\/My-posts-1-\/corpus\/add\?.*upload=/, SLOW);
      await expect.poll(() => page.locator("#stage h1").innerText(), SLOW).toContain("My posts (1).csv");
      await page.getByRole("button", { name: /^Import/ }).click();
      await expect.poll(() => page.locator("#stage h1").innerText(), SLOW).toMatch(/is in$/);
      await page.goto(workbench().base);
      await expect.poll(() => page.locator("h2 a").allInnerTexts()).toEqual(["My-posts-1-"]);
      // A second file of that name goes into the case that is there.
      const before = await workbench().site.room("My-posts-1-").opened.log.root();
      await drop(page, "My posts (1).csv", POSTS);
      await page.waitForURL(/\/cases\/My-posts-1-\/corpus\/add\?.*upload=/, SLOW);
      expect(await workbench().site.room("My-posts-1-").opened.log.root()).toEqual(before);
      expect(noise).toEqual([]);
      await close();
    });

    it("makes an empty case by name, and says what a name is where it is none", async () => {
      const { page, close } = await workbench().watched();
      await page.goto(`${workbench().base}/?do=new`);
      await page.getByLabel("Name of the case").fill("../evil");
      await page.getByLabel("Organisation that keeps it").fill("Harbour desk");
      await page.getByRole("button", { name: "Make the case" }).click();
      await expect.poll(() => page.locator("[role=alert]").innerText()).toMatch(/name/i);
      await page.getByLabel("Name of the case").fill("harbour");
      await page.getByRole("button", { name: "Make the case" }).click();
      await page.waitForURL(/\/cases\/harbour\/corpus\/add/, SLOW);
      await expect.poll(() => page.locator(".rail .who").innerText()).toContain("Harbour desk");
      expect(readdirSync(join(workbench().root, "cases"))).toContain("harbour");
      await close();
    });

    it("opens us-2016 and the demo, showing how far it is", async () => {
      const { page, noise, close } = await workbench().watched();
      await page.goto(workbench().base);
      await page.getByRole("button", { name: "Open us-2016" }).click();
      await page.waitForURL(/\/cases\/us-2016\/judgments/, MAKING);
      await page.goto(workbench().base);
      await page.getByRole("button", { name: "Open the demo" }).click();
      await page.waitForURL(/making=/);
      const address = page.url();
      await page.waitForSelector(".on-its-way progress");
      await page.reload();
      await page.waitForURL(/\/cases\/demo\/judgments/, MAKING);
      await expect.poll(() => page.locator("h1").innerText(), SLOW).toBeTruthy();
      // The address of the making leads to what was made.
      await page.goto(address);
      await page.waitForURL(/\/cases\/demo\/judgments/, SLOW);
      expect(readdirSync(join(workbench().root, "cases")).sort()).toEqual([
        "My-posts-1-",
        "demo",
        "harbour",
        "us-2016",
      ]);
      expect(noise).toEqual([]);
      await close();
    }, 240_000);

    it("refuses to build a case over a folder that is something else", async () => {
      const { page, close } = await workbench().watched();
      writeFileSync(join(workbench().root, "cases", "thesis"), "my thesis");
      await page.goto(workbench().base);
      await page.waitForSelector(".ways");
      await drop(page, "thesis.csv", POSTS);
      await expect.poll(() => page.locator("[role=alert]").innerText(), SLOW).toContain("OUT_EXISTS");
      await page.getByRole("button", { name: "Choose again" }).click();
      await page.waitForSelector(".ways");
      await close();
    });
  },
  async () => undefined,
);
