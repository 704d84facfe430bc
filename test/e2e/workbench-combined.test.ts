/** What the instruments say to a question, in a real browser: proposed cells are accepted and refused one by one, by a person. */
import { expect, it } from "vitest";
import { fits } from "../support/four-shapes.ts";
import { describeWorkbench, faults } from "../support/workbench-page.ts";

const ADDRESS = "/cases/demo/questions/Q1?see=instruments";

describeWorkbench("what the instruments say to a question", (workbench) => {
  it("is proposed cell by cell; a person accepts with a value, or refuses, and nothing else records", async () => {
    const { page, noise, close } = await workbench().watched({ bypassCSP: true });
    const records = async () =>
      (
        (await (await page.request.get(`${workbench().base}/api/cases/demo/records?limit=1`)).json()) as {
          total: number;
        }
      ).total;
    await page.goto(`${workbench().base}${ADDRESS}`);
    await page.waitForSelector(".combined .cell-key");
    expect(await page.locator(".tables [aria-current]").allInnerTexts()).toEqual([
      "What the instruments say",
    ]);
    const before = await records();
    // No way to accept several at once, and no likelihood.
    expect(await page.getByRole("button", { name: /accept/i }).count()).toBe(0);
    expect(await page.locator(".combined").innerText()).toMatch(/which way, a person says/);
    expect(await page.locator(".category h2").allInnerTexts()).toEqual([
      "Technical evidence",
      "Behavioural evidence",
      "Contextual evidence",
    ]);
    const open = page.locator(".cell-key.open", { hasText: /^H/ });
    const all = await open.count();
    expect(all).toBeGreaterThan(0);

    await open.first().click();
    await page.waitForURL(/cell=run_/);
    const form = page.locator(".combined form");
    expect(await form.getByRole("button", { name: /^Accept/ }).isDisabled()).toBe(true);
    // The reason is the organisation's own: nothing stands there before a person writes it.
    expect(await form.getByLabel("Why").inputValue()).toBe("");
    await fits(page, "combined-cell");
    await form.getByLabel(/is true, the finding is/).selectOption("C");
    await form.getByRole("button", { name: /^Accept/ }).click();
    await expect.poll(() => open.count()).toBe(all - 1);
    expect(await records()).toBe(before + 1);
    await expect.poll(() => page.locator(".cell-key.recorded", { hasText: /^H/ }).count()).toBeGreaterThan(0);

    await open.first().click();
    await page.getByRole("button", { name: "Refuse", exact: true }).click();
    await expect.poll(() => open.count()).toBe(all - 2);
    expect(await records()).toBe(before + 1);
    // It stays refused, and can be taken back.
    await page.reload();
    await page.waitForSelector(".cell-key.refused");
    await page.locator(".cell-key.refused").first().click();
    await page.getByRole("button", { name: "Open again" }).click();
    await expect.poll(() => open.count()).toBe(all - 1);

    // What was accepted stands in the matrix.
    await page.getByRole("link", { name: "Matrix", exact: true }).click();
    await page.waitForSelector(".matrix");
    expect(noise).toEqual([]);
    await close();
  });

  it("says what each finding would look like if nobody steered anything, and what is not proposed", async () => {
    const { page, close } = await workbench().watched({ bypassCSP: true });
    await page.goto(`${workbench().base}${ADDRESS}`);
    await page.waitForSelector(".unsteered");
    await page.locator(".unsteered summary").first().click();
    const said = await page.locator(".unsteered").first().innerText();
    expect(said).toMatch(/accounts for:/);
    expect(said).toMatch(/speaks for|speaks against|cannot tell|not measured/);
    await page.locator(".silent summary").click();
    expect(await page.locator(".silent").innerText()).toContain(
      "It is a note: it describes, and claims nothing.",
    );
    expect(await faults(page)).toEqual([]);
    await close();
  });
});
