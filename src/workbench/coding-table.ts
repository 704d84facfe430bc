/** Codes as a table for a statistics program: one line for each code of a person about a unit, as it stands. */
import { CaseFold } from "../case/index.ts";
import type { Marking, Reader } from "../model/marking.ts";
import { compareTlp } from "../model/marking.ts";
import type { CodedUnit, CodingEntry, Says } from "../views/coding.ts";
import type { AsOf } from "../views/reasoning.ts";
import { reasoningOver } from "../case/index.ts";
import type { Case } from "./case.ts";
import { resolveName } from "./names.ts";
import { csvLines } from "../store/table/csv.ts";
import { checkOutput, putFiles, writeText } from "../store/put-files.ts";
import type { Column } from "../store/table/table.ts";

export interface CodesFile {
  readonly out: string;
  /** Lines without the head. */
  readonly rows: number;
  /** The highest level among the codes in it; the file has no marking of its own. */
  readonly tlp: Marking["tlp"] | "nothing coded";
}

interface Line {
  readonly coded: CodedUnit;
  readonly entry: CodingEntry;
}

/**
 * Writes the standing codes of a codebook as CSV: codebook, unit, file, row, account, coder, organisation, time, the codes and
 * those that were given first, and one column of 0 and 1 for each code (empty where the coder could not say).
 * @throws PlumblineError NOT_FOUND, AMBIGUOUS, USAGE, OUT_EXISTS, STORE.
 */
export async function writeCodes(
  opened: Case,
  {
    reader,
    asOf,
    codebook,
    out,
    force,
  }: {
    readonly reader: Reader;
    readonly asOf: AsOf;
    readonly codebook: string;
    readonly out: string;
    readonly force: boolean;
  },
): Promise<CodesFile> {
  checkOutput(out, force);
  const fold = new CaseFold(await opened.log.entries(), reader, asOf);
  const view = reasoningOver(fold, (name) => resolveName(fold, name)).coding(codebook);
  const lines = view.coded.flatMap((coded) => coded.entries.map((entry) => ({ coded, entry })));
  const columns = columnsOf(fold, view.codebook.name, view.codebook.categories, lines);
  const table = { length: lines.length, csv: "own" as const, columns };
  await putFiles([{ path: out, write: (part) => writeText(part, csvLines(table)) }], { force });
  const levels = lines.map(({ entry }) => fold.marking(entry.ref)!.tlp).sort(compareTlp);
  return { out, rows: lines.length, tlp: levels.at(-1) ?? "nothing coded" };
}

function columnsOf(
  fold: CaseFold,
  name: string,
  categories: readonly { readonly code: string }[],
  lines: readonly Line[],
): Column[] {
  const text = (column: string, of: (line: Line) => string): Column => ({
    name: column,
    kind: "text",
    values: lines.map(of),
  });
  const hashOf = (artifact: string) => fold.find("Artifact", artifact)?.body.sha256 ?? "";
  return [
    text("codebook", () => name),
    text("unit", ({ coded }) => coded.key),
    text("sha256", ({ coded: { unit } }) => hashOf(unit.artifact)),
    text("row", ({ coded: { unit } }) => ("row" in unit ? String(unit.row) : "")),
    text("account", ({ coded: { unit } }) => ("account" in unit ? unit.account : "")),
    text("coder", ({ entry }) => entry.person),
    text("organisation", ({ entry }) => entry.organisation.name),
    text("at", ({ entry }) => entry.at),
    text("record", ({ entry }) => entry.ref),
    text("says", ({ entry }) => words(entry.says)),
    text("said_first", ({ entry }) => words(entry.first)),
    ...categories.map(({ code }): Column => ({
      name: code,
      kind: "integer",
      values: Float64Array.from(lines, ({ entry: { says } }) =>
        says === "cannot say" ? NaN : Number(says.includes(code)),
      ),
    })),
  ];
}

const words = (says: Says): string => (says === "cannot say" ? says : says.join(" "));
