/** A whole investigation in a real browser, as a new user would go about it: from a file of posts to an edition that verifies. */
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { verifyEdition } from "../../src/workbench/index.ts";
import { townPosts } from "../support/town.ts";
import { describeWorkbench, faults } from "../support/workbench-page.ts";

describeWorkbench(
  "a whole investigation in a real browser",
  (workbench) => {
    it("goes from a file that is dropped to an edition that verifies, every screen accessible", async () => {
      const { page, noise, close } = await workbench().watched({
        viewport: { width: 1440, height: 900 },
        // Only so that axe can be put into the page; other tests hold the policy itself.
        bypassCSP: true,
      });
      const base = `${workbench().base}/cases/posts`;
      for (const [step, take] of [
        ["bring in", bringIn],
        ["find groups", findGroups],
        ["ask", ask],
        ["bring a denial", bringDenial],
        ["judge", judge],
        ["cite the group", cite],
        ["weigh the denial", weighDenial],
        ["take positions", takePositions],
        ["draft", draft],
        ["lower markings", lowerMarkings],
        ["publish", publish],
      ] as const) {
        await take(page, base);
        expect([step, await faults(page)]).toEqual([step, []]);
      }
      const { opened, editions } = workbench().site.served("posts");
      const positions = (await opened.fullFold()).all("Position");
      expect(positions.map(({ body }) => body.holds)).toEqual(["joins", "dissents"]);
      expect(await verifyEdition(join(editions, "first"))).toMatchObject({ verdict: "unsigned" });
      expect(noise).toEqual([]);
      await close();
    });
  },
  // A new user's server holds nothing.
  async () => undefined,
);

/** Follows a link of the rail. */
const screen = (page: Page, name: string) => page.getByRole("link", { name, exact: true }).first().click();

async function bringIn(page: Page, base: string): Promise<void> {
  await page.goto(new URL("/", base).href);
  await page.getByLabel("The case is kept for").fill("Harbour desk");
  await page.setInputFiles("input[type=file]", {
    name: "posts.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(townPosts()),
  });
  await page.waitForURL(/upload=/);
  const submit = page.getByRole("button", { name: "Import this file" });
  await expect.poll(() => submit.isDisabled()).toBe(false);
  await submit.click();
  await expect.poll(() => page.locator("h1").innerText()).toBe("posts.csv is in");
}

async function findGroups(page: Page): Promise<void> {
  await screen(page, "Findings");
  await page
    .getByRole("link", { name: /Run a detector/ })
    .first()
    .click();
  await page.getByLabel("Object", { exact: true }).fill("url");
  await page.getByRole("button", { name: /^Run / }).click();
  await expect.poll(() => page.locator(".job").innerText()).toMatch(/took [\d.]+ s and made/);
  await page.locator(".job li a").last().click();
  await page.waitForSelector(".network .canvas canvas");
  expect(await page.locator("h1").innerText()).toContain("eight accounts");
}

async function ask(page: Page): Promise<void> {
  await screen(page, "Questions");
  await page.getByRole("link", { name: "Ask a question" }).first().click();
  await page.getByLabel("Question", { exact: true }).fill("Are the eight accounts run together?");
  await page
    .getByLabel("Hypotheses, one a line")
    .fill("One person or team runs all eight accounts.\nEight people follow one feed.");
  await page.getByLabel("Marking").selectOption("CLEAR");
  await page.getByRole("button", { name: "Ask this question" }).click();
  await expect.poll(() => page.locator("h1").innerText()).toBe("Are the eight accounts run together?");
}

const DENIAL = "The harbour office denies that it runs any account.";

async function bringDenial(page: Page, base: string): Promise<void> {
  await page.goto(`${base}/evidence?do=add`);
  await page.getByLabel("File").setInputFiles({
    name: "notice.txt",
    mimeType: "text/plain",
    buffer: Buffer.from(`Notice of 3 October\n\n${DENIAL}\n`),
  });
  await page.getByLabel("Title").fill("Notice of the harbour office");
  await page.getByLabel("Marking").selectOption("CLEAR");
  await page.getByRole("button", { name: "Add this document" }).click();
  await page.getByRole("button", { name: "Mark paragraph 2" }).click();
  await page.getByLabel("Name of the speaker").fill("Harbour office");
  await page.getByLabel("Kind").selectOption("organisation");
  await page.getByRole("radio", { name: "denies" }).check();
  await page.getByLabel(/What, in plain words/).fill("The harbour office runs none of the accounts.");
  await page.getByLabel("Said on").fill("2031-10-03");
  await page.getByLabel("Marking").selectOption("CLEAR");
  await page.getByRole("button", { name: "Record this claim" }).click();
  await screen(page, "Evidence");
  await expect.poll(() => page.locator(".table").innerText()).toContain("runs none of the accounts");
}

async function judge(page: Page, base: string): Promise<void> {
  await page.goto(`${base}/judgments?do=begin`);
  await page.getByLabel("Hypothesis that it states").selectOption({ index: 1 });
  await page
    .getByLabel(/Its first wording/)
    .fill("It is likely that one person or team runs the eight accounts.");
  await page.getByLabel("Marking").selectOption("CLEAR");
  await page.getByRole("button", { name: "Begin this judgment" }).click();
  await expect.poll(() => page.locator("h1").innerText()).toContain("runs the eight accounts");
}

