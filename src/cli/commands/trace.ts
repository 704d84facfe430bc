import { Command } from "commander";
import { withCase } from "../../workbench/case.ts";
import { trace } from "../../workbench/trace.ts";
import type { TraceStep } from "../../workbench/trace.ts";
import { withTerminal } from "../context.ts";
import type { CommonOptions } from "../context.ts";
import { readerOf } from "../reader.ts";
import type { Terminal } from "../terminal.ts";

interface Options extends CommonOptions {
  readonly ceiling?: string;
}

export function traceCommand(): Command {
  return new Command("trace")
    .description("print the plumb line from a sentence, judgment, finding or record down to rows and hash")
    .argument("<case>", "folder of the case")
    .argument("<id>", "id, key, part such as coshare#f2, or label such as J1")
    .option("--ceiling <level>", "show what a reader at this level sees; by default everything")
    .addHelpText("after", "\nExample:\n  plumbline trace cases/my-case J1")
    .action(async (folder: string, id: string, options: Options) => {
      await withTerminal(options, async (terminal) =>
        withCase(folder, { say: terminal.note, access: "read" }, async (opened) => {
          const line = await trace(opened, id, await readerOf(opened, options));
          terminal.result(line, () => show(terminal, line, "", true));
        }),
      );
    });
}

function show(terminal: Terminal, step: TraceStep, indent: string, last: boolean): void {
  const relation = step.relation === "" ? "" : `${step.relation}: `;
  terminal.line(`${indent}${indent === "" ? "┬" : last ? "└" : "├"} ${relation}${step.kind}  ${step.ref}`);
  const inner = indent === "" ? "" : indent + (last ? "  " : "│ ");
  const rail = step.next.length > 0 ? "│ " : "  ";
  for (const text of [step.text, ...step.details]) terminal.line(`${inner}${rail}  ${text}`);
  step.next.forEach((next, i) =>
    show(terminal, next, inner === "" ? " " : inner, i === step.next.length - 1),
  );
}
