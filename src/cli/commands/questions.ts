import { Command } from "commander";
import { readerOptions, withReasoning } from "../reader.ts";
import type { ReaderOptions } from "../reader.ts";

export function questionsCommand(): Command {
  return readerOptions(new Command("questions"))
    .description("answer the nine questions of a hostile reader, each with the records behind the answer")
    .argument("<case>", "folder of the case")
    .addHelpText(
      "after",
      `
"Not recorded" and "not public" are answers, too.

Example:
  plumbline questions cases/my-case --ceiling CLEAR`,
    )
    .action(async (folder: string, options: ReaderOptions) => {
      await withReasoning(folder, options, (reasoning, terminal) => {
        const nine = reasoning.nineQuestions();
        terminal.result(nine, () => {
          for (const { number, question, state, lines } of nine.answers) {
            terminal.line(`${number === 1 ? "" : "\n"}${number}. ${question}`);
            if (state !== "answered") terminal.line(`   ${state}`);
            for (const { text, refs } of lines)
              terminal.line(`   ${text}${refs.length === 0 ? "" : ` [${refs.join(" ")}]`}`);
          }
        });
      });
    });
}
