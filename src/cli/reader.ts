/** What the commands that read a case as somebody, at some time, share. */
import type { Command } from "commander";
import { PlumblineError } from "../errors.ts";
import type { Reader } from "../model/marking.ts";
import type { Reasoning } from "../views/reasoning.ts";
import { parseReader } from "../workbench/actor.ts";
import { withCase } from "../workbench/case.ts";
import { parseAsOf, reasoning } from "../workbench/reasoning.ts";
import type { Case } from "../workbench/case.ts";
import { withTerminal } from "./context.ts";
import type { CommonOptions } from "./context.ts";
import type { Terminal } from "./terminal.ts";

export interface ReaderOptions extends CommonOptions {
  readonly ceiling?: string;
  readonly groups: string;
  readonly at?: string;
  readonly heldAt?: string;
}

/** Adds `--ceiling`, `--groups`, `--at` and `--held-at` to a command that reads the reasoning of a case. */
export function readerOptions(command: Command): Command {
  return command
    .option("--ceiling <level>", "show what a reader at this level sees; by default everything")
    .option("--groups <names>", "need-to-know groups of that reader, separated by commas", "")
    .option("--at <date>", "show the case as it was on this date, without records added later")
    .option("--held-at <date>", "show what was held on this date, without what was held only later");
}

/**
 * The reader of the options: without `--ceiling` the owner of the machine, who sees everything.
 * @throws PlumblineError CEILING; USAGE for groups without a ceiling.
 */
export async function readerOf(
  opened: Case,
  { ceiling, groups = "" }: { readonly ceiling?: string; readonly groups?: string },
): Promise<Reader> {
  if (ceiling !== undefined) return parseReader(ceiling, groups);
  if (groups !== "") throw new PlumblineError("USAGE", "--groups needs --ceiling.");
  return opened.owner();
}

/** Opens the case and hands its reasoning, as the reader of the options sees it, to `work`. */
export async function withReasoning(
  folder: string,
  options: ReaderOptions,
  work: (reasoning: Reasoning, terminal: Terminal) => void,
): Promise<void> {
  const asOf = parseAsOf(options);
  await withTerminal(options, async (terminal) =>
    withCase(folder, { say: terminal.note, access: "read" }, async (opened) => {
      work(await reasoning(opened, await readerOf(opened, options), asOf), terminal);
    }),
  );
}
