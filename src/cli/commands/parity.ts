import { Command } from "commander";
import { parity } from "../../workbench/compare.ts";
import { counted } from "../../words.ts";
import { withTerminal } from "../context.ts";
import type { CommonOptions } from "../context.ts";

export function parityCommand(): Command {
  return new Command("parity")
    .description("prove that a lower edition says the same as a higher one of the same case")
    .argument("<lower>", "folder of the lower edition, such as the public one")
    .argument("<higher>", "folder of the higher edition")
    .addHelpText(
      "after",
      `
Each judgment of the lower edition has exactly one parent in the higher; likelihood, confidence and dissent are the same
records. Exit status 0: parity holds. 1: it does not; every place is named.

Example:
  plumbline parity cases/public cases/restricted`,
    )
    .action(async (lower: string, higher: string, options: CommonOptions) => {
      await withTerminal(options, async (terminal) => {
        const found = await parity(lower, higher);
        terminal.result(found, () => {
          terminal.line(
            found.holds
              ? `Parity holds: ${counted(found.pairs.length, "judgment")} with the same positions.`
              : `Parity does not hold: ${counted(found.breaches.length, "place")}.`,
          );
          for (const breach of found.breaches) terminal.line(`  ${breach}`);
          for (const { lower: low, higher: high, wordings } of found.pairs)
            if (wordings !== undefined)
              terminal.line(
                `  ${low} (${high} in the higher edition) has a wording of its own: ${wordings.lower}`,
              );
          terminal.line(
            found.withheld.length === 0
              ? "No judgment of the higher edition is withheld."
              : `Judgments of the higher edition that the lower one does not have: ${found.withheld.join(", ")}.`,
          );
        });
        if (!found.holds) process.exitCode = 1;
      });
    });
}
