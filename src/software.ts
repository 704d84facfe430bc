/** Name and version of this program, as editions and runs print them. */
import { readFileSync } from "node:fs";
import { z } from "zod";

const { name, version } = z
  .object({ name: z.string(), version: z.string() })
  .parse(JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")));

export const VERSION = version;
export const SOFTWARE = `${name} ${version}`;
