import { Command } from "commander";
import type { CalibrationView, OrganisationCalibration, PremisesView } from "../../views/reasoning.ts";
import { datedEndMs } from "../../model/time.ts";
import { counted } from "../../words.ts";
import { readerOptions, withReasoning } from "../reader.ts";
import type { ReaderOptions } from "../reader.ts";
import { table } from "../terminal.ts";
import type { Terminal } from "../terminal.ts";

export function calibrationCommand(): Command {
  return readerOptions(new Command("calibration"))
    .description("score positions against outcomes; list premises, and which of them are due or overdue")
    .argument("<case>", "folder of the case")
    .addHelpText("after", "\nExample:\n  plumbline calibration cases/my-case")
    .action(async (folder: string, options: ReaderOptions) => {
      await withReasoning(folder, options, (reasoning, terminal) => {
        const calibration = reasoning.calibration();
        const now = options.at === undefined ? Date.now() : datedEndMs(options.at);
        const premises = reasoning.premises(new Date(now).toISOString());
        terminal.result({ calibration, premises }, () => show(terminal, calibration, premises));
      });
    });
}

function show(terminal: Terminal, calibration: CalibrationView, { premises }: PremisesView): void {
  if (calibration.organisations.length === 0) terminal.line("No forecast can be scored yet.");
  for (const organisation of calibration.organisations) showOrganisation(terminal, organisation);
  for (const { premise, why } of calibration.notScored) terminal.line(`Not scored: ${premise.name}, ${why}.`);
  terminal.line(`${counted(calibration.open, "indicator")} open.`);
  if (premises.length === 0) return;
  const rows = premises.map(({ name, kind, due, resolution, overdue, text }) => [
    name,
    kind,
    due ?? "",
    typeof resolution === "string" ? resolution : `${resolution.outcome}, ${resolution.on}`,
    overdue ? "overdue" : "",
    text.slice(0, 70),
  ]);
  terminal.line();
  terminal.line(table([["premise", "kind", "due", "outcome", "", "what"], ...rows]));
}

function showOrganisation(terminal: Terminal, of: OrganisationCalibration): void {
  const few = of.tooFew ? "; too few to say anything" : "";
  terminal.line(
    `${of.organisation.name} (${of.stance}): Brier score ${of.brier.toFixed(3)}, 95 % ${interval(of.interval)}, over ${counted(of.n, "forecast")}${few}.`,
  );
  const rows = of.reliability.map(({ bin, n, meanForecast, frequency, interval: bounds, tooFew }) => [
    bin,
    String(n),
    meanForecast.toFixed(2),
    frequency.toFixed(2),
    interval(bounds),
    tooFew ? "too few" : "",
  ]);
  terminal.line(table([["said", "n", "meant", "came true", "95 %", ""], ...rows]));
  terminal.line();
}

const interval = ([low, high]: readonly [number, number]): string =>
  `${low.toFixed(2)} to ${high.toFixed(2)}`;
