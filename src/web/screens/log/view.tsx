/** The audit trail: every record the person may see, in order of arrival, filtered by type, person and text. */
import { Link } from "@tanstack/react-router";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState } from "react";
import type { RecordType } from "../../../model/refs.ts";
import type { ShownRecord } from "../../../desk/index.ts";
import { Dated } from "../../components/dated.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { ROWS, useRecordFacets, useRecordRows } from "../../data/records.ts";
import type { RecordFilter } from "../../data/records.ts";
import type { Search } from "../../layout/address.ts";
import { pathTo, useAddress } from "../../layout/address.ts";
import { counted } from "../../../words.ts";
import { Filters } from "./filters.tsx";
import { RecordPage } from "./record-page.tsx";
import "./log.css";

const ROW_PX = 30;

export function View() {
  const { item } = useAddress();
  return item === undefined ? <Trail /> : <RecordPage name={item} />;
}

function Trail() {
  const { caseName, search } = useAddress();
  const facets = useRecordFacets(caseName);
  const filter = filterOf(search);
  return (
    <div className="log-screen">
      <h1 className="statement">Log</h1>
      <p className="lead">
        Everything that was recorded in this case and that you may see, in the order in which the log took it;
        times in UTC. Nothing is ever changed: a correction is a record of its own.
      </p>
      {facets.error === null ? undefined : <ErrorLine error={facets.error} />}
      <Filters facets={facets.data} />
      <Rows caseName={caseName} filter={filter} all={facets.data?.total} />
    </div>
  );
}

/** What the address says to look for. */
function filterOf({ type, by, q }: Search): RecordFilter {
  return {
    ...(type === undefined ? {} : { type: type as RecordType }),
    ...(by === undefined ? {} : { by }),
    ...(q === undefined ? {} : { q }),
  };
}

function Rows({
  caseName,
  filter,
  all,
}: {
  readonly caseName: string;
  readonly filter: RecordFilter;
  readonly all: number | undefined;
}) {
  const list = useRef<HTMLOListElement>(null);
  const [pages, setPages] = useState<readonly number[]>([]);
  const { at, total, error } = useRecordRows(caseName, filter, pages);
  const rows = useWindowVirtualizer({
    count: total ?? 0,
    estimateSize: () => ROW_PX,
    overscan: 20,
    scrollMargin: list.current?.offsetTop ?? 0,
  });
  const shown = rows.getVirtualItems();
  const first = Math.floor((shown[0]?.index ?? 0) / ROWS);
  const last = Math.floor((shown.at(-1)?.index ?? 0) / ROWS);
  useEffect(() => {
    setPages(Array.from({ length: last - first + 1 }, (_, i) => first + i));
  }, [first, last]);
  return (
    <>
      {error === null ? undefined : <ErrorLine error={error} />}
      <output className="quiet">
        {total === undefined || all === undefined
          ? "Reading the log …"
          : total === all
            ? counted(all, "record")
            : `${counted(total, "record")} of ${counted(all, "record")} fit`}
      </output>
      <ol ref={list} className="rows" style={{ height: rows.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const record = at(index);
          const top = start - rows.options.scrollMargin;
          return record === undefined ? (
            <li key={index} className="row" style={{ top }} aria-hidden="true" />
          ) : (
            <Row key={index} shown={record} top={top} />
          );
        })}
      </ol>
    </>
  );
}

function Row({
  shown: { record, marking, stands, text, organisation },
  top,
}: {
  readonly shown: ShownRecord;
  readonly top: number;
}) {
  const { caseName, search } = useAddress();
  const picked = search["plumb"] === record.id;
  return (
    <li className={`row${picked ? " picked" : ""}${stands ? "" : " fallen"}`} style={{ top }}>
      <span className="when">
        <Dated at={`${record.at.slice(0, 19)}Z`} />
      </span>
      <span className="type">{record.type}</span>
      <span className="words">
        <Plumb refId={record.id} className="whole-row">
          {text}
        </Plumb>
        {stands ? undefined : <span className="quiet"> superseded or withdrawn</span>}
      </span>
      <span className="by">
        {record.by}, for <abbr title={organisation.name}>{organisation.initials}</abbr>
      </span>
      <span className="level">{marking.tlp}</span>
      <Link to={pathTo(caseName, "log", record.id)} search={true} className="open">
        Record
        <span className="unseen"> {record.id}</span>
      </Link>
    </li>
  );
}
