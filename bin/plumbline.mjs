#!/usr/bin/env node
import { existsSync } from "node:fs";

const built = new URL("../dist/cli/main.js", import.meta.url);
if (!existsSync(built)) (await import("../scripts/prepare.mjs")).prepare();
const { main } = await import(built.href);
process.exitCode = await main(process.argv.slice(2));
