/** `kill -9` on a server under load. `npm run test:crash` does it a thousand times, with another seed on request. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { crashServer } from "./support/crash-server.ts";
import { TEST_GUARD } from "./support/patience.ts";
import { tempFolder } from "./support/temp.ts";

const KILLS = Number(process.env["PLUMBLINE_KILLS"] ?? 20);
const SEED = Number(process.env["PLUMBLINE_SEED"] ?? 17);
const MS_PER_KILL = 15_000;

it(
  "a server killed with -9 under load loses no acknowledged record, keeps the order and tears no batch",
  { timeout: TEST_GUARD + KILLS * MS_PER_KILL },
  async () => {
    const folder = join(tempFolder(), "runs");
    mkdirSync(folder);
    const report = await crashServer(folder, KILLS, SEED, (text) => {
      if (KILLS > 20) process.stdout.write(`${text}\n`);
    });
    if (KILLS > 20) process.stdout.write(`${JSON.stringify(report)}\n`);
    expect(report.faults).toEqual([]);
    expect(report.acknowledged).toBeGreaterThan(KILLS);
    expect(report.unanswered).toBeGreaterThanOrEqual(0);
  },
);
