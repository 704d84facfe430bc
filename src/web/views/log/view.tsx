/** The audit trail: every record the person may see, in order of arrival, filtered by type, person and text. */
import { Link } from "@tanstack/react-router";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef } from "react";
import type { ShownRecord } from "../../../workbench/index.ts";
import { sayDated } from "../../components/dated.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { Progress } from "../../components/progress.tsx";
import { useRecords } from "../../data/records.ts";
import { pathTo, useAddress } from "../../layout/address.ts";
import { counted } from "../../words.ts";
import { Filters } from "./filters.tsx";
import { RecordPage } from "./record-page.tsx";
import { wordsOf } from "./words.ts";
import "./log.css";

const ROW_PX = 30;

export function View() {
  const { item } = useAddress();
  return item === undefined ? <Trail /> : <RecordPage name={item} />;
}

function Trail() {
  const { room, search } = useAddress();
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useRecords(room);
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  const all = useMemo(() => (data?.pages ?? []).flatMap(({ records }) => records), [data]);
  const wanted = useMemo(() => filtered(all, search), [all, search]);
  const total = data?.pages.at(-1)?.total;
  return (
    <div className="log-screen">
      <h1 className="statement">Log</h1>
      <p className="lead">
        Everything that was recorded in this case and that you may see, in the order in which the log took it;
        times in UTC. Nothing is ever changed: a correction is a record of its own.
      </p>
      {error === null ? undefined : <ErrorLine error={error} />}
      <Filters records={all} />
      {total !== undefined && all.length < total ? (
        <Progress stage="Reading the log" done={all.length} total={total} unit="records" />
      ) : (
        <output className="quiet">
          {wanted.length === all.length
            ? counted(all.length, "record")
            : `${counted(wanted.length, "record")} of ${counted(all.length, "record")} fit`}
        </output>
      )}
      <Rows records={wanted} />
    </div>
  );
}

function Rows({ records }: { readonly records: readonly ShownRecord[] }) {
  const list = useRef<HTMLOListElement>(null);
  const rows = useWindowVirtualizer({
    count: records.length,
    estimateSize: () => ROW_PX,
    overscan: 20,
    scrollMargin: list.current?.offsetTop ?? 0,
  });
  return (
    <ol ref={list} className="rows" style={{ height: rows.getTotalSize() }}>
      {rows.getVirtualItems().map(({ index, start }) => {
        const shown = records[index];
        return shown === undefined ? undefined : (
          <Row key={shown.record.id} shown={shown} top={start - rows.options.scrollMargin} />
        );
      })}
    </ol>
  );
}

function Row({
  shown: { record, marking, stands },
  top,
}: {
  readonly shown: ShownRecord;
  readonly top: number;
}) {
  const { room, search } = useAddress();
  const picked = search["plumb"] === record.id;
  return (
    <li className={`row${picked ? " picked" : ""}${stands ? "" : " fallen"}`} style={{ top }}>
      <time dateTime={record.at}>{sayDated(record.at).replace(/ UTC$/, "")}</time>
      <span className="type">{record.type}</span>
      <span className="words">
        <Plumb refId={record.id} className="whole-row">
          {wordsOf(record)}
        </Plumb>
        {stands ? undefined : <span className="quiet"> superseded or withdrawn</span>}
      </span>
      <span className="by">{record.by}</span>
      <span className="level">{marking.tlp}</span>
      <Link to={pathTo(room, "log", record.id)} search={true} className="open">
        Record
        <span className="unseen"> {record.id}</span>
      </Link>
    </li>
  );
}

function filtered(
  records: readonly ShownRecord[],
  { type, by, q }: Readonly<Record<string, string | undefined>>,
): readonly ShownRecord[] {
  const words = (q ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  return records.filter(({ record }) => {
    if (type !== undefined && record.type !== type) return false;
    if (by !== undefined && record.by !== by) return false;
    if (words.length === 0) return true;
    const text = JSON.stringify([record.id, record.body]).toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
