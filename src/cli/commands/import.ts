import { Command } from "commander";
import { PlumblineError } from "../../errors.ts";
import { PLATFORMS } from "../../workbench/import-files.ts";
import { findActor } from "../../workbench/actor.ts";
import { withCase } from "../../workbench/case.ts";
import type { Case } from "../../workbench/case.ts";
import type { OnProgress } from "../../model/effects.ts";
import { bringIn } from "../../workbench/import-bundle.ts";
import { isBundle } from "../../workbench/load-bundle.ts";
import { importMails } from "../../workbench/import-mails.ts";
import { importTable } from "../../workbench/import-table.ts";
import { tableKind, TABLE_KINDS } from "../../workbench/table-kinds.ts";
import type { ImportedMails } from "../../workbench/import-mails.ts";
import type { ImportedTable } from "../../workbench/import-table.ts";
import { contentOf } from "../../workbench/verify.ts";
import { actorOptions, optionsNeed, parseNumber, withStopping } from "../context.ts";
import type { CommonOptions } from "../context.ts";

interface Options extends CommonOptions {
  readonly by: string;
  readonly map?: string;
  readonly dateOrder?: string;
  readonly zone?: string;
  readonly rows?: string;
  readonly replace?: boolean;
  readonly pictures?: string;
  readonly pictureColumn?: string;
  readonly sheet?: string;
  readonly as?: string;
  readonly key?: string;
  readonly where?: readonly string[];
  readonly title?: string;
  readonly unit?: string;
  readonly memory: string;
  readonly timeout: string;
  readonly organisation: string;
}

export function importCommand(): Command {
  return actorOptions(new Command("import"))
    .description(
      "bring files into a case: posts as CSV, JSON, NDJSON, Parquet or xlsx, exports of platforms, packed or not, or STIX bundles",
    )
    .argument("<case>", "folder of the case; made if there is none")
    .argument("<file...>", "files to import; a folder stands for the files below it, - for standard input")
    .option("--map <fields>", "columns of the fields, such as account=author,time=publish_date")
    .option(
      "--rows <path>",
      "list of records in a JSON document, such as data.posts, if not the one that is found",
    )
    .option("--sheet <name>", "sheet of a workbook, if several hold tables")
    .option(
      "--as <kind>",
      `what is no posts: a table of ${TABLE_KINDS.join(", ")}, with --map for columns that are not recognised; or mails`,
    )
    .option("--key <name>", "of a series, set, markers or mails: short name of the run that declares it")
    .option(
      "--where <condition>",
      "of a series or set: only rows with COLUMN=VALUE, or COLUMN!=VALUE; may be repeated",
      (condition: string, before: readonly string[] | undefined) => [...(before ?? []), condition],
    )
    .option("--title <text>", "of a series, set, markers or mails: what it is called")
    .option("--unit <name>", "of a series: what a value counts")
    .option("--date-order <order>", "order of day and month, dmy or mdy, if the data do not decide it")
    .option(
      "--zone <zone>",
      "zone of times that are written without one, such as Europe/Berlin; UTC otherwise",
    )
    .option(
      "--pictures <path>",
      "folder, zip or tar with the pictures that posts name; those in the same folder or container otherwise",
    )
    .option("--picture-column <name>", "column that names them, if not media")
    .option("--replace", "read files anew that are in the case: each takes the place of its earlier import")
    .option("--memory <MB>", "most memory for reading the file", "2048")
    .option("--timeout <seconds>", "most time for reading the file", "3600")
    .option("--organisation <name>", "name of the organisation that keeps a new case", "This desk")
    .addHelpText(
      "after",
      `
Known layouts are recognised by their column names, exports of platforms by their first records:
${PLATFORMS.map(({ title }) => `  ${title}`).join("\n")}
For others a mapping is proposed: check it, and give it with --map.
Rows that cannot be kept are counted, listed and stored beside the file; nothing is dropped silently.
Files in gzip, zstd, zip and tar are read as they are, also in each other; each file of posts becomes an import of its
own, and all that is given in one call comes in or nothing does. The case keeps what was handed over, byte for byte.
A file that was read wrongly is read anew with --replace and another mapping, order of dates or zone. The old import
stays in the log and no longer counts; what stands on it is listed, here and by plumbline stale.
What needs a wider window than 128 MiB (dumps of Reddit) is decompressed outside and piped in.
Pictures (JPEG, PNG, GIF, WebP) that lie beside the posts of a folder or a container, or are given with --pictures, are
looked at and not kept: posts get their hashes, by which plumbline detect co-share --object picture compares them.
A workbook (xlsx) is read as the table of its sheet. Texts in UTF-16 are read like any other.
A table comes in with --as: dated values as a series, what was collected and released as a set, dated events and holidays
as events, parties with their other names as subjects. What was declared is in the log before anything is measured with it.
A set of mails comes in with --as mails and a --key: a mailbox file (mbox), a Maildir, or a folder, zip or tar of messages.
Each message is kept by its hash under a need-to-know group of the set; the file handed over is not kept.
A STIX 2.1 bundle is known by its type, also in a container. Every object becomes a claim of its author and is kept
whole; the options for posts do not apply to it.

Examples:
  plumbline import cases/my-case posts.csv
  plumbline import cases/my-case export.ndjson --map account=user,time=created,text=body
  plumbline import cases/my-case export.ndjson --replace --map account=user,time=posted,text=body
  plumbline import cases/my-case export.zip exports/ 'more/*.ndjson.gz'
  plumbline import cases/my-case ChatExport_2031-01-01/
  plumbline import cases/my-case 4cat.csv --pictures 4cat-images.zip
  zstd -dc --long=31 RC_2031-01.zst | plumbline import cases/my-case -
  plumbline import cases/my-case bundle.json
  plumbline import cases/my-case polls.csv --as series --key polls --map date=end,value="list A - list B" --where state=all
  plumbline import cases/my-case collected.csv --as set --key leak
  plumbline import cases/my-case events.csv --as events
  plumbline import cases/my-case leak.mbox --as mails --key leak-1`,
    )
    .action(async (folder: string, files: readonly string[], options: Options, command: Command) => {
      optionsNeed(
        command,
        contentOf(folder) !== "case",
        ["organisation"],
        "a new case; this one has its own",
      );
      optionsNeed(
        command,
        !files.every((file) => isBundle(file)),
        [
          "map",
          "rows",
          "sheet",
          "dateOrder",
          "zone",
          "pictures",
          "pictureColumn",
          "replace",
          "memory",
          "timeout",
        ],
        "a file of posts",
      );
      optionsNeed(
        command,
        options.as !== undefined,
        ["key", "where", "title", "unit"],
        "a table that comes in with --as",
      );
      const create = { by: options.by, organisation: options.organisation };
      await withStopping(options, async (terminal, signal) =>
        withCase(folder, { create, say: terminal.note }, async (opened) => {
          if (options.as === MAILS) {
            const sets = await takeMails(opened, files, options, { onProgress: terminal.progress, signal });
            terminal.result({ sets }, () => {
              for (const line of sets.flatMap(({ lines }) => lines)) terminal.line(line);
              terminal.line(`Next: plumbline detect authenticity ${folder} --mails ${options.key}`);
            });
            return;
          }
          if (options.as !== undefined) {
            const tables = await declareTables(opened, files, options, {
              onProgress: terminal.progress,
              signal,
            });
            terminal.result({ tables }, () => {
              for (const line of tables.flatMap(({ lines }) => lines)) terminal.line(line);
            });
            return;
          }
          const done = await bringIn(opened, files, {
            actor: await findActor(opened, options),
            ...(options.map === undefined ? {} : { map: options.map }),
            ...(options.rows === undefined ? {} : { rows: options.rows }),
            ...(options.sheet === undefined ? {} : { sheet: options.sheet }),
            ...(options.dateOrder === undefined ? {} : { dateOrder: options.dateOrder }),
            ...(options.zone === undefined ? {} : { zone: options.zone }),
            ...(options.pictures === undefined ? {} : { pictures: options.pictures }),
            ...(options.pictureColumn === undefined ? {} : { pictureColumn: options.pictureColumn }),
            ...(options.replace === true ? { replace: true } : {}),
            memoryMb: parseNumber("--memory", options.memory, 128, 1_000_000),
            timeoutMs: parseNumber("--timeout", options.timeout, 1, 604_800) * 1000,
            onProgress: terminal.progress,
            signal,
          });
          const { kept, ...result } = done;
          terminal.result(result, () => {
            const next =
              done.kind === "bundle"
                ? `plumbline log ${folder} --type Claim`
                : done.stale.length > 0
                  ? `plumbline stale ${folder}`
                  : `plumbline detect co-share ${folder}`;
            const lines = [...done.lines];
            lines.splice(kept, 0, `Import ${done.run}. Next: ${next}`);
            for (const line of lines) terminal.line(line);
          });
        }),
      );
    });
}

