import { Command } from "commander";
import { PlumblineError } from "../../errors.ts";
import { findActor, parseMarking } from "../../workbench/actor.ts";
import { withCase } from "../../workbench/case.ts";
import { declareKey, makeKeyFile } from "../../workbench/keys.ts";
import { actorOptions, withTerminal } from "../context.ts";
import type { CommonOptions } from "../context.ts";

interface Options extends CommonOptions {
  readonly out?: string;
  readonly name?: string;
  readonly marking: string;
}

export function keysCommand(): Command {
  return actorOptions(new Command("keys"))
    .description("make a signing key for an organisation and declare it in the case")
    .argument("<case>", "folder of the case")
    .requiredOption("--out <file>", "where to write the key file, readable by its owner alone")
    .requiredOption("--name <name>", "name of the organisation, as people who trust the key will see it")
    .option("--marking <level>", "marking of the declaration", "CLEAR")
    .addHelpText(
      "after",
      "\nKeep the key file outside the case and outside every repository.\n\nExample:\n  plumbline keys cases/my-case --name 'Electoral Authority' --for EA --out ~/ea.key",
    )
    .action(async (folder: string, options: Options) => {
      const { out, name } = options;
      if (out === undefined || name === undefined)
        throw new PlumblineError("USAGE", "A key needs --out and --name.");
      await withTerminal(options, async (terminal) =>
        withCase(folder, { say: terminal.note }, async (opened) => {
          const actor = await findActor(opened, options);
          const key = makeKeyFile(out, name);
          const claim = await declareKey(opened, actor, key.publicKey, parseMarking(options.marking));
          terminal.result({ publicKey: key.publicKey, claim, file: out }, () => {
            terminal.line(`Key ${key.publicKey} of ${name}, declared in ${claim}.`);
            terminal.line(
              `A reader who trusts it writes: {"keys":[{"name":"${name}","key":"${key.publicKey}"}]}`,
            );
          });
        }),
      );
    });
}
