/**
 * The folder in which a server keeps its cases: what lies there, and what is made there. A case is a sub-folder with a log,
 * or one with a folder `case` that has it (as `start` makes them). Paths come from the person who started the server; a request
 * only ever brings a name. What exists is opened and never written over: a new case is made aside and moved into place.
 */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { PlumblineError } from "../errors.ts";
import { makeWhole } from "../store/work-folders.ts";
import { logPath, withCase } from "../workbench/case.ts";
import type { JobContext, JobResult } from "./corpus/jobs.ts";
import { prepareDemo } from "../workbench/prepare.ts";
import { EXAMPLE_NAME, prepareExample } from "../workbench/prepare-example.ts";

/** What a case may be called on a server. */
export const CASE_NAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,79}$/u;
const MAX_NAMES = 500;

/** The examples of the package; nothing else takes their names, so that making one never meets somebody's work. */
const EXAMPLES = ["demo", EXAMPLE_NAME] as const;
/** Not the names of cases: what lies inside one. */
const INSIDE = ["case", "editions", "artifacts"];

const name = z
  .string()
  .regex(CASE_NAME, "A name has letters, digits, dot, dash, and begins with a letter or a digit");
const ownName = name
  .refine((text) => !EXAMPLES.some((example) => example === text), "This is the name of an example")
  .refine((text) => !INSIDE.includes(text), "This is the name of a part of a case");

/** A case to make, or to open: an empty one, an example, or one that lies in the folder. */
export const newCaseSchema = z.discriminatedUnion("from", [
  z.strictObject({
    from: z.literal("empty"),
    name: ownName,
    /** Who keeps the case; the first record. */
    organisation: z.string().trim().min(1).max(200),
  }),
  z.strictObject({ from: z.enum(EXAMPLES) }),
  z.strictObject({ from: z.literal("folder"), name }),
]);
export type NewCase = z.infer<typeof newCaseSchema>;

export const nameOfNew = (asked: NewCase): string => ("name" in asked ? asked.name : asked.from);

/** A case on the disk. */
export interface Shelved {
  readonly name: string;
  readonly folder: string;
  readonly editions: string;
}

export class Shelf {
  readonly #folder: string;

  /** @param folder made when the first case is */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The cases that lie in the folder, in order of name. */
  list(): readonly Shelved[] {
    if (!existsSync(this.#folder)) return [];
    const names = readdirSync(this.#folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && CASE_NAME.test(entry.name))
      .map((entry) => entry.name);
    return names
      .sort()
      .slice(0, MAX_NAMES)
      .flatMap((one) => this.find(one) ?? []);
  }

  find(named: string): Shelved | undefined {
    if (!CASE_NAME.test(named)) return undefined;
    const root = join(this.#folder, named);
    const folder = [root, join(root, "case")].find((one) => existsSync(logPath(one)));
    return folder === undefined ? undefined : { name: named, folder, editions: join(root, "editions") };
  }

  /**
   * Makes a case that is not there yet.
   * @param by the person who makes it
   * @returns what was done, in lines for a person
   * @throws PlumblineError NOT_FOUND, OUT_EXISTS if another thing has the name, STOPPED, STORE.
   */
  async make(asked: NewCase, by: string, { onProgress, signal }: JobContext): Promise<JobResult> {
    const named = nameOfNew(asked);
    if (asked.from === "folder") throw new PlumblineError("NOT_FOUND", "There is no such case here.");
    if (existsSync(join(this.#folder, named)))
      throw new PlumblineError("OUT_EXISTS", `There is a folder “${named}” already, and no case in it.`);
    const lines: string[] = [];
    const say = (text: string) => {
      if (text === "") return;
      lines.push(text);
      onProgress({ stage: text, done: lines.length, unit: "steps done" });
    };
    const telling = { say, onProgress, signal };
    if (asked.from === "demo") await prepareDemo(this.#folder, telling);
    else if (asked.from !== "empty") await prepareExample(this.#folder, telling, by);
    else {
      const create = { by, organisation: asked.organisation };
      await makeWhole(this.#folder, named, (root) => withCase(root, { create }, () => Promise.resolve()));
    }
    return { refs: [], lines };
  }
}
