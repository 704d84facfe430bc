import { Command } from "commander";
import type { ChainStep, ChainView } from "../../views/reasoning.ts";
import { counted } from "../../words.ts";
import { readerOptions, withReasoning } from "../reader.ts";
import type { ReaderOptions } from "../reader.ts";
import type { Terminal } from "../terminal.ts";

export function chainCommand(): Command {
  return readerOptions(new Command("chain"))
    .description(
      "print the attribution chain: what each judgment rests on, and which rungs are too high for it",
    )
    .argument("<case>", "folder of the case")
    .argument("[judgment]", "key, id or label of the judgment at the top; by default all")
    .addHelpText("after", "\nExample:\n  plumbline chain cases/my-case J3")
    .action(async (folder: string, judgment: string | undefined, options: ReaderOptions) => {
      await withReasoning(folder, options, (reasoning, terminal) => {
        const chain = reasoning.chain(judgment);
        terminal.result(chain, () => show(terminal, chain));
      });
    });
}

function show(terminal: Terminal, { steps }: ChainView): void {
  const names = new Map(steps.map(({ judgment }) => [judgment.ref, judgment.name]));
  for (const step of steps) showStep(terminal, step, names);
  const breaches = steps.flatMap((step) => step.breaches);
  terminal.line(
    `${counted(steps.length, "judgment")}; invariant 4 does not hold in ${breaches.length} places.`,
  );
}

function showStep(terminal: Terminal, step: ChainStep, names: ReadonlyMap<string, string>): void {
  const rung = step.rung === undefined ? "" : ` [${step.rung}]`;
  terminal.line(`${step.judgment.name}${rung}: ${step.states}`);
  const lower = step.restsOn.map((ref) => names.get(ref) ?? "a judgment not shown at this level");
  terminal.line(`  rests on ${lower.join(", ") || "no other judgment"}`);
  for (const { organisation, stance, holds, likelihood, confidence } of step.positions) {
    const term = likelihood === "not stated" ? "likelihood not stated" : likelihood.term;
    terminal.line(`  ${organisation.initials} ${holds} (${stance}): ${term}; confidence ${confidence}`);
  }
  terminal.line(`  IIAF categories: ${step.categories.join(", ") || "not recorded"}`);
  terminal.line(
    `  ${counted(step.independentOrigins.length, "origin")} for it that stand for nothing it rests on`,
  );
  for (const { code, text } of step.breaches) terminal.line(`  ${code}: ${text}`);
  terminal.line();
}
