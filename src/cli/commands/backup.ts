import { Command } from "commander";
import { backup, restore } from "../../workbench/backup.ts";
import { counted } from "../../words.ts";
import { withTerminal } from "../context.ts";
import type { CommonOptions } from "../context.ts";
import type { Terminal } from "../terminal.ts";

interface RestoreOptions extends CommonOptions {
  readonly root?: string;
}

type Copied = Awaited<ReturnType<typeof backup>>;

export function backupCommand(): Command {
  return new Command("backup")
    .description("copy a case, also while a server writes to it, and verify the copy")
    .argument("<case>", "folder of the case")
    .argument("<target>", "new folder for the copy")
    .addHelpText(
      "after",
      "\nKeep the printed root in another place.\n\nExample:\n  plumbline backup cases/my-case /backups/my-case-1",
    )
    .action(async (folder: string, target: string, options: CommonOptions) => {
      await withTerminal(options, async (terminal) => show(terminal, await backup(folder, target)));
    });
}

export function restoreCommand(): Command {
  return new Command("restore")
    .description("make a case from a backup, after verifying it")
    .argument("<backup>", "folder of the backup")
    .argument("<case>", "new folder for the case")
    .option(
      "--root <hex>",
      "a log root that you kept elsewhere; shows whether the log was cut short or rewritten",
    )
    .addHelpText("after", "\nExample:\n  plumbline restore /backups/my-case-1 cases/my-case")
    .action(async (folder: string, target: string, options: RestoreOptions) => {
      await withTerminal(options, async (terminal) =>
        show(terminal, await restore(folder, target, options.root)),
      );
    });
}

function show(terminal: Terminal, done: Copied): void {
  terminal.result(done, () => {
    terminal.line(
      `Copied and verified: ${counted(done.records, "record")}, ${counted(done.artifacts, "file")} by hash, ${counted(done.editions, "edition")}.`,
    );
    terminal.line(`Root ${done.root}`);
  });
}
