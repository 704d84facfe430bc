import { Command } from "commander";
import { isEditionFolder, verifyCase, verifyEdition } from "../../workbench/index.ts";
import { withTerminal } from "../context.ts";
import type { CommonOptions } from "../context.ts";
import type { Terminal } from "../terminal.ts";

interface Options extends CommonOptions {
  readonly root?: string;
  readonly trust?: string;
}

export function verifyCommand(): Command {
  return new Command("verify")
    .description("check a case, or a published edition")
    .argument("<folder>", "folder of a case or of an edition")
    .option("--root <hex>", "case: a log root kept elsewhere; finds truncation and rewriting too")
    .option("--trust <file>", 'edition: keys you trust, as {"keys":[{"name":"…","key":"…"}]}')
    .addHelpText(
      "after",
      "\nExit status 0: it holds. 1: it does not, and the first place is named.\n\nExamples:\n  plumbline verify my-case --root 263abb…\n  plumbline verify public --trust keys.json",
    )
    .action(async (folder: string, options: Options) => {
      await withTerminal(options, async (terminal) => {
        const holds = isEditionFolder(folder)
          ? showEdition(terminal, folder, options.trust)
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

function showEdition(terminal: Terminal, folder: string, trust: string | undefined): boolean {
  const verdict = verifyEdition(folder, trust);
  terminal.result(verdict, () => {
    terminal.line(verdict.text);
  });
  return verdict.verdict !== "not-intact";
}
