/**
 * The example that is not invented: `examples/us-2016`, recorded file by file and published at both its levels. Commands and
 * the page begin it here, so that both give the same case.
 */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PlumblineError } from "../errors.ts";
import type { Tlp } from "../model/marking.ts";
import { makeWhole } from "../store/work-folders.ts";
import { findActor } from "./actor.ts";
import { logPath, withCase } from "./case.ts";
import { measure } from "./measures.ts";
import { EXAMPLE_MEASURES } from "./measures-example.ts";
import { partsIn, release, sayAs } from "./prepare.ts";
import type { Prepared, PrepareOptions } from "./prepare.ts";
import { recordFile } from "./record-file.ts";

/** Its name, as a case and as the word after `start`. */
export const EXAMPLE_NAME = "us-2016";
const FILES = fileURLToPath(new URL("../../examples/us-2016/", import.meta.url));
const KEEPER = "Reconstruction desk";
const EDITIONS: readonly (readonly [string, Tlp])[] = [
  ["public", "CLEAR"],
  ["working", "AMBER"],
];
/** Section of the page of an edition that holds the authored texts. */
const SENTENCES = "public/index.html#texts";

export interface PreparedExample extends Prepared {
  readonly name: string;
  /** Address within a server of the case's first sentence; undefined where its edition has gone. */
  readonly opensAt: string | undefined;
}

/**
 * Makes the case of the example under `parent`, or finds it as it was left.
 * @param by who makes it
 * @throws PlumblineError OUT_EXISTS if another thing has its name, STOPPED, STORE.
 */
export async function prepareExample(
  parent: string,
  options: PrepareOptions,
  by = "editor",
): Promise<PreparedExample> {
  const root = join(parent, EXAMPLE_NAME);
  const [inside, editions] = partsIn(root);
  const made = [inside, root].find((one) => existsSync(logPath(one)));
  if (made === undefined) {
    await makeWhole(parent, EXAMPLE_NAME, (aside) =>
      make(aside, by, { ...options, say: sayAs(aside, root, options) }),
    );
  } else options.say(`There is a case of this name in ${made}; it is shown as it is.`);
  const shown = existsSync(join(editions, "public", "index.html"));
  return {
    name: EXAMPLE_NAME,
    folder: made ?? inside,
    editions,
    opensAt: shown ? `/cases/${EXAMPLE_NAME}/editions/${SENTENCES}` : undefined,
  };
}

async function make(root: string, by: string, options: PrepareOptions): Promise<void> {
  const [folder, editions] = partsIn(root);
  await withCase(folder, { create: { by, organisation: KEEPER } }, async (opened) => {
    for (const file of recordFiles()) {
      if (options.signal?.aborted === true) throw new PlumblineError("STOPPED", "Stopped on request.");
      const records = await recordFile(opened, join(FILES, file));
      options.say(`${file}: ${records.length} records.`);
    }
    const actor = await findActor(opened, {});
    await measure(opened, join(FILES, "tables"), EXAMPLE_MEASURES, actor, options);
    for (const [name, ceiling] of EDITIONS)
      await release(opened, { out: join(editions, name), ceiling, actor }, options);
    options.say("The public edition says the thirteen sentences, each with its passage to check.");
  });
}

const recordFiles = (): readonly string[] =>
  readdirSync(FILES)
    .filter((file) => file.endsWith(".yaml"))
    .sort();
