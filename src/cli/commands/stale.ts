import { Command } from "commander";
import type { StaleView } from "../../views/stale.ts";
import { counted } from "../../words.ts";
import { readerOptions, withReasoning } from "../reader.ts";
import type { ReaderOptions } from "../reader.ts";
import { table } from "../terminal.ts";
import type { Terminal } from "../terminal.ts";

export function staleCommand(): Command {
  return readerOptions(new Command("stale"))
    .description(
      "list what stands on an import that was replaced or withdrawn since: findings, claims, basis, judgments",
    )
    .argument("<case>", "folder of the case")
    .addHelpText(
      "after",
      `
Nothing is changed when an import is replaced: what was made of its posts stays as it is, and is listed here until
somebody corrects or withdraws it. A new run, or a record that supersedes the old one, is made of the new posts.

Example:
  plumbline stale cases/my-case --ceiling AMBER`,
    )
    .action(async (folder: string, options: ReaderOptions) => {
      await withReasoning(folder, options, (reasoning, terminal) => {
        const stale = reasoning.stale();
        terminal.result({ stale }, () => show(terminal, stale));
      });
    });
}

function show(terminal: Terminal, stale: readonly StaleView[]): void {
  if (stale.length === 0) {
    terminal.line("Nothing stands on an import that was replaced or withdrawn.");
    return;
  }
  const rows = stale.map(({ kind, name, import: old, ended, by, through, text }) => [
    kind,
    name,
    through ?? old,
    `${ended} by ${by}`,
    text.slice(0, 60),
  ]);
  terminal.line(table([["kind", "name", "stands on", "the import was", "what"], ...rows]));
  terminal.line(`\n${counted(stale.length, "stale record")}.`);
}
