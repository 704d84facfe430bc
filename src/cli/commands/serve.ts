import { Command } from "commander";
import { serveSite } from "../../server/serve.ts";
import { ownerSite } from "../../workbench/index.ts";
import { parseNumber, withTerminal } from "../context.ts";
import type { CommonOptions } from "../context.ts";

interface Options extends CommonOptions {
  readonly editions?: string;
  readonly port: string;
}

export function serveCommand(): Command {
  return new Command("serve")
    .description("show a case and its editions in the browser, on this machine only")
    .argument("<case>", "folder of the case")
    .option("--editions <folder>", "folder whose sub-folders are published editions; CASE/editions otherwise")
    .option("--port <n>", "port on loopback; 0 for any free one", "0")
    .addHelpText("after", "\nCtrl-C stops it.\n\nExample:\n  plumbline serve my-case")
    .action(async (folder: string, options: Options) => {
      await withTerminal(options, async (terminal, signal) => {
        const { site, owner } = ownerSite();
        try {
          await site.add(folder, options.editions === undefined ? {} : { editions: options.editions });
          const port = parseNumber("--port", options.port, 0, 65_535);
          const serving = await serveSite({ site, owner }, port);
          terminal.result({ address: serving.startAddress }, () => {
            terminal.line(`Open ${serving.startAddress}`);
            terminal.line("The address works once. Ctrl-C stops the server.");
          });
          await stopped(signal);
          await serving.stop();
        } finally {
          await site.close();
        }
      });
    });
}

/** Resolves when the signal is aborted. */
export async function stopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
