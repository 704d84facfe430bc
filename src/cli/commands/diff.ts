import { Command } from "commander";
import { diff } from "../../workbench/compare.ts";
import { counted } from "../../words.ts";
import { withTerminal } from "../context.ts";
import type { CommonOptions } from "../context.ts";

export function diffCommand(): Command {
  return new Command("diff")
    .description("list in words what changed from one edition to another")
    .argument("<older>", "folder of the older edition")
    .argument("<newer>", "folder of the newer edition")
    .addHelpText(
      "after",
      "\nBoth are verified first. Judgments are matched by the record they began as, so a new number alone is not a change.\n\nExample:\n  plumbline diff draft-1 draft-2",
    )
    .action(async (older: string, newer: string, options: CommonOptions) => {
      await withTerminal(options, async (terminal) => {
        const found = await diff(older, newer);
        terminal.result(found, () => {
          for (const [word, side] of [
            ["From", found.from],
            ["To", found.to],
          ] as const)
            terminal.line(`${word} ${side.title}, TLP:${side.ceiling}, as of ${side.asOf}`);
          terminal.line(
            found.changes.length === 0 ? "Nothing changed." : counted(found.changes.length, "change"),
          );
          for (const { judgment, text } of found.changes)
            terminal.line(`  ${judgment === undefined ? "" : `${judgment}  `}${text}`);
        });
      });
    });
}
