/** What is typed outlives the server, a second window and the end of a page: nothing is lost, and nothing overwritten in silence. */
import { createServer } from "node:http";
import type { IncomingMessage, Server } from "node:http";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ownerSite } from "../../src/desk/index.ts";
import type { Site } from "../../src/desk/index.ts";
import { serveSite } from "../../src/server/serve.ts";
import { describeWithBrowser, launchBrowser } from "../support/browser.ts";
import { WAIT_GUARD } from "../support/patience.ts";
import { tempFolder } from "../support/temp.ts";
import { faults } from "../support/workbench-page.ts";

const PREPARING = 300_000;
const FORM = "/cases/alpha/questions?do=ask";
const LOOK = process.env["PLUMBLINE_LOOK"];

interface Running {
  readonly site: Site;
  readonly port: number;
  readonly startAddress: string;
  readonly stop: () => Promise<void>;
}

describeWithBrowser("typing over a restart and in two windows", () => {
  const cleanups: (() => Promise<void> | void)[] = [];
  let root: string;
  let running: Running;
  let base: string;
  let context: BrowserContext;

  /** The server of the folder, on the same port once it is known. */
  async function start(port: number): Promise<Running> {
    const { site, owner } = ownerSite({ folder: join(root, "cases") });
    await site.add(join(root, "alpha"), { open: { create: { by: "ada", organisation: "Desk" } } });
    const serving = await serveSite({ site, entry: { kind: "owner", owner }, port });
    const stop = async () => {
      await serving.stop();
      await site.close();
    };
    return { site, port: serving.port, startAddress: serving.startAddress, stop };
  }

  /** A window of the browser; every window shares its cookies. */
  async function open(path: string): Promise<Page> {
    const page = await context.newPage();
    page.setDefaultTimeout(WAIT_GUARD);
    await page.goto(path.startsWith("/") ? `${base}${path}` : path);
    return page;
  }

  const question = (page: Page) => page.locator("form.form textarea").first();
  const form = (page: Page) => page.locator("form.form").innerText();
  const kept = () => JSON.stringify(running.site.served("alpha").unsaved.list("owner analyst"));
  const mark = (page: Page, level: string) => page.getByLabel("Marking").selectOption(level);
  /** Leaves without being asked. */
  async function close(...pages: readonly Page[]): Promise<void> {
    for (const page of pages) await page.close({ runBeforeUnload: false });
  }

  beforeAll(async () => {
    root = tempFolder((clean) => cleanups.push(clean));
    const browser = await launchBrowser();
    cleanups.push(() => browser.close());
    context = await browser.newContext({ bypassCSP: true, viewport: { width: 1440, height: 900 } });
    running = await start(0);
    base = `http://127.0.0.1:${running.port}`;
    const page = await open(running.startAddress);
    await page.waitForURL(`${base}/`);
    await page.close();
  }, PREPARING);
  afterAll(async () => {
    for (const clean of cleanups.reverse()) await clean();
    await running.stop();
  });

  it.each(["CLEAR", "AMBER+STRICT"])(
    "at %s: the text is found after a restart with the new link, and so is what was typed in between",
    async (level) => {
      const page = await open(FORM);
      await mark(page, level);
      await question(page).fill(`Typed before, at ${level}.`);
      await expect.poll(() => form(page)).toContain("kept on the server, for you alone");
      expect(await page.evaluate<string>("JSON.stringify(localStorage)")).toBe("{}");
      await running.stop();
      await question(page).fill(`Typed before, at ${level}, and while the server was lost.`);
      await expect.poll(() => form(page)).toContain("only in this window");
      running = await start(running.port);
      // The old session does not open the new server, and the window that holds the text is not left.
      await expect.poll(() => page.locator(".unsaved-line").innerText()).toContain("started again");
      expect(kept()).not.toContain("while the server was lost");
      expect(new URL(page.url()).pathname).toBe("/cases/alpha/questions");
      const other = await open(running.startAddress);
      await other.waitForURL(`${base}/`);
      await expect.poll(() => form(page)).toContain("kept on the server");
      expect(kept()).toContain(`at ${level}, and while the server was lost.`);
      await other.goto(`${base}${FORM}`);
      await expect
        .poll(() => question(other).inputValue())
        .toBe(`Typed before, at ${level}, and while the server was lost.`);
      await other.getByRole("button", { name: "Forget what is typed" }).click();
      await expect.poll(kept).not.toContain("Typed before");
      await close(page, other);
    },
  );

  it("sends nothing to another program that listens at the address of a server that has ended", async () => {
    const page = await open(FORM);
    await question(page).fill("A first text.");
    await expect.poll(kept).toContain("A first text.");
    await running.stop();
    const heard: { readonly request: string; readonly body: string }[] = [];
    const stranger = await listen(running.port, (request, body) => {
      heard.push({ request: `${request.method} ${request.url}`, body });
      const path = request.url ?? "";
      // It plays the server as well as somebody can who does not have the case's folder.
      if (path.endsWith("/identity")) return { key: "00".repeat(32) };
      if (path.endsWith("/identity/proof")) return { proof: "00".repeat(32) };
      return { texts: [] };
    });
    await question(page).fill("The name of our source.");
    await expect.poll(() => page.locator(".unsaved-line").innerText()).toContain("Another program answers");
    expect(heard.filter(({ request }) => request.includes("/proof")).length).toBeGreaterThan(0);
    expect(JSON.stringify(heard)).not.toContain("our source");
    expect(heard.filter(({ request }) => request.startsWith("PUT"))).toEqual([]);
    await new Promise((resolve) => {
      stranger.close(resolve);
      stranger.closeAllConnections();
    });
    running = await start(running.port);
    const other = await open(running.startAddress);
    await other.waitForURL(`${base}/`);
    await expect.poll(kept).toContain("The name of our source.");
    await page.getByRole("button", { name: "Forget what is typed" }).click();
    await expect.poll(kept).not.toContain("our source");
    await close(page, other);
  });

  it("tells the later of two windows, which may choose; neither text goes before", async () => {
    const [one, two] = [await open(FORM), await open(FORM)];
    await question(one).fill("Words of the first window.");
    await expect.poll(kept).toContain("Words of the first window.");
    await question(two).fill("Words of the second window.");
    const notice = two.getByRole("alert", { name: "Typed in two windows" });
    await expect.poll(() => notice.innerText()).toContain("Words of the first window.");
    expect(await notice.innerText()).toContain("Words of the second window.");
    expect(await form(two)).toContain("Typed in another window, too");
    expect(kept()).toContain("Words of the first window.");
    expect(kept()).not.toContain("second");
    for (const width of [1440, 390])
      for (const colorScheme of ["light", "dark"] as const) {
        await two.setViewportSize({ width, height: 900 });
        await two.emulateMedia({ colorScheme });
        expect(await faults(two)).toEqual([]);
        if (LOOK !== undefined)
          await two.screenshot({ path: join(LOOK, `two-windows-${width}-${colorScheme}.png`) });
      }
    await two.setViewportSize({ width: 1440, height: 900 });
    await notice.getByRole("button", { name: "Keep this one" }).click();
    await expect.poll(kept).toContain("Words of the second window.");
    expect(await notice.count()).toBe(0);
    // The first window has nothing of its own then, and shows what there is when one comes back to it.
    await question(one).fill("The first window again.");
    const other = one.getByRole("alert", { name: "Typed in two windows" });
    await other.getByRole("button", { name: "Take that one" }).click();
    await expect.poll(() => question(one).inputValue()).toBe("Words of the second window.");
    // Recorded or forgotten in one, it does not come back from the other without a word.
    await one.getByRole("button", { name: "Forget what is typed" }).click();
    await expect.poll(kept).not.toContain("window");
    await question(two).fill("Words of the second window, longer.");
    await expect.poll(() => notice.innerText()).toContain("recorded or forgotten in another window");
    await notice.getByRole("button", { name: "Forget what is typed here" }).click();
    expect(await question(two).inputValue()).toBe("");
    await close(one, two);
  });

  it("shows in a window that one comes back to what was typed in another", async () => {
    const [one, two] = [await open(FORM), await open(FORM)];
    await question(one).fill("Only typed in the first.");
    await expect.poll(kept).toContain("Only typed in the first.");
    await two.evaluate("dispatchEvent(new Event('focus'))");
    await expect.poll(() => question(two).inputValue()).toBe("Only typed in the first.");
    await two.getByRole("button", { name: "Forget what is typed" }).click();
    await expect.poll(kept).not.toContain("Only typed");
    await close(one, two);
  });

  it("asks before a page with unsaved text is left, and not where everything is kept", async () => {
    const page = await open(FORM);
    const asked: string[] = [];
    page.on("dialog", (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await page.route("**/unsaved/**", (route) => route.abort());
    // Typed by hand: a browser asks only where somebody has done something.
    await question(page).click();
    await page.keyboard.type("Nothing but this window has it.");
    await expect.poll(() => form(page)).toContain("only in this window");
    await page.close({ runBeforeUnload: true });
    await expect.poll(() => asked).toEqual(["beforeunload"]);
    expect(page.isClosed()).toBe(false);
    // Within the page one goes where one likes, and finds it again.
    await page.getByRole("link", { name: "Log", exact: true }).first().click();
    await page.waitForURL(`${base}/cases/alpha/log`);
    await page.goBack();
    await expect.poll(() => question(page).inputValue()).toBe("Nothing but this window has it.");
    await page.unroute("**/unsaved/**");
    await expect.poll(() => form(page)).toContain("kept on the server");
    expect(kept()).toContain("Nothing but this window has it.");
    const closed = page.waitForEvent("close");
    await page.close({ runBeforeUnload: true });
    await closed;
    expect(asked).toEqual(["beforeunload"]);
  });

  it("takes what an earlier version left in the browser to the server, and from there", async () => {
    const page = await open("/");
    await page.evaluate(
      `localStorage.setItem("plumbline draft alpha corpus notes", JSON.stringify({ text: "An old note.", tlp: "GREEN" }))`,
    );
    await page.goto(`${base}/cases/alpha/log`);
    await expect.poll(kept).toContain("An old note.");
    await expect.poll(() => page.evaluate<string>("JSON.stringify(localStorage)")).toBe("{}");
    await close(page);
  });
});

/** A program that is not ours: it answers whatever is asked with what `says` gives. */
async function listen(
  port: number,
  says: (request: IncomingMessage, body: string) => object,
): Promise<Server> {
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => {
      body += text;
    });
    request.on("end", () => {
      response.writeHead(200, { "Content-Type": "application/json" });
      response.end(JSON.stringify(says(request, body)));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(port, "127.0.0.1", resolve);
  });
  return server;
}
