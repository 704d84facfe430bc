import { Command } from "commander";
import { PlumblineError } from "../../errors.ts";
import { findActor, parseReader, publish, readKeyFile, withCase } from "../../workbench/index.ts";
import { actorOptions, withTerminal } from "../context.ts";
import type { CommonOptions } from "../context.ts";

interface Options extends CommonOptions {
  readonly ceiling?: string;
  readonly out?: string;
  readonly edition?: string;
  readonly groups: string;
  readonly key?: string;
}

export function publishCommand(): Command {
  return actorOptions(new Command("publish"))
    .description(
      "release an edition: the report as page, PDF and office document, its records, a manifest and a signature",
    )
    .argument("<case>", "folder of the case")
    .requiredOption("--ceiling <level>", "CLEAR, GREEN, AMBER, AMBER+STRICT or RED")
    .requiredOption("--out <folder>", "where to write the edition")
    .option("--edition <key>", "key or id of the draft; the newest at this ceiling otherwise")
    .option("--groups <names>", "need-to-know groups of its readers, joined by commas", "")
    .option("--key <file>", "key file that signs the manifest; unsigned otherwise")
    .addHelpText(
      "after",
      `
The same log and the same program give the same bytes. The edition is computed from the records visible at the ceiling.

Example:
  plumbline publish my-case --ceiling CLEAR --out public --key ~/ea.key`,
    )
    .action(async (folder: string, options: Options) => {
      const { ceiling, out } = options;
      if (ceiling === undefined || out === undefined)
        throw new PlumblineError("USAGE", "It needs --ceiling and --out.");
      await withTerminal(options, async (terminal) =>
        withCase(folder, {}, async (opened) => {
          const done = await publish(opened, {
            reader: parseReader(ceiling, options.groups),
            out,
            actor: await findActor(opened, options),
            ...(options.edition === undefined ? {} : { edition: options.edition }),
            ...(options.key === undefined ? {} : { signer: readKeyFile(options.key) }),
          });
          const { view, ...summary } = done;
          terminal.result(summary, () => {
            terminal.line(`${view.title}, TLP:${view.ceiling.tlp}, as of ${view.asOf}.`);
            terminal.line(
              `${view.judgments.length} judgments, ${view.findings.length} findings, ${view.records.length} records.`,
            );
            for (const { name, bytes } of done.files)
              terminal.line(`  ${out}/${name}  ${bytes.toLocaleString("en-GB")} bytes`);
            terminal.line(`Manifest SHA-256 ${done.manifestSha256}`);
            terminal.line(`Log root ${done.logRoot}`);
            terminal.line(`Check it with: plumbline verify ${out}`);
          });
        }),
      );
    });
}
