/**
 * What is measured in a case that begins with an example: tables are declared, then instruments run, each with parameters that stand
 * in the sources. Tables go first, so that the log says what was read before anything was measured with it.
 */
import { join } from "node:path";
import { PlumblineError } from "../errors.ts";
import type { OnProgress } from "../model/effects.ts";
import type { Marking } from "../model/marking.ts";
import type { Actor, Case } from "./case.ts";
import { detect } from "./detect.ts";
import { importTable } from "./import-table.ts";
import type { TableOptions } from "./table-kinds.ts";

type Tables = readonly (readonly [file: string, options: Pick<TableOptions, "as" | "key" | "columns">])[];

export interface Measures {
  /** Declared before posts come in. */
  readonly before?: Tables;
  readonly tables: Tables;
  readonly runs: readonly (readonly [
    key: string,
    detector: string,
    parameters: Readonly<Record<string, unknown>>,
  ])[];
}

export interface MeasureOptions {
  /** Says what is being done, a line at a time. */
  readonly say: (text: string) => void;
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
}

/** Of a table that the case does not hold yet; one that it holds keeps its own. */
const CLEAR: Marking = { tlp: "CLEAR" };

/**
 * Declares tables in their order.
 * @param folder where they lie
 * @throws PlumblineError STOPPED, STORE.
 */
export async function declareTables(
  opened: Case,
  folder: string,
  tables: Tables,
  actor: Actor,
  { say, signal }: MeasureOptions,
): Promise<void> {
  for (const [file, how] of tables) {
    goOn(signal);
    const { lines } = await importTable(opened, join(folder, file), { ...how, actor, marking: CLEAR });
    say(lines[0]!);
  }
}

function goOn(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new PlumblineError("STOPPED", "Stopped on request.");
}

/**
 * @param folder where the tables lie
 * @throws PlumblineError STOPPED, STORE.
 */
export async function measure(
  opened: Case,
  folder: string,
  { tables, runs }: Measures,
  actor: Actor,
  options: MeasureOptions,
): Promise<void> {
  const { say, signal, onProgress } = options;
  await declareTables(opened, folder, tables, actor, options);
  for (const [key, detector, parameters] of runs) {
    goOn(signal);
    const { body } = await detect(opened, {
      detector,
      parameters,
      key,
      actor,
      ...(signal === undefined ? {} : { signal }),
      ...(onProgress === undefined ? {} : { onProgress }),
    });
    say(`${key}: ${body.findings.find(({ id }) => id === "f1")!.title}.`);
  }
}
