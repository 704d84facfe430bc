import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // What a test waits for comes later on a busy machine.
    expect: { poll: { timeout: 20_000 } },
    setupFiles: ["test/support/properties.ts"],
    // Two cores; DuckDB is native code, so each file has a process of its own.
    pool: "forks",
    maxWorkers: 2,
  },
});
