import { Command, Option } from "commander";
import { findActor } from "../../workbench/actor.ts";
import { agreement } from "../../workbench/agreement.ts";
import { withCase } from "../../workbench/case.ts";
import { detect, detectorDescriptors } from "../../workbench/detect.ts";
import { readListFile } from "../../workbench/list-file.ts";
import type { Body } from "../../model/records.ts";
import { count } from "../../words.ts";
import { actorOptions, parseNumber, withStopping } from "../context.ts";
import type { CommonOptions } from "../context.ts";
import { table } from "../terminal.ts";

interface Options extends CommonOptions {
  readonly key?: string;
  readonly seed: string;
  readonly compare?: string;
}

/** One sub-command per detector, its flags made from the descriptor. */
export function detectCommand(): Command {
  const command = new Command("detect").description("run a detector over the posts of a case");
  for (const descriptor of detectorDescriptors()) {
    const sub = actorOptions(new Command(descriptor.id))
      .description(descriptor.question)
      .argument("<case>", "folder of the case")
      .option("--key <name>", "short name of this run for record files, as in NAME#f2")
      .option("--seed <n>", "seed of the random numbers", "1")
      .option("--compare <column>", "print how the groups agree with a column of the posts")
      .option("--json", "write the result as JSON");
    const flags = descriptor.parameters.map(({ name, help, unit, default: value }) => ({
      name,
      flag: new Option(`--${name} <${unit ?? "value"}>`, help).default(String(value)),
    }));
    const lists = descriptor.parameters.filter(({ kind }) => kind === "list");
    const files = lists.map(({ name, title }) => ({
      name,
      flag: new Option(`--${name}-from <file>`, `${title}: a file with one entry a line`).conflicts(
        camelCase(name),
      ),
    }));
    for (const { flag } of [...flags, ...files]) sub.addOption(flag);
    sub.addHelpText(
      "after",
      `\nExample:\n  plumbline detect ${descriptor.id} cases/my-case --key ${descriptor.id}`,
    );
    sub.action(async (folder: string) => {
      // `--json` belongs to every command, and the one above takes it.
      const options = sub.optsWithGlobals<Options & Record<string, string>>();
      const parameters = Object.fromEntries(
        flags.map(({ name, flag }) => [name, options[flag.attributeName()] ?? ""] as const),
      );
      for (const { name, flag } of files) {
        const path = options[flag.attributeName()];
        if (path !== undefined) parameters[name] = await readListFile(path);
      }
      await runDetector(folder, descriptor.id, parameters, options);
    });
    command.addCommand(sub);
  }
  command.addHelpText(
    "after",
    "\nExample:\n  plumbline detect co-share cases/my-case --object text --window 60 --minimum 3",
  );
  return command;
}

/** Numbers that get a column where any finding has them. */
const COLUMNS = ["accounts", "occasions"] as const;

/** A line a finding; the table comes before the sentence, because a table is read at a glance. */
function findingsTable(name: string, findings: Body<"Run">["findings"]): string {
  const columns = COLUMNS.filter((column) =>
    findings.some(
      ({ status, statistics }) => status !== "note" && statistics.some((one) => one.name === column),
    ),
  );
  const listed = findings.map(({ id, status, title, rows, statistics }) => [
    `${name}#${id}`,
    status,
    ...columns.map((column) => {
      const found = statistics.find((one) => one.name === column);
      return status === "note" || found === undefined ? "" : String(found.value);
    }),
    count(rows.count),
    title,
  ]);
  return table([["finding", "status", ...columns, "posts", "what"], ...listed]);
}

const camelCase = (name: string): string => new Option(`--${name}`).attributeName();

async function runDetector(
  folder: string,
  detector: string,
  parameters: Record<string, string>,
  options: Options,
): Promise<void> {
  await withStopping(options, async (terminal, signal) =>
    withCase(folder, { say: terminal.note }, async (opened) => {
      const actor = await findActor(opened, options);
      const seed = parseNumber("--seed", options.seed, 0, Number.MAX_SAFE_INTEGER);
      const run = await detect(opened, {
        detector,
        parameters,
        seed,
        actor,
        ...(options.key === undefined ? {} : { key: options.key }),
        onProgress: terminal.progress,
        signal,
      });
      const compared =
        options.compare === undefined ? undefined : await agreement(opened, run, options.compare);
      terminal.result({ run, agreement: compared }, () => {
        const name = run.body.key ?? run.id;
        const [first] = run.body.findings;
        terminal.line(`${findingsTable(name, run.body.findings)}\n`);
        if (first !== undefined) terminal.line(`${first.sentence}\n`);
        for (const line of explainedLines(run.body.findings)) terminal.line(line);
        terminal.line(`plumbline trace ${folder} ${name}#f1 prints one down to its rows.\n`);
        for (const part of compared ?? []) {
          terminal.line(part.sentence);
          terminal.line(`${table(part.table)}\n`);
        }
        terminal.line(`Run ${run.id}. Next: plumbline record ${folder} FILE.yaml`);
      });
    }),
  );
}

/** Ordinary explanations for which the posts speak, a line per finding that has any. */
function explainedLines(findings: Body<"Run">["findings"]): string[] {
  return findings.flatMap(({ id, explanations }) => {
    const titles = explanations.filter(({ answer }) => answer === "speaks for").map(({ title }) => title);
    return titles.length === 0
      ? []
      : [`Ordinary explanations that the posts of ${id} speak for: ${titles.join("; ")}.`];
  });
}
