/** What a file would be read as, and what is wrong with that. */
import type { Proposal } from "../../../workbench/index.ts";
import { ErrorLine } from "../../components/error-line.tsx";
import { useCase } from "../../data/cases.ts";
import { startImport, useProposal } from "../../data/imports.ts";
import { useWritingFor } from "../../data/writing-for.ts";
import { useAddress, useGo } from "../../layout/address.ts";
import { Columns } from "./columns.tsx";
import { levelIn, Marking } from "./marking.tsx";
import { mappingOf, readingOf } from "./reading.ts";
import type { Chosen } from "./reading.ts";
import { Sample } from "./sample.tsx";
import { useStarting } from "./starting.ts";

export function ReadingForm({ upload, first }: { readonly upload: string; readonly first: Proposal }) {
  const { caseName, search } = useAddress();
  const go = useGo();
  const reading = readingOf(first, search);
  const { data: proposal = first, error, isPlaceholderData } = useProposal(caseName, upload, reading);
  const mapping = mappingOf(first.mapping, search);
  const { refused, starting, start: begin } = useStarting();
  const level = levelIn(search);
  const lacks = lacking(mapping, proposal);
  const replaces = search["replaces"];
  const writing = useWritingFor(useCase(caseName).data);
  const start = async () => {
    if (writing === undefined) return;
    const organisation = writing.ref;
    await begin(async () =>
      startImport(caseName, upload, reading, { marking: { tlp: level }, organisation, replaces }),
    );
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
      <Columns paths={first.paths} mapping={mapping} />
      <div className="choices">
        <Table first={first} />
        <Zone />
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

function lacking(mapping: Chosen, { dateOrder, sheets }: Proposal): string | undefined {
  if (sheets.length > 0) return "Say which sheet holds the posts.";
  if (mapping.account === undefined) return "Say which column holds the account.";
  if (mapping.time === undefined) return "Say which column holds the time.";
  return dateOrder === "undecided" ? "Say whether the day or the month stands first." : undefined;
}

function sayProposal({ format, layout, columns }: Proposal): string {
  const file = `${format.toUpperCase()}, ${columns.length} columns.`;
  if (layout === "guessed")
    return `${file} The columns are no layout that is known; the fields below are guessed from names and values. Check them.`;
  return `${file} The columns are those of the layout “${layout}”, which is read as below.`;
}

/** Which table of the file is meant: a sheet of a workbook, a list in a JSON document. */
function Table({ first }: { readonly first: Proposal }) {
  const { search } = useAddress();
  const go = useGo();
  const { sheet, rows } = search;
  if (first.sheets.length > 0 || sheet !== undefined)
    return (
      <fieldset>
        <legend>Sheet</legend>
        <select
          aria-label="Sheet that holds the posts"
          value={sheet ?? ""}
          onChange={({ target }) =>
            go({ sheet: target.value === "" ? undefined : target.value }, { replace: true })
          }
        >
          <option value="">not chosen</option>
          {[...new Set([...(sheet === undefined ? [] : [sheet]), ...first.sheets])].map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </fieldset>
    );
  if (first.format !== "json" && rows === undefined) return undefined;
  return (
    <Said
      legend="List of records"
      name="rows"
      shown={rows ?? first.dialect["rows"] ?? ""}
      means="Where the posts stand in the document, such as data.posts; a point alone is the list at the top."
    />
  );
}

function Zone() {
  const { search } = useAddress();
  return (
    <Said
      legend="Zone of times without one"
      name="zone"
      shown={search["zone"] ?? ""}
      means="Such as Europe/Berlin or +02:00; UTC where nothing is said."
    />
  );
}

interface SaidProps {
  readonly legend: string;
  /** In the address. */
  readonly name: "rows" | "zone";
  readonly shown: string;
  readonly means: string;
}

/** A text that is taken when the field is left, so that nothing half typed is asked about. */
function Said({ legend, name, shown, means }: SaidProps) {
  const go = useGo();
  const take = (text: string) => {
    const said = text.trim();
    if (said !== shown) go({ [name]: said === "" ? undefined : said }, { replace: true });
  };
  return (
    <fieldset>
      <legend>{legend}</legend>
      <input
        key={shown}
        type="text"
        aria-label={legend}
        defaultValue={shown}
        onBlur={({ target }) => take(target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          take(event.currentTarget.value);
        }}
      />
      <p className="quiet">{means}</p>
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
