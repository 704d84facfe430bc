import { Command } from "commander";
import { visible } from "../../model/visible.ts";
import { findActor } from "../../workbench/actor.ts";
import { withCase } from "../../workbench/case.ts";
import { contentOf } from "../../workbench/verify.ts";
import { newsLine, watch, watchedLine } from "../../workbench/watch/watch.ts";
import { actorOptions, optionsNeed, parseNumber, withStopping } from "../context.ts";
import type { CommonOptions } from "../context.ts";

interface Options extends CommonOptions {
  readonly by: string;
  readonly map?: string;
  readonly dateOrder?: string;
  readonly zone?: string;
  readonly every: string;
  readonly object: string;
  readonly window: string;
  readonly once?: boolean;
  readonly memory: string;
  readonly organisation: string;
}

/** Less does not hold what loading a full batch takes. */
const LEAST_CORPUS_MB = 256;

export function watchCommand(): Command {
  return actorOptions(new Command("watch"))
    .description("follow a growing NDJSON file, a folder or a Jetstream into a case, until it is stopped")
    .argument("<case>", "folder of the case; made if there is none")
    .argument("<source>", "a file, a folder, or an address that begins with ws:// or wss://")
    .option("--every <seconds>", "how often what came in is imported, and a line says what is new", "60")
    .option(
      "--object <kind>",
      "what two accounts have in common where they meet: text, url, domain, hashtag, mention, reshare",
      "text",
    )
    .option("--window <seconds>", "how far apart two posts may be that meet", "60")
    .option("--once", "end when what is there has come in; not for a Jetstream")
    .option("--map <fields>", "columns of the fields, such as account=author,time=publish_date")
    .option("--date-order <order>", "order of day and month, dmy or mdy, if the data do not decide it")
    .option(
      "--zone <zone>",
      "zone of times that are written without one, such as Europe/Berlin; UTC otherwise",
    )
    .option(
      "--memory <MB>",
      "most memory for reading what came in; the posts of the case take a quarter as much, or 256",
      "1024",
    )
    .option("--organisation <name>", "name of the organisation that keeps a new case", "This desk")
    .addHelpText(
      "after",
      `
What comes in is read as import reads it: the same layouts and platforms, the same rejects, the same marking. Lines or
files become one import for each interval, and sooner where more comes; the bytes stay in the case.

Nothing is lost or doubled by an end, even a sudden one: how far the source was read stands in the log, with the posts.
The next watch of the same source goes on there. Ctrl-C or SIGTERM imports what was read and ends.

  A file   has one JSON object a line. Where it was rotated or truncated, that is said, and the new one is read.
  A folder gives each new file once it no longer grows, in any form that import takes.
  A Jetstream is the one thing for which Plumbline opens a connection, and only to the address that you give. Posts and
  reposts are kept; name them in the address (wantedCollections=…) and nothing else is sent to you.

The line at each interval counts: posts, accounts, and pairs of accounts that have met on three separate occasions by now
over the same things. It names nobody and tests nothing: a count that is looked at every minute passes any level at some
time. Whether such meetings are more than chance is for a run that you declare: plumbline detect co-share. Watch public
posts only.

While it runs, the posts of the case are open here; a server or another command that needs them says CASE_BUSY. A case
holds 65,536 imports: for a watch of more than a month take --every 600.

Examples:
  plumbline watch cases/live collector/posts.ndjson
  plumbline watch cases/live inbox/ --every 300
  plumbline watch cases/live 'wss://jetstream.example/subscribe?wantedCollections=app.bsky.feed.post'`,
    )
    .action(async (folder: string, source: string, options: Options, command: Command) => {
      optionsNeed(
        command,
        contentOf(folder) !== "case",
        ["organisation"],
        "a new case; this one has its own",
      );
      const memoryMb = parseNumber("--memory", options.memory, 128, 1_000_000);
      await withStopping(options, async (terminal, signal) =>
        withCase(
          folder,
          {
            create: { by: options.by, organisation: options.organisation },
            say: terminal.note,
            corpusMb: Math.max(LEAST_CORPUS_MB, Math.round(memoryMb / 4)),
          },
          async (opened) => {
            const tell = (text: string): void => (terminal.json ? terminal.note(text) : terminal.line(text));
            tell(`Watching ${visible(source)}. Ctrl-C ends it.`);
            const done = await watch(opened, source, {
              actor: await findActor(opened, options),
              ...(options.map === undefined ? {} : { map: options.map }),
              ...(options.dateOrder === undefined ? {} : { dateOrder: options.dateOrder }),
              ...(options.zone === undefined ? {} : { zone: options.zone }),
              everySeconds: parseNumber("--every", options.every, 1, 86_400),
              object: options.object,
              windowSeconds: parseNumber("--window", options.window, 0, 86_400),
              once: options.once ?? false,
              memoryMb,
              stop: signal,
              say: terminal.note,
              onNews: (news) => tell(newsLine(news, new Date())),
            });
            terminal.result(done, () => terminal.line(watchedLine(done, folder)));
          },
        ),
      );
    });
}
