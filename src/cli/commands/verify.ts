import { Command } from "commander";
import { PlumblineError } from "../../errors.ts";
import { verifyDisclosure } from "../../workbench/disclose.ts";
import { contentOf, verifyCase, verifyEdition } from "../../workbench/verify.ts";
import { optionsNeed, withTerminal } from "../context.ts";
import type { CommonOptions } from "../context.ts";
import type { Terminal } from "../terminal.ts";
import { sayVerdict } from "../verdict.ts";

interface Options extends CommonOptions {
  readonly root?: string;
  readonly trust?: string;
  readonly edition?: string;
}

export function verifyCommand(): Command {
  return new Command("verify")
    .description("check that a case or a published edition was not changed")
    .argument("<folder>", "folder of a case or of an edition; with --edition, file of a disclosure")
    .option(
      "--root <hex>",
      "for a case: a log root that you kept elsewhere; shows whether the log was cut short or rewritten",
    )
    .option(
      "--trust <file>",
      'for an edition: file of the keys you trust, as {"keys":[{"name":"…","key":"…"}]}',
    )
    .option("--edition <folder>", "for a disclosure: folder of the edition that withheld the record")
    .addHelpText(
      "after",
      "\nExit status 0: nothing was changed. 1: something was; the first place is named.\n\nExamples:\n  plumbline verify cases/my-case --root 263abb…\n  plumbline verify cases/public --trust keys.json\n  plumbline verify cases/invoice.json --edition cases/public",
    )
    .action(async (folder: string, options: Options, command: Command) => {
      await withTerminal(options, async (terminal) => {
        if (options.edition !== undefined) {
          optionsNeed(command, false, ["root"], "a case; with --edition a disclosure is verified");
          optionsNeed(command, false, ["trust"], "an edition; with --edition a disclosure is verified");
          const { record, index, size } = await verifyDisclosure(folder, options.edition);
          terminal.result({ holds: true, record: record.id, index, size }, () =>
            terminal.line(
              `${record.id} was in the log, record ${index + 1} of ${size}, when the edition was made.`,
            ),
          );
          return;
        }
        const content = contentOf(folder);
        if (content === "neither")
          throw new PlumblineError(
            "CASE_MISSING",
            "There is no case here (no log.db) and no edition (no manifest.json, no index.html).",
            { where: folder, hint: "Check the path; a disclosure is verified with --edition." },
          );
        optionsNeed(command, content === "case", ["root"], "a case; this is an edition");
        optionsNeed(command, content === "edition", ["trust"], "an edition; this is a case");
        const holds =
          content === "edition"
            ? await showEdition(terminal, folder, options.trust)
            : await showCase(terminal, folder, options.root);
        if (!holds) process.exitCode = 1;
      });
    });
}

async function showCase(terminal: Terminal, folder: string, root: string | undefined): Promise<boolean> {
  const done = await verifyCase(folder, root);
  terminal.result(done, () => {
    terminal.line(
      done.failure ??
        `The case holds: ${done.records} records, ${done.tombstones} purged, ${done.artifacts} files by hash.`,
    );
    terminal.line(`Root ${done.root}`);
    for (const note of done.notes) terminal.line(note);
  });
  return done.holds;
}

async function showEdition(terminal: Terminal, folder: string, trust: string | undefined): Promise<boolean> {
  const verdict = await verifyEdition(folder, trust);
  terminal.result(verdict, () => sayVerdict(terminal, verdict));
  return verdict.verdict !== "not-intact";
}
