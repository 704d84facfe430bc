/** The command line: dispatch only. Each command is one file in `commands/` and one line in the list below. */
import { Command, CommanderError } from "commander";
import { ERRORS } from "../errors.ts";
import { VERSION } from "../workbench/index.ts";
import { accountsCommand } from "./commands/accounts.ts";
import { backupCommand, restoreCommand } from "./commands/backup.ts";
import { calibrationCommand } from "./commands/calibration.ts";
import { chainCommand } from "./commands/chain.ts";
import { checklistCommand } from "./commands/checklist.ts";
import { codingCommand } from "./commands/coding.ts";
import { coshareCommand } from "./commands/coshare.ts";
import { detectCommand } from "./commands/detect.ts";
import { diffCommand } from "./commands/diff.ts";
import { discloseCommand } from "./commands/disclose.ts";
import { historyCommand } from "./commands/history.ts";
import { importCommand } from "./commands/import.ts";
import { keysCommand } from "./commands/keys.ts";
import { ledgerCommand } from "./commands/ledger.ts";
import { lintCommand } from "./commands/lint.ts";
import { logCommand } from "./commands/log.ts";
import { matrixCommand } from "./commands/matrix.ts";
import { parityCommand } from "./commands/parity.ts";
import { publishCommand } from "./commands/publish.ts";
import { purgeCommand } from "./commands/purge.ts";
import { questionsCommand } from "./commands/questions.ts";
import { recordCommand } from "./commands/record.ts";
import { serveCommand } from "./commands/serve.ts";
import { signCommand } from "./commands/sign.ts";
import { staleCommand } from "./commands/stale.ts";
import { startCommand } from "./commands/start.ts";
import { traceCommand } from "./commands/trace.ts";
import { verifyCommand } from "./commands/verify.ts";
import { withdrawCommand } from "./commands/withdraw.ts";
import { reportError } from "./context.ts";

const COMMANDS: readonly (() => Command)[] = [
  importCommand,
  detectCommand,
  coshareCommand,
  recordCommand,
  checklistCommand,
  lintCommand,
  publishCommand,
  signCommand,
  verifyCommand,
  parityCommand,
  diffCommand,
  discloseCommand,
  traceCommand,
  ledgerCommand,
  staleCommand,
  matrixCommand,
  codingCommand,
  historyCommand,
  chainCommand,
  calibrationCommand,
  questionsCommand,
  logCommand,
  withdrawCommand,
  purgeCommand,
  keysCommand,
  serveCommand,
  accountsCommand,
  backupCommand,
  restoreCommand,
  startCommand,
];

const ABOUT = `Plumbline ${VERSION}: from raw posts to a joint assessment that a hostile reader can check.

The five commands that matter:
  plumbline import CASE posts.csv                    bring posts in; the case is made if there is none
  plumbline detect co-share CASE                     find who shares the same things at the same time
  plumbline record CASE assessment.yaml              add questions, claims, judgments and positions by file
  plumbline publish CASE --ceiling CLEAR --out DIR   release an edition
  plumbline verify CASE                              check that nothing was changed; also for an edition

plumbline COMMAND --help explains each, with an example. plumbline --help lists them all.
`;

/** The whole program, for running and for the tests of the documentation. */
export function program(): Command {
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
  for (const make of COMMANDS)
    root.addCommand(quietExit(make().option("--json", "write the result as JSON")));
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
    await program().parseAsync([...words], { from: "user" });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : ERRORS.USAGE.exit;
    return reportError(error);
  }
}
