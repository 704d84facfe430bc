import { Command } from "commander";
import type { ChecklistItem } from "../../views/checklist.ts";
import { parseReader } from "../../workbench/actor.ts";
import { withCase } from "../../workbench/case.ts";
import { checklist } from "../../workbench/checklist.ts";
import { withTerminal } from "../context.ts";
import type { CommonOptions } from "../context.ts";

interface Options extends CommonOptions {
  readonly ceiling: string;
  readonly edition?: string;
  readonly groups: string;
}

export function checklistCommand(): Command {
  return new Command("checklist")
    .description(
      "print the checklists to answer before release: ICD 203's nine standards and FIAT's eighteen questions",
    )
    .argument("<case>", "folder of the case")
    .requiredOption("--ceiling <level>", "CLEAR, GREEN, AMBER, AMBER+STRICT or RED")
    .option("--edition <key>", "key or id of the draft; by default the newest at this ceiling")
    .option("--groups <names>", "need-to-know groups of its readers, separated by commas", "")
    .addHelpText(
      "after",
      `
Beside each question stands what the records say. They do not answer: a person does, with an appraisal of the aspect
checklist, as { list: icd203, item: "4", answer: yes } about the draft.

Example:
  plumbline checklist cases/my-case --ceiling CLEAR`,
    )
    .action(async (folder: string, options: Options) => {
      await withTerminal(options, async (terminal) =>
        withCase(folder, { say: terminal.note, access: "read" }, async (opened) => {
          const found = await checklist(opened, {
            reader: parseReader(options.ceiling, options.groups),
            ...(options.edition === undefined ? {} : { edition: options.edition }),
          });
          terminal.result(found, () => {
            terminal.line(`${found.title}, TLP:${found.ceiling}`);
            for (const { title, items } of found.lists) {
              const open = items.filter(({ answer }) => answer === "not answered").length;
              terminal.line(`\n${title} (${items.length - open} of ${items.length} answered)`);
              for (const item of items) for (const text of itemLines(item)) terminal.line(text);
            }
          });
        }),
      );
    });
}

function itemLines({ item, title, asks, answer, logSays }: ChecklistItem): string[] {
  const answered =
    answer === "not answered"
      ? "not answered"
      : `${answer.value}, by ${answer.by}${answer.why === undefined ? "" : `: ${answer.why}`}`;
  return [
    `  ${item.padEnd(3)} ${title}. ${asks}`,
    `      Answer: ${answered}`,
    ...(logSays === "nothing"
      ? []
      : [`      Records${logSays.points === "open" ? "" : ` point to ${logSays.points}`}: ${logSays.text}`]),
  ];
}
