/** What the tables of a detector's example declare, as the plain data that a run gets; the workbench does the same by its records. */
import { messagesIn } from "../../src/ingest/mail/mbox.ts";
import { declarationById, parseParameters } from "../../src/signals/index.ts";
import type {
  Descriptor,
  Example,
  ExampleTable,
  Given,
  GivenInput,
  GivenMails,
  GivenTable,
  Parameters,
} from "../../src/signals/index.ts";

/** Cells of a small CSV; quoted ones may hold commas. */
export function cellsOf(csv: string): string[][] {
  return csv
    .trim()
    .split("\n")
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "",
      ),
    );
}

/** The table with a file of its own: the n-th has the hash of n. */
export function tableOf({ key, csv }: ExampleTable, n: number): GivenTable {
  const [columns = [], ...rows] = cellsOf(csv);
  return {
    kind: "table",
    title: `${key}.csv`,
    file: { id: `art_00000000${String(n + 10)}`, sha256: String(n).repeat(64).slice(0, 64) },
    columns,
    rows: rows.map((cells, i) => ({ row: i + 1, cells: cells.map((cell) => (cell === "" ? null : cell)) })),
  };
}

/** Each message with a hash of its own. */
function mailsOf({ key, csv }: ExampleTable): GivenMails {
  const bytes = Buffer.from(csv, "latin1");
  return {
    kind: "mails",
    ref: "run_0000000099",
    title: key,
    mails: messagesIn(bytes).map(({ start, end }, i) => ({
      file: {
        id: `art_00000001${String(i + 10)}`,
        sha256: String(i + 1)
          .repeat(64)
          .slice(0, 64),
      },
      bytes: new Uint8Array(bytes.subarray(start, end)),
    })),
  };
}

function inputOf(table: ExampleTable, n: number): GivenInput {
  if (table.as === "mails") return mailsOf(table);
  const whole = tableOf(table, n);
  const declaration = declarationById(table.as);
  if (declaration !== undefined) {
    const columns = { ...declaration.guess(whole), ...table.parameters };
    const parameters = parseParameters(declaration.descriptor, { ...columns, table: table.key });
    return declaration.given(declaration.declare(whole, parameters).output, `run_00000000${n + 10}`);
  }
  const at = (name: string) => whole.columns.indexOf(name);
  const cell = (cells: readonly (string | null)[], name: string) => cells[at(name)] ?? "";
  if (table.as === "events")
    return {
      kind: "events",
      events: whole.rows.map(({ row, cells }) => ({
        ref: `evt_${String(row).padStart(10, "0")}`,
        title: cell(cells, "title"),
        is: cell(cells, "kind"),
        from: cell(cells, "start"),
        to: cell(cells, "end") === "" ? cell(cells, "start") : cell(cells, "end"),
        loggedAt: "2031-01-01T00:00:00.000Z",
      })),
    };
  if (table.as === "subjects")
    return {
      kind: "subjects",
      subjects: whole.rows.map(({ row, cells }) => ({
        ref: `pty_${String(row).padStart(10, "0")}`,
        name: cell(cells, "name"),
        aliases: cell(cells, "aliases")
          .split("|")
          .filter((one) => one !== ""),
      })),
    };
  return whole;
}

/** By the parameters that name the example's tables by key; subjects and events are named all at once by `all` or any text. */
export function exampleGiven(descriptor: Descriptor, example: Example, parameters: Parameters): Given {
  const tables = example.tables ?? [];
  return Object.fromEntries(
    descriptor.parameters.flatMap(({ name, takes }): [string, GivenInput][] => {
      const named = String(parameters[name] ?? "");
      if (takes === undefined || named === "") return [];
      const column = /^column:([^=]+)=(.*)$/.exec(named);
      if (takes === "group")
        return [
          [
            name,
            column === null
              ? { kind: "group", by: "names", names: named.split(","), title: "the group" }
              : { kind: "group", by: "column", column: column[1]!, value: column[2]!, title: named },
          ],
        ];
      const n = tables.findIndex(
        ({ key, as }) => as === takes && (takes === "events" || takes === "subjects" || key === named),
      );
      return n < 0 ? [] : [[name, inputOf(tables[n]!, n)]];
    }),
  );
}
