import { dirname, resolve } from "node:path";
import { Command } from "commander";
import { PlumblineError } from "../../errors.ts";
import { serveSite, USUAL_PORT } from "../../server/serve.ts";
import { AccountAccess, ownerSite, Site, UPLOAD_LIMITS } from "../../desk/index.ts";
import { optionsNeed, parseNumber, withStopping } from "../context.ts";
import type { CommonOptions } from "../context.ts";
import type { Terminal } from "../terminal.ts";

interface Options extends CommonOptions {
  readonly folder?: string;
  readonly editions?: string;
  readonly accounts?: string;
  readonly host: string;
  readonly name: readonly string[];
  readonly behindProxy?: boolean;
  readonly port: string;
  readonly maxUpload: string;
}

const MIB = 2 ** 20;
/** A tebibyte. */
const MAX_UPLOAD_MIB = 2 ** 20;
/** Where `start` keeps cases, too. */
const FOLDER = ".plumbline";

/** Of `start`, too. */
export const PORT_WORDS = "port, the same at each start so that an open page goes on; 0 for any free one";

const collect = (value: string, before: readonly string[]) => [...before, value];

export function serveCommand(): Command {
  return new Command("serve")
    .description(
      "show a case in the browser, on this machine only; with accounts, several cases to several people",
    )
    .argument("[case...]", "folders of cases; more than one with --accounts only")
    .option(
      "--folder <folder>",
      `folder of the cases made in the browser; every case in it is opened. By default the folder that holds CASE, or ${FOLDER} if no CASE is named; with --accounts no case is made without it`,
    )
    .option(
      "--editions <folder>",
      "folder whose sub-folders are published editions; by default CASE/editions",
    )
    .option("--accounts <file>", "let people sign in with the accounts in this file (see plumbline accounts)")
    .option("--port <n>", PORT_WORDS, String(USUAL_PORT))
    .option(
      "--host <address>",
      "address to listen on; other machines reach it only with --accounts and --name",
      "127.0.0.1",
    )
    .option("--name <host>", "host name under which a proxy serves it by HTTPS; may be repeated", collect, [])
    .option("--behind-proxy", "take the address of a visitor from X-Forwarded-For, which your proxy sets")
    .option(
      "--max-upload <MiB>",
      "largest upload from the browser: one file, and all waiting files of one person together",
      String(UPLOAD_LIMITS.maxBytes / MIB),
    )
    .addHelpText(
      "after",
      "\nCtrl-C stops it.\n\nExamples:\n  plumbline serve cases/my-case\n  plumbline serve --folder cases\n  plumbline serve cases/case-a cases/case-b --accounts cases/team.db --port 8080",
    )
    .action(async (folders: string[], options: Options, command: Command) => {
      const { accounts } = options;
      optionsNeed(command, accounts !== undefined, ["name", "behindProxy"], "--accounts");
      optionsNeed(
        command,
        accounts === undefined && folders.length > 0,
        ["editions"],
        "one case, without --accounts",
      );
      await withStopping(options, (terminal, signal) =>
        accounts === undefined
          ? serveOwner(folders, options, terminal, signal)
          : serveAccounts(folders, accounts, options, terminal, signal),
      );
    });
}

async function serveOwner(
  [named, ...more]: readonly string[],
  options: Options,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<void> {
  if (more.length > 0) throw new PlumblineError("USAGE", "Several cases need --accounts.");
  const folder = options.folder ?? (named === undefined ? FOLDER : dirname(resolve(named)));
  const { site, owner } = ownerSite({ folder, uploads: uploadsOf(options), say: terminal.note });
  try {
    const { editions } = options;
    if (named !== undefined) await site.add(named, editions === undefined ? {} : { editions });
    if (named === undefined || options.folder !== undefined) await addShelved(site, terminal);
    const { host } = options;
    const serving = await serveSite({
      site,
      entry: { kind: "owner", owner },
      port: portOf(options),
      host,
    });
    terminal.result({ address: serving.startAddress }, () => {
      terminal.line(`Open ${serving.startAddress}`);
      terminal.line(ONCE);
    });
    await stopped(signal);
    await serving.stop();
  } finally {
    await site.close();
  }
}

async function serveAccounts(
  folders: readonly string[],
  file: string,
  options: Options,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<void> {
  const accounts = await AccountAccess.open(file);
  const site = new Site(() => accounts, {
    uploads: uploadsOf(options),
    say: terminal.note,
    ...(options.folder === undefined ? {} : { folder: options.folder }),
  });
  try {
    for (const folder of folders) await site.add(folder);
    await addShelved(site, terminal);
    const serving = await serveSite({
      site,
      entry: { kind: "accounts", accounts },
      port: portOf(options),
      host: options.host,
      publicNames: options.name,
      behindProxy: options.behindProxy ?? false,
    });
    terminal.result({ address: serving.startAddress }, () => {
      terminal.line(`Open ${serving.startAddress}`);
      if (options.host !== "127.0.0.1")
        terminal.line("This server speaks plain HTTP: TLS has to come from a proxy in front of it.");
      terminal.line("Ctrl-C stops the server.");
    });
    await stopped(signal);
    await serving.stop();
  } finally {
    await site.close();
    await accounts.close();
  }
}

const portOf = ({ port }: Options) => parseNumber("--port", port, 0, 65_535);

const uploadsOf = ({ maxUpload }: Options) => ({
  ...UPLOAD_LIMITS,
  maxBytes: MIB * parseNumber("--max-upload", maxUpload, 1, MAX_UPLOAD_MIB),
});

/** Opens what lies in the folder of the site; what cannot be opened is named, and the others are served. */
export async function addShelved(site: Site, terminal: Terminal): Promise<void> {
  for (const { name, why } of await site.addShelved()) terminal.note(`${name} is not opened: ${why}`);
}

/** What is said below the owner's address. */
export const ONCE = "The address works once; each start prints a new one. Ctrl-C stops the server.";

/** Resolves when the signal is aborted. */
export async function stopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
