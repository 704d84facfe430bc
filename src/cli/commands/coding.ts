import { Command } from "commander";
import type { AgreementFigures, CodedUnit, CoderPair, CodingView, Says } from "../../views/coding.ts";
import { withCase } from "../../workbench/case.ts";
import { writeCodes } from "../../workbench/coding-table.ts";
import { parseAsOf } from "../../workbench/reasoning.ts";
import { counted, percentInColumn } from "../../words.ts";
import { optionsNeed, withTerminal } from "../context.ts";
import { readerOf, readerOptions, withReasoning } from "../reader.ts";
import type { ReaderOptions } from "../reader.ts";
import { table } from "../terminal.ts";
import type { Terminal } from "../terminal.ts";

interface Options extends ReaderOptions {
  readonly out?: string;
  readonly force?: boolean;
}

/** Units still to be settled that are printed; the rest is in `--json`. */
const SHOWN = 20;

export function codingCommand(): Command {
  return readerOptions(new Command("coding"))
    .description("print who coded what with a codebook, how far coders agree, and where they differ")
    .argument("<case>", "folder of the case")
    .argument("[codebook]", "key or id of the codebook; by default all")
    .option("--out <file>", "write the codes of one codebook as CSV, one line for each coder and unit")
    .option("--force", "overwrite an output that exists")
    .addHelpText(
      "after",
      `
Codes are recorded by record file or in the browser (docs/how-to/coding.md). Anyone who has the case folder sees all of them.

Examples:
  plumbline coding cases/my-case tone
  plumbline coding cases/my-case tone --out cases/codes.csv`,
    )
    .action(async (folder: string, codebook: string | undefined, options: Options, command: Command) => {
      optionsNeed(command, options.out !== undefined, ["force"], "--out");
      if (options.out !== undefined) {
        if (codebook === undefined) command.error("error: --out needs a codebook");
        else await writeOut(folder, codebook, options.out, options);
        return;
      }
      await withReasoning(folder, options, (reasoning, terminal) => {
        const names = codebook === undefined ? reasoning.codebooks().map(({ ref }) => ref) : [codebook];
        const views = names.map((name) => reasoning.coding(name));
        terminal.result(views, () => {
          if (views.length === 0) terminal.line("There is no codebook.");
          for (const view of views) show(terminal, view);
        });
      });
    });
}

async function writeOut(folder: string, codebook: string, out: string, options: Options): Promise<void> {
  const asOf = parseAsOf(options);
  await withTerminal(options, (terminal) =>
    withCase(folder, { say: terminal.note, access: "read" }, async (opened) => {
      const reader = await readerOf(opened, options);
      const done = await writeCodes(opened, { reader, asOf, codebook, out, force: options.force ?? false });
      terminal.result(done, () => {
        terminal.line(`Wrote ${done.out}: ${counted(done.rows, "line")}.`);
        if (done.tlp !== "nothing coded")
          terminal.line(`What is in it is marked up to TLP:${done.tlp}; the file does not say so itself.`);
      });
    }),
  );
}

function show(terminal: Terminal, view: CodingView): void {
  const { codebook, coders, byOne, bySeveral } = view;
  const how = codebook.several ? "several codes for each" : "one code for each";
  terminal.line(`\n${codebook.name}: ${codebook.text}; single ${codebook.of}s, ${how}`);
  for (const { code, label, definition } of codebook.categories)
    terminal.line(`  ${code}  ${label}. ${definition}`);
  if (coders.length === 0) {
    terminal.line("Nothing is coded.");
    return;
  }
  terminal.line(`${counted(byOne, "unit")} coded by one, ${bySeveral} by several.`);
  const rows = coders.map(({ person, organisation, units, cannotSay }) => [
    person,
    organisation.initials,
    String(units),
    String(cannotSay),
  ]);
  terminal.line(table([["coder", "for", "units", "cannot say"], ...rows]));
  showRemarks(terminal, view);
  if (bySeveral > 0) {
    showAgreement(terminal, view);
    for (const pair of view.pairs) showPair(terminal, pair);
  }
  showOpen(terminal, view.disagreements);
}

function showRemarks(terminal: Terminal, { underEarlier, outdated, changedLater }: CodingView): void {
  if (underEarlier > 0)
    terminal.line(
      `${counted(underEarlier, "code")} given under an earlier version of the codebook; ${outdated} left out, because the version that stands lacks them.`,
    );
  if (changedLater > 0)
    terminal.line(
      `${counted(changedLater, "code")} changed after others' codes could be seen; agreement counts what was said before.`,
    );
}

function showAgreement(terminal: Terminal, { overall, byCode }: CodingView): void {
  const lines = byCode.map(({ code, given, ...figures }) => [code, String(given), ...cells(figures)]);
  const all = overall === "see each code" ? [] : [["all codes", "", ...cells(overall)]];
  terminal.line("\nAgreement, over what was said before others' codes could be seen:");
  terminal.line(table([["", "given", "units", "pairs", "equal", "alpha", ""], ...all, ...lines]));
  terminal.line(
    overall === "see each code"
      ? "Several codes may be given: each is taken by itself, given or not. Alpha is Krippendorff's, nominal."
      : "Alpha is Krippendorff's, nominal; for a single code: given or not. “Cannot say” is left out.",
  );
}

function cells({ units, pairs, equal, alpha, tooFew }: AgreementFigures): string[] {
  return [
    String(units),
    String(pairs),
    typeof equal === "number" ? percentInColumn(equal) : equal,
    typeof alpha === "number" ? alpha.toFixed(3) : alpha,
    tooFew ? "too few" : "",
  ];
}

function showPair(terminal: Terminal, { first, second, units, head, counts }: CoderPair): void {
  terminal.line(`\n${first} (rows) and ${second} (columns), ${counted(units, "unit")}:`);
  terminal.line(table([["", ...head], ...counts.map((row, i) => [head[i]!, ...row.map(String)])]));
}

function showOpen(terminal: Terminal, units: readonly CodedUnit[]): void {
  if (units.length === 0) return;
  terminal.line(`\n${counted(units.length, "unit")} still to be settled:`);
  for (const { key, entries } of units.slice(0, SHOWN))
    terminal.line(`  ${key}: ${entries.map(({ person, says }) => `${person} ${sayWords(says)}`).join("; ")}`);
  if (units.length > SHOWN) terminal.line(`  and ${units.length - SHOWN} more (--json)`);
}

function sayWords(says: Says): string {
  return says === "cannot say" ? says : says.join(", ") || "none of them";
}
