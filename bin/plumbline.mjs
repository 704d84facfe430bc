#!/usr/bin/env node
import { existsSync } from "node:fs";

const built = new URL("../dist/bundle/main.js", import.meta.url);
// The stamp comes last: a build that another command is at is not used.
if (!existsSync(new URL("../dist/.built", import.meta.url)))
  (await import("../scripts/prepare.mjs")).prepare();
const { main } = await import(built.href);
process.exitCode = await main(process.argv.slice(2));
