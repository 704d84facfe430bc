/** What a file would be read as, and what is wrong with that. */
import { useState } from "react";
import type { Tlp as Level } from "../../../model/marking.ts";
import type { Proposal } from "../../../workbench/index.ts";
import { ErrorLine } from "../../components/error-line.tsx";
import { useCase } from "../../data/cases.ts";
import { startImport, useProposal } from "../../data/imports.ts";
import { useWritingFor } from "../../data/writing-for.ts";
import { useAddress, useGo } from "../../layout/address.ts";
import { FIELDS, mappingOf, nameOf, NONE, readingOf } from "./reading.ts";
import type { Chosen, FieldName } from "./reading.ts";
import { Sample } from "./sample.tsx";

const LEVELS = ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"] as const satisfies readonly Level[];
const USUAL: Level = "AMBER+STRICT";

export function ReadingForm({ upload, first }: { readonly upload: string; readonly first: Proposal }) {
  const { caseName, search } = useAddress();
  const go = useGo();
  const reading = readingOf(first, search);
  const { data: proposal = first, error, isPlaceholderData } = useProposal(caseName, upload, reading);
  const mapping = mappingOf(first.mapping, search);
  const [refused, setRefused] = useState<unknown>();
  const [starting, setStarting] = useState(false);
  const level = LEVELS.find((one) => one === search["tlp"]) ?? USUAL;
  const lacks = lacking(mapping, proposal);
  const replaces = search["replaces"];
  const writing = useWritingFor(useCase(caseName).data);
  const start = async () => {
    if (writing === undefined) return;
    setRefused(undefined);
    setStarting(true);
    try {
      const job = await startImport(caseName, upload, reading, {
        marking: { tlp: level },
        organisation: writing.ref,
        replaces,
      });
      go({ job: job.id });
    } catch (refusal) {
      setRefused(refusal);
    } finally {
      setStarting(false);
    }
  };
  return (
    <form
      className="reading"
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <p className="lead">{sayProposal(first)}</p>
      <Sample proposal={proposal} mapping={mapping} />
      <Columns columns={first.columns} mapping={mapping} />
      <div className="choices">
        <DateOrder proposal={proposal} />
        {replaces === undefined ? <Marking level={level} /> : undefined}
      </div>
      {first.notes.map((note) => (
        <p key={note} className="soft">
          {note}
        </p>
      ))}
      {error === null ? undefined : <ErrorLine error={error} />}
      {refused === undefined ? undefined : <ErrorLine error={refused} />}
      <p className="submit">
        <button
          type="submit"
          disabled={
            lacks !== undefined || writing === undefined || starting || isPlaceholderData || error !== null
          }
        >
          {replaces === undefined ? "Import this file" : "Replace the earlier import"}
          {writing === undefined ? "" : ` as ${writing.name}`}
        </button>
        <button
          type="button"
          onClick={() => go(Object.fromEntries(Object.keys(search).map((name) => [name, undefined])))}
        >
          Take another file
        </button>
        {lacks === undefined ? undefined : <span className="quiet">{lacks}</span>}
      </p>
    </form>
  );
}

function lacking(mapping: Chosen, { dateOrder }: Proposal): string | undefined {
  if (mapping.account === undefined) return "Say which column holds the account.";
  if (mapping.time === undefined) return "Say which column holds the time.";
  return dateOrder === "undecided" ? "Say whether the day or the month stands first." : undefined;
}

function sayProposal({ format, layout, columns }: Proposal): string {
  const file = `${format.toUpperCase()}, ${columns.length} columns.`;
  if (layout === "guessed")
    return `${file} The columns are no layout that is known; the fields below are guessed from their names. Check them.`;
  return `${file} The columns are those of the layout “${layout}”, which is read as below.`;
}

/** One field of a post per line, each with the column it is read from. */
function Columns({ columns, mapping }: { readonly columns: readonly string[]; readonly mapping: Chosen }) {
  const go = useGo();
  const choose = (field: FieldName, column: string) =>
    go({ [nameOf(field)]: column === "" ? NONE : `=${column}` }, { replace: true });
  return (
    <fieldset className="columns">
      <legend>Which column holds what</legend>
      {FIELDS.map(([field, means]) => (
        <label key={field}>
          <span>
            <b>{field}</b> <span className="quiet">{means}</span>
          </span>
          <select value={mapping[field] ?? ""} onChange={({ target }) => choose(field, target.value)}>
            <option value="">no column</option>
            {columns.map((column) => (
              <option key={column}>{column}</option>
            ))}
          </select>
        </label>
      ))}
      <p className="quiet">Every other column is kept with its post under its own name.</p>
    </fieldset>
  );
}

/** Asked where the data do not decide it; never guessed. */
function DateOrder({ proposal: { dateOrder, dateOrderBy } }: { readonly proposal: Proposal }) {
  const { search } = useAddress();
  const go = useGo();
  const said = search["order"];
  if (dateOrder === "not needed" || dateOrder === "unknown") return undefined;
  return (
    <fieldset>
      <legend>Day and month</legend>
      {(
        [
          ["dmy", "the day stands first: 31/12/2031"],
          ["mdy", "the month stands first: 12/31/2031"],
        ] as const
      ).map(([value, label]) => (
        <label key={value} className="radio">
          <input
            type="radio"
            name="order"
            value={value}
            checked={(said ?? dateOrder) === value}
            onChange={() => go({ order: value }, { replace: true })}
          />
          {label}
        </label>
      ))}
      <p className="quiet">{dateOrderBy}</p>
    </fieldset>
  );
}

function Marking({ level }: { readonly level: Level }) {
  const { caseName } = useAddress();
  const go = useGo();
  const ceiling = useCase(caseName).data?.ceiling ?? "RED";
  return (
    <fieldset>
      <legend>Marking of the file and of its posts</legend>
      <label className="radio">
        <span className="unseen">Level</span>
        <select value={level} onChange={({ target }) => go({ tlp: target.value }, { replace: true })}>
          {LEVELS.slice(0, LEVELS.indexOf(ceiling) + 1).map((one) => (
            <option key={one} value={one}>
              TLP:{one}
            </option>
          ))}
        </select>
      </label>
      <p className="quiet">People who may not read this level do not learn that the file is here.</p>
    </fieldset>
  );
}
