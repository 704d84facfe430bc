/** Writing in the browser: a position, a dissent, a sentence that is caught, a cell, and an edition that verifies. */
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { verifyEdition } from "../../src/workbench/index.ts";
import { describeWorkbench, eachScreen } from "../support/workbench-page.ts";

/** Where pictures go while somebody works on the screens. */
/** Forms and states that only writing shows: a name, an address, what is there once it has been drawn. */
const STATES = [
  ["position", "/cases/demo/judgments/J1?do=position", ".form .likely"],
  ["wording", "/cases/demo/judgments/J1?do=wording", ".form textarea"],
  ["cite", "/cases/demo/judgments/J1?do=cite", ".form select"],
  ["searched", "/cases/demo/judgments/J1?do=searched", ".form textarea"],
  ["preview", "/cases/demo/release/preview", ".differs article"],
  ["compare", "/cases/demo/release/compare", ".parity"],
  ["brief", "/cases/demo/release/brief", ".brief ol"],
  ["review", "/cases/demo/review/holds", ".open-work table"],
  ["hold", "/cases/demo/questions/Q3?do=hold", ".form select"],
  ["elicit", "/cases/demo/questions/Q3?do=elicit", ".form .percent"],
  ["ask", "/cases/demo/questions/Q3?do=ask", ".form textarea"],
  ["origins", "/cases/demo/evidence/origins", ".origins li"],
  ["grade", "/cases/demo/evidence?do=source&plumb=C-tidewheel", ".form textarea"],
  ["add", "/cases/demo/evidence?do=add", ".form input"],
  ["begin", "/cases/demo/judgments/J1?do=begin", ".form textarea"],
] as const;

/** The words of the one option that fits. */
async function optionOf(page: Page, label: string, words: RegExp): Promise<string> {
  const options = await page.getByLabel(label).locator("option").allInnerTexts();
  const fitting = options.filter((option) => words.test(option));
  expect(fitting).toHaveLength(1);
  return fitting[0]!;
}

