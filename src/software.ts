/** Name and version of this program, as editions and runs print them. Every call of the program loads this: it checks with nothing larger. */
import { readFileSync } from "node:fs";

const { name, version } = JSON.parse(
  readFileSync(new URL("../package.json", import.meta.url), "utf8"),
) as Record<"name" | "version", string>;

export const VERSION = version;
export const SOFTWARE = `${name} ${version}`;
