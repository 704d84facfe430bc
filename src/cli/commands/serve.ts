import { Command } from "commander";
import { PlumblineError } from "../../errors.ts";
import { serveSite } from "../../server/serve.ts";
import { AccountAccess, ownerSite, Site, UPLOAD_LIMITS } from "../../workbench/index.ts";
import { parseNumber, withTerminal } from "../context.ts";
import type { CommonOptions } from "../context.ts";
import type { Terminal } from "../terminal.ts";

interface Options extends CommonOptions {
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

const collect = (value: string, before: readonly string[]) => [...before, value];

export function serveCommand(): Command {
  return new Command("serve")
    .description(
      "show a case in the browser, on this machine only; with accounts, several cases to several people",
    )
    .argument("<case...>", "folders of cases; more than one with --accounts only")
    .option("--editions <folder>", "folder whose sub-folders are published editions; CASE/editions otherwise")
    .option("--accounts <file>", "let people in by the accounts in this file (plumbline accounts)")
    .option("--port <n>", "port; 0 for any free one", "0")
    .option(
      "--host <address>",
      "address to bind; beyond this machine only with --accounts and --name",
      "127.0.0.1",
    )
    .option("--name <host>", "name under which a proxy serves it by HTTPS; may be given again", collect, [])
    .option("--behind-proxy", "take the address of a visitor from X-Forwarded-For, which your proxy sets")
    .option(
      "--max-upload <MiB>",
      "size of one file, and of all files of one person that wait, sent in by the browser",
      String(UPLOAD_LIMITS.maxBytes / MIB),
    )
    .addHelpText(
      "after",
      "\nCtrl-C stops it.\n\nExamples:\n  plumbline serve my-case\n  plumbline serve case-a case-b --accounts team.db --port 8080",
    )
    .action(async (folders: string[], options: Options) => {
      await withTerminal(options, (terminal, signal) =>
        options.accounts === undefined
          ? serveOwner(folders, options, terminal, signal)
          : serveAccounts(folders, options.accounts, options, terminal, signal),
      );
    });
}

async function serveOwner(
  [folder = "", ...more]: readonly string[],
  options: Options,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<void> {
  if (more.length > 0 || options.name.length > 0)
    throw new PlumblineError("USAGE", "Several cases, and names, need --accounts.");
  const { site, owner } = ownerSite();
  try {
    const { editions } = options;
    const uploads = uploadsOf(options);
    await site.add(folder, { uploads, ...(editions === undefined ? {} : { editions }) });
    const { host } = options;
    const serving = await serveSite({
      site,
      entry: { kind: "owner", owner },
      port: portOf(options),
      host,
      maxUpload: uploads.maxBytes,
    });
    terminal.result({ address: serving.startAddress }, () => {
      terminal.line(`Open ${serving.startAddress}`);
      terminal.line("The address works once. Ctrl-C stops the server.");
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
  if (options.editions !== undefined)
    throw new PlumblineError("USAGE", "--editions is for the server of one case without accounts.");
  const accounts = await AccountAccess.open(file);
  const site = new Site(() => accounts);
  try {
    const uploads = uploadsOf(options);
    for (const folder of folders) await site.add(folder, { uploads });
    const serving = await serveSite({
      site,
      entry: { kind: "accounts", accounts },
      port: portOf(options),
      host: options.host,
      publicNames: options.name,
      maxUpload: uploads.maxBytes,
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

/** Resolves when the signal is aborted. */
export async function stopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
