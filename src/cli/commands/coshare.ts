import { Command, InvalidArgumentError, Option } from "commander";
import { CNT_NETWORKS, coShareFile } from "../../edges/index.ts";
import type { CoShareFileMode } from "../../edges/index.ts";
import { count } from "../../words.ts";
import { optionsNeed, withTerminal } from "../context.ts";
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
  readonly memory: number;
  readonly timeout: number;
}

/** Edges from a file of posts, without a case. */
export function coshareCommand(): Command {
  return new Command("coshare")
    .description("write who shared the same things at the same time as an edge list; needs no case")
    .argument("<file>", "a file of posts: CSV, NDJSON or Parquet")
    .requiredOption("--out <file>", "where the edges go: .csv, .parquet, .gexf or .graphml")
    .option(
      "--object <kind>",
      "text, url, domain, hashtag, mention, reshare or column:NAME (text unless told)",
    )
    .option("--no-tests", "counts only, for any number of shares: no p-values, memory independent of pairs")
    .option("--window <seconds>", "greatest distance of two posts, both ends included", numberOf, 60)
    .option(
      "--min <n>",
      "least number of distinct objects of a pair; with --like what the peer counts",
      numberOf,
      2,
    )
    .addOption(
      new Option("--like <peer>", "count as this program counts, quirks included").choices([
        "coortweet",
        "cnt",
      ]),
    )
    .option("--fast <seconds>", "like coortweet: a second, narrower window", numberOf)
    .option("--pairs <file.csv>", "like coortweet: write the matched posts here, too")
    .addOption(new Option("--network <kind>", "like cnt: the kind of network").choices(CNT_NETWORKS))
    .option(
      "--similarity <0 to 1>",
      "like cnt, co_similar_tweet: least Jaccard similarity (0.8 unless told)",
      numberOf,
    )
    .option("--no-self-loops", "like cnt: without edges from an account to itself")
    .option("--force", "replace an output that exists")
    .option("--map <fields>", "which column holds which field, as account=author,time=publish_date")
    .option("--date-order <order>", "dmy or mdy, where the data do not decide it")
    .option("--memory <MB>", "memory the reader may use", numberOf, 2048)
    .option("--timeout <seconds>", "time the reader may take", numberOf, 3600)
    .addHelpText(
      "after",
      `
The file is read like one that is imported. The output is there in full or not at all; an existing one is kept
unless --force is given. Ctrl-C leaves nothing behind.

Examples:
  plumbline coshare posts.csv --object url --window 60 --min 2 --out cases/edges.csv
  plumbline coshare posts.csv --object text --window 60 --min 3 --out cases/edges.gexf
  plumbline coshare shares.parquet --object url --window 60 --min 2 --no-tests --out cases/edges.parquet
  plumbline coshare shares.csv --like coortweet --window 60 --min 5 --fast 10 --out cases/edges.csv
  plumbline coshare messages.csv --like cnt --network co_retweet --window 60 --min 1 --out cases/edges.csv`,
    )
    .action(async (file: string, options: Options, command: Command) => {
      const mode = modeOf(options, command);
      await withTerminal(options, async (terminal, signal) => {
        const done = await coShareFile(file, {
          mode,
          window: options.window,
          minimum: options.min,
          out: options.out,
          force: options.force ?? false,
          ...(options.map === undefined ? {} : { map: options.map }),
          ...(options.dateOrder === undefined ? {} : { dateOrder: options.dateOrder }),
          memoryMb: options.memory,
          timeoutMs: options.timeout * 1000,
          onProgress: terminal.progress,
          signal,
        });
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
