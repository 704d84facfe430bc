/** Third-party data beside the checkout: tests use it where it is present and skip with a reason where it is not. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, it } from "vitest";

const ROOT = fileURLToPath(new URL("../../../shared/data/", import.meta.url));
/** Under `PLUMBLINE_REQUIRE=all` nothing may skip: what is missing is a failure. */
const REQUIRED = process.env["PLUMBLINE_REQUIRE"] === "all";

/** The path of a data file, or undefined where it is absent. */
export function sharedData(name: string): string | undefined {
  const path = ROOT + name;
  return existsSync(path) ? path : undefined;
}

/**
 * A suite that needs data files. It gets their paths in the order named. Where one is absent the suite is one skipped
 * test that says which, or a failure under `PLUMBLINE_REQUIRE=all`.
 */
export function describeWithData(
  title: string,
  names: readonly string[],
  body: (...paths: string[]) => void,
): void {
  const missing = names.filter((name) => sharedData(name) === undefined);
  describe(title, () => {
    if (missing.length === 0) body(...names.map((name) => ROOT + name));
    else if (REQUIRED) {
      it("has its data", () => {
        throw new Error(`missing beside the checkout: shared/data/${missing.join(", ")}`);
      });
    } else it.skip(`needs shared/data/${missing.join(", ")} beside the checkout`, () => undefined);
  });
}
