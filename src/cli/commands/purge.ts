import { Command } from "commander";
import { PlumblineError } from "../../errors.ts";
import { findActor } from "../../workbench/actor.ts";
import { withCase } from "../../workbench/case.ts";
import { purge } from "../../workbench/withdraw.ts";
import { counted } from "../../words.ts";
import { actorOptions, withTerminal } from "../context.ts";
import type { CommonOptions } from "../context.ts";

interface Options extends CommonOptions {
  readonly why?: string;
}

export function purgeCommand(): Command {
  return actorOptions(new Command("purge"))
    .description("destroy a record, or an artifact with everything computed from it; a tombstone stays")
    .argument("<case>", "folder of the case")
    .argument("<record>", "id, key or label")
    .requiredOption("--why <reason>", "the reason, which stays in the log")
    .addHelpText(
      "after",
      "\nThis cannot be undone. The hash of the record stays, so the log can still be verified. Backups are not purged: destroy\nthem yourself.\n\nExample:\n  plumbline purge cases/my-case clm_0123456789 --why 'A name pasted by mistake'",
    )
    .action(async (folder: string, record: string, options: Options) => {
      const { why } = options;
      if (why === undefined) throw new PlumblineError("USAGE", "A purge needs --why.");
      await withTerminal(options, async (terminal) =>
        withCase(folder, { say: terminal.note }, async (opened) => {
          const done = await purge(opened, record, why, await findActor(opened, options));
          terminal.result(done, () => {
            terminal.line(
              `Purged ${counted(done.records.length, "record")} and ${counted(done.artifacts.length, "file")}.`,
            );
          });
        }),
      );
    });
}
