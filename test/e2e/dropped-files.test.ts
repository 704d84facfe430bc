/** Every export of a platform, and a workbook, dropped on the page as it is: it comes in as proposed, with its posts and its timeline. */
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { PLATFORM_FILES } from "../support/platform-files.ts";
import { describeWorkbench } from "../support/workbench-page.ts";
import { workbookOf } from "../support/workbooks.ts";

/** A folder for pictures, where somebody wants to look at them. */
const LOOK = process.env["PLUMBLINE_LOOK"];
const WIDTHS = [1440, 390] as const;

const WORKBOOK = workbookOf({
  sheets: [
    {
      name: "Posts",
      rows: [
        ["account", "time", "text"],
        ["anna", { s: 2, inside: "<v>47910.5</v>" }, "the bridge is closed"],
        ["ben", { s: 2, inside: "<v>47910.6</v>" }, "the bridge is closed"],
      ],
    },
  ],
});
const FILES = [
  ...PLATFORM_FILES.map(({ platform, what, content, posts }, n) => ({
    name: `${n} ${platform}`,
    what,
    bytes: Buffer.from(content),
    posts: posts.length,
  })),
  { name: "book.xlsx", what: "a workbook", bytes: WORKBOOK, posts: 2 },
];

const MADE = "2031-01-01T00:00:00.000Z";
const BUNDLE = {
  type: "bundle",
  id: "bundle--00000003-0000-4000-8000-000000000003",
  objects: [
    {
      type: "campaign",
      spec_version: "2.1",
      id: "campaign--00000019-0000-4000-8000-000000000019",
      created: MADE,
      modified: MADE,
      name: "Harbour rumours",
    },
  ],
};

async function drop(page: Page, name: string, bytes: Buffer): Promise<void> {
  const data = await page.evaluateHandle(
    `(() => { const data = new DataTransfer(); const bytes = Uint8Array.from(atob("${bytes.toString("base64")}"), (c) => c.charCodeAt(0));
      data.items.add(new File([bytes], ${JSON.stringify(name)})); return data; })()`,
  );
  await page.dispatchEvent("body", "drop", { dataTransfer: data });
}

describeWorkbench(
  "a file that is dropped on the page",
  (workbench) => {
    it.each(FILES)("comes in as proposed: $name, $what", async ({ name, bytes, posts }) => {
      const { page, noise, close } = await workbench().watched();
      await page.goto(workbench().base);
      await page.waitForSelector(".ways, h2 a");
      await drop(page, name, bytes);
      await page.waitForURL(/\/corpus\/add\?.*upload=/);
      const submit = page.getByRole("button", { name: "Import this file" });
      await expect.poll(() => submit.isDisabled()).toBe(false);
      await submit.click();
      await expect.poll(() => page.locator("h1").innerText()).toBe(`${name} is in`);
      await page.getByRole("link", { name: "Posts", exact: true }).click();
      await expect.poll(() => page.locator("h1").innerText()).toMatch(new RegExp(`^${posts} posts? by`));
      await expect.poll(() => page.locator(".post").count()).toBe(posts);
      await page.waitForSelector(".timeline svg, .timeline canvas");
      if (LOOK !== undefined)
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 900 });
          await page.screenshot({ path: join(LOOK, `dropped-${name}-${width}.png`), fullPage: true });
        }
      expect(noise).toEqual([]);
      await close();
    });

    it("is taken once in a case: by a screen that asks for files, else by the case", async () => {
      const { page, noise, close } = await workbench().watched();
      const names = async () =>
        (await workbench().site.served("quay").opened.fullFold())
          .all("Artifact")
          .map(({ body }) => body.title);
      await page.goto(workbench().base);
      await page.waitForSelector(".ways, h2 a");
      await drop(page, "quay.txt", Buffer.from("The quay is closed, the harbour master said."));
      await page.waitForURL(/\/evidence\/art_/);
      const inside = new URL(page.url()).pathname.split("/evidence/")[0]!;
      const brought = ["quay.txt"];
      for (const [n, screen] of ["overview", "corpus", "corpus/add", "evidence"].entries()) {
        await page.goto(`${workbench().base}${inside}/${screen}`);
        await page.waitForSelector("#stage h1");
        await drop(page, `late-${n}.txt`, Buffer.from(`Ferry ${n} stays in port, the union said.`));
        await page.waitForURL(/\/evidence\/art_/);
        brought.push(`late-${n}.txt`);
        expect(await names(), screen).toEqual(brought);
      }
      expect(noise).toEqual([]);
      await close();
    });

    it("is a STIX bundle, which has no columns: it comes in as it is, and its claims are shown", async () => {
      const { page, noise, close } = await workbench().watched();
      await page.goto(workbench().base);
      await page.waitForSelector(".ways, h2 a");
      await drop(page, "bundle.json", Buffer.from(JSON.stringify(BUNDLE)));
      await page.getByRole("button", { name: "Import this bundle" }).click();
      await expect.poll(() => page.locator("h1").innerText()).toBe("bundle.json is in");
      await page.getByRole("link", { name: "See its claims" }).click();
      await page.getByText("Harbour rumours").first().waitFor();
      if (LOOK !== undefined)
        await page.screenshot({ path: join(LOOK, "dropped-bundle.png"), fullPage: true });
      // A refusal to propose columns is an answer that the browser notes.
      expect(noise.filter((line) => !line.includes("422"))).toEqual([]);
      await close();
    });
  },
  () => Promise.resolve(),
);
