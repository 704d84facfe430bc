/**
 * Tables come into a case: a file is kept by its hash, and what a person says that it is becomes records: a declared series or set
 * (a Run of that name), or dated events and parties, a record a row.
 */
import { basename } from "node:path";
import { PlumblineError } from "../errors.ts";
import { readTable } from "../ingest/index.ts";
import type { CaseFold } from "../case/index.ts";
import type { OnProgress } from "../model/effects.ts";
import { DEFAULT_MARKING } from "../model/marking.ts";
import type { Marking, Reader } from "../model/marking.ts";
import type { Body, CaseRecord, IssuedDraft } from "../model/records.ts";
import { VERSION } from "../software.ts";
import { count, counted } from "../words.ts";
import { declarationById, DECLARATIONS, parseParameters, sealResult } from "../signals/index.ts";
import type { Descriptor, GivenTable } from "../signals/index.ts";
import type { Actor, Case } from "./case.ts";
import { dropUnnamed, MAX_TITLE } from "./import.ts";
import { tableRecords } from "./table-records.ts";

/** What a table can come in as. */
export const TABLE_KINDS = ["series", "set", "events", "holidays", "subjects"] as const;
export type TableKind = (typeof TABLE_KINDS)[number];

export interface TableOptions {
  readonly as: TableKind;
  readonly actor: Actor;
  /** How the file is called; the last part of its path otherwise. */
  readonly name?: string;
  readonly marking?: Marking;
  readonly reader?: Reader;
  /** Key of the run that declares a series or set. */
  readonly key?: string;
  /** Columns by what they hold, as `date=end,value=list A - list B`; what is not given is proposed by names and values. */
  readonly map?: string;
  /** The same and other parameters of the declaration, one by one; they go before. */
  readonly columns?: Readonly<Record<string, string>>;
  readonly sheet?: string;
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
}

export interface ImportedTable {
  readonly artifact: string;
  readonly sha256: string;
  /** The Run of a declared series or set. */
  readonly run: string | undefined;
  /** Events or parties. */
  readonly records: readonly string[];
  /** What happened, in lines for a person. */
  readonly lines: readonly string[];
}

/** A kind of table by its word. @throws PlumblineError USAGE. */
export function tableKind(word: string): TableKind {
  const found = TABLE_KINDS.find((kind) => kind === word);
  if (found !== undefined) return found;
  throw new PlumblineError(
    "USAGE",
    `A table comes in as ${TABLE_KINDS.join(", ")}; “${word.slice(0, 40)}” is none of them.`,
  );
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
            `${counted(read.malformed, "row")} without the columns of the header ${read.malformed === 1 ? "is" : "are"} left out.`,
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
  const { descriptor, declare } = declarationById(how.as)!;
  const { table: _table, ...columns } = { table: "", ...proposedColumns(table, how) };
  const parameters = parseParameters(descriptor, { ...columns, table: table.file.id });
  const declared = declare(table, parameters);
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

/** What a series and a set are declared by, for flags, forms and docs. */
export function declarationDescriptors(): readonly Descriptor[] {
  return DECLARATIONS.map(({ descriptor }) => descriptor);
}

/** How many rows a table has that was looked at, in words. */
export const sayRows = (table: GivenTable): string =>
  `${counted(table.rows.length, "row")}, ${count(table.columns.length)} columns`;

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
