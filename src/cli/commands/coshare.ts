import { tmpdir } from "node:os";
import { Command, InvalidArgumentError, Option } from "commander";
import { CNT_NETWORKS, coShareFile } from "../../edges/index.ts";
import type { CoShareFileMode } from "../../edges/index.ts";
import { count } from "../../words.ts";
import { withOneGiven } from "../../workbench/given-paths.ts";
import { optionsNeed, withStopping } from "../context.ts";
import type { CommonOptions } from "../context.ts";

interface Options extends CommonOptions {
  readonly out: string;
  readonly object?: string;
  readonly tests: boolean;
  readonly window: number;
  readonly min: number;
  readonly like?: "coortweet" | "cnt";
  readonly fast?: number;
  readonly pairs?: string;
  readonly network?: (typeof CNT_NETWORKS)[number];
  readonly similarity?: number;
  readonly selfLoops: boolean;
  readonly force?: boolean;
  readonly map?: string;
  readonly dateOrder?: string;
  readonly zone?: string;
  readonly rows?: string;
  readonly sheet?: string;
  readonly memory: number;
  readonly timeout: number;
}

/** Edges from a file of posts, without a case. */
export function coshareCommand(): Command {
  return new Command("coshare")
    .description("write an edge list of accounts that shared the same things at the same time; needs no case")
    .argument(
      "<file...>",
      "the file of posts, packed or not: CSV, JSON, NDJSON, Parquet, xlsx or an export of a platform; a folder or pattern stands for the one in it, - for standard input",
    )
    .requiredOption("--out <file>", "where the edges go: .csv, .parquet, .gexf or .graphml")
    .option(
      "--object <kind>",
      "text, url (addresses of one page joined), exact-url, media, domain, hashtag, mention, reshare or column:NAME; by default text",
    )
    .option(
      "--no-tests",
      "count only: no p-values, any number of shares, memory that does not grow with the pairs",
    )
    .option("--window <seconds>", "greatest time between two posts, both ends included", numberOf, 60)
    .option(
      "--min <n>",
      "least number of distinct objects that a pair shares; with --like, of what that program counts",
      numberOf,
      2,
    )
    .addOption(
      new Option("--like <peer>", "count exactly as this program does").choices(["coortweet", "cnt"]),
    )
    .option("--fast <seconds>", "with --like coortweet: a second, narrower window", numberOf)
    .option("--pairs <file.csv>", "with --like coortweet: also write the matched posts here")
    .addOption(new Option("--network <kind>", "with --like cnt: the kind of network").choices(CNT_NETWORKS))
    .option(
      "--similarity <0 to 1>",
      "with --network co_similar_tweet: least Jaccard similarity ; by default 0.8",
      numberOf,
    )
    .option("--no-self-loops", "with --like cnt: leave out edges from an account to itself")
    .option("--force", "overwrite an output that exists")
    .option("--map <fields>", "columns of the fields, such as account=author,time=publish_date")
    .option("--date-order <order>", "order of day and month, dmy or mdy, if the data do not decide it")
    .option(
      "--zone <zone>",
      "zone of times that are written without one, such as Europe/Berlin; UTC otherwise",
    )
    .option(
      "--rows <path>",
      "list of records in a JSON document, such as data.posts, if not the one that is found",
    )
    .option("--sheet <name>", "sheet of a workbook, if several hold tables")
    .option("--memory <MB>", "most memory for reading the file", numberOf, 2048)
    .option("--timeout <seconds>", "most time for reading the file", numberOf, 3600)
    .addHelpText(
      "after",
      `
The file is read like one that is imported; a container has to hold one file of posts. The output is written in full or not at all. An output that exists is
kept unless --force is given. Ctrl-C leaves nothing behind.

Examples:
  plumbline coshare posts.csv --object url --window 60 --min 2 --out cases/edges.csv
  plumbline coshare posts.csv --object text --window 60 --min 3 --out cases/edges.gexf
  zstd -dc posts.ndjson.zst | plumbline coshare - --object url --out cases/edges.csv
  plumbline coshare shares.parquet --object url --window 60 --min 2 --no-tests --out cases/edges.parquet
  plumbline coshare shares.csv --like coortweet --window 60 --min 5 --fast 10 --out cases/edges.csv
  plumbline coshare messages.csv --like cnt --network co_retweet --window 60 --min 1 --out cases/edges.csv`,
    )
    .action(async (paths: readonly string[], options: Options, command: Command) => {
      const mode = modeOf(options, command);
      await withStopping(options, async (terminal, signal) => {
        const reading = { staging: tmpdir(), onProgress: terminal.progress, signal };
        const done = await withOneGiven(paths, reading, async ({ path, name }) =>
          coShareFile(path, {
            name,
            mode,
            window: options.window,
            minimum: options.min,
            out: options.out,
            force: options.force ?? false,
            report: options.json ?? false,
            scan: process.env["PLUMBLINE_SCAN"] !== "off",
            ...(options.map === undefined ? {} : { map: options.map }),
            ...(options.dateOrder === undefined ? {} : { dateOrder: options.dateOrder }),
            ...(options.zone === undefined ? {} : { zone: options.zone }),
            ...(options.rows === undefined ? {} : { rows: options.rows }),
            ...(options.sheet === undefined ? {} : { sheet: options.sheet }),
            memoryMb: options.memory,
            timeoutMs: options.timeout * 1000,
            onProgress: terminal.progress,
            signal,
          }),
        );
        const { lines, ...result } = done;
        terminal.result(result, () => {
          for (const line of lines) terminal.line(line);
          terminal.line(`\nWrote ${done.out}: ${count(done.edges)} edges, ${count(done.bytes)} bytes.`);
        });
      });
    });
}

function numberOf(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) throw new InvalidArgumentError("It has to be a number.");
  return value;
}

/** What is asked for; words that belong to another mode are refused, not ignored. */
function modeOf(options: Options, command: Command): CoShareFileMode {
  const { like, object = "text", tests, fast, pairs, network, similarity, selfLoops } = options;
  optionsNeed(command, like === undefined, ["object", "tests"], "a call without --like");
  optionsNeed(command, like === "coortweet", ["fast", "pairs"], "--like coortweet");
  optionsNeed(command, like === "cnt", ["network", "selfLoops"], "--like cnt");
  optionsNeed(command, network === "co_similar_tweet", ["similarity"], "--network co_similar_tweet");
  if (like === undefined) return { like: "plumbline", object, tests };
  if (like === "coortweet")
    return {
      like,
      ...(fast === undefined ? {} : { fastWindow: fast }),
      ...(pairs === undefined ? {} : { pairsOut: pairs }),
    };
  if (network === undefined) return command.error("error: --like cnt needs --network");
  return {
    like,
    network,
    loops: selfLoops,
    ...(similarity === undefined ? {} : { similarityThreshold: similarity }),
  };
}
