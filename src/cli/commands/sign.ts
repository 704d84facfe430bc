import { Command } from "commander";
import { readKeyFile } from "../../workbench/keys.ts";
import { sign } from "../../workbench/verify.ts";
import { withTerminal } from "../context.ts";
import { sayVerdict } from "../verdict.ts";
import type { CommonOptions } from "../context.ts";

export function signCommand(): Command {
  return new Command("sign")
    .description("add your signature to a published edition, beside the signatures it has")
    .argument("<edition>", "folder of the edition")
    .requiredOption("--key <file>", "your key file")
    .addHelpText(
      "after",
      `
The edition is verified first. Only manifest.sig changes; the signature is over the hash of manifest.json and the time.

Example:
  plumbline sign public --key ~/so.key`,
    )
    .action(async (edition: string, options: CommonOptions & { readonly key: string }) => {
      await withTerminal(options, async (terminal) => {
        const verdict = await sign(edition, readKeyFile(options.key));
        terminal.result(verdict, () => sayVerdict(terminal, verdict));
      });
    });
}
