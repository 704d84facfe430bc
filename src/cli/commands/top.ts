import { Command, Option } from "commander";
import { withCase } from "../../workbench/case.ts";
import { top } from "../../workbench/top.ts";
import type { TopOptions } from "../../workbench/top.ts";
import { count } from "../../words.ts";
import { parseNumber, withTerminal } from "../context.ts";
import { readerOf } from "../reader.ts";
import type { ReaderOptions } from "../reader.ts";
import { table } from "../terminal.ts";

interface Options extends Pick<ReaderOptions, "ceiling" | "groups" | "json"> {
  readonly column: string;
  readonly by: TopOptions["by"];
  readonly most: string;
  readonly group?: string;
  readonly comparison?: string;
}

export function topCommand(): Command {
  return new Command("top")
    .description("list the commonest values of a column of the posts, over time")
    .argument("<case>", "folder of the case")
    .option("--column <name>", "hashtag, domain, url, mention, account, or a column of the file", "hashtag")
    .addOption(new Option("--by <period>", "what a bar counts").choices(["day", "week"]).default("week"))
    .option("--most <n>", "values that are listed", "20")
    .option("--group <name>", "whose posts: RUN#f1, column:NAME=VALUE, or accounts between commas")
    .option(
      "--comparison <name>",
      "with whose posts they are compared; with all others of a group by default",
    )
    .option("--ceiling <level>", "show what a reader at this level sees; by default everything")
    .option("--groups <names>", "need-to-know groups of that reader, separated by commas", "")
    .addHelpText(
      "after",
      `
Counts and no test: of many values some rise by chance. It is the way to choose a theme; then declare a run.

Examples:
  plumbline top cases/my-case --column domain
  plumbline top cases/my-case --column hashtag --group coshare#f1 --by day`,
    )
    .action(async (folder: string, options: Options) => {
      const { column, by, group, comparison } = options;
      const most = parseNumber("--most", options.most, 1, 1000);
      await withTerminal(options, async (terminal) =>
        withCase(folder, { say: terminal.note, access: "possible" }, async (opened) => {
          const found = await top(opened, await readerOf(opened, options), {
            column,
            by,
            most,
            ...(group === undefined ? {} : { group }),
            ...(comparison === undefined ? {} : { comparison }),
          });
          terminal.result(found, () => {
            const { rows, periods, posts, elsewhere, values } = found;
            const head = [
              column,
              "posts",
              "share",
              ...(elsewhere === null ? [] : ["elsewhere"]),
              "accounts",
              `by ${by}`,
            ];
            const lines = rows.map((row) => [
              row.value,
              count(row.posts),
              percent(row.share),
              ...(row.elsewhere === null ? [] : [percent(row.elsewhere)]),
              count(row.accounts),
              bars(row.counts),
            ]);
            terminal.line(table([head, ...lines]));
            const compared = elsewhere === null ? "" : `, beside ${count(elsewhere)} posts elsewhere`;
            terminal.line(
              `\n${count(rows.length)} of ${count(values)} values in ${count(posts)} posts${compared}, from ${periods[0]!} to the ${by} of ${periods.at(-1)!} (UTC).`,
            );
          });
        }),
      );
    });
}

const percent = (share: number): string => `${(100 * share).toFixed(share < 0.01 ? 2 : 1)}%`;

const BARS = ["·", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
/** Periods that have room on a line; of more, neighbours are drawn as one. */
const WIDTH = 40;

/** A bar for each period, the tallest full; a point where there is none. */
function bars(counts: readonly number[]): string {
  const step = Math.ceil(counts.length / WIDTH);
  const drawn = Array.from({ length: Math.ceil(counts.length / step) }, (_, i) =>
    counts.slice(i * step, (i + 1) * step).reduce((a, b) => a + b, 0),
  );
  const most = Math.max(1, ...drawn);
  return drawn.map((n) => BARS[n === 0 ? 0 : Math.max(1, Math.round((n / most) * 8))]!).join("");
}
