/** The log of a case of ten thousand records: only what is on the screen is asked for. Prints how long interactions take. */
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Site } from "../../src/desk/index.ts";
import { describeWorkbench } from "../support/workbench-page.ts";

const RECORDS = 10_000;
const BATCH = 500;

async function withLongLog(site: Site, root: string): Promise<void> {
  const { opened } = await site.add(join(root, "long"), {
    open: { create: { by: "ada", organisation: "Desk" } },
  });
  const keeper = await opened.keeper();
  for (let from = 1; from < RECORDS; from += BATCH)
    await opened.log.append(
      Array.from({ length: Math.min(BATCH, RECORDS - from) }, (_, i) => ({
        id: opened.log.issueId("Premise"),
        by: (from + i) % 10 === 0 ? "eve" : "ada",
        for: keeper,
        marking: { tlp: "AMBER" as const },
        type: "Premise" as const,
        body: {
          kind: "gap" as const,
          text: `Gap ${from + i}: nobody has looked behind quay ${(from + i) % 97}.`,
        },
      })),
    );
}

describeWorkbench(
  "a log of ten thousand records",
  (workbench) => {
    it("asks for the rows on the screen only, jumps to its end, and is filtered where it lies", async () => {
      const { page, asked, noise, close } = await workbench().watched();
      const times: string[] = [];
      const timed = async (what: string, act: () => Promise<unknown>, drawn: RegExp) => {
        const begun = performance.now();
        await act();
        await page.locator(".row .words", { hasText: drawn }).first().waitFor();
        times.push(`${what} ${Math.round(performance.now() - begun)} ms`);
      };
      const pages = () => asked.filter((address) => address.includes("/records?"));
      await timed("open", () => page.goto(`${workbench().base}/cases/long/log`), /^Gap 1:/);
      await expect.poll(() => page.locator("#stage output").first().innerText()).toBe("10,000 records");
      await timed("to the end", () => page.keyboard.press("End"), /^Gap 9999:/);
      await timed("to the start", () => page.keyboard.press("Home"), /^Gap 1:/);
      await timed("person", () => page.locator("select").nth(1).selectOption("eve"), /^Gap 10:/);
      await expect
        .poll(() => page.locator("#stage output").first().innerText())
        .toBe("999 records of 10,000 records fit");
      await timed("first search", () => page.locator("[type=search]").fill("quay 96"), /quay 96/);
      await timed("second search", () => page.locator("[type=search]").fill("quay 95"), /quay 95/);
      await timed("a line", () => page.locator(".row .words a").first().click(), /quay 95/);
      await page.waitForSelector(".plumb-line .end");
      for (const address of pages()) expect(new URL(address).searchParams.get("limit")).toBe("100");
      // Nobody waited for ten thousand records: a page or two for each thing done.
      expect(new Set(pages()).size).toBeLessThan(30);
      expect(noise).toEqual([]);
      process.stdout.write(`Log of ${RECORDS} records: ${times.join(", ")}.\n`);
      await close();
    });
  },
  withLongLog,
);
