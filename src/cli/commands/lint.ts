import { Command } from "commander";
import { PlumblineError } from "../../errors.ts";
import { withCase } from "../../workbench/case.ts";
import { lint, lintDraft, readTextFile } from "../../workbench/lint.ts";
import type { CaseHit, CaseLint, LintHit } from "../../workbench/lint.ts";
import { counted } from "../../words.ts";
import { optionsNeed, withTerminal } from "../context.ts";
import type { CommonOptions } from "../context.ts";
import { readerOf } from "../reader.ts";
import type { Terminal } from "../terminal.ts";

interface Options extends CommonOptions {
  readonly ceiling?: string;
  readonly groups: string;
  readonly text?: string;
  readonly scale?: string;
  readonly place: string;
}

export function lintCommand(): Command {
  return new Command("lint")
    .description(
      "check the analysts' own sentences: likelihood, confidence, hedges, effects, and what they rest on",
    )
    .argument("[case]", "folder of the case")
    .option("--ceiling <level>", "show what a reader at this level sees; by default everything")
    .option("--groups <names>", "with --ceiling: need-to-know groups of that reader, separated by commas", "")
    .option("--text <file>", "check this text file instead of a case")
    .option(
      "--scale <ids>",
      "with --text: scales that the text declares, such as icd203/1, separated by commas",
    )
    .option("--place <place>", "with --text: wording, text or why", "text")
    .addHelpText(
      "after",
      "\nExit status 0: nothing is refused. 1: at least one sentence is. The codes are explained in docs/lint.md.\n\nExamples:\n  plumbline lint cases/my-case --ceiling CLEAR\n  plumbline lint --text draft.txt --scale icd203/1 --place wording",
    )
    .action(async (folder: string | undefined, options: Options, command: Command) => {
      if ((folder === undefined) === (options.text === undefined))
        throw new PlumblineError("USAGE", "Name a case, or a file with --text.");
      optionsNeed(command, folder !== undefined, ["ceiling", "groups"], "a case");
      optionsNeed(command, options.text !== undefined, ["scale", "place"], "--text");
      await withTerminal(options, async (terminal) => {
        const hits =
          folder === undefined ? ofText(terminal, options) : await ofCase(terminal, folder, options);
        if (hits.some(({ severity }) => severity === "refused")) process.exitCode = 1;
      });
    });
}

async function ofCase(terminal: Terminal, folder: string, options: Options): Promise<readonly LintHit[]> {
  const found = await withCase(folder, { say: terminal.note, access: "read" }, async (opened) =>
    lint(opened, await readerOf(opened, options)),
  );
  terminal.result(found, () => showCase(terminal, found));
  return found.hits;
}

function ofText(terminal: Terminal, options: Options): readonly LintHit[] {
  const text = readTextFile(options.text!);
  const scales = (options.scale ?? "").split(",").filter((id) => id !== "");
  const hits = lintDraft(text, { place: options.place, ...(scales.length === 0 ? {} : { scales }) });
  terminal.result({ hits }, () => {
    for (const hit of hits) showHit(terminal, `line ${text.slice(0, hit.start).split("\n").length}`, hit);
    summary(terminal, hits);
  });
  return hits;
}

function showCase(terminal: Terminal, { hits, texts, answered, notRead }: CaseLint): void {
  for (const hit of hits) showHit(terminal, placeOf(hit), hit);
  summary(terminal, hits);
  terminal.line(`${counted(texts, "text")} read, ${counted(answered, "question")} answered before.`);
  if (notRead.length > 0) terminal.line(`Not read, because they are not in English: ${notRead.join(", ")}.`);
}

function placeOf({ ref, field, block }: CaseHit): string {
  if (field === "block") return `${ref} block ${block}`;
  return field === "why" ? `${ref} why` : ref;
}

function showHit(
  terminal: Terminal,
  place: string,
  { code, severity, text, start, end, message, fix }: LintHit,
): void {
  const where = text === "" ? place : `${place}, ${start} to ${end}`;
  terminal.line(`${where}: ${severity} ${code}`);
  terminal.line(`  ${message}`);
  terminal.line(`  ${fix}`);
}

function summary(terminal: Terminal, hits: readonly LintHit[]): void {
  const of = (severity: string) => hits.filter((hit) => hit.severity === severity).length;
  terminal.line(
    `${counted(hits.length, "hit")}: ${of("refused")} refused, ${of("question")} to answer, ${of("advice")} advice.`,
  );
}
