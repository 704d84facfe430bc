import { Command } from "commander";
import type { HistoryChange, HistoryView } from "../../views/reasoning.ts";
import { listed } from "../../words.ts";
import { readerOptions, withReasoning } from "../reader.ts";
import type { ReaderOptions } from "../reader.ts";
import { table } from "../terminal.ts";
import type { Terminal } from "../terminal.ts";

interface Options extends ReaderOptions {
  readonly outcome?: string;
}

export function historyCommand(): Command {
  return readerOptions(new Command("history"))
    .description("print every change of a judgment and the record that made it")
    .argument("<case>", "folder of the case")
    .argument("<judgment>", "key, id or label of the judgment")
    .option("--outcome <name>", "an event or a resolved indicator; also prints what was held before it")
    .addHelpText("after", "\nExample:\n  plumbline history cases/my-case J2 --outcome vote")
    .action(async (folder: string, judgment: string, options: Options) => {
      await withReasoning(folder, options, (reasoning, terminal) => {
        const history = reasoning.history(judgment, options.outcome);
        terminal.result(history, () => show(terminal, history));
      });
    });
}

/** `, moved by letter-day and C4`. */
function movers({ movedBy = [] }: HistoryChange): string {
  return movedBy.length === 0 ? "" : `, moved by ${listed(movedBy.map(({ name }) => name))}`;
}

function show(terminal: Terminal, { judgment, changes, byHeldAt, hindsight }: HistoryView): void {
  terminal.line(`${judgment.name}: ${judgment.text}\n`);
  const held = new Map(byHeldAt.map((ref, i) => [ref, i + 1]));
  const rows = changes.map((change) => [
    change.at.slice(0, 19),
    change.heldAt ?? "",
    String(held.get(change.ref)),
    change.organisation.initials,
    change.person,
    `${change.kind.toLowerCase()} ${change.change}`,
    `${change.before === "nothing" ? "" : `${change.before} → `}${change.after}${movers(change)}`,
    change.ref,
  ]);
  terminal.line(table([["at", "held at", "order held", "for", "by", "what", "change", "record"], ...rows]));
  if (hindsight === "no outcome named") return;
  terminal.line(`\nAs held before ${hindsight.on} (${hindsight.outcome.text}):`);
  for (const { organisation, holds, likelihood, confidence } of hindsight.positions) {
    const term = likelihood === "not stated" ? "likelihood not stated" : likelihood.term;
    terminal.line(`  ${organisation.initials} ${holds}: ${term}; confidence ${confidence}`);
  }
  if (hindsight.positions.length === 0) terminal.line("  no position");
  terminal.line(`  ${hindsight.leftOut.length} of these changes are dated on that day or later.`);
}
