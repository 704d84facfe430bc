import { Command } from "commander";
import { PlumblineError } from "../../errors.ts";
import type { CombinedView, ProposedFinding } from "../../views/combined.ts";
import type { MatrixView, ScoreTable } from "../../views/matrix.ts";
import { withCase } from "../../workbench/case.ts";
import { counted, NO_ANSWER, percent, percentInColumn, plural } from "../../words.ts";
import { withTerminal } from "../context.ts";
import { readerOf, readerOptions, withReasoning } from "../reader.ts";
import type { ReaderOptions } from "../reader.ts";
import { table } from "../terminal.ts";
import type { Terminal } from "../terminal.ts";

export function matrixCommand(): Command {
  return readerOptions(new Command("matrix"))
    .description(
      "print the matrix of a question: cells, scores, ties, and which item or origin carries the lead",
    )
    .argument("<case>", "folder of the case")
    .argument("[question]", "key, id or label of the question; by default all")
    .option("--proposed", "print instead which findings of instruments are proposed as cells, and why")
    .addHelpText(
      "after",
      `
The lower a score, the less speaks against the hypothesis. No score is a probability or a judgment (docs/reasoning.md).
A proposed cell is no record: a person accepts it in the browser, or records a consistency in a file.

Examples:
  plumbline matrix cases/my-case Q3
  plumbline matrix cases/my-case Q3 --proposed`,
    )
    .action(async (folder: string, question: string | undefined, options: Options) => {
      if (options.proposed === true) {
        await printProposed(folder, question, options);
        return;
      }
      await withReasoning(folder, options, (reasoning, terminal) => {
        const names = question === undefined ? reasoning.questions().map(({ ref }) => ref) : [question];
        const matrices = names.map((name) => reasoning.matrix(name));
        terminal.result(matrices, () => {
          for (const matrix of matrices) show(terminal, matrix);
        });
      });
    });
}

interface Options extends ReaderOptions {
  readonly proposed?: boolean;
}

async function printProposed(folder: string, question: string | undefined, options: Options): Promise<void> {
  for (const [given, flag] of [
    [options.at, "--at"],
    [options.heldAt, "--held-at"],
  ])
    if (given !== undefined)
      throw new PlumblineError(
        "USAGE",
        `${flag} needs a call without --proposed: cells are proposed as of now.`,
      );
  // The instruments come with what they need to run, which the matrix does without.
  const { combined } = await import("../../workbench/combined.ts");
  await withTerminal(options, async (terminal) =>
    withCase(folder, { say: terminal.note, access: "read" }, async (opened) => {
      const fold = await opened.fold(await readerOf(opened, options));
      const names = question === undefined ? fold.all("Question").map(({ id }) => id) : [question];
      const views = names.map((name) => combined(fold, name));
      terminal.result(views, () => {
        for (const view of views) showProposed(terminal, view);
      });
    }),
  );
}

function showProposed(terminal: Terminal, view: CombinedView): void {
  const { question, hypotheses, instruments, silent, tally } = view;
  terminal.line(`\n${question.name}: ${question.text}`);
  for (const [i, { text }] of hypotheses.entries()) terminal.line(`  H${i + 1}  ${text}`);
  if (instruments.length === 0) terminal.line("No finding of an instrument speaks to this question.");
  for (const { title, category, nulls, findings } of instruments) {
    terminal.line(`\n${title}, ${category} evidence`);
    for (const finding of findings) showFinding(terminal, finding, nulls);
  }
  if (tally.all > 0)
    terminal.line(
      `\n${counted(tally.all, "cell")}, ${tally.recorded} of them recorded. The others are proposed.`,
    );
  for (const { label, title, because } of silent)
    terminal.line(`Not proposed: ${label} ${title}. ${because}`);
}

function showFinding(
  terminal: Terminal,
  { label, ref, sentence, nulls, explanations, cells, iiaf }: ProposedFinding,
  known: CombinedView["instruments"][number]["nulls"],
): void {
  terminal.line(`${label} ${ref}: ${sentence}`);
  for (const [i, { state, because, entries }] of cells.entries()) {
    const said = entries.map(({ organisation, value }) => `${organisation.initials} ${value}`).join(", ");
    terminal.line(`  H${i + 1}  ${state === "recorded" ? said : "proposed"}. ${because}`);
  }
  terminal.line(`  IIAF  ${iiaf.state === "recorded" ? "recorded" : "proposed"}: ${iiaf.category}`);
  for (const { name, excludes } of known.filter((one) => nulls.includes(one.name)))
    terminal.line(`  If nobody steered anything, by ${name}: ${excludes}.`);
  for (const { title, answer = "not measured" } of explanations)
    terminal.line(`  Or: ${title.replace(/\.$/, "")} (${answer}).`);
}

/** Names of hypotheses and items of one matrix, by reference. */
type Names = (ref: string) => string;

function show(terminal: Terminal, matrix: MatrixView): void {
  const { question, exclusive, exhaustive, hypotheses, items, cells } = matrix;
  const known = new Map([...hypotheses, ...items].map(({ ref, name }) => [ref, name.split("#").at(-1)!]));
  for (const { ref, name } of items) known.set(ref, name);
  const names: Names = (ref) => known.get(ref) ?? ref;
  terminal.line(`\n${question.name}: ${question.text}`);
  const set = [exclusive ? "exclusive" : "not exclusive", exhaustive ? "exhaustive" : "not exhaustive"];
  terminal.line(`Its hypotheses are ${set.join(" and ")}.`);
  for (const { ref, text } of hypotheses) terminal.line(`  ${names(ref)}  ${text}`);
  if (items.length === 0) {
    terminal.line("No cell is recorded.");
  } else {
    const rows = hypotheses.map(({ ref }) => [
      names(ref),
      ...items.map((item) =>
        cellText(cells.find((cell) => cell.item === item.ref && cell.hypothesis === ref)!),
      ),
    ]);
    terminal.line(table([["", ...items.map(({ name }) => name)], ...rows]));
    showAnswers(terminal, matrix);
    for (const scores of matrix.tables) showTable(terminal, matrix, scores, names);
  }
  showProbabilities(terminal, matrix);
}