/** Puts the group that was found under the judgment, from where it is shown. */
async function cite(page: Page, base: string): Promise<void> {
  await page.goto(`${base}/findings/F2`);
  await page.getByRole("button", { name: "Cite in a judgment" }).click();
  await page.getByLabel("Why it speaks").fill("No ordinary feed was found that all eight follow.");
  await page.getByLabel("Marking").selectOption("CLEAR");
  await page.getByRole("button", { name: "Cite for" }).click();
  await expect.poll(() => page.locator(".cite output").innerText()).toContain("for");
}

/** The denial is graded, held against both hypotheses, and cited against. */
async function weighDenial(page: Page, base: string): Promise<void> {
  await page.goto(`${base}/evidence`);
  await page.getByText("runs none of the accounts").first().click();
  await page.getByRole("link", { name: "Grade the source" }).click();
  await page.getByRole("radio", { name: "C", exact: true }).check();
  await page.getByLabel("Marking").selectOption("CLEAR");
  await page.getByRole("button", { name: "Record this grade" }).click();
  await page.goto(`${base}/questions?do=hold`);
  await page
    .getByRole("combobox", { name: "Item of the ledger" })
    .selectOption({ label: await labelOf(page, /runs none of the accounts/) });
  await page.getByRole("combobox", { name: /If H1/ }).selectOption("I");
  await page.getByRole("combobox", { name: /If H2/ }).selectOption("C");
  await page.getByRole("button", { name: "Record these cells" }).click();
  await expect.poll(() => page.locator(".matrix .cell").count()).toBe(2);
  await page.goto(`${base}/judgments`);
  await page.getByText("More acts").click();
  await page.getByRole("link", { name: "Cite an item" }).click();
  await page
    .getByRole("combobox", { name: "Item", exact: true })
    .selectOption({ label: await labelOf(page, /runs none of the accounts/) });
  await page.getByRole("radio", { name: "against" }).check();
  await page.getByLabel("Why it does").fill("It would know, and it has an interest.");
  await page.getByLabel("Marking").selectOption("CLEAR");
  await page.getByRole("button", { name: "Cite against" }).click();
  await expect.poll(() => page.locator(".basis .against").innerText()).toContain("has an interest");
}

/** The whole label of the option that matches. */
async function labelOf(page: Page, words: RegExp): Promise<string> {
  const option = page.getByRole("option").filter({ hasText: words }).first();
  await option.waitFor({ state: "attached" });
  return (await option.textContent()) ?? "";
}

async function takePositions(page: Page, base: string): Promise<void> {
  await page.goto(`${base}/judgments?do=organisation`);
  await page.getByLabel("Its name").fill("River lab");
  await page.getByLabel("Marking").selectOption("CLEAR");
  await page.getByRole("button", { name: "Record this organisation" }).click();
  for (const [name, holds, term, why] of [
    ["Harbour desk", "joins", "likely", "The shares come within one minute, story after story."],
    ["River lab", "dissents", "roughly even chance", "A feed that all follow would do the same."],
  ] as const) {
    await page.goto(`${base}/judgments`);
    await page.getByRole("link", { name: "Take a position" }).click();
    await page.getByRole("combobox", { name: "For", exact: true }).selectOption({ label: name });
    await page.getByRole("radio", { name: holds, exact: true }).check();
    await page.getByLabel("Term").selectOption(term);
    await page.getByRole("radio", { name: "moderate" }).check();
    await page.getByLabel("Why, in its own words").fill(why);
    await page.getByLabel("Marking").selectOption("CLEAR");
    await page.getByRole("button", { name: "Take this position" }).click();
    await expect.poll(() => page.locator(".positions").innerText()).toContain(why);
  }
}

async function draft(page: Page, base: string): Promise<void> {
  await page.goto(`${base}/release/draft`);
  await page.getByLabel("Title", { exact: true }).fill("Eight accounts of the harbour");
  await page.getByLabel("Readers up to").selectOption("CLEAR");
  for (const name of ["Harbour desk", "River lab"]) await page.getByRole("checkbox", { name }).check();
  await page.getByRole("button", { name: "Record this draft" }).click();
  await page.waitForSelector(".differs h2");
}

/** The page says what stands against publishing and has chosen it; what else goes out is one box each, all with one reason. */
async function lowerMarkings(page: Page, base: string): Promise<void> {
  expect(await page.locator("section.refused").innerText()).toContain(
    "Harbour desk answers for it or has to sign it",
  );
  await page.goto(`${base}/release/preview?ceiling=CLEAR`);
  const out = page.locator(".left-out");
  await expect.poll(() => out.locator("input:checked").count()).toBe(1);
  await out.getByRole("checkbox", { name: /2 findings/ }).check();
  await page
    .getByLabel("Why they may go out")
    .fill("The posts were public; accounts stand under pseudonyms.");
  await page.getByRole("button", { name: "Mark 2 records TLP:CLEAR" }).click();
  await expect.poll(() => page.locator("p.refused").innerText()).toContain("Nothing stands against");
}

async function publish(page: Page, base: string): Promise<void> {
  await page.goto(`${base}/release/preview?ceiling=CLEAR`);
  await expect.poll(() => page.locator("p.refused").innerText()).toContain("Nothing stands against");
  expect(await page.locator(".differs").innerText()).toContain("1 judgment is the same for them: J1.");
  await page.getByLabel("Name of the folder").fill("first");
  await page.getByRole("checkbox", { name: /I have read it/ }).check();
  await page.getByRole("button", { name: "Publish for TLP:CLEAR" }).click();
  await expect.poll(() => page.locator(".published").innerText()).toContain("is published");
}
