import { Command } from "commander";
import { PlumblineError } from "../../errors.ts";
import { findActor, parseReader } from "../../workbench/actor.ts";
import { withCase } from "../../workbench/case.ts";
import { readKeyFile } from "../../workbench/keys.ts";
import { planPublication, publish } from "../../workbench/publish.ts";
import { actorOptions, withTerminal } from "../context.ts";
import type { PublicationPlan } from "../../workbench/publish.ts";
import { count, counted } from "../../words.ts";
import type { CommonOptions } from "../context.ts";
import { table } from "../terminal.ts";
import type { Terminal } from "../terminal.ts";

interface Options extends CommonOptions {
  readonly ceiling?: string;
  readonly out?: string;
  readonly edition?: string;
  readonly groups: string;
  readonly key?: string;
  readonly attest?: boolean;
  readonly dryRun?: boolean;
  readonly force?: boolean;
}

export function publishCommand(): Command {
  return actorOptions(new Command("publish"))
    .description(
      "publish an edition: the report as HTML, PDF and DOCX, its records, a manifest and a signature",
    )
    .argument("<case>", "folder of the case")
    .requiredOption("--ceiling <level>", "CLEAR, GREEN, AMBER, AMBER+STRICT or RED")
    .option("--out <folder>", "where to write the edition")
    .option("--edition <key>", "key or id of the draft; by default the newest at this ceiling")
    .option("--groups <names>", "need-to-know groups of its readers, separated by commas", "")
    .option("--key <file>", "key file that signs the manifest; by default it is not signed")
    .option(
      "--attest",
      "attest that every judgment says the same as at every higher level; the edition prints it",
    )
    .option(
      "--dry-run",
      "write nothing; print what would be left out and why, and every reason not to publish",
    )
    .option("--force", "replace another edition that stands in the folder; what goes is said")
    .addHelpText(
      "after",
      `
The same log and the same program give the same bytes. The edition is computed from the records visible at the ceiling.
Publishing the same edition again keeps the signatures it has. A folder that holds anything else is never written to.

Example:
  plumbline publish cases/my-case --ceiling CLEAR --out cases/public --key ~/ea.key`,
    )
    .action(async (folder: string, options: Options) => {
      const { ceiling, out } = options;
      if (ceiling === undefined || (out === undefined && options.dryRun !== true))
        throw new PlumblineError("USAGE", "It needs --ceiling, and --out unless with --dry-run.");
      const writes = out !== undefined && options.dryRun !== true;
      await withTerminal(options, async (terminal) =>
        withCase(folder, { say: terminal.note, access: writes ? "write" : "read" }, async (opened) => {
          const edition = options.edition === undefined ? {} : { edition: options.edition };
          const reader = parseReader(ceiling, options.groups);
          if (!writes) {
            showPlan(terminal, await planPublication(opened, { reader, ...edition }));
            return;
          }
          const done = await publish(opened, {
            reader,
            out,
            actor: await findActor(opened, options),
            ...edition,
            ...(options.attest === undefined ? {} : { attest: options.attest }),
            ...(options.force === undefined ? {} : { force: options.force }),
            ...(options.key === undefined ? {} : { signer: readKeyFile(options.key) }),
          });
          const { view, ...summary } = done;
          terminal.result(summary, () => {
            if (done.replaced !== undefined) terminal.line(`Replaced ${done.replaced}.`);
            terminal.line(`${view.title}, TLP:${view.ceiling.tlp}, as of ${view.asOf}.`);
            terminal.line(
              `${view.judgments.length} judgments, ${view.findings.length} findings, ${view.records.length} records.`,
            );
            for (const { name, bytes } of done.files)
              terminal.line(`  ${out}/${name}  ${count(bytes)} bytes`);
            terminal.line(`Manifest SHA-256 ${done.manifestSha256}`);
            terminal.line(`Log root ${done.logRoot}`);
            terminal.line(`Check it with: plumbline verify ${out}`);
          });
        }),
      );
    });
}

/** What a releaser decides on: each removal with its reason, each reason not to publish. */
function showPlan(terminal: Terminal, { view, removals, refused }: PublicationPlan): void {
  const { title, ceiling, records } = view;
  terminal.result({ title, ceiling, records: records.length, removals, refused }, () => {
    terminal.line(`${title}, TLP:${ceiling.tlp}: ${counted(records.length, "record")} would be in it.`);
    terminal.line(
      `${counted(removals.length, "record")} would be left out${removals.length === 0 ? "." : ":"}`,
    );
    if (removals.length > 0)
      terminal.line(
        table([
          ["Record", "Type", "Marking", "Why", "Text"],
          ...removals.map(({ ref, type, marking, why, text }) => [
            ref,
            type,
            marking,
            why,
            text.slice(0, 60),
          ]),
        ]),
      );
    terminal.line(
      refused.length === 0 ? "Nothing stands against publishing." : "It cannot be published as it is:",
    );
    for (const { code, about, text } of refused) terminal.line(`  ${about} ${code}: ${text}`);
  });
  if (refused.length > 0) process.exitCode = 1;
}
