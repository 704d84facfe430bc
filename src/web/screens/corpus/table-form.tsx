/** A table on its way in that is no posts: what it is, which columns say what, and under which name runs take it. */
import { useState } from "react";
import type { TableProposalView } from "../../../desk/index.ts";
import { ErrorLine } from "../../components/error-line.tsx";
import { Imported } from "../../components/imported.tsx";
import { useCase } from "../../data/cases.ts";
import { startTable, useTableProposal } from "../../data/tables.ts";
import type { TableKind } from "../../data/tables.ts";
import { useWritingFor } from "../../data/writing-for.ts";
import { useAddress } from "../../layout/address.ts";
import { count } from "../../../words.ts";
import { levelIn, Marking } from "./marking.tsx";
import { tableOf } from "./reading.ts";
import { useStarting } from "./starting.ts";

export function TableForm({ upload, as }: { readonly upload: string; readonly as: TableKind }) {
  const { caseName, search } = useAddress();
  const { sheet } = tableOf(search);
  const { data, error } = useTableProposal(caseName, upload, as, sheet);
  if (error !== null) return <ErrorLine error={error} />;
  if (data === undefined) return <output className="quiet">Looking into the file …</output>;
  return <Fields key={as} upload={upload} as={as} sheet={sheet} proposal={data} />;
}

/** Kinds that a run takes by a name. */
const NAMED: ReadonlySet<TableKind> = new Set(["series", "set", "markers"]);

function Fields({
  upload,
  as,
  sheet,
  proposal,
}: {
  readonly upload: string;
  readonly as: TableKind;
  readonly sheet: string | undefined;
  readonly proposal: TableProposalView;
}) {
  const { caseName, search } = useAddress();
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({});
  const [key, setKey] = useState("");
  const writing = useWritingFor(useCase(caseName).data);
  const { refused, starting, start } = useStarting();
  const valueOf = (name: string, value: string) => said[name] ?? value;
  const lacks = proposal.fields.find(
    ({ name, value, required }) => required && valueOf(name, value).trim() === "",
  );
  const send = async () => {
    if (writing === undefined) return;
    const values = proposal.fields.map(({ name, value }) => [name, valueOf(name, value).trim()] as const);
    const table = {
      upload,
      as,
      columns: Object.fromEntries(values.filter(([, value]) => value !== "")),
      marking: { tlp: levelIn(search) },
      for: writing.ref,
      ...(sheet === undefined ? {} : { sheet }),
      ...(key.trim() === "" ? {} : { key: key.trim() }),
    };
    await start(async () => startTable(caseName, table));
  };
  return (
    <form
      className="reading"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Rows proposal={proposal} />
      <datalist id="columns-of-table">
        {proposal.columns.map((column) => (
          <option key={column} value={column}>
            {column}
          </option>
        ))}
      </datalist>
      <div className="choices">
        {proposal.fields.map(({ name, title, help, value }) => (
          <fieldset key={name}>
            <legend>{title}</legend>
            <input
              type="text"
              list="columns-of-table"
              aria-label={title}
              value={valueOf(name, value)}
              onChange={({ target }) => setSaid((old) => ({ ...old, [name]: target.value }))}
            />
            <p className="quiet">{help}</p>
          </fieldset>
        ))}
        {NAMED.has(as) ? (
          <fieldset>
            <legend>Short name</legend>
            <input
              type="text"
              aria-label="Short name"
              value={key}
              pattern="[A-Za-z][A-Za-z0-9._\-]{0,63}"
              onChange={({ target }) => setKey(target.value)}
            />
            <p className="quiet">By which instruments take it, such as polls.</p>
          </fieldset>
        ) : undefined}
        <Marking level={levelIn(search)} />
      </div>
      {refused === undefined ? undefined : <ErrorLine error={refused} />}
      <p className="submit">
        <button type="submit" disabled={lacks !== undefined || writing === undefined || starting}>
          Bring this table in{writing === undefined ? "" : ` as ${writing.name}`}
        </button>
        {lacks === undefined ? undefined : (
          <span className="quiet">Say which column holds {lacks.title.toLowerCase()}.</span>
        )}
      </p>
    </form>
  );
}

function Rows({ proposal: { columns, sample, rows } }: { readonly proposal: TableProposalView }) {
  return (
    // Wider than the page: it is scrolled by keyboard, too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="sample" tabIndex={0} aria-label="First rows of the table">
      <table className="table">
        <caption className="quiet">
          {count(sample.length)} of {count(rows)} rows
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                <Imported text={column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sample.map((cells, row) => (
            // Rows of a sample have no name but their place.
            <tr key={row}>
              {columns.map((column, at) => (
                <td key={column}>
                  {cells[at] == null ? <span className="quiet">none</span> : <Imported text={cells[at]} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
