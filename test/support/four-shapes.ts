/** A page as it stands, on a wide screen and on a phone, light and dark. */
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { faults } from "./workbench-page.ts";

/** A folder for pictures, where somebody wants to look at them. */
const LOOK = process.env["PLUMBLINE_LOOK"];

const SHAPES = [
  [1440, "light"],
  [1440, "dark"],
  [390, "light"],
  [390, "dark"],
] as const;

/** Accessible, and no wider than the window; the page has to have been opened without its policy. */
export async function fits(page: Page, name: string): Promise<void> {
  for (const [width, colorScheme] of SHAPES) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    expect([width, colorScheme, await faults(page)]).toEqual([width, colorScheme, []]);
    if (LOOK !== undefined)
      await page.screenshot({ path: join(LOOK, `${name}-${width}-${colorScheme}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}
