/** Imports that stand, each with its counts and its line down to the file. */
import { Link } from "@tanstack/react-router";
import type { ImportView } from "../../../desk/index.ts";
import { Dated } from "../../components/dated.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { Imported } from "../../components/imported.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { Table } from "../../components/table.tsx";
import type { Column } from "../../components/table.tsx";
import { Tlp } from "../../components/tlp.tsx";
import { useImports } from "../../data/imports.ts";
import { pathTo, useAddress } from "../../layout/address.ts";
import { count, counted } from "../../../words.ts";
import { Drop } from "./drop.tsx";

export function Imports() {
  const { caseName, search } = useAddress();
  const { data, error } = useImports(caseName);
  return (
    <>
      <h1 className="statement">{data === undefined ? "Imports" : counted(data.length, "import")}</h1>
      {error === null ? undefined : <ErrorLine error={error} />}
      {data?.length === 0 ? (
        <>
          <p className="lead">Nothing has been brought in yet, or all of it was withdrawn.</p>
          <Drop />
        </>
      ) : (
        <Table
          caption="Imports"
          columns={columnsIn(caseName)}
          rows={data ?? []}
          keyOf={({ ref }) => ref}
          picked={search["plumb"]}
        />
      )}
    </>
  );
}

export const countOf = ({ counts }: ImportView, name: string): number => Number(counts[name] ?? 0);

function columnsIn(caseName: string): readonly Column<ImportView>[] {
  return [
    {
      head: "File",
      cell: ({ ref, title, at, by }) => (
        <>
          <Plumb refId={ref}>
            <Imported text={title} />
          </Plumb>
          <p className="quiet">
            <Dated at={at.slice(0, 16) + "Z"} /> by {by}
          </p>
        </>
      ),
    },
    { head: "Marking", cell: ({ marking }) => <Tlp level={marking.tlp} small /> },
    { head: "Kept", num: true, cell: (one) => count(countOf(one, "kept")) },
    { head: "Rejected", num: true, cell: (one) => count(countOf(one, "rejected")) },
    { head: "Accounts", num: true, cell: (one) => count(countOf(one, "accounts")) },
    {
      head: <span className="unseen">Open</span>,
      cell: ({ ref, title }) => (
        <Link to={pathTo(caseName, "corpus", ref)} search={true}>
          Open<span className="unseen"> {title}</span>
        </Link>
      ),
    },
  ];
}
