/**
 * Tables come into a case: a file is kept by its hash, and what a person says that it is becomes records: a declared series, set or markers
 * (a Run of that name), or dated events and parties, a record a row.
 */
import { basename } from "node:path";
import { PlumblineError } from "../errors.ts";
import { readTable } from "../ingest/index.ts";
import type { CaseFold } from "../case/index.ts";
import { DEFAULT_MARKING } from "../model/marking.ts";
import type { Marking } from "../model/marking.ts";
import type { Body, CaseRecord, IssuedDraft } from "../model/records.ts";
import { VERSION } from "../software.ts";
import { counted, plural } from "../words.ts";
import { declarationById, parseParameters, sealResult } from "../signals/index.ts";
import type { GivenTable } from "../signals/index.ts";
import type { Case } from "./case.ts";
import { dropUnnamed, MAX_TITLE } from "./import.ts";
import { recordFields, tableRecords } from "./table-records.ts";
import type { TableField, TableKind, TableOptions } from "./table-kinds.ts";

export interface ImportedTable {
  readonly artifact: string;
  readonly sha256: string;
  /** The Run of a declared series, set or markers. */
  readonly run: string | undefined;
  /** Events or parties. */
  readonly records: readonly string[];
  /** What happened, in lines for a person. */
  readonly lines: readonly string[];
}

/**
 * On any refusal the case is as it was.
 * @throws PlumblineError FILE_*, IMPORT_LIMIT, PARAMETER, ALL_REJECTED, KEY_TAKEN, STOPPED and what an admission refuses.
 */
