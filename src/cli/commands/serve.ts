import { Command } from "commander";
import { serveDesk } from "../../server/serve.ts";
import { openDesk, withCase } from "../../workbench/index.ts";
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
      await withTerminal(options, async (terminal, signal) =>
        withCase(folder, {}, async (opened) => {
          const serving = await serveDesk(
            openDesk(opened, options.editions ?? `${folder}/editions`),
            parseNumber("--port", options.port, 0, 65_535),
          );
          terminal.result({ address: serving.startAddress }, () => {
            terminal.line(`Open ${serving.startAddress}`);
            terminal.line("The address works once. Ctrl-C stops the server.");
          });
          await stopped(signal);
          await serving.stop();
        }),
      );
    });
}

/** Resolves when the signal is aborted. */
export async function stopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
