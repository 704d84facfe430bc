/** No test may depend on how busy the machine is: bounds on time come from one file, where they only guard against hanging. */
import { describe, expect, it } from "vitest";
import { filesUnder, read } from "./support/docs-pages.ts";

/** A bound on time by a number: an option `timeout`, a page's default, or the last argument of a test or hook. */
const BOUNDS = [/\btimeout: *\d/, /DefaultTimeout\(\d/, /(?:^|\s)\},\s*\d[\d_]{3,},?\s*\);/];

const boundsIn = (text: string): string[] => BOUNDS.flatMap((bound) => bound.exec(text)?.[0].trim() ?? []);

describe("bounds on time", () => {
  const files = [...filesUnder("test", ".ts"), ...filesUnder("src", ".test.ts")].filter(
    (path) => path !== "test/patience.test.ts",
  );

  it("stand in test/support/patience.ts alone", () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.flatMap((path) => boundsIn(read(path)).map((bound) => `${path}: ${bound}`))).toEqual([]);
  });

  it("are found where they are written", () => {
    expect(boundsIn("expect.poll(count, { timeout: 5000 })")).toHaveLength(1);
    expect(boundsIn("page.setDefaultTimeout(20_000)")).toHaveLength(1);
    expect(boundsIn("it('x', () => {\n  }, 60_000);")).toHaveLength(1);
    expect(boundsIn("stageFile({ path, timeoutMs: 150 });")).toEqual([]);
  });
});
