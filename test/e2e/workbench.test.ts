/** The workbench in a real browser: every screen, wide and narrow, light and dark; the plumb line; the keyboard. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { describeWorkbench, eachScreen } from "../support/workbench-page.ts";
import type { Screen } from "../support/workbench-page.ts";

/** Screens and states: a name, an address, and what is there once it has been drawn. */
const SCREENS = [
  ["cases", "/", "h2 a"],
  ["overview", "/cases/demo/overview?plumb=J3", ".plumb-line .end"],
  ["evidence", "/cases/demo/evidence?plumb=C-tidewheel", ".plumb-line .end"],
  ["questions", "/cases/demo/questions/Q3?of=EA&plumb=C-tidewheel", ".matrix-frame"],
  ["review", "/cases/demo/review/2", ".lines"],
  ["release", "/cases/demo/release", ".files"],
  ["judgments", "/cases/demo/judgments/J3?plumb=J3", ".plumb-line .end"],
  ["log", "/cases/demo/log?plumb=J1&q=scheduler", ".plumb-line .end"],
  ["record", "/cases/demo/log/J1", ".record-page pre"],
] as const satisfies readonly Screen[];

describeWorkbench("the workbench in a real browser", (workbench) => {
  eachScreen(workbench, SCREENS, {
    pictured: ["cases", "overview", "evidence", "questions", "review", "release", "judgments", "log"],
  });

  it("runs under its own content security policy without a complaint", async () => {
    const { page, noise, close } = await workbench().watched();
    for (const [, path, drawn] of SCREENS) {
      await page.goto(`${workbench().base}${path}`);
      await page.waitForSelector(drawn);
    }
    expect(noise).toEqual([]);
    await close();
  });

  it("walks from the list of cases to the bytes, and every state has an address", async () => {
    const { page, close } = await workbench().watched();
    await page.goto(workbench().base);
    await page.getByRole("link", { name: /Ostmere/ }).click();
    await page.waitForURL(/\/overview$/);
    await page.getByRole("link", { name: "J1", exact: true }).click();
    await page.waitForURL(/\/judgments\/J1$/);
    await page.locator("h1 a").click();
    await page.waitForURL(/plumb=wrd_/);
    await expect.poll(() => page.locator(".plumb-line").innerText()).toMatch(/SHA-256/i);
    const first = await page.locator(".plumb-line > li").last().innerText();
    await page.locator(".plumb-line .ways a").nth(3).click();
    await page.waitForURL(/line=/);
    await expect.poll(() => page.locator(".plumb-line > li").last().innerText()).not.toBe(first);
    const address = page.url();
    const line = await page.locator(".plumb-line").innerText();
    await page.reload();
    await expect.poll(() => page.locator(".plumb-line").innerText()).toBe(line);
    expect(page.url()).toBe(address);
    await page.goBack();
    await expect.poll(() => page.locator(".plumb-line > li").last().innerText()).toBe(first);
    await close();
  });

  it("is worked by keyboard alone", async () => {
    const { page, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/judgments/J1`);
    await page.waitForSelector("h1 a");
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    const name = await page.evaluate<string>("document.activeElement.dataset.plumb");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.searchParams.get("plumb") === name);
    await page.waitForSelector(".plumb-line");
    await page.keyboard.press("?");
    await expect.poll(() => page.locator("aside h2").innerText()).toBe("Keys");
    await page.keyboard.press("Escape");
    await page.waitForURL((url) => !url.searchParams.has("plumb"));
    const sections = await page.locator("header nav > ul > li > a").allInnerTexts();
    await page.keyboard.press(String(sections.indexOf("Log") + 1));
    await page.waitForURL(/\/log/);
    await page.waitForSelector("[type=search]");
    await page.keyboard.press("/");
    await page.keyboard.type("scheduler?");
    await page.waitForURL((url) => url.searchParams.get("q") === "scheduler?");
    expect(await page.locator("aside h2").innerText()).toBe("Plumb line");
    await close();
  });

  it("records a cell of the matrix by one key, and another in its place", async () => {
    const { page, noise, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/questions/Q3?of=EA`);
    await page.waitForSelector(".matrix .cell .value");
    await page.getByRole("button", { name: "Write for Electoral Authority" }).click();
    const before = (await workbench().site.served("demo").opened.fullFold()).all("Appraisal").length;
    const cell = page.locator(".matrix tbody tr").first().locator(".cell").first();
    await cell.locator(".value").focus();
    await page.keyboard.press("Shift+I");
    await expect.poll(() => cell.locator("b").innerText()).toBe("II");
    await cell.locator(".value").focus();
    await page.keyboard.press("c");
    await expect.poll(() => cell.locator("b").innerText()).toBe("C");
    const appraisals = (await workbench().site.served("demo").opened.fullFold()).all("Appraisal");
    // The second stands in the place of the first.
    expect(appraisals.length).toBe(before + 1);
    expect(appraisals.at(-1)).toMatchObject({ by: "analyst", body: { aspect: "consistency", value: "C" } });
    expect(noise).toEqual([]);
    await close();
  });

  it("computes a record's leaf again and finds it equal", async () => {
    const { page, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/log/J1`);
    await expect.poll(() => page.locator(".record-page").innerText()).toContain("Equal.");
    await close();
  });

  it("shows what another person records without being asked", async () => {
    const { page, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/log?q=heron`);
    await expect.poll(() => page.locator("#stage output").first().innerText()).toMatch(/^0 records of/);
    const { opened } = workbench().site.served("demo");
    const keeper = await opened.keeper();
    const body = { kind: "gap" as const, text: "Nobody has asked about the heron." };
    const id = opened.log.issueId("Premise");
    await opened.log.append([
      { id, by: "another", for: keeper, marking: { tlp: "AMBER" }, type: "Premise", body },
    ]);
    await expect.poll(() => page.locator(".row").count()).toBe(1);
    expect(await page.locator(".row").innerText()).toContain("heron");
    await close();
  });

  it("says what a refusal is and what to do", async () => {
    const { page, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/nowhere/log`);
    await expect.poll(() => page.locator("[role=alert]").first().innerText()).toContain("NOT_FOUND");
    await page.goto(`${workbench().base}/cases/demo/log?plumb=jdg_0000000000`);
    await expect.poll(() => page.locator("aside [role=alert]").innerText()).toContain("NOT_FOUND");
    await close();
  });

  it("sends a visitor without a session to the start page, and opens one session by one token", async () => {
    const stranger = await workbench().watched({ storageState: { cookies: [], origins: [] } });
    await stranger.page.goto(`${workbench().base}/cases/demo/judgments/J1`);
    expect(new URL(stranger.page.url()).pathname).toBe("/start");
    await stranger.page.goto(workbench().startAddress);
    await expect.poll(() => stranger.page.locator("main").innerText()).toContain("wrong or was used");
    await stranger.close();
    const address = new URL(workbench().startAddress);
    expect(address.hostname).toBe("127.0.0.1");
    expect(address.search).toBe("");
    expect(address.hash.length).toBeGreaterThan(40);
  });

  it("opens a published edition and only ever downloads an artifact", async () => {
    const { page, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/release`);
    await page
      .getByRole("link", { name: /Ostmere/ })
      .first()
      .click();
    await page.waitForURL(/editions/);
    await expect.poll(() => page.locator("h1").innerText()).toContain("Ostmere");
    const fold = await workbench().site.served("demo").opened.fullFold();
    const held = fold.all("Artifact").find(({ body }) => body.held)!;
    await page.goto(`${workbench().base}/cases/demo/log/${held.id}`);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download" }).click(),
    ]);
    expect(readFileSync(await download.path()).length).toBeGreaterThan(0);
    await close();
  });
});