describeWorkbench("writing in the workbench", (workbench) => {
  const fold = () => workbench().site.served("demo").opened.fullFold();

  /** What the server keeps of unrecorded text. */
  const kept = () => JSON.stringify(workbench().site.served("demo").unsaved.list("owner analyst"));

  eachScreen(workbench, STATES, { pictured: ["preview"] });

  it("previews what differs, publishes for TLP:CLEAR, and what is written verifies", async () => {
    const { page, noise, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/release/preview?ceiling=CLEAR`);
    await page.waitForSelector(".differs article");
    expect(await page.locator(".differs .removed").count()).toBeGreaterThan(0);
    // Nothing that was marked above it is chosen to go out.
    expect(await page.locator(".left-out input:checked").count()).toBe(0);
    expect(await page.getByRole("button", { name: "Mark 0 records TLP:CLEAR" }).isDisabled()).toBe(true);
    await page.getByLabel("Name of the folder").fill("from-the-page");
    const publish = page.getByRole("button", { name: "Publish for TLP:CLEAR" });
    expect(await publish.isDisabled()).toBe(true);
    await page.getByRole("checkbox", { name: /I have read it/ }).check();
    await publish.click();
    await expect.poll(() => page.locator(".published").innerText()).toContain("is published");
    await page.getByRole("button", { name: "Verify from-the-page" }).click();
    await expect.poll(() => page.locator(".published .verify").innerText()).toMatch(/intact/i);
    const verdict = await verifyEdition(join(workbench().site.served("demo").editions, "from-the-page"));
    expect(verdict).toMatchObject({ verdict: "unsigned" });
    expect(noise).toEqual([]);
    await close();
  });

  it("takes a position as one organisation and dissents as another; the earlier one is superseded", async () => {
    const { page, noise, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/judgments/J2`);
    const before = (await fold()).all("Position").length;
    for (const [name, holds, why] of [
      ["Electoral Authority", "joins", "We read the same polls."],
      ["Safety Office", "dissents", "Two events lie as close to the change."],
    ] as const) {
      await page.getByRole("link", { name: "Take a position", exact: true }).click();
      await page.getByRole("combobox", { name: "For", exact: true }).selectOption({ label: name });
      await page.getByRole("radio", { name: holds, exact: true }).check();
      await page.getByLabel("Term").selectOption("likely");
      // The place on the line picks the term, too.
      await page.getByLabel(/Place on the line/).focus();
      await page.getByLabel(/Place on the line/).press("End");
      expect(await page.getByLabel("Term").inputValue()).toBe("almost certain");
      await page.getByRole("radio", { name: "moderate" }).check();
      await page.getByLabel("Why, in its own words").fill(why);
      for (const mover of [/^C-courier: /, /^C-lab: /, /^J1: /])
        await page
          .getByLabel("What raised or lowered it")
          .selectOption({ label: await optionOf(page, "What raised or lowered it", mover) });
      await page
        .locator(".several li", { hasText: "C-lab: " })
        .getByRole("button", { name: "not this" })
        .click();
      await page.getByLabel("Marking").selectOption("CLEAR");
      await page.getByRole("button", { name: "Take this position" }).click();
      await expect.poll(() => page.locator(".positions").innerText()).toContain(why);
      // The form goes once all that is shown has followed.
      await expect.poll(() => page.getByRole("region", { name: "Take a position" }).count()).toBe(0);
    }
    const after = (await fold()).all("Position");
    // Both had one, which does not stand any more.
    expect(after.length).toBe(before);
    expect(after.slice(-2).map(({ body }) => [body.holds, body.confidence, body.why])).toEqual([
      ["joins", "moderate", "We read the same polls."],
      ["dissents", "moderate", "Two events lie as close to the change."],
    ]);
    const [courier, first] = [(await fold()).all("Claim"), (await fold()).all("Judgment")].map(
      (all) => all.find(({ body }) => ["C-courier", "J1"].includes(body.key ?? ""))!.id,
    );
    for (const { body } of after.slice(-2)) expect(body.movedBy).toEqual([courier, first]);
    await page.locator(".history summary").click();
    await expect
      .poll(() => page.locator(".history").innerText())
      .toMatch(/Moved by The Ostmere Courier asserts.*; It is almost certain/);
    expect(noise).toEqual([]);
    await close();
  });

  it("finds while it is typed what a wording may not say, and stops once it is mended", async () => {
    const { page, noise, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/judgments/J1?do=wording`);
    const sentence = page.getByLabel("One sentence that says what is judged");
    await sentence.fill(
      "We assess with high confidence that it is almost certain that somebody steered them.",
    );
    const hits = page.getByRole("list", { name: "What the language lint says" });
    await expect.poll(() => hits.innerText()).toContain("refused");
    expect(await page.locator(".underlay .hit").count()).toBeGreaterThan(0);
    await sentence.fill("It is almost certain that somebody steered two groups of accounts.");
    await expect.poll(() => hits.locator("li.refused").count()).toBe(0);
    expect(noise).toEqual([]);
    await close();
  });

  it("keeps what is typed over a reload: on the server at every level, never on this disk", async () => {
    const { page, noise, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/judgments/J1?do=searched`);
    const field = page.getByLabel(/Where and how/);
    const stored = () => page.evaluate<string>("JSON.stringify(localStorage)");
    await field.fill("The archive of every ministry.");
    await expect.poll(() => page.locator(".form").innerText()).toContain("kept on the server, for you alone");
    expect(await stored()).not.toContain("ministry");
    await page.reload();
    await expect.poll(() => field.inputValue()).toBe("The archive of every ministry.");
    expect(await stored()).not.toContain("ministry");
    // Marked lower, it lies there, too.
    await page.getByLabel("Marking").selectOption("GREEN");
    await expect.poll(kept).toContain('"tlp":"GREEN"');
    expect(kept()).toContain("ministry");
    expect(await stored()).not.toContain("ministry");
    await page.reload();
    await expect.poll(() => field.inputValue()).toBe("The archive of every ministry.");
    await page.getByRole("button", { name: "Record the search" }).click();
    await expect.poll(() => page.locator(".notes").innerText()).toContain("every ministry");
    await expect.poll(kept).not.toContain("ministry");
    expect(await stored()).not.toContain("ministry");
    expect(noise).toEqual([]);
    await close();
  });

  it("keeps it in the window while the server is lost, says so, and sends it once it is back", async () => {
    const { page, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/judgments/J1?do=position`);
    await page.route("**/unsaved/**", (route) => route.abort());
    await page.getByLabel("Why, in its own words").fill("Nobody else had the file.");
    const form = page.locator("section.form");
    await expect.poll(() => form.innerText()).toContain("only in this window");
    expect(kept()).not.toContain("Nobody else");
    await page.unroute("**/unsaved/**");
    await expect.poll(() => form.innerText()).toContain("kept on the server");
    expect(kept()).toContain("Nobody else had the file.");
    await page.reload();
    await expect
      .poll(() => page.getByLabel("Why, in its own words").inputValue())
      .toBe("Nobody else had the file.");
    await page.getByRole("button", { name: "Forget what is typed" }).click();
    await expect.poll(kept).not.toContain("Nobody else");
    await close();
  });

  it("cites an item against a judgment", async () => {
    const { page, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/judgments/J5?do=cite`);
    await page.getByRole("combobox", { name: "Item", exact: true }).selectOption({ index: 1 });
    await page.getByRole("radio", { name: "against" }).check();
    await page.getByLabel("Why it does").fill("It was said before the items appeared.");
    await page.getByRole("button", { name: "Cite against" }).click();
    await expect
      .poll(() => page.locator(".basis .against").innerText())
      .toContain("It was said before the items appeared.");
    await close();
  });

  it("does not publish what is no longer true, and says why", async () => {
    const { page, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/release/preview?ceiling=CLEAR`);
    // An item against J5 came in above the line, and the draft says that nothing contrary is withheld.
    await expect.poll(() => page.locator("section.refused").innerText()).toContain("not to publish");
    await page.getByLabel("Name of the folder").fill("not-this-one");
    await page.getByRole("checkbox", { name: /I have read it/ }).check();
    expect(await page.getByRole("button", { name: "Publish for TLP:CLEAR" }).isDisabled()).toBe(true);
    await close();
  });

  it("brings a document in, marks a paragraph of it, and the claim points to exactly those characters", async () => {
    const { page, noise, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/evidence?do=add`);
    const words = "The harbour office denies that it paid anybody.";
    const text = `Notice of 3 November\n\n${words}\n`;
    await page
      .getByLabel("File")
      .setInputFiles({ name: "notice.txt", mimeType: "text/plain", buffer: Buffer.from(text) });
    await page.getByLabel("Title").fill("Notice of the harbour office");
    await page.getByRole("button", { name: "Add this document" }).click();
    await page.getByRole("button", { name: "Mark paragraph 2" }).click();
    await page.getByLabel("Name of the speaker").fill("Harbour office");
    await page.getByRole("radio", { name: "denies" }).check();
    await page.getByLabel(/What, in plain words/).fill("The harbour office paid nobody.");
    await page.getByLabel("Said on").fill("2031-11-03");
    expect(await page.getByRole("combobox", { name: "The verb" }).count()).toBe(0);
    const answered = page.getByRole("combobox", { name: "It answers" });
    await answered.selectOption({ index: 1 });
    const of = await answered.inputValue();
    await page.getByRole("button", { name: "Record this claim" }).click();
    await expect.poll(async () => (await fold()).all("Claim").at(-1)?.body.quote).toBe(words);
    const claim = (await fold()).all("Claim").at(-1)!;
    expect(claim).toMatchObject({ heldAt: "2031-11-03", body: { polarity: "denies", answers: [of] } });
    const [span] = claim.body.from ?? [];
    expect((span?.end ?? 0) - (span?.start ?? 0)).toBe(words.length);
    expect((await fold()).find("Party", claim.body.speaker)?.body.name).toBe("Harbour office");
    await page.getByRole("button", { name: "Mark paragraph 1" }).click();
    await page.getByRole("combobox", { name: "Speaker" }).selectOption({ label: "Harbour office" });
    await page.getByRole("combobox", { name: "The verb" }).selectOption("accuses");
    await page.getByLabel(/What, in plain words/).fill("The notice accuses nobody in earnest.");
    await page.getByRole("button", { name: "Record this claim" }).click();
    await expect.poll(async () => (await fold()).all("Claim").at(-1)?.body.act).toBe("accuses");
    expect(noise).toEqual([]);
    await close();
  });

  it("grades the source and the information in two steps, two records", async () => {
    const { page, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/evidence?plumb=C-tidewheel&do=source`);
    const before = (await fold()).all("Appraisal").length;
    await page.getByRole("radio", { name: "D", exact: true }).check();
    await page.getByRole("button", { name: "Record this grade" }).click();
    await expect
      .poll(async () => (await fold()).all("Appraisal").at(-1)?.body)
      .toMatchObject({
        aspect: "reliability",
        value: "D",
      });
    await page.getByRole("link", { name: "Grade the information" }).click();
    await page.getByRole("radio", { name: "4" }).check();
    await page.getByRole("button", { name: "Record this grade" }).click();
    await expect
      .poll(async () => (await fold()).all("Appraisal").at(-1)?.body)
      .toMatchObject({
        aspect: "credibility",
        value: "4",
      });
    expect((await fold()).all("Appraisal").length).toBe(before + 2);
    await close();
  });

  it("asks a question and holds an item against its hypotheses", async () => {
    const { page, noise, close } = await workbench().watched();
    await page.goto(`${workbench().base}/cases/demo/questions?do=ask`);
    await page.getByLabel("Question", { exact: true }).fill("Who wrote the notice?");
    await page.getByLabel("Hypotheses, one a line").fill("The harbour office\nSomebody else");
    await page.getByRole("checkbox", { name: /At most one/ }).check();
    await page.getByRole("checkbox", { name: /One of them has to/ }).check();
    await page.getByRole("button", { name: "Ask this question" }).click();
    await expect.poll(() => page.locator("h1").innerText()).toBe("Who wrote the notice?");
    await page.getByRole("link", { name: "Compare an item with them" }).click();
    await page.getByRole("combobox", { name: "Item of the ledger" }).selectOption({ index: 1 });
    await page.getByRole("combobox", { name: /If H1/ }).selectOption("C");
    await page.getByRole("combobox", { name: /If H2/ }).selectOption("II");
    await page.getByRole("button", { name: "Record these cells" }).click();
    await expect.poll(() => page.locator(".matrix .cell").count()).toBe(2);
    // The keyboard goes on from there: an arrow to the next cell, a key for its value.
    await page.locator(".matrix .cell .value").first().focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("i");
    await expect.poll(() => page.locator(".matrix .cell b").last().innerText()).toBe("I");
    await page.getByRole("link", { name: "State probabilities" }).click();
    await page.getByLabel(/^H1:/).fill("70");
    await page.getByLabel(/^H2:/).fill("40");
    await expect.poll(() => page.locator(".form output").innerText()).toContain("10.0 points too many");
    await page.getByRole("button", { name: "Record these probabilities" }).click();
    await expect.poll(() => page.locator(".question-screen").innerText()).toContain("made coherent");
    expect(noise).toEqual([]);
    await close();
  });
});
