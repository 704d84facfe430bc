/**
 * A network of 20,000 accounts and 60,000 edges: it is laid out and zooms, the page stays in hand meanwhile, and the times of
 * its frames are printed. They are never asserted: WebGL is drawn in software here, on a machine that may be busy.
 */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import type { NetworkView } from "../../src/desk/index.ts";
import { describeWorkbench } from "../support/workbench-page.ts";

const ACCOUNTS = 20_000;
const EDGES = 60_000;

/** Times between the frames of a page while something is done, in ms. */
async function framesDuring(page: Page, act: () => Promise<void>): Promise<readonly number[]> {
  await page.evaluate(
    "window.frames_ = []; let last = performance.now(); (function next(now) { window.frames_.push(now - last); last = now; window.loop_ = requestAnimationFrame(next); })(last);",
  );
  await act();
  return page.evaluate<number[]>("cancelAnimationFrame(window.loop_); window.frames_.slice(1)");
}

function say(name: string, times: readonly number[]): void {
  const sorted = [...times].sort((x, y) => x - y);
  const at = (part: number) => Math.round(sorted[Math.floor(part * (sorted.length - 1))] ?? 0);
  process.stdout.write(
    `${ACCOUNTS} accounts, ${EDGES} edges, software WebGL, ${name}: median ${at(0.5)} ms, 95 % ${at(0.95)} ms, longest ${at(1)} ms a frame (${times.length} frames)\n`,
  );
}

describeWorkbench("a network of 20,000 accounts", (workbench) => {
  it("is laid out and zooms, and says its frame times", async () => {
    const { page, noise, close } = await workbench().watched({ viewport: { width: 1440, height: 900 } });
    const network = generated();
    await page.route("**/network", (route) => route.fulfill({ json: network }));
    await page.goto(`${workbench().base}/cases/demo/findings/F2?group=all`);
    const canvas = page.locator(".network .canvas");
    await canvas.locator("canvas").first().waitFor();
    const began = Date.now();
    const settling = await framesDuring(page, () =>
      expect.poll(() => page.locator(".canvas-foot output").innerText()).toBe(""),
    );
    const seconds = (Date.now() - began) / 1000;
    await canvas.scrollIntoViewIfNeeded();
    const box = (await canvas.boundingBox())!;
    // A button beside the drawing may have been scrolled to.
    const inSight = async () => {
      await canvas.scrollIntoViewIfNeeded();
      return (await canvas.boundingBox())!;
    };
    const picture = async () => page.screenshot({ clip: await inSight() });
    const whole = await picture();

    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    // The wheel zooms the drawing: were it beside it, the page would scroll.
    const scrolled = await page.evaluate<number>("scrollY");
    const zooming = await framesDuring(page, async () => {
      for (let step = 0; step < 20; step++) {
        await page.mouse.wheel(0, step < 10 ? -240 : 240);
        await page.waitForTimeout(80);
      }
    });
    expect(await page.evaluate<number>("scrollY")).toBe(scrolled);

    await page.getByRole("button", { name: "Closer" }).click();
    await expect.poll(async () => (await picture()).equals(whole)).toBe(false);
    await page.getByRole("button", { name: "All of it" }).click();
    const wholeAgain = async () => {
      // Off the drawing and into its empty corner, so that no account is pointed at.
      const { x, y } = await inSight();
      await page.mouse.move(0, 0);
      await page.mouse.move(x + 4, y + 4);
      return (await picture()).equals(whole);
    };
    await expect.poll(wholeAgain).toBe(true);
    process.stdout.write(`laid out after ${seconds.toFixed(1)} s\n`);
    say("while laying out", settling);
    say("while zooming", zooming);
    expect(noise).toEqual([]);
    await close();
  });
});

/** Fifty groups whose accounts follow each other in rings with chords; the same every time. */
function generated(order = ACCOUNTS, size = EDGES): NetworkView {
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
