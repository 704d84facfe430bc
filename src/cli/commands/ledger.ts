import { Command } from "commander";
import type { DenialView, LedgerItem, LedgerView } from "../../views/reasoning.ts";
import type { Named } from "../../views/basics.ts";
import { counted, namesOf, NO_ANSWER } from "../../words.ts";
import { readerOptions, withReasoning } from "../reader.ts";
import type { ReaderOptions } from "../reader.ts";
import { table } from "../terminal.ts";
import type { Terminal } from "../terminal.ts";

export function ledgerCommand(): Command {
  return readerOptions(new Command("ledger"))
    .description("list the evidence with grades, origins, circular reporting, denials, and where it is cited")
    .argument("<case>", "folder of the case")
    .addHelpText("after", "\nExample:\n  plumbline ledger cases/my-case --ceiling CLEAR")
    .action(async (folder: string, options: ReaderOptions) => {
      await withReasoning(folder, options, (reasoning, terminal) => {
        const ledger = reasoning.ledger();
        const denials = reasoning.denials();
        terminal.result({ ledger, denials }, () => show(terminal, ledger, denials));
      });
    });
}

function show(terminal: Terminal, ledger: LedgerView, denials: readonly DenialView[]): void {
  const names = new Map<string, string>();
  const rows = ledger.items.map((item) => [
    item.name,
    item.kind,
    item.grade.reliability,
    item.grade.credibility,
    originNames(item, names),
    citedIn(item),
    item.text.slice(0, 60),
  ]);
  const head = ["item", "kind", "reliability", "credibility", "origins", "cited in", "what"];
  terminal.line(table([head, ...rows]));
  terminal.line(
    `\n${counted(ledger.items.length, "item")}, ${counted(ledger.origins, "known origin")}; lineage not recorded: ${ledger.unknownLineage}, which corroborate nothing.`,
  );
  for (const { origins, items } of ledger.circular)
    terminal.line(
      `One report: ${items.map(({ name }) => name).join(", ")} all end at ${origins.map(originName).join(" and ")}.`,
    );
  for (const { document, items, judgments } of ledger.oneDocument)
    if (items.length > 1 || judgments.length > 0)
      terminal.line(
        `Known through ${originName(document)} alone: ${namesOf([...items, ...judgments].map(({ name }) => name))}.`,
      );
  const { n, diagonal, spearman, withoutBasis } = ledger.correlation;
  const rho = spearman === "not defined" ? spearman : spearman.toFixed(2);
  terminal.line(
    `Reliability with credibility: rank correlation ${rho} over ${counted(n, "item")} with both grades, ${diagonal} on the diagonal; ${withoutBasis} without basis (F, 6, not assessed).`,
  );
  showAnswers(terminal, ledger.items);
  if (denials.length > 0) showDenials(terminal, denials);
}

/** Who answers which claim, and which claims nobody answers. */
function showAnswers(terminal: Terminal, items: readonly LedgerItem[]): void {
  const answered = items.flatMap(({ name, answeredBy = [] }) =>
    typeof answeredBy === "string"
      ? []
      : answeredBy.map((answer) => `  ${name}  ${answer.name}  ${answer.says}`),
  );
  const open = items.filter(({ answeredBy }) => answeredBy === "no answer found").map(({ name }) => name);
  if (answered.length > 0) terminal.line(`\nAnswers\n${answered.join("\n")}`);
  if (open.length > 0) terminal.line(`\n${NO_ANSWER.replace(/[.]$/, "")}: ${namesOf(open)}.`);
}

/** The author's key; a record without one by what it says. */
const originName = ({ ref, name, text }: Named): string => (name === ref ? text : name);

/** Origins as o1, o2, …, numbered in order of first appearance. */
function originNames({ origins }: LedgerItem, names: Map<string, string>): string {
  if (origins === "not recorded") return origins;
  return origins
    .map((origin) => {
      if (!names.has(origin)) names.set(origin, `o${names.size + 1}`);
      return names.get(origin)!;
    })
    .join(" ");
}

function citedIn({ citedIn: cited }: LedgerItem): string {
  return cited.map(({ judgment, stands }) => `${judgment.name} ${stands}`).join(", ") || "nowhere";
}

function showDenials(terminal: Terminal, denials: readonly DenialView[]): void {
  terminal.line("\nDenials");
  const rows = denials.flatMap(({ claim, speaker, weighed }) =>
    weighed === "not assessed"
      ? [[claim.name, speaker.initials, "", "", "", "", weighed]]
      : weighed.map(({ organisation, ifTrue, ifFalse, ratio, says }) => [
          claim.name,
          speaker.initials,
          organisation.initials,
          String(ifTrue),
          String(ifFalse),
          typeof ratio === "number" ? ratio.toFixed(2) : ratio,
          says,
        ]),
  );
  terminal.line(
    table([["denial", "by", "weighed by", "P(said|true)", "P(said|false)", "ratio", "so"], ...rows]),
  );
}
