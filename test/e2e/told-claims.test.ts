/** Whose words and for whom, on the screens of the demo: denials are told as such, and a key never records for somebody else. */
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { faults, describeWorkbench } from "../support/workbench-page.ts";
import { findIn } from "../support/told.ts";

const LOOK = process.env["PLUMBLINE_LOOK"];

/** States of screens that say claims: an address below the case, and what is there once it is drawn. */
const STATES = [
  ["judgments/J3", ".basis .against"],
  ["judgments/J3?plumb=C-ministry", ".plumb-line .end"],
  ["judgments/J4?do=cite", ".form option:nth-child(5)"],
  ["questions/Q3?of=EA", ".matrix thead .what"],
  ["questions/Q3?of=EA&do=hold", ".form option"],
  ["evidence?plumb=J3", ".plumb-line .end"],
  ["evidence/origins", ".origins li"],
  ["release/preview?ceiling=CLEAR", ".differs article"],
  ["release/compare", ".parity"],
  ["review/holds", ".open-work table"],
  ["review/2", ".lines"],
  ["log?q=Calvane", ".row .words"],
  ["log/C-ministry?do=right", ".record-page textarea"],
] as const;

/** Everything that can be read on a page, but for the record as it is hashed, which has the words as a field. */
const readable = (page: Page): Promise<string> =>
  page.evaluate<string>(`(() => {
    const copy = document.body.cloneNode(true);
    for (const hashed of copy.querySelectorAll("pre, textarea")) hashed.remove();
    const named = [...copy.querySelectorAll("[aria-label], [title]")].flatMap((element) => [
      element.getAttribute("aria-label") ?? "",
      element.getAttribute("title") ?? "",
    ]);
    return [copy.textContent, ...named].join(" | ");
  })()`);

describeWorkbench("whose words, and for whom", (workbench) => {
  const address = (path: string) => `${workbench().base}/cases/demo/${path}`;

  it("tells a denial as one on every screen, wide and at 360 px", async () => {
    for (const width of [1440, 360]) {
      const { page, close } = await workbench().watched({
        viewport: { width, height: 900 },
        bypassCSP: true,
      });
      await page.goto(address("judgments"));
      // On a small screen the sections are in a menu.
      if (width === 360) await page.getByRole("button", { name: "Menu" }).click();
      await page.waitForSelector("header nav > ul > li > a");
      const sections = await page
        .locator("header nav > ul > li > a")
        .evaluateAll((links) => links.map((link) => link.getAttribute("href")!));
      expect(sections.length).toBeGreaterThan(6);
      const screens = [
        ...sections.map((path) => [path.replace("/cases/demo/", ""), "main h1, h1"] as const),
        ...STATES,
      ];
      const saying: string[] = [];
      for (const [path, drawn] of screens) {
        await page.goto(address(path));
        await page.waitForSelector(drawn, { state: "attached" });
        const { times, bare } = findIn(await readable(page));
        expect([path, bare]).toEqual([path, []]);
        if (times > 0) saying.push(path);
        if (width === 360) expect([path, await faults(page)]).toEqual([path, []]);
        if (LOOK !== undefined)
          await page.screenshot({
            path: `${LOOK}/told-${path.replaceAll(/[^\w]+/g, "-")}-${width}.png`,
            fullPage: !path.startsWith("log"),
          });
      }
      for (const part of ["judgments/J3", "questions/Q3?of=EA", "log?q=Calvane"])
        expect(saying).toContain(part);
      await close();
    }
  });

  it("records by a key for nobody but whom the person writes for, and says for whom before and after", async () => {
    const { page, close } = await workbench().watched();
    const appraisals = async () => (await workbench().site.served("demo").opened.fullFold()).all("Appraisal");
    const before = (await appraisals()).length;
    await page.goto(address("questions/Q3?of=SO"));
    const cell = page.locator(".matrix tbody tr").first().locator(".cell").first();
    await expect.poll(() => page.locator(".whom").innerText()).toContain("keys record nothing here");
    for (const key of ["c", "Shift+C", "i"]) {
      await cell.locator(".value").focus();
      await page.keyboard.press(key);
    }
    await page.getByRole("link", { name: "Where all agree" }).click();
    await expect.poll(() => page.locator(".whom").innerText()).toContain("where all agree");
    await cell.locator(".value").focus();
    await page.keyboard.press("c");
    await page.reload();
    await page.waitForSelector(".whom");
    expect((await appraisals()).length).toBe(before);
    expect(await page.locator(".undo-line").innerText()).toBe("");

    await page.goto(address("questions/Q3?of=SO"));
    await page.getByRole("button", { name: "Write for Safety Office" }).click();
    await expect.poll(() => page.locator(".whom").innerText()).toContain("records for Safety Office");
    expect(await page.locator(".who select").inputValue()).toBe(
      await page.locator(".who option", { hasText: "Safety Office" }).getAttribute("value"),
    );
    await cell.locator(".value").focus();
    await page.keyboard.press("Shift+I");
    await expect.poll(() => page.locator(".undo-line").innerText()).toContain("recorded for Safety Office");
    const [written] = (await appraisals()).slice(-1);
    const fold = await workbench().site.served("demo").opened.fullFold();
    expect(fold.find("Party", written!.for)!.body.name).toBe("Safety Office");
    if (LOOK !== undefined) await page.screenshot({ path: `${LOOK}/whom-matrix.png`, fullPage: true });

    // The other tab is again another organisation's.
    await page.locator(".tables").getByRole("link", { name: "Electoral Authority" }).click();
    await expect.poll(() => page.locator(".whom").innerText()).toContain("you write for Safety Office");
    await close();
  });

  it("offers for a position those who take part, the one that is written for first, and names it on the button", async () => {
    const { page, close } = await workbench().watched();
    await page.goto(address("judgments/J2?do=position"));
    await page.waitForSelector(".form .likely");
    const offered = await page
      .getByRole("combobox", { name: "For", exact: true })
      .locator("option")
      .allInnerTexts();
    expect(offered).toEqual(expect.arrayContaining(["Electoral Authority", "Safety Office"]));
    for (const spokenOf of ["Foreign ministry of Calvane", "Harbour Lab", "Alder Party"])
      expect(offered).not.toContain(spokenOf);
    await page.getByRole("combobox", { name: "For", exact: true }).selectOption({ label: "Safety Office" });
    expect(await page.getByRole("button", { name: /^Take this position/ }).innerText()).toBe(
      "Take this position as Safety Office",
    );
    if (LOOK !== undefined) await page.screenshot({ path: `${LOOK}/whom-position.png`, fullPage: true });
    await close();
  });
});
