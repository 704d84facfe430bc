/** A real browser for tests: Debian's Chromium, driven by playwright-core. Suites skip with a reason where it is absent. */
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import type { Browser } from "playwright-core";
import { describe, it } from "vitest";

const CHROMIUM = process.env["PLUMBLINE_CHROMIUM"] ?? "/usr/bin/chromium";
const REQUIRED = process.env["PLUMBLINE_REQUIRE"] === "all";

/** @param more arguments of the browser, such as those that draw WebGL without a graphics card */
export function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // A jump by key is one jump: how much is drawn on the way would depend on how busy the machine is.
      "--disable-smooth-scrolling",
      ...more,
    ],
  });
}

/** A suite that needs the browser. */
export function describeWithBrowser(title: string, body: () => void): void {
  describe(title, () => {
    if (existsSync(CHROMIUM)) body();
    else if (REQUIRED) {
      it("has its browser", () => {
        throw new Error(`no browser at ${CHROMIUM}`);
      });
    } else it.skip(`needs Chromium at ${CHROMIUM}`, () => undefined);
  });
}