/** Under the cells: who answers an item. */
function showAnswers(terminal: Terminal, { items }: MatrixView): void {
  for (const { name, answeredBy = [] } of items)
    for (const says of typeof answeredBy === "string" ? [NO_ANSWER] : answeredBy.map((answer) => answer.says))
      terminal.line(`${name}: ${says}`);
}

/** One value where all agree; else who says what. */
function cellText({ entries, disagreement }: MatrixView["cells"][number]): string {
  if (entries.length === 0) return "–";
  if (!disagreement) return entries[0]!.value;
  return entries.map(({ organisation, value }) => `${organisation.initials} ${value}`).join(" / ");
}

function showTable(terminal: Terminal, matrix: MatrixView, scores: ScoreTable, names: Names): void {
  const whose = scores.of === "joint" ? "Where all agree" : `Cells of ${scores.of.name}`;
  const left = [
    ...scores.incomplete.map((item) => `${names(item)} (a cell is empty)`),
    ...scores.contested.map((item) => `${names(item)} (contested)`),
  ];
  const without = left.length === 0 ? "" : `; left out: ${left.join(", ")}`;
  terminal.line(`\n${whose}: ${scores.items.length} of ${matrix.items.length} items count${without}.`);
  if (scores.items.length === 0) return;
  const bayes = scores.bayes;
  const rows = matrix.hypotheses.map(({ ref }, row) => [
    names(ref),
    ...scores.scores.map(
      ({ values, leaders }) => `${short(values[row]!.value)}${leaders.includes(ref) ? " *" : ""}`,
    ),
    ...(bayes === "not applicable" ? [] : [percentInColumn(bayes.values[row]!.value)]),
  ]);
  const head = ["", ...scores.scores.map(({ name }) => name)];
  terminal.line(
    table([[...head, ...(bayes === "not applicable" ? [] : ["what the matrix implies"])], ...rows]),
  );
  terminal.line("* leads: least speaks against it; several are tied.");
  if (bayes !== "not applicable")
    terminal.line(
      `The last column is arithmetic, nobody's judgment: flat priors, ${bayes.entries.length} independent entries; left out for an NA: ${bayes.leftOutForNA.length}, for unknown lineage: ${bayes.leftOutForLineage.length}.`,
    );
  showItems(terminal, scores, names);
  showChanges(terminal, scores, names);
}

const short = (value: number): string => String(Number(value.toFixed(4)));

function showItems(terminal: Terminal, scores: ScoreTable, names: Names): void {
  const rows = scores.weights.map(({ item, credibility, relevance, weight }, i) => {
    const { value } = scores.diagnosticity[i]!;
    return [
      names(item),
      typeof value === "number" ? value.toFixed(2) : value,
      credibility,
      relevance,
      weight.toFixed(2),
    ];
  });
  terminal.line(table([["item", "diagnosticity", "credibility", "relevance", "weight"], ...rows]));
}

function showChanges(terminal: Terminal, scores: ScoreTable, names: Names): void {
  if (scores.changes.length === 0) terminal.line("No single item or origin changes a leader.");
  // An origin of one item says what the item says.
  const told = scores.changes.filter(({ dropped, items }) => dropped === "item" || items.length > 1);
  for (const { score, dropped, without, before, after, change } of told) {
    const what = dropped === "origin" ? `the origin ${without.name}` : without.name;
    const now = after.length === 0 ? "nothing leads" : `${after.map(names).join(" and ")} ${lead(after)}`;
    terminal.line(
      `Without ${what}: ${now} instead of ${before.map(names).join(" and ")} (${score}, ${change}).`,
    );
  }
}

const lead = (refs: readonly string[]): string => plural(refs.length, "leads", "lead");

function showProbabilities(terminal: Terminal, { probabilities }: MatrixView): void {
  if (probabilities === "not applicable") {
    terminal.line("No probabilities over the set: its hypotheses are not both exclusive and exhaustive.");
    return;
  }
  if (probabilities.sets.length === 0) {
    terminal.line("Probabilities over the whole set: not recorded.");
    return;
  }
  const { hypotheses, sets, aggregate, positions } = probabilities;
  const heads = hypotheses.map(({ name }) => name.split("#").at(-1)!);
  const numbers = (values: readonly (number | string)[]) => values.map(said);
  terminal.line("\nProbabilities over the whole set");
  const rows = sets.flatMap(({ organisation, elicited, coherent, incoherence, distance }) => [
    [`${organisation.initials} elicited`, ...numbers(elicited), `sum off by ${said(incoherence)}`],
    ...(coherent === "not defined"
      ? []
      : [
          [
            `${organisation.initials} coherent`,
            ...numbers(coherent),
            `distance ${Number(distance).toFixed(2)}`,
          ],
        ]),
  ]);
  const mean = aggregate === "not applicable" ? [] : [["mean of the coherent", ...numbers(aggregate), ""]];
  terminal.line(table([["", ...heads, ""], ...rows, ...mean]));
  for (const [i, { positions: list }] of positions.entries())
    for (const { organisation, holds, likelihood } of list)
      terminal.line(
        `Beside it, ${heads[i]}: ${organisation.initials} ${holds}, ${likelihood === "not stated" ? likelihood : likelihood.term}.`,
      );
}

const said = (value: number | string): string => (typeof value === "number" ? percent(value) : value);
