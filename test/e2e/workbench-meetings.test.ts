/** How a group met, on the page of a finding in a real browser: drawn at the width it has, told in words, as tables too. */
import { expect, it } from "vitest";
import type { Site } from "../../src/desk/index.ts";
import type { Body } from "../../src/model/records.ts";
import { findingOf, sha256 } from "../support/held-bytes.ts";
import { sampleMeetings } from "../support/sample-meetings.ts";
import { describeWorkbench, eachScreen, faults } from "../support/workbench-page.ts";

/** Two looks at one file; the second found a group, and says how it met. */
async function withMeetings(site: Site, root: string): Promise<void> {
  const { opened } = await site.add(`${root}/met`, {
    name: "met",
    open: { create: { by: "founder", organisation: "Keeper" } },
  });
  const { id: owner } = (await opened.log.entries())[0]!;
  const file = { id: opened.log.issueId("Artifact"), sha256: sha256(Buffer.from("posts")) };
  const by = { by: "founder", for: owner, marking: { tlp: "CLEAR" as const } };
  const run = (seed: number, figures: Body<"Run">["findings"][number]["figures"]): Body<"Run"> => ({
    detector: "co-share",
    version: "2.0",
    inputs: [{ artifact: file.id, sha256: file.sha256 }],
    parameters: { window: 60 },
    seed,
    counts: { windows: 4 },
    findings: [{ ...findingOf("Group A"), figures }],
  });
  await opened.append([
    {
      id: file.id,
      type: "Artifact",
      ...by,
      body: { title: "Posts", sha256: file.sha256, held: false },
    },
    { id: opened.log.issueId("Run"), type: "Run", ...by, body: run(1, []) },
    { id: opened.log.issueId("Run"), type: "Run", ...by, body: run(2, sampleMeetings()) },
  ]);
}

const ADDRESS = "/cases/met/findings/F2";

describeWorkbench(
  "how a group met in a real browser",
  (workbench) => {
    eachScreen(workbench, [["meetings", ADDRESS, ".power svg"]]);

    it("is drawn anew at the width of a small screen, with words of the same size", async () => {
      const { page, noise, close } = await workbench().watched({
        viewport: { width: 360, height: 800 },
        bypassCSP: true,
      });
      await page.goto(`${workbench().base}${ADDRESS}`);
      await page.waitForSelector(".meetings .drawn svg");
      const sizes = await page
        .locator(".meetings .drawn > svg")
        .evaluateAll((drawings) =>
          drawings.map((drawing) => [
            Number(drawing.getAttribute("viewBox")!.split(" ")[2]),
            Math.round(drawing.getBoundingClientRect().width),
          ]),
        );
      expect(sizes).toHaveLength(2);
      for (const [drawn, shown] of sizes) {
        expect(drawn).toBe(shown);
        expect(shown).toBeLessThanOrEqual(360);
      }
      expect(await faults(page)).toEqual([]);
      expect(noise).toEqual([]);
      await close();
    });

    it("says its numbers to who does not see it, in tables, and how often these posts were looked at", async () => {
      const { page, close } = await workbench().watched();
      await page.goto(`${workbench().base}${ADDRESS}`);
      const strip = page.getByRole("img", { name: /^Shares of each account\./ });
      expect(await strip.getAttribute("aria-label")).toMatch(
        /\d+ shares by 27 members on 31 occasions .* of 20 other accounts/,
      );
      const offsets = page.getByRole("img", { name: /^Time between shares of a pair\./ });
      expect(await offsets.getAttribute("aria-label")).toMatch(/lie within 60 s of each other/);
      await page.getByRole("button", { name: "31 occasions" }).click();
      expect(await page.locator(".occasions tbody tr").count()).toBe(31);
      expect(await page.locator(".power td span").first().getAttribute("title")).toMatch(
        /^a team of \w+ that meets on \w+ occasions? would have been found here in \d+ of \d+ tries$/,
      );
      await page.getByRole("button", { name: "How it was made" }).click();
      expect(await page.locator(".made .soft").innerText()).toContain(
        "This is the second look at these posts, after co-share (4 windows).",
      );
      await close();
    });
  },
  withMeetings,
);
