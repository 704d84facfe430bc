/** Findings in a real browser: the list, a run with its progress, one finding with network, figures and posts, a citation. */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { describeWorkbench, eachScreen, picture } from "../support/workbench-page.ts";

const STRETCH = "from=2031-10-01T00:00:00Z&to=2031-10-08T00:00:00Z";

/** A list in which the network of a run is drawn as groups, and a finding whose one group is open. */
const SCREENS = [
  ["findings", "/cases/demo/findings", ".table tbody tr"],
  ["findings-run", "/cases/demo/findings/run", ".run-form"],
  ["finding-groups", "/cases/demo/findings/F2", ".network .canvas canvas"],
  ["finding", "/cases/demo/findings/F3?plumb=F3", ".network .canvas canvas"],
  ["finding-stretch", `/cases/demo/findings/F3?${STRETCH}`, ".finding-posts tbody tr"],
] as const;

describeWorkbench("findings in a real browser", (workbench) => {
  const laidOut = (page: Page) =>
    expect.poll(() => page.locator(".canvas-foot output").allInnerTexts()).toEqual([""]);

  eachScreen(workbench, SCREENS, {
    pictured: ["findings", "finding"],
    settled: async (page) => {
      if (page.url().includes("/F")) await laidOut(page);
    },
  });

  it("draws under its own content security policy, and loads the drawing only here", async () => {
    const { page, noise, asked, close } = await workbench().watched({
      viewport: { width: 1440, height: 900 },
    });
    await page.goto(`${workbench().base}/cases/demo/findings`);
    await page.waitForSelector(".table tbody tr");
    expect(asked.some((address) => /canvas|layout-worker/.test(address))).toBe(false);
    await page.goto(`${workbench().base}/cases/demo/findings/F3`);
    await page.waitForSelector(".network .canvas canvas");
    await laidOut(page);
    expect(asked.some((address) => /layout-worker/.test(address))).toBe(true);
    await page.locator(".network").evaluate((drawing) => drawing.scrollIntoView({ block: "start" }));
    await picture(page, "network");
    expect(noise).toEqual([]);
    await close();
  });

  it("opens the posts behind an edge, and the address brings them back", async () => {
    const { page, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/findings/F3?pairs=open`);
    await page.locator(".pairs tbody button").first().click();
    await page.waitForURL((url) => url.searchParams.has("a") && url.searchParams.has("b"));
    await expect.poll(() => page.locator(".edge .soft").innerText()).toMatch(/pairs? of posts with the same/);
    const said = await page.locator(".edge .soft").innerText();
    await page.reload();
    await expect.poll(() => page.locator(".edge .soft").innerText()).toBe(said);
    await close();
  });

  it("says a run as a whole in a short headline, the rest below it, all on one line; the panel folds long words", async () => {
    const { page, noise, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/findings/F2`);
    const ref = await page.locator("h1 a").getAttribute("data-plumb");
    expect((await page.locator("h1").innerText()).length).toBeLessThan(120);
    expect((await page.locator(".sentences").innerText()).length).toBeGreaterThan(200);
    await page.locator(".sentences a").click();
    await page.waitForURL((url) => url.searchParams.get("plumb") === ref);
    const more = page.locator(".panel .cap").getByRole("button", { name: "More" });
    const words = page.locator(".panel .cap .words");
    const folded = (await words.boundingBox())!.height;
    await more.press("Enter");
    await page.locator(".panel .cap").getByRole("button", { name: "Less", expanded: true }).waitFor();
    expect((await words.boundingBox())!.height).toBeGreaterThan(folded * 1.5);
    expect(noise).toEqual([]);
    await close();
  });

  it("narrows the posts behind a finding by a pull over its timeline, by keyboard, and from the address", async () => {
    const { page, noise, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/findings/F3?open=posts`);
    const said = page.locator(".finding-posts output");
    await expect.poll(() => said.innerText()).toMatch(/^948 posts\./);
    const drawing = page.locator(".figure svg.pulls");
    await expect.poll(() => drawing.locator(".everybody").count()).toBeGreaterThan(10);
    await drawing.scrollIntoViewIfNeeded();
    const box = (await drawing.boundingBox())!;
    const at = (share: number) => [box.x + box.width * share, box.y + box.height / 2] as const;
    await page.mouse.move(...at(0.34));
    await page.mouse.down();
    await page.mouse.move(...at(0.5), { steps: 4 });
    await page.mouse.up();
    await page.waitForURL((url) => url.searchParams.has("from") && url.searchParams.has("to"));
    const { searchParams } = new URL(page.url());
    const [from, to] = ["from", "to"].map((name) => searchParams.get(name)!) as [string, string];
    await expect.poll(() => said.innerText()).toMatch(/^\d+ of 948 posts in the chosen stretch/);
    const narrowed = await said.innerText();
    const times = await page
      .locator(".finding-posts tbody time")
      .evaluateAll((list) => list.map((time) => time.getAttribute("datetime")!));
    expect(times.length).toBeGreaterThan(0);
    expect(
      times.filter((time) => Date.parse(time) < Date.parse(from) || Date.parse(time) >= Date.parse(to)),
    ).toEqual([]);
    await page.locator("summary", { hasText: "Posts over time" }).click();
    const [svg] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: /timeline as SVG/ }).click(),
    ]);
    expect(readFileSync(await svg.path(), "utf8")).not.toContain("data-page-only");
    await page.reload();
    await expect.poll(() => said.innerText()).toBe(narrowed);
    await page.getByRole("button", { name: "Nearer" }).press("Enter");
    await page.waitForURL((url) => url.searchParams.get("from") !== from);
    await expect.poll(() => said.innerText()).not.toBe(narrowed);
    await page.getByRole("button", { name: "Whole period" }).press("Enter");
    await expect.poll(() => said.innerText()).toMatch(/^948 posts\./);
    expect(noise).toEqual([]);
    await close();
  });

  it("offers the comparison group: a stratum and what is set aside", async () => {
    const { page, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/findings/run`);
    await page.locator("summary", { hasText: "Comparison group" }).click();
    const group = page.getByRole("group", { name: "Comparison group", exact: true });
    await group.getByLabel("Within", { exact: true }).waitFor();
    await group.getByLabel("Accounts set aside").waitFor();
    await close();
  });

  it("colours accounts by a column, counts every account in the legend, and does not lay out again", async () => {
    const { page, noise, asked, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/findings/F3?pairs=open`);
    await page.waitForSelector(".network .canvas canvas");
    await laidOut(page);
    const workers = () => asked.filter((address) => /layout-worker/.test(address)).length;
    const before = workers();
    const accounts = async () =>
      (await page.locator(".legend li").allInnerTexts()).reduce(
        (sum, entry) => sum + Number(/([\d,]+)$/.exec(entry.trim())![1]!.replaceAll(",", "")),
        0,
      );
    const drawn = await accounts();
    expect(drawn).toBeGreaterThan(0);
    const columns = page.locator(".tools label").filter({ hasText: "Colour" }).locator("select");
    await expect.poll(() => columns.locator("option").count()).toBeGreaterThan(2);
    const column = (await columns.locator("option").nth(2).getAttribute("value"))!;
    await columns.selectOption(column);
    await page.waitForURL((url) => url.searchParams.get("colour") === column);
    await expect
      .poll(() => page.locator(".legend p").innerText())
      .toContain(`commonest value of ${column.slice("column:".length)}`);
    expect(await accounts()).toBe(drawn);
    expect(workers()).toBe(before);
    expect(noise).toEqual([]);
    await close();
  });

  it("cites a finding against a judgment by one Basis record", async () => {
    const { page, noise, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/findings/F3?open=cite`);
    const before = (await workbench().site.served("demo").opened.fullFold()).all("Basis");
    await page.getByLabel("Why it speaks").fill("The scheduler alone explains the minutes.");
    await page.getByRole("button", { name: "Cite against" }).click();
    await expect
      .poll(async () => (await workbench().site.served("demo").opened.fullFold()).all("Basis").length)
      .toBe(before.length + 1);
    const basis = (await workbench().site.served("demo").opened.fullFold()).all("Basis").at(-1)!;
    expect(basis).toMatchObject({
      marking: { tlp: "AMBER+STRICT" },
      body: { stands: "against", why: "The scheduler alone explains the minutes." },
    });
    await expect.poll(() => page.getByLabel("Why it speaks").inputValue()).toBe("");
    expect(await page.locator(".cite output").innerText()).toContain("against");
    expect(noise).toEqual([]);
    await close();
  });

  it("runs a detector from its form and shows what it found; a wrong value is refused in words", async () => {
    const { page, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/findings/run`);
    await page.getByLabel("Object", { exact: true }).fill("column:nowhere");
    await page.getByRole("button", { name: /^Run / }).click();
    await expect.poll(() => page.locator(".job [role=alert]").count()).toBe(1);
    await page.getByLabel("Object", { exact: true }).fill("url");
    await page.locator("summary", { hasText: "more settings, at the default" }).click();
    // A value that cannot be sent opens what it is folded in: nobody looks for why nothing happens.
    await page.getByLabel("Shuffles").fill("-1");
    await page.locator("summary", { hasText: "more settings, at the default" }).click();
    await page.getByRole("button", { name: /^Run / }).click();
    await expect.poll(() => page.getByLabel("Shuffles").isVisible()).toBe(true);
    await page.getByLabel("Shuffles").fill("19");
    await page.getByLabel("Seed", { exact: true }).fill("7");
    await page.getByRole("button", { name: /^Run / }).click();
    await expect.poll(() => page.locator(".job").innerText()).toMatch(/took [\d.]+ s and made \d+ finding/);
    await expect.poll(() => page.locator(".job li a").count()).toBeGreaterThan(0);
    const runs = (await workbench().site.served("demo").opened.fullFold()).all("Run");
    expect(runs.at(-1)!.body.seed).toBe(7);
    await close();
  });

  it("saves a figure with caption, run, parameters and hash in the file", async () => {
    const { page, noise, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/findings/F2?pairs=open`);
    await page.waitForSelector(".figure svg");
    await page.locator("summary", { hasText: "Posts over time" }).click();
    const [svg] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: /timeline as SVG/ }).click(),
    ]);
    const text = readFileSync(await svg.path(), "utf8");
    for (const part of ["Posts over time", "co-share", "seed", "SHA-256"]) expect(text).toContain(part);
    expect(text).not.toContain("style=");
    const [png] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: /network as PNG/ }).click(),
    ]);
    expect(
      readFileSync(await png.path())
        .subarray(1, 4)
        .toString(),
    ).toBe("PNG");
    expect(noise).toEqual([]);
    await close();
  });

  it("says what was shared with counts, one name everywhere, and gives the network as both files", async () => {
    const { page, noise, asked, close } = await workbench().watched({
      viewport: { width: 1440, height: 900 },
    });
    const sizes = new Map<string, number>();
    page.on("response", (response) => {
      const { pathname } = new URL(response.url());
      if (pathname.includes("/findings"))
        void response.body().then(
          (body) => sizes.set(pathname, body.length),
          () => undefined,
        );
    });
    await page.goto(`${workbench().base}/cases/demo/findings/F3?pairs=open`);
    await page.waitForSelector(".shared tbody tr");
    await laidOut(page);
    const name = (await page.locator(".crumbs li[aria-current]").innerText()).replace(/^F3 /, "");
    expect(name).toMatch(/^.+ and \d+ more$/);
    expect(await page.locator(".rail [aria-current=true]").first().innerText()).toContain(name);
    expect(await page.locator(".shared tbody tr").count()).toBe(5);
    await page.locator(".shared").getByRole("button", { name: "all" }).click();
    await expect.poll(() => page.locator(".shared tbody tr").count()).toBeGreaterThan(5);
    for (const [format, begins] of [
      ["GEXF", "<gexf"],
      ["GraphML", "<graphml"],
    ] as const) {
      const [file] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: format, exact: true }).click(),
      ]);
      const text = readFileSync(await file.path(), "utf8");
      expect(text).toContain(begins);
      expect(text).toContain("acct-");
    }
    process.stdout.write(
      `${[...sizes].map(([path, bytes]) => `${path.slice(16)}: ${bytes} bytes`).join("\n")}\n`,
    );
    expect(Math.max(...sizes.values())).toBeLessThan(100_000);
    expect(asked.some((address) => /findings\/[^/]+\/posts/.test(address))).toBe(false);
    expect(noise).toEqual([]);
    await close();
  });
});
