/**
 * The commands, in the order of `plumbline --help`: each is a line here and a file in `commands/`, which is loaded when it is called.
 */
import type { Command } from "commander";

export interface ListedCommand {
  readonly name: string;
  /** For the list; the command's own help says more. */
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

const listed = (name: string, summary: string, load: () => Promise<Command>): ListedCommand =>
  Object.freeze({ name, summary, load });

export const COMMANDS: readonly ListedCommand[] = Object.freeze([
  listed("import", "bring posts or a STIX bundle into a case", async () =>
    (await import("./commands/import.ts")).importCommand(),
  ),
  listed("watch", "follow a file, a folder or a Jetstream into a case", async () =>
    (await import("./commands/watch.ts")).watchCommand(),
  ),
  listed("detect", "run a detector over the posts of a case", async () =>
    (await import("./commands/detect.ts")).detectCommand(),
  ),
  listed("top", "list the commonest values of a column over time", async () =>
    (await import("./commands/top.ts")).topCommand(),
  ),
  listed("coshare", "write a co-share edge list of a file; needs no case", async () =>
    (await import("./commands/coshare.ts")).coshareCommand(),
  ),
  listed("read", "list what a document proposes, and write it as a record file", async () =>
    (await import("./commands/read.ts")).readCommand(),
  ),
  listed("record", "append records from YAML files", async () =>
    (await import("./commands/record.ts")).recordCommand(),
  ),
  listed("checklist", "print the checklists to answer before release", async () =>
    (await import("./commands/checklist.ts")).checklistCommand(),
  ),
  listed("lint", "check the analysts' own sentences", async () =>
    (await import("./commands/lint.ts")).lintCommand(),
  ),
  listed("publish", "publish an edition", async () =>
    (await import("./commands/publish.ts")).publishCommand(),
  ),
  listed("sign", "add your signature to a published edition", async () =>
    (await import("./commands/sign.ts")).signCommand(),
  ),
  listed("verify", "check that a case or an edition was not changed", async () =>
    (await import("./commands/verify.ts")).verifyCommand(),
  ),
  listed("parity", "prove that a lower edition says the same as a higher one", async () =>
    (await import("./commands/parity.ts")).parityCommand(),
  ),
  listed("diff", "list what changed from one edition to another", async () =>
    (await import("./commands/diff.ts")).diffCommand(),
  ),
  listed("disclose", "write a withheld record for readers to check", async () =>
    (await import("./commands/disclose.ts")).discloseCommand(),
  ),
  listed("trace", "print the plumb line from a sentence down to the bytes", async () =>
    (await import("./commands/trace.ts")).traceCommand(),
  ),
  listed("ledger", "list the evidence with grades, origins and denials", async () =>
    (await import("./commands/ledger.ts")).ledgerCommand(),
  ),
  listed("stale", "list what stands on an import that was replaced", async () =>
    (await import("./commands/stale.ts")).staleCommand(),
  ),
  listed("matrix", "print the matrix of a question and what carries the lead", async () =>
    (await import("./commands/matrix.ts")).matrixCommand(),
  ),
  listed("coding", "print who coded what, and how far coders agree", async () =>
    (await import("./commands/coding.ts")).codingCommand(),
  ),
  listed("history", "print every change of a judgment", async () =>
    (await import("./commands/history.ts")).historyCommand(),
  ),
  listed("chain", "print what each judgment of attribution rests on", async () =>
    (await import("./commands/chain.ts")).chainCommand(),
  ),
  listed("calibration", "score positions against outcomes; list premises that are due", async () =>
    (await import("./commands/calibration.ts")).calibrationCommand(),
  ),
  listed("questions", "answer the nine questions of a hostile reader", async () =>
    (await import("./commands/questions.ts")).questionsCommand(),
  ),
  listed("log", "list the records of a case", async () => (await import("./commands/log.ts")).logCommand()),
  listed("withdraw", "withdraw an import or another record", async () =>
    (await import("./commands/withdraw.ts")).withdrawCommand(),
  ),
  listed("purge", "destroy a record, or a file with all that was computed from it", async () =>
    (await import("./commands/purge.ts")).purgeCommand(),
  ),
  listed("keys", "make a signing key for an organisation", async () =>
    (await import("./commands/keys.ts")).keysCommand(),
  ),
  listed("serve", "show cases in the browser", async () =>
    (await import("./commands/serve.ts")).serveCommand(),
  ),
  listed("accounts", "accounts of a server, their places, the access log", async () =>
    (await import("./commands/accounts.ts")).accountsCommand(),
  ),
  listed("backup", "copy a case and verify the copy", async () =>
    (await import("./commands/backup.ts")).backupCommand(),
  ),
  listed("restore", "make a case from a backup", async () =>
    (await import("./commands/backup.ts")).restoreCommand(),
  ),
  listed("start", "everything at once: the demo, or a case from your own file", async () =>
    (await import("./commands/start.ts")).startCommand(),
  ),
]);
