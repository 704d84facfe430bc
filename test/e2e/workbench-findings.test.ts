/** Findings in a real browser: the list, a run with its progress, one finding with network and figures, and a citation. */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import type { NetworkView } from "../../src/workbench/index.ts";
import { describeWorkbench, eachScreen } from "../support/workbench-page.ts";

/** A list in which the network of a run is drawn as groups, and a finding whose one group is open. */
const SCREENS = [
  ["findings", "/cases/demo/findings", ".table tbody tr"],
  ["findings-run", "/cases/demo/findings/run", ".run-form"],
  ["finding-groups", "/cases/demo/findings/F1", ".network .canvas canvas"],
  ["finding", "/cases/demo/findings/F2?plumb=F2", ".network .canvas canvas"],
] as const;

describeWorkbench("findings in a real browser", (workbench) => {
  const laidOut = (page: Page) =>
    expect.poll(() => page.locator(".canvas-foot output").allInnerTexts(), { timeout: 30_000 }).toEqual([""]);

  eachScreen(workbench, SCREENS, {
    pictured: true,
    settled: async (page) => {
      if (page.url().includes("/F")) await laidOut(page);
    },
  });

  it("draws under its own content security policy, and loads the drawing only here", async () => {
    const { page, noise, asked, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/findings`);
    await page.waitForSelector(".table tbody tr");
    expect(asked.some((address) => /canvas|layout-worker/.test(address))).toBe(false);
    await page.goto(`${workbench().base}/cases/demo/findings/F2`);
    await page.waitForSelector(".network .canvas canvas");
    await laidOut(page);
    expect(asked.some((address) => /layout-worker/.test(address))).toBe(true);
    expect(noise).toEqual([]);
    await close();
  });

  it("opens the posts behind an edge, and the address brings them back", async () => {
    const { page, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/findings/F2`);
    await page.locator(".pairs tbody button").first().click();
    await page.waitForURL((url) => url.searchParams.has("a") && url.searchParams.has("b"));
    await expect.poll(() => page.locator(".edge .soft").innerText()).toMatch(/pairs? of posts with the same/);
    const said = await page.locator(".edge .soft").innerText();
    await page.reload();
    await expect.poll(() => page.locator(".edge .soft").innerText()).toBe(said);
    await close();
  });

  it("cites a finding against a judgment by one Basis record", async () => {
    const { page, noise, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/findings/F2`);
    const before = (await workbench().site.room("demo").opened.fullFold()).all("Basis");
    await page.getByLabel("Why it tells").fill("The scheduler alone explains the minutes.");
    await page.getByRole("button", { name: "Cite against" }).click();
    await expect
      .poll(async () => (await workbench().site.room("demo").opened.fullFold()).all("Basis").length)
      .toBe(before.length + 1);
    const basis = (await workbench().site.room("demo").opened.fullFold()).all("Basis").at(-1)!;
    expect(basis).toMatchObject({
      marking: { tlp: "AMBER+STRICT" },
      body: { stands: "against", why: "The scheduler alone explains the minutes." },
    });
    await expect.poll(() => page.getByLabel("Why it tells").inputValue()).toBe("");
    expect(await page.locator(".cite output").innerText()).toContain("against");
    expect(noise).toEqual([]);
    await close();
  });

  it("runs a detector from its form and shows what it found; a wrong value is refused in words", async () => {
    const { page, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/findings/run`);
    await page.getByLabel("Object", { exact: true }).fill("column:nowhere");
    await page.getByRole("button", { name: /^Run / }).click();
    await expect.poll(() => page.locator(".job [role=alert]").count(), { timeout: 30_000 }).toBe(1);
    await page.getByLabel("Object", { exact: true }).fill("url");
    await page.getByLabel("Shuffles").fill("19");
    await page.getByRole("button", { name: /^Run / }).click();
    await expect
      .poll(() => page.locator(".job").innerText(), { timeout: 30_000 })
      .toMatch(/took [\d.]+ s and made \d+ finding/);
    expect(await page.locator(".job li a").count()).toBeGreaterThan(0);
    await close();
  });

  it("saves a figure with caption, run, parameters and hash in the file", async () => {
    const { page, noise, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/findings/F1`);
    await page.waitForSelector(".figure svg");
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

  it("opens a generated network of 20,000 accounts and says its frame times", async () => {
    const { page, noise, close } = await workbench().watched({ viewport: { width: 1440, height: 900 } });
    await page.route("**/network", (route) => route.fulfill({ json: generated(20_000, 60_000) }));
    await page.goto(`${workbench().base}/cases/demo/findings/F1?group=all`);
    await page.waitForSelector(".network .canvas canvas");
    await page.locator(".network .canvas").scrollIntoViewIfNeeded();
    const box = (await page.locator(".network .canvas").boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    const frames = async (act: () => Promise<void>): Promise<readonly number[]> => {
      await page.evaluate(
        "window.frames_ = []; let last = performance.now(); (function next(now) { window.frames_.push(now - last); last = now; window.loop_ = requestAnimationFrame(next); })(last);",
      );
      await act();
      return page.evaluate<number[]>("cancelAnimationFrame(window.loop_); window.frames_.slice(1)");
    };
    const during = await frames(() => page.waitForTimeout(3000));
    await expect.poll(() => page.locator(".canvas-foot output").innerText(), { timeout: 400_000 }).toBe("");
    // The wheel zooms the drawing: were it beside it, the page would scroll.
    const scrolled = await page.evaluate<number>("scrollY");
    const moved = await frames(async () => {
      for (let step = 0; step < 20; step++) {
        await page.mouse.wheel(0, step < 10 ? -240 : 240);
        await page.waitForTimeout(80);
      }
    });
    expect(await page.evaluate<number>("scrollY")).toBe(scrolled);
    const at = (times: readonly number[], part: number) =>
      Math.round([...times].sort((x, y) => x - y)[Math.floor(part * (times.length - 1))]!);
    for (const [name, times] of [
      ["while laying out", during],
      ["while zooming", moved],
    ] as const)
      process.stdout.write(
        `20,000 accounts, 60,000 edges, software WebGL, ${name}: median ${at(times, 0.5)} ms, 95 % ${at(times, 0.95)} ms a frame (${times.length} frames)\n`,
      );
    expect(moved.length).toBeGreaterThan(0);
    expect(noise).toEqual([]);
    await close();
  }, 600_000);
});

/** Fifty groups whose accounts follow each other in rings with chords; the same every time. */
function generated(order: number, size: number): NetworkView {
  const perGroup = order / 50;
  const groupOf = (at: number) => `G${Math.floor(at / perGroup) + 1}`;
  const edges = Array.from({ length: size }, (_, at) => {
    const from = at % order;
    const start = Math.floor(from / perGroup) * perGroup;
    const to = start + ((from - start + 1 + Math.floor(at / order) * 17) % perGroup);
    return {
      a: `N${from}`,
      b: `N${to}`,
      group: groupOf(from),
      weight: 2 + (at % 7),
      matches: 9,
      medianSeconds: 3,
      aFirst: 4,
      bFirst: 5,
      log10p: { activity: -3 - (at % 11), times: -4 },
    };
  });
  return {
    groups: Array.from({ length: 50 }, (_, at) => ({
      id: `G${at + 1}`,
      status: "finding",
      commonest: ["one", "two"],
      accounts: perGroup,
      objects: 9,
      posts: 99,
      edges: size / 50,
    })),
    nodes: Array.from({ length: order }, (_, at) => ({
      id: `N${at}`,
      name: `account ${at}`,
      group: groupOf(at),
      degree: 6,
      shares: 9,
      community: at % 3,
    })),
    edges,
    cut: { nodes: 0, edges: 0 },
  };
}
