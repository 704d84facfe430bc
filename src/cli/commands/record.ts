import { Command } from "commander";
import { withCase } from "../../workbench/case.ts";
import { readKeyFile } from "../../workbench/keys.ts";
import { recordFile } from "../../workbench/record-file.ts";
import { contentOf } from "../../workbench/verify.ts";
import { counted } from "../../words.ts";
import { optionsNeed, withTerminal } from "../context.ts";
import type { CommonOptions } from "../context.ts";

interface Options extends CommonOptions {
  readonly key: readonly string[];
  readonly organisation: string;
}

export function recordCommand(): Command {
  return new Command("record")
    .description(
      "append records from YAML files: questions, claims, judgments, positions and all other types",
    )
    .argument("<case>", "folder of the case; made if there is none")
    .argument("<files...>", "YAML files, in order; the format is docs/record-file.md")
    .option("--key <file>", "key file that signs own positions; may be repeated", collect, [])
    .option("--organisation <name>", "name of the organisation that keeps a new case", "This desk")
    .addHelpText(
      "after",
      "\nA file is appended as a whole, or nothing of it is.\n\nExample:\n  plumbline record cases/my-case assessment.yaml --key ~/ea.key",
    )
    .action(async (folder: string, files: readonly string[], options: Options, command: Command) => {
      optionsNeed(
        command,
        contentOf(folder) !== "case",
        ["organisation"],
        "a new case; this one has its own",
      );
      await withTerminal(options, async (terminal) => {
        const keys = options.key.map(readKeyFile);
        const create = { by: "analyst", organisation: options.organisation };
        await withCase(folder, { create, say: terminal.note }, async (opened) => {
          const done: { file: string; records: number }[] = [];
          for (const file of files) {
            const records = await recordFile(opened, file, keys);
            done.push({ file, records: records.length });
          }
          const root = await opened.log.root();
          terminal.result({ files: done, root }, () => {
            for (const { file, records } of done) terminal.line(`${file}: ${counted(records, "record")}.`);
            terminal.line(`Log root ${root}`);
          });
        });
      });
    });
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}
