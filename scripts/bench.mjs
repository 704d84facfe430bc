// npm run bench: rows per CPU second for import, co-share and the rest, with machine and date. Never a test.
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { prepare, ROOT, tool } from "./prepare.mjs";

prepare();
const [cpu] = cpus();
process.stdout.write(
  `${cpu?.model ?? "unknown processor"}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}\n\n`,
);
const [file = "bench/all.ts"] = process.argv.slice(2);
tool("vitest", ["run", "--config", join(ROOT, "bench", "vitest.config.ts"), file]);
