import { defineConfig } from "vitest/config";
import { TEST_GUARD, WAIT_GUARD } from "./test/support/patience.ts";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    testTimeout: TEST_GUARD,
    hookTimeout: TEST_GUARD,
    expect: { poll: { timeout: WAIT_GUARD } },
    setupFiles: ["test/support/properties.ts"],
    // Two cores; DuckDB is native code, so each file has a process of its own.
    pool: "forks",
    maxWorkers: 2,
  },
});
