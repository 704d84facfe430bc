import { basename, dirname } from "node:path";
import { Command } from "commander";
import { serveSite, USUAL_PORT } from "../../server/serve.ts";
import { ownerSite } from "../../desk/index.ts";
import { isDocument } from "../../workbench/documents.ts";
import { prepareDemo, prepareOwn } from "../../workbench/prepare.ts";
import { prepareDocument } from "../../workbench/prepare-document.ts";
import type { PreparedDocument } from "../../workbench/prepare-document.ts";
import { optionsNeed, parseNumber, withStopping } from "../context.ts";
import type { CommonOptions } from "../context.ts";
import { showProposals } from "../proposals.ts";
import type { Terminal } from "../terminal.ts";
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
      "everything at once: the demo case, or a case from your own file: posts are analysed and published, a document is read for what it claims",
    )
    .argument(
      "[file]",
      "file of posts, packed or not, a folder of them, or - for standard input; or a document (txt, md, html, pdf, docx, eml); by default the demo",
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
    .addHelpText("after", "\nExample:\n  npm start -- posts.csv\n  npm start -- article.txt")
    .action(async (file: string | undefined, options: Options, command: Command) => {
      const document = file !== undefined && isDocument(file);
      optionsNeed(
        command,
        file !== undefined && !document,
        ["map", "dateOrder", "zone", "rows", "sheet"],
        "a file of posts",
      );
      await withStopping(options, async (terminal, signal) => {
        const say = (text: string) => terminal.line(text);
        const read = document ? await prepareDocument(options.folder, file, say) : undefined;
        if (read !== undefined) showRead(terminal, read);
        const { folder, editions } =
          read ??
          (file === undefined
            ? await prepareDemo(options.folder, { say, onProgress: terminal.progress, signal })
            : await prepareOwn(options.folder, file, {
                say,
                onProgress: terminal.progress,
                signal,
                ...(options.map === undefined ? {} : { map: options.map }),
                ...(options.dateOrder === undefined ? {} : { dateOrder: options.dateOrder }),
                ...(options.zone === undefined ? {} : { zone: options.zone }),
                ...(options.rows === undefined ? {} : { rows: options.rows }),
                ...(options.sheet === undefined ? {} : { sheet: options.sheet }),
              }));
        const { site, owner } = ownerSite({ folder: options.folder, say: terminal.note });
        try {
          // Both live in NAME/case.
          await site.add(folder, { name: basename(dirname(folder)), editions });
          await addShelved(site, terminal);
          const named = parseNumber("--port", options.port, 0, 65_535);
          // A page that nobody will open needs no certain port, which a server that runs may have.
          const port = options.exit === true ? 0 : named;
          const serving = await serveSite({ site, entry: { kind: "owner", owner }, port });
          const address =
            read === undefined ? serving.startAddress : readerAddress(serving.startAddress, read);
          const proposals = read === undefined ? {} : { proposals: read.done.proposals };
          terminal.result({ address, folder, editions, ...proposals }, () => {
            terminal.line(`\nOpen ${address}`);
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

function showRead(terminal: Terminal, { folder, done }: PreparedDocument): void {
  const { artifact, isNew, proposals } = done;
  terminal.line(
    `${artifact.body.title} ${isNew ? "is now" : "was already"} in the case ${folder}: ${artifact.id}`,
  );
  showProposals(terminal, proposals);
}

/** The same address, that leads to the document. */
function readerAddress(start: string, { folder, done }: PreparedDocument): string {
  const address = new URL(start);
  const name = encodeURIComponent(basename(dirname(folder)));
  address.searchParams.set("next", `/cases/${name}/evidence/${done.artifact.id}`);
  return address.href;
}