/** The word after `--as` for what is no table. */
const MAILS = "mails";

/** The one file or folder as a set of mails. */
async function takeMails(
  opened: Case,
  files: readonly string[],
  options: Options,
  working: { readonly onProgress: OnProgress; readonly signal: AbortSignal },
): Promise<ImportedMails[]> {
  const [path, ...others] = files;
  const { key = "", title } = options;
  if (path === undefined || others.length > 0)
    throw new PlumblineError("USAGE", "A set of mails is one file or folder.");
  const actor = await findActor(opened, options);
  return [
    await importMails(opened, path, { actor, key, ...(title === undefined ? {} : { title }), ...working }),
  ];
}

/** Each file as the kind of table that was said. */
async function declareTables(
  opened: Case,
  files: readonly string[],
  options: Options,
  working: { readonly onProgress: OnProgress; readonly signal: AbortSignal },
): Promise<ImportedTable[]> {
  const as = tableKind(options.as!);
  const { where, title, unit, key, sheet } = options;
  const columns = {
    ...(where === undefined ? {} : { where: where.join("\n") }),
    ...(title === undefined ? {} : { title }),
    ...(unit === undefined ? {} : { unit }),
  };
  const done: ImportedTable[] = [];
  for (const file of files)
    done.push(
      await importTable(opened, file, {
        as,
        actor: await findActor(opened, options),
        columns,
        ...(options.map === undefined ? {} : { map: options.map }),
        ...(key === undefined ? {} : { key }),
        ...(sheet === undefined ? {} : { sheet }),
        ...working,
      }),
    );
  return done;
}
