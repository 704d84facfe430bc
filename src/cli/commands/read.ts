import { Command } from "commander";
import { withCase } from "../../workbench/case.ts";
import { findActor } from "../../workbench/actor.ts";
import { readDocumentInto } from "../../workbench/proposals/read-document.ts";
import { contentOf } from "../../workbench/verify.ts";
import { counted } from "../../words.ts";
import { actorOptions, optionsNeed, withTerminal } from "../context.ts";
import type { CommonOptions } from "../context.ts";
import { showProposals } from "../proposals.ts";

interface Options extends CommonOptions {
  readonly by: string;
  readonly organisation: string;
  readonly propose?: string;
  readonly force?: boolean;
}

export function readCommand(): Command {
  return actorOptions(new Command("read"))
    .description(
      "bring a document into a case, and list the claims, events and positions that its text proposes",
    )
    .argument("<case>", "folder of the case; made if there is none")
    .argument("<file>", "a text, a web page, a PDF, a DOCX or a mail")
    .option("--propose <out>", "write the proposals as a record file, to be edited and recorded")
    .option("--force", "replace the output if it exists")
    .option("--organisation <name>", "name of the organisation that keeps a new case", "This desk")
    .addHelpText(
      "after",
      `
The document is kept byte for byte. Nothing of what is proposed is recorded: a proposal is a passage of the text, the rule
that found it, and what that rule did not understand. In the browser each is accepted, mended or refused by one key.

Example:
  plumbline read cases/my-case article.txt --propose claims.yaml
  plumbline record cases/my-case claims.yaml`,
    )
    .action(async (folder: string, path: string, options: Options, command: Command) => {
      optionsNeed(
        command,
        contentOf(folder) !== "case",
        ["organisation"],
        "a new case; this one has its own",
      );
      optionsNeed(command, options.propose !== undefined, ["force"], "--propose");
      await withTerminal(options, async (terminal) => {
        const create = { by: "analyst", organisation: options.organisation };
        await withCase(folder, { create, say: terminal.note }, async (opened) => {
          const { propose: out, force } = options;
          const done = await readDocumentInto(opened, path, {
            actor: await findActor(opened, options),
            ...(out === undefined ? {} : { out }),
            ...(force === undefined ? {} : { force }),
          });
          const { artifact, isNew, proposals, file } = done;
          terminal.result({ ...proposals, ...(file === undefined ? {} : { file }) }, () => {
            terminal.line(
              `${artifact.body.title} ${isNew ? "is now" : "was already"} in the case: ${artifact.id}`,
            );
            showProposals(terminal, proposals);
            if (file === undefined) return;
            const names = file.open === 0 ? "" : ` Name ${counted(file.open, "speaker")} in it first.`;
            terminal.line(
              `${file.path}: ${counted(file.records, "record")} to edit.${names} Then: plumbline record ${folder} ${file.path}`,
            );
          });
        });
      });
    });
}
