/** The page of an edition may be anybody's: what it can do in the browser of somebody who opens it here. No policy is bypassed. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ownerSite } from "../../src/desk/index.ts";
import { serveSite } from "../../src/server/serve.ts";
import { describeWithBrowser, launchBrowser } from "../support/browser.ts";
import { WAIT_GUARD } from "../support/patience.ts";
import { tempFolder } from "../support/temp.ts";

const PREPARING = 120_000;
/** The page leads on after so long; the test looks after three times that. */
const LEADS_ON_S = 1;

describeWithBrowser("the page of an edition that somebody else has made", () => {
  const cleanups: (() => Promise<unknown> | void)[] = [];
  const reached: string[] = [];
  let page: Page;
  let address: string;

  beforeAll(async () => {
    const elsewhere = createServer((request, response) => {
      reached.push(request.url ?? "");
      response.end("elsewhere");
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => elsewhere.once("listening", resolve));
    cleanups.push(async () => new Promise((resolve) => elsewhere.close(resolve)));
    const away = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;

    const root = tempFolder((clean) => cleanups.push(clean));
    const edition = join(root, "editions", "theirs");
    mkdirSync(edition, { recursive: true });
    writeFileSync(
      join(edition, "index.html"),
      `<!doctype html><title>Theirs</title><meta http-equiv="refresh" content="${LEADS_ON_S};url=${away}/refresh">
       <img src="${away}/image"><iframe src="${away}/frame"></iframe><style>@import url(${away}/style);</style>
       <script>location = "${away}/script";</script><form action="${away}/form"><button>Go</button></form>
       <a href="records.jsonl">Records</a> <a href="edition.pdf">PDF</a>`,
    );
    for (const file of ["records.jsonl", "edition.pdf"]) writeFileSync(join(edition, file), "{}\n");
    const files = { "index.html": {}, "records.jsonl": {}, "edition.pdf": {} };
    const manifest = { edition: { title: "Theirs", ceiling: { tlp: "CLEAR" } }, files };
    writeFileSync(join(edition, "manifest.json"), JSON.stringify(manifest));

    const { site, owner } = ownerSite({ folder: join(root, "cases") });
    await site.add(join(root, "alpha"), {
      editions: join(root, "editions"),
      open: { create: { by: "ada", organisation: "Desk" } },
    });
    const serving = await serveSite({ site, entry: { kind: "owner", owner }, port: 0 });
    cleanups.push(async () => {
      await serving.stop();
      await site.close();
    });
    const browser = await launchBrowser();
    cleanups.push(async () => browser.close());
    page = await (await browser.newContext()).newPage();
    page.setDefaultTimeout(WAIT_GUARD);
    await page.goto(serving.startAddress);
    await page.waitForURL(`http://127.0.0.1:${serving.port}/`);
    address = `http://127.0.0.1:${serving.port}/cases/alpha/editions/theirs/`;
  }, PREPARING);
  afterAll(async () => {
    for (const clean of cleanups.toReversed()) await clean();
  });

  it("leads nowhere by itself, loads nothing, and sends no form", async () => {
    await page.goto(`${address}index.html`);
    await page.getByRole("button", { name: "Go" }).click();
    await page.waitForTimeout(3000 * LEADS_ON_S);
    expect(page.url()).toBe(`${address}index.html`);
    expect(reached).toEqual([]);
  });

  it("still has its links and its printed forms", async () => {
    await page.goto(`${address}index.html`);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "PDF" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("edition.pdf");
    await page.getByRole("link", { name: "Records" }).click();
    await page.waitForURL(`${address}records.jsonl`);
  });
});
