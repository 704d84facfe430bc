/** The first screen of a case, the field over everything, and light or dark, in a real browser. */
import { expect, it } from "vitest";
import { describeWorkbench, faults } from "../support/workbench-page.ts";

describeWorkbench("the first screen of a case, and what is on every screen", (workbench) => {
  it("says where the case stands, and each next step leads on", async () => {
    const { page, noise, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo`);
    await page.waitForURL(/\/overview$/);
    await page.waitForSelector(".case-in-time svg");
    expect(await page.locator("h1").innerText()).toMatch(/was published at TLP:.*five key judgments/);
    const rows = page.locator(".key-judgments tbody tr");
    expect(await rows.count()).toBe(5);
    expect(await rows.nth(2).innerText()).toMatch(/dissents/);
    // Nobody's likelihood is in the sentence.
    expect(await rows.nth(2).locator("th").innerText()).not.toMatch(/likely|chance|certain/);
    const steps = page.locator(".steps a");
    const stages = await page.locator(".steps dt").allInnerTexts();
    expect(stages).toEqual(["Bring in", "Find", "Weigh", "Judge", "Release"]);
    for (let at = 0; at < (await steps.count()); at++) {
      const words = await steps.nth(at).innerText();
      await steps.nth(at).click();
      await page.waitForURL((url) => !url.pathname.endsWith("/overview"));
      await page.waitForSelector("#stage h1");
      expect([words, await page.locator("#stage [role=alert]").count()]).toEqual([words, 0]);
      await page.goBack();
      await page.waitForSelector(".steps a");
    }
    expect(noise).toEqual([]);
    await close();
  });

  it("tells what others recorded since the last visit, and forgets it at the next", async () => {
    const first = await workbench().watched();
    await first.page.goto(`${workbench().base}/cases/demo/overview`);
    await expect
      .poll(() => first.page.locator(".below section").first().innerText())
      .toContain("first visit from this browser");
    await expect
      .poll(() => first.page.evaluate<number>("Object.keys(localStorage).length"))
      .toBeGreaterThan(0);
    const kept = await first.page.context().storageState();
    await first.close();

    const { opened } = workbench().site.served("demo");
    const keeper = await opened.keeper();
    await opened.log.append([
      {
        id: opened.log.issueId("Premise"),
        by: "another",
        for: keeper,
        marking: { tlp: "AMBER" },
        type: "Premise",
        body: { kind: "gap", text: "Nobody has asked about the kestrel." },
      },
    ]);
    const second = await workbench().watched({ storageState: kept });
    await second.page.goto(`${workbench().base}/cases/demo/overview`);
    const news = second.page.locator(".below section").first();
    await expect.poll(() => news.innerText()).toContain("kestrel");
    expect(await news.innerText()).toContain("by another");
    await second.page.reload();
    await expect.poll(() => news.innerText()).toContain("kestrel");
    const later = await second.page.context().storageState();
    await second.close();

    const third = await workbench().watched({ storageState: later });
    await third.page.goto(`${workbench().base}/cases/demo/overview`);
    await expect.poll(() => third.page.locator(".below section").first().innerText()).toContain("Nothing.");
    await third.close();
  });

  it("says what blocks a draft, and that nothing is there in an empty case", async () => {
    const { page, close } = await workbench().watched();
    const { opened } = workbench().site.served("demo");
    const keeper = await opened.keeper();
    const [edition] = (await opened.fullFold())
      .all("Edition")
      .filter(({ body }) => body.manifest === undefined);
    const { key: _, ...body } = edition!.body;
    await opened.log.append([
      {
        id: opened.log.issueId("Edition"),
        by: "analyst",
        for: keeper,
        marking: { tlp: "CLEAR" },
        type: "Edition",
        body: { ...body, title: "Another draft", ceiling: { tlp: "CLEAR" } },
      },
    ]);
    await page.goto(`${workbench().base}/cases/demo/overview`);
    await expect.poll(() => page.locator("h1").innerText()).toContain("“Another draft” is drafted");
    const release = page.locator(".steps > div").last();
    expect(await release.innerText()).toMatch(/clear \d+ blocker|preview and publish/);
    // A position above the draft blocks it, which is said on its judgment, too.
    const position = (await opened.fullFold()).all("Position").at(-1)!;
    await opened.log.append([
      {
        id: opened.log.issueId("Marking"),
        by: "analyst",
        for: keeper,
        marking: { tlp: "CLEAR" },
        type: "Marking",
        body: { of: position.id, to: { tlp: "AMBER" }, why: "It asked for it." },
      },
    ]);
    await page.goto(`${workbench().base}/cases/demo/judgments/${position.body.judgment}`);
    await expect
      .poll(() => page.locator(".blocks-release").innerText())
      .toContain("is above this edition; without it the judgment would say something else");
    await page.getByRole("link", { name: "Open the preview" }).click();
    await expect.poll(() => page.locator("section.refused").innerText()).toContain("INV7");
    await close();
  });

  it("has a field that finds a section, a record, posts and a term by keyboard alone", async () => {
    const { page, noise, close } = await workbench().watched({ bypassCSP: true });
    await page.goto(`${workbench().base}/cases/demo/log`);
    await page.waitForSelector(".row");
    await page.keyboard.press("Control+k");
    await page.waitForSelector("dialog[open]");
    await page.keyboard.type("bring");
    await expect.poll(() => page.locator("[role=option]").first().innerText()).toContain("Bring in a file");
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/corpus\/add/);

    await page.keyboard.press("Control+k");
    await page.waitForSelector("dialog[open]");
    await page.keyboard.type("scheduler");
    await expect
      .poll(() => page.locator("[role=option]").allInnerTexts())
      .toEqual(expect.arrayContaining([expect.stringContaining("Posts with “scheduler”")]));
    const first = await page.locator("[role=option]").first().innerText();
    await page.keyboard.press("ArrowDown");
    expect(await page.locator("[aria-selected=true]").innerText()).not.toBe(first);
    await page.keyboard.press("Enter");
    await page.waitForURL(/plumb=/);
    await page.waitForSelector(".plumb-line");

    await page.keyboard.press("Control+k");
    await page.waitForSelector("dialog[open]");
    await page.keyboard.type("confidence");
    await expect.poll(() => page.locator("[role=option].explained").count()).toBeGreaterThan(0);
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator("dialog").count()).toBe(0);
    expect(noise).toEqual([]);
    await close();
  });

  it("leads from a hypothesis that nobody has judged to its judgment", async () => {
    const { page, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/questions/Q3`);
    await page.waitForSelector(".judged a");
    const words = await page.locator(".judged").innerText();
    expect(words).toMatch(/H1\s+J3/);
    await page.getByRole("link", { name: "judge this" }).first().click();
    await page.waitForURL(/judgments\?do=begin/);
    const chosen = page.getByLabel("Hypothesis that it states");
    await expect.poll(() => chosen.inputValue()).toMatch(/^qst_\w+#h2$/);
    await close();
  });

  it("is light or dark as the system says until the reader chooses, and the choice is kept", async () => {
    const { page, close } = await workbench().watched({ colorScheme: "light" });
    const ground = () => page.evaluate<string>("getComputedStyle(document.body).backgroundColor");
    await page.goto(`${workbench().base}/cases/demo/overview`);
    await page.waitForSelector(".key-judgments");
    const light = await ground();
    await page.getByRole("button", { name: "Dark" }).click();
    await expect.poll(ground).not.toBe(light);
    await page.reload();
    await page.waitForSelector(".key-judgments");
    expect(await ground()).not.toBe(light);
    await page.getByRole("button", { name: "Dark" }).click();
    await expect.poll(ground).toBe(light);
    await close();
  });
});
