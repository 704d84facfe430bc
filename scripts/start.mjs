// npm start: installs and builds what is missing, then makes the demo case (or takes the user's own file) and serves it.
import { prepare } from "./prepare.mjs";

prepare();
const { main } = await import("../dist/bundle/main.js");
process.exitCode = await main(["start", ...process.argv.slice(2)]);
