import { Command } from "commander";
import { PlumblineError } from "../../errors.ts";
import { findActor } from "../../workbench/actor.ts";
import { withCase } from "../../workbench/case.ts";
import { withdraw } from "../../workbench/withdraw.ts";
import { actorOptions, withTerminal } from "../context.ts";
import type { CommonOptions } from "../context.ts";

interface Options extends CommonOptions {
  readonly why?: string;
}

export function withdrawCommand(): Command {
  return actorOptions(new Command("withdraw"))
    .description("withdraw an import or another record: it stays in the log and no longer counts")
    .argument("<case>", "folder of the case")
    .argument("<record>", "id, key or label; an import's id is printed by `plumbline import`")
    .requiredOption("--why <reason>", "the reason, which is recorded")
    .addHelpText(
      "after",
      "\nExample:\n  plumbline withdraw cases/my-case run_0123456789 --why 'Wrong export'",
    )
    .action(async (folder: string, record: string, options: Options) => {
      const { why } = options;
      if (why === undefined) throw new PlumblineError("USAGE", "A withdrawal needs --why.");
      await withTerminal(options, async (terminal) =>
        withCase(folder, { say: terminal.note }, async (opened) => {
          const id = await withdraw(opened, record, why, await findActor(opened, options));
          terminal.result({ withdrawn: id }, () => {
            terminal.line(`Withdrawn: ${id}.`);
          });
        }),
      );
    });
}
