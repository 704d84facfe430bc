import { Command } from "commander";
import { withCase } from "../../workbench/case.ts";
import { listRecords } from "../../workbench/list.ts";
import { withTerminal } from "../context.ts";
import type { CommonOptions } from "../context.ts";
import { table } from "../terminal.ts";

interface Options extends CommonOptions {
  readonly type?: string;
}

export function logCommand(): Command {
  return new Command("log")
    .description("list the records of a case, oldest first")
    .argument("<case>", "folder of the case")
    .option("--type <type>", "only records of this type, such as Judgment")
    .addHelpText("after", "\nExample:\n  plumbline log cases/my-case --type Judgment")
    .action(async (folder: string, options: Options) => {
      await withTerminal(options, async (terminal) =>
        withCase(folder, { say: terminal.note, access: "read" }, async (opened) => {
          const listed = await listRecords(opened, options.type);
          terminal.result(listed, () => {
            const rows = listed.records.map((item) => [
              String(item.seq),
              item.id,
              item.key,
              item.marking,
              item.at,
              item.by,
              item.for,
              item.state,
              item.text.slice(0, 80),
            ]);
            terminal.line(
              table([["no", "id", "key", "marking", "at", "by", "for", "state", "what"], ...rows]),
            );
            terminal.line(`\n${listed.size} records. Root ${listed.root}`);
          });
        }),
      );
    });
}
