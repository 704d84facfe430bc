import { existsSync } from "node:fs";
import { basename, dirname } from "node:path";
import { Command } from "commander";
import { serveSite, USUAL_PORT } from "../../server/serve.ts";
import { ownerSite } from "../../desk/index.ts";
import { isDocument } from "../../workbench/documents.ts";
import { prepareDemo, prepareOwn } from "../../workbench/prepare.ts";
import { prepareDocument } from "../../workbench/prepare-document.ts";
import type { PreparedDocument } from "../../workbench/prepare-document.ts";
import { EXAMPLE_NAME, prepareExample } from "../../workbench/prepare-example.ts";
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
      "everything at once: the demo case, the example us-2016, or a case from your own file, served: posts are analysed and published, a document is read for what it claims",
    )
    .argument(
      "[file]",
      "file of posts, packed or not, a folder of them, or - for standard input; or a document (txt, md, html, pdf, docx, eml); or us-2016 for the example of that name (a file called so is ./us-2016); by default the demo",
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
      optionsNeed(
        command,
        file !== undefined && file !== EXAMPLE_NAME && !isDocument(file),
        ["map", "dateOrder", "zone", "rows", "sheet"],
        "a file of posts",
      );
      await withStopping(options, async (terminal, signal) => {
        const begun = await begin(file, options, terminal, signal);
        const { folder, editions, opensAt } = begun;
        const { site, owner } = ownerSite({ folder: options.folder, say: terminal.note });
        try {
          await site.add(folder, { name: begun.name, editions });
          await addShelved(site, terminal);
          const named = parseNumber("--port", options.port, 0, 65_535);
          // A page that nobody will open needs no certain port, which a server that runs may have.
          const port = options.exit === true ? 0 : named;
          const entry = { kind: "owner", owner } as const;
          const serving = await serveSite({
            site,
            entry,
            port,
            ...(opensAt === undefined ? {} : { opensAt }),
          });
          const address = serving.startAddress;
          terminal.result({ address, folder, editions, ...begun.beside }, () => {
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

/** A case that is ready to be served. */
interface Begun {
  readonly name: string;
  readonly folder: string;
  readonly editions: string;
  /** Where in the page it opens; undefined for the case itself. */
  readonly opensAt?: string | undefined;
  /** What the result says beside folder and address. */
  readonly beside?: object;
}

/** The case of what is given: the demo, the example, a document, or posts. */
async function begin(
  file: string | undefined,
  options: Options,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Begun> {
  const say = (text: string) => terminal.line(text);
  const telling = { say, onProgress: terminal.progress, signal };
  if (file === EXAMPLE_NAME) {
    if (existsSync(file))
      say(
        `Something here is called ${file}; the example is shown. A file or folder of posts is given as ./${file}`,
      );
    return prepareExample(options.folder, telling);
  }
  if (file !== undefined && isDocument(file)) return readDocument(file, options, terminal);
  const { map, dateOrder, zone, rows, sheet } = options;
  const prepared =
    file === undefined
      ? await prepareDemo(options.folder, telling)
      : await prepareOwn(options.folder, file, {
          ...telling,
          ...(map === undefined ? {} : { map }),
          ...(dateOrder === undefined ? {} : { dateOrder }),
          ...(zone === undefined ? {} : { zone }),
          ...(rows === undefined ? {} : { rows }),
          ...(sheet === undefined ? {} : { sheet }),
        });
  return { ...prepared, name: nameOf(prepared.folder) };
}

/** Cases live in NAME/case. */
const nameOf = (folder: string): string => basename(dirname(folder));

async function readDocument(file: string, options: Options, terminal: Terminal): Promise<Begun> {
  const read = await prepareDocument(options.folder, file, (text) => terminal.line(text));
  showRead(terminal, read);
  const { folder, editions, done } = read;
  const name = nameOf(folder);
  return {
    name,
    folder,
    editions,
    opensAt: `/cases/${encodeURIComponent(name)}/evidence/${done.artifact.id}`,
    beside: { proposals: done.proposals },
  };
}

function showRead(terminal: Terminal, { folder, done }: PreparedDocument): void {
  const { artifact, isNew, proposals } = done;
  terminal.line(
    `${artifact.body.title} ${isNew ? "is now" : "was already"} in the case ${folder}: ${artifact.id}`,
  );
  showProposals(terminal, proposals);
}