export async function importTable(
  opened: Case,
  path: string,
  { map, columns, ...rest }: TableOptions,
): Promise<ImportedTable> {
  const options = { ...rest, columns: { ...columnsIn(map), ...columns } };
  const { artifacts } = opened;
  const name = options.name ?? basename(path);
  const { sha256, bytes } = await artifacts.addFile(path, undefined, options.signal);
  try {
    const fold = await opened.fold(options.reader ?? (await opened.owner()));
    const held = fold.all("Artifact").find(({ body }) => body.sha256 === sha256 && body.held);
    const marking = held === undefined ? (options.marking ?? DEFAULT_MARKING) : fold.marking(held.id)!;
    const artifact = held?.id ?? opened.log.issueId("Artifact");
    const read = await readTable({
      path: artifacts.path(sha256),
      name,
      tempDir: opened.makeStaging(),
      ...(options.sheet === undefined ? {} : { sheet: options.sheet }),
      ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    const file: IssuedDraft[] =
      held === undefined
        ? [
            {
              id: artifact,
              type: "Artifact",
              ...options.actor,
              marking,
              body: { title: name.slice(0, MAX_TITLE), sha256, held: true, bytes },
            },
          ]
        : [];
    const table: GivenTable = {
      kind: "table",
      title: name,
      file: { id: artifact, sha256 },
      columns: read.columns,
      rows: read.rows,
    };
    const door = (brought: readonly string[]) => ({
      reader: options.reader,
      organisations: new Set([options.actor.for]),
      brought: new Set([sha256, ...brought]),
    });
    const malformed =
      read.malformed === 0
        ? []
        : [
            `${counted(read.malformed, "row")} without the columns of the header ${plural(read.malformed, "is", "are")} left out.`,
          ];
    const declaration = declarationById(options.as);
    if (declaration === undefined) {
      const { drafts, lines } = tableRecords(table, options, marking, fold, (type) =>
        opened.log.issueId(type),
      );
      await opened.append([...file, ...drafts], door([]));
      return {
        artifact,
        sha256,
        run: undefined,
        records: drafts.map(({ id }) => id),
        lines: [...lines, ...malformed, ...read.notes],
      };
    }
    const run = await declareTable(opened, table, { ...options, marking, file, door, fold });
    const [finding] = run.body.findings;
    return {
      artifact,
      sha256,
      run: run.id,
      records: [],
      lines: [`${finding!.title}. ${finding!.sentence}`, ...columnLines(run), ...malformed, ...read.notes],
    };
  } catch (error) {
    await dropUnnamed(opened, sha256);
    throw error;
  }
}

/** How the columns were read, for a person who may see that it was wrong. */
function columnLines({ body: { parameters } }: CaseRecord<"Run">): string[] {
  const said = Object.entries(parameters).filter(
    ([name, value]) => name !== "table" && value !== "" && value !== null,
  );
  return [`Read as ${said.map(([name, value]) => `${name}=${String(value)}`).join(", ")}.`];
}

/** What would be read of which column, beside what was given. */
export function proposedColumns(
  table: GivenTable,
  { as, columns = {} }: Pick<TableOptions, "as" | "columns">,
): Readonly<Record<string, string>> {
  const guessed = declarationById(as)?.guess(table) ?? {};
  return { ...guessed, ...columns };
}

async function declareTable(
  opened: Case,
  table: GivenTable,
  how: TableOptions & {
    readonly marking: Marking;
    readonly file: readonly IssuedDraft[];
    readonly fold: CaseFold;
    readonly door: (brought: readonly string[]) => Parameters<Case["append"]>[1];
  },
): Promise<CaseRecord<"Run">> {
  const declaration = declarationById(how.as)!;
  const { descriptor } = declaration;
  const parameters = parseParameters(descriptor, { ...proposedColumns(table, how), table: table.file.id });
  const declared = declaration.declare(table, parameters);
  const stored = await opened.artifacts.addBytes(sealResult(declared.findings, declared.output));
  const outputId = opened.log.issueId("Artifact");
  const { actor, marking, key } = how;
  const body: Body<"Run"> = {
    ...(key === undefined ? {} : { key }),
    detector: descriptor.id,
    version: descriptor.version,
    inputs: [{ artifact: table.file.id, sha256: table.file.sha256 }],
    parameters: { ...parameters },
    seed: 0,
    output: outputId,
    counts: { ...declared.counts },
    findings: [...declared.findings],
  };
  try {
    const written = await opened.append(
      [
        ...how.file,
        {
          id: outputId,
          type: "Artifact",
          ...actor,
          marking,
          body: {
            title: `Full result of ${descriptor.title}`,
            sha256: stored.sha256,
            held: true,
            bytes: stored.bytes,
            mediaType: "application/json",
            descriptor: `Values declared from a table, by Plumbline ${VERSION}`,
            derivedFrom: [table.file.id],
          },
        },
        { id: opened.log.issueId("Run"), type: "Run", ...actor, marking, body },
      ],
      how.door([stored.sha256]),
    );
    return written.at(-1) as CaseRecord<"Run">;
  } catch (error) {
    await dropUnnamed(opened, stored.sha256);
    throw error;
  }
}

export interface TableProposal {
  readonly columns: readonly string[];
  readonly fields: readonly TableField[];
  readonly rows: number;
  readonly sample: readonly (readonly (string | null)[])[];
}

const SAMPLE_ROWS = 8;

/** How a file would come in as such a table. @throws PlumblineError FILE_*, ARCHIVE_*, IMPORT_LIMIT. */
export async function proposeTable(
  path: string,
  {
    as,
    name,
    ...how
  }: { readonly as: TableKind; readonly name: string; readonly tempDir?: string; readonly sheet?: string },
): Promise<TableProposal> {
  const { columns, rows } = await readTable({ path, name, ...how });
  const table: GivenTable = { kind: "table", title: name, file: { id: "", sha256: "" }, columns, rows };
  const sample = rows.slice(0, SAMPLE_ROWS).map(({ cells }) => cells);
  return { columns, fields: fieldsOf(table, as), rows: rows.length, sample };
}

function fieldsOf(table: GivenTable, as: TableKind): TableField[] {
  const declaration = declarationById(as);
  if (declaration === undefined) return recordFields(table, as);
  const proposed = proposedColumns(table, { as });
  return declaration.descriptor.parameters
    .filter(({ kind }) => kind !== "input")
    .map(({ name, title, help, default: value }) => ({
      name,
      title,
      help,
      value: proposed[name] ?? (table.columns.includes(String(value)) ? String(value) : ""),
      required: value !== "",
    }));
}

/** @throws PlumblineError USAGE. */
function columnsIn(map: string | undefined): Record<string, string> {
  if (map === undefined) return {};
  return Object.fromEntries(
    map.split(",").map((part) => {
      const at = part.indexOf("=");
      if (at <= 0)
        throw new PlumblineError(
          "USAGE",
          `A mapping is FIELD=COLUMN between commas; “${part.slice(0, 40)}” is not.`,
        );
      return [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    }),
  );
}
