import { Command } from "commander";
import { withCase } from "../../workbench/case.ts";
import { disclose } from "../../workbench/disclose.ts";
import { withTerminal } from "../context.ts";
import type { CommonOptions } from "../context.ts";

interface Options extends CommonOptions {
  readonly edition: string;
  readonly out: string;
}

export function discloseCommand(): Command {
  return new Command("disclose")
    .description("write a withheld record to a file that readers can check against an edition")
    .argument("<case>", "folder of the case")
    .argument("<record>", "id, key or label of the record")
    .requiredOption("--edition <folder>", "folder of the edition that withheld it")
    .requiredOption("--out <file>", "where to write the disclosure")
    .addHelpText(
      "after",
      `
The file holds the whole record, whatever its marking: decide first whether it may be shown. A person who has the edition
checks the file with verify, as below.

Examples:
  plumbline disclose cases/my-case C-invoice --edition cases/public --out cases/invoice.json
  plumbline verify cases/invoice.json --edition cases/public`,
    )
    .action(async (folder: string, record: string, options: Options) => {
      await withTerminal(options, async (terminal) =>
        withCase(folder, { say: terminal.note, access: "read" }, async (opened) => {
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
