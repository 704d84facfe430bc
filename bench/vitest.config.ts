import { defineConfig } from "vitest/config";

/** Benchmarks run as one suite in one process; they print, they do not assert times. */
export default defineConfig({
  test: {
    include: [
      "bench/all.ts",
      "bench/calibration.ts",
      "bench/calibration/*.ts",
      "bench/coshare-command.ts",
      "bench/explanations.ts",
      "bench/group-instruments.ts",
      "bench/instruments-command.ts",
      "bench/load.ts",
      "bench/page.ts",
      "bench/pictures.ts",
      "bench/reading.ts",
      "bench/routes.ts",
      "bench/search.ts",
      "bench/shift.ts",
      "bench/space.ts",
      "bench/watch.ts",
    ],
    root: new URL("..", import.meta.url).pathname,
    testTimeout: 21_600_000,
    reporters: ["dot"],
    disableConsoleIntercept: true,
    pool: "forks",
    maxWorkers: 1,
    // What is built runs as it is; sources are rewritten by the runner, which slows their inner loops.
    server: { deps: { external: [/\/dist\//] } },
  },
});
