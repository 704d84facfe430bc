/** What commands share: options, the actor, stopping on Ctrl-C, and the way an error leaves the program. */
import type { Command } from "commander";
import { ERRORS, PlumblineError } from "../errors.ts";
import { createTerminal } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";
import { refusalLine } from "./wording.ts";
import { counted } from "../words.ts";

export interface CommonOptions {
  readonly json?: boolean;
  readonly by?: string;
  readonly for?: string;
}

/** Adds `--by` and `--for` to a command that writes records. */
export function actorOptions(command: Command): Command {
  return command
    .option("--by <name>", "name of the person who writes", process.env["PLUMBLINE_BY"] ?? "analyst")
    .option(
      "--for <party>",
      "organisation written for, by key or id; by default the one that keeps the case",
    );
}

/**
 * A number given as a word.
 * @throws PlumblineError USAGE if it is none, or out of bounds.
 */
export function parseNumber(flag: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isInteger(value) || value < min || value > max)
    throw new PlumblineError(
      "USAGE",
      `${flag} is a whole number from ${min} to ${max}; “${text.slice(0, 40)}” is not.`,
    );
  return value;
}

/**
 * Ends the call if one of these options is given and what it needs is not: no option is ignored in silence.
 * @param holds whether what the options need is there
 * @param names of options as attributes, such as `dateOrder`; a default does not count as given
 * @param need in words, after "needs"
 */
export function optionsNeed(command: Command, holds: boolean, names: readonly string[], need: string): void {
  if (holds) return;
  const given = command.options.find((option) => {
    const name = option.attributeName();
    return names.includes(name) && command.getOptionValueSource(name) === "cli";
  });
  if (given !== undefined) command.error(`error: ${given.long} needs ${need}`);
}

/**
 * Runs a command's work with a terminal. Ctrl-C and SIGTERM end it at once, wherever it is: what it writes is written whole or not
 * at all.
 */
export async function withTerminal(
  options: CommonOptions,
  work: (terminal: Terminal) => Promise<void>,
): Promise<void> {
  await work(createTerminal(options.json ?? false));
}

/**
 * The same for work that has something to put in order before it ends: Ctrl-C or SIGTERM aborts the signal, a second one ends it
 * at once. The work must look at the signal and leave the event loop free; a listener keeps the system from ending it.
 */
export async function withStopping(
  options: CommonOptions,
  work: (terminal: Terminal, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const controller = new AbortController();
  const stop = () => controller.abort();
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  try {
    await work(createTerminal(options.json ?? false), controller.signal);
  } finally {
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
  }
}

/** Refusals of one call that are printed, one a line. */
const MAX_REFUSALS = 50;

/** The line that each refusal leaves, their count where there are several, and the exit status of the first. */
export function reportError(error: unknown): number {
  const terminal = createTerminal(false);
  if (error instanceof PlumblineError) {
    for (const refusal of error.all.slice(0, MAX_REFUSALS))
      for (const line of [refusalLine(refusal), ...refusal.shown]) terminal.note(line);
    const { length } = error.all;
    const rest = length > MAX_REFUSALS ? `, of which ${MAX_REFUSALS} are listed` : "";
    if (length > 1) terminal.note(`${counted(length, "mistake")}${rest}. Nothing was written.`);
    if (process.env["PLUMBLINE_DEBUG"] === "1" && error.cause !== undefined)
      terminal.note(error.cause instanceof Error ? error.cause.message : JSON.stringify(error.cause));
    return ERRORS[error.code].exit;
  }
  const text =
    error instanceof Error
      ? process.env["PLUMBLINE_DEBUG"] === "1"
        ? (error.stack ?? error.message)
        : error.message
      : String(error);
  terminal.note(`${text} [INTERNAL] ${ERRORS.INTERNAL.hint}`);
  return ERRORS.INTERNAL.exit;
}
