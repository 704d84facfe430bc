/** The command line: dispatch only. The list of commands is in `commands.ts`; a call loads the one that it names. */
import { Command, CommanderError } from "commander";
import { ERRORS } from "../errors.ts";
import { VERSION } from "../software.ts";
import { COMMANDS } from "./commands.ts";
import { reportError } from "./context.ts";

const ABOUT = `Plumbline ${VERSION}: from raw posts to a joint assessment that a hostile reader can check.

The five commands that matter:
  plumbline import CASE posts.csv                    bring posts in; the case is made if there is none
  plumbline detect co-share CASE                     find who shares the same things at the same time
  plumbline record CASE assessment.yaml              add questions, claims, judgments and positions by file
  plumbline publish CASE --ceiling CLEAR --out DIR   release an edition
  plumbline verify CASE                              check that nothing was changed; also for an edition

plumbline COMMAND --help explains each, with an example. plumbline --help lists them all.
`;

/**
 * The program.
 *
 * @param only the one command that is loaded; the others are then names in a list. All, unless told.
 */
export async function program(only?: string): Promise<Command> {
  const root = new Command("plumbline")
    .description("One plumb line from every published sentence down to the bytes it rests on.")
    .version(VERSION)
    .helpCommand(false)
    .showHelpAfterError("(add --help for the words it takes)")
    .allowExcessArguments()
    .action(() => {
      const [word] = root.args;
      if (word !== undefined)
        root.error(`error: there is no command “${word}”`, { code: "commander.unknownCommand" });
      process.stdout.write(ABOUT);
    });
  for (const { name, summary, load } of COMMANDS) {
    const command = only === undefined || only === name ? await load() : new Command(name);
    root.addCommand(quietExit(command.summary(summary).option("--json", "write the result as JSON")));
  }
  return root.exitOverride();
}

/** Lets `main` decide the exit status, for a command and for what is below it. */
function quietExit(command: Command): Command {
  for (const below of command.commands) quietExit(below);
  return command.exitOverride();
}

/** Exit statuses, for `--help` and the documentation. */
export const EXIT_STATUS = Object.freeze({
  0: "done",
  1: "done, and the answer is no (verify found a change)",
  2: "wrong call",
  3: "bad input",
  4: "refused by a rule",
  5: "the environment failed",
});

/** Runs the program with the words after its name; never throws. */
export async function main(words: readonly string[]): Promise<number> {
  // A reader that has seen enough (`| head`) closes the pipe: what was done is done.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  try {
    const named = words.find((word) => !word.startsWith("-")) ?? "";
    await (await program(named)).parseAsync([...words], { from: "user" });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : ERRORS.USAGE.exit;
    return reportError(error);
  }
}
