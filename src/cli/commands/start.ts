import { existsSync } from "node:fs";
import { basename, dirname } from "node:path";
import { Command } from "commander";
import { serveSite, USUAL_PORT } from "../../server/serve.ts";
import { ownerSite } from "../../desk/index.ts";
import { prepareDemo, prepareOwn } from "../../workbench/prepare.ts";
import { EXAMPLE_NAME, prepareExample } from "../../workbench/prepare-example.ts";
import { optionsNeed, parseNumber, withStopping } from "../context.ts";
import type { CommonOptions } from "../context.ts";
import { addShelved, ONCE, PORT_WORDS, stopped } from "./serve.ts";

interface Options extends CommonOptions {
  readonly folder: string;
  readonly port: string;
  readonly map?: string;
  readonly dateOrder?: string;
  readonly zone?: string;
  readonly rows?: string;
  readonly sheet?: string;
  readonly exit?: boolean;
}

export function startCommand(): Command {
  return new Command("start")
    .description(
      "everything at once: the demo case, the example us-2016, or a case from your own file, published and served",
    )
    .argument(
      "[file]",
      "file of posts, packed or not, a folder of them, or - for standard input; us-2016 for the example of that name (a file called so is ./us-2016); by default the demo",
    )
    .option(
      "--folder <folder>",
      "folder of the cases, of this command and of the browser; every case in it is opened",
      ".plumbline",
    )
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
    .option("--port <n>", PORT_WORDS, String(USUAL_PORT))
    .option("--exit", "stop when the page is ready; do not serve it")
    .addHelpText("after", "\nExample:\n  npm start -- posts.csv")
    .action(async (file: string | undefined, options: Options, command: Command) => {
      optionsNeed(
        command,
        file !== undefined && file !== EXAMPLE_NAME,
        ["map", "dateOrder", "zone", "rows", "sheet"],
        "a file of posts",
      );
      await withStopping(options, async (terminal, signal) => {
        const say = (text: string) => terminal.line(text);
        const telling = { say, onProgress: terminal.progress, signal };
        if (file === EXAMPLE_NAME && existsSync(file))
          say(
            `Something here is called ${file}; the example is shown. A file or folder of posts is given as ./${file}`,
          );
        const example = file === EXAMPLE_NAME ? await prepareExample(options.folder, telling) : undefined;
        const { folder, editions } =
          example ??
          (file === undefined
            ? await prepareDemo(options.folder, telling)
            : await prepareOwn(options.folder, file, {
                ...telling,
                ...(options.map === undefined ? {} : { map: options.map }),
                ...(options.dateOrder === undefined ? {} : { dateOrder: options.dateOrder }),
                ...(options.zone === undefined ? {} : { zone: options.zone }),
                ...(options.rows === undefined ? {} : { rows: options.rows }),
                ...(options.sheet === undefined ? {} : { sheet: options.sheet }),
              }));
        const { site, owner } = ownerSite({ folder: options.folder, say: terminal.note });
        try {
          // Both live in NAME/case.
          await site.add(folder, { name: example?.name ?? basename(dirname(folder)), editions });
          await addShelved(site, terminal);
          const named = parseNumber("--port", options.port, 0, 65_535);
          // A page that nobody will open needs no certain port, which a server that runs may have.
          const port = options.exit === true ? 0 : named;
          const serving = await serveSite({
            site,
            entry: { kind: "owner", owner },
            port,
            ...(example?.opensAt === undefined ? {} : { opensAt: example.opensAt }),
          });
          terminal.result({ address: serving.startAddress, folder, editions }, () => {
            terminal.line(`\nOpen ${serving.startAddress}`);
            terminal.line(ONCE);
          });
          if (options.exit !== true) await stopped(signal);
          await serving.stop();
        } finally {
          await site.close();
        }
      });
    });
}
