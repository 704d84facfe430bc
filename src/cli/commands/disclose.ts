import { Command } from "commander";
import { disclose, withCase } from "../../workbench/index.ts";
import { withTerminal } from "../context.ts";
import type { CommonOptions } from "../context.ts";

interface Options extends CommonOptions {
  readonly edition: string;
  readonly out: string;
}

export function discloseCommand(): Command {
  return new Command("disclose")
    .description("write a withheld record so that it can be checked against an edition published before")
    .argument("<case>", "folder of the case")
    .argument("<record>", "id or key of the record")
    .requiredOption("--edition <folder>", "the edition that withheld it")
    .requiredOption("--out <file>", "where to write the disclosure")
    .addHelpText(
      "after",
      `
Whether the record may be shown at all is yours to decide: this command writes it whole. Whoever has the edition checks the
file with verify.

Examples:
  plumbline disclose cases/my-case C-invoice --edition cases/public --out cases/invoice.json
  plumbline verify cases/invoice.json --edition cases/public`,
    )
    .action(async (folder: string, record: string, options: Options) => {
      await withTerminal(options, async (terminal) =>
        withCase(folder, {}, async (opened) => {
          const { record: shown, index, size } = await disclose(opened, record, options.edition, options.out);
          terminal.result({ record: shown.id, index, size, out: options.out }, () => {
            terminal.line(
              `${options.out}: ${shown.id}, record ${index + 1} of the ${size} that the edition's root is over.`,
            );
            terminal.line(`Check it with: plumbline verify ${options.out} --edition ${options.edition}`);
          });
        }),
      );
    });
}
