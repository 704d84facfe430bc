// npm run test:crash: kills a server under load a thousand times, or as often as the first word says.
import { join } from "node:path";
import { prepare, ROOT, run } from "./prepare.mjs";

prepare();
const [kills = "1000"] = process.argv.slice(2);
run(join(ROOT, "node_modules", ".bin", "vitest"), ["run", "test/crash-server.test.ts"], {
  env: { ...process.env, PLUMBLINE_KILLS: kills },
});
