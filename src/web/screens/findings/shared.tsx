/** What the accounts of a finding shared, how many of them and of others did. */
import type { FindingView } from "../../../views/edition.ts";
import type { SharedView } from "../../../desk/index.ts";
import { ErrorLine } from "../../components/error-line.tsx";
import { Imported } from "../../components/imported.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { Table } from "../../components/table.tsx";
import type { Column } from "../../components/table.tsx";
import { useShared } from "../../data/findings.ts";
import { useAddress, useGo } from "../../layout/address.ts";
import { capital, count, counted } from "../../../words.ts";

/** Rows until all are asked for. */
const FIRST = 5;

type Row = SharedView["rows"][number];

/** What an object is called where it is counted. */
const OBJECTS: Readonly<Record<string, string>> = {
  url: "link",
  "exact-url": "link",
  domain: "domain",
  hashtag: "hashtag",
  mention: "mention",
  reshare: "post",
  media: "picture or video",
};

export function Shared({ view }: { readonly view: FindingView }) {
  const { caseName, search } = useAddress();
  const go = useGo();
  const { data, error } = useShared(caseName, view.ref);
  if (error !== null) return <ErrorLine error={error} />;
  if (data === undefined || data.object === null || data.rows.length === 0)
    return data === undefined || data.object === null ? undefined : <NoneHeld data={data} />;
  const all = search["shared"] === "all";
  const rows = all ? data.rows : data.rows.slice(0, FIRST);
  const groups = new Set(data.rows.map(({ group }) => group)).size;
  return (
    <section className="shared" aria-label="What they shared">
      <div className="figure-head">
        <h2>What they shared</h2>
        <p className="quiet">
          {count(rows.length)} of {count(data.all)}{" "}
          {data.rows.length <= FIRST ? undefined : (
            <button type="button" onClick={() => go({ shared: all ? undefined : "all" })}>
              {all ? "first ones" : "all"}
            </button>
          )}
        </p>
      </div>
      <div className="scrolls" tabIndex={0} role="region" aria-label="Shared by the group, as a table">
        <Table
          caption="What the accounts shared, the most shared first"
          rows={rows}
          keyOf={({ group, value }) => `${group} ${value}`}
          columns={columnsOf(view.ref, data, groups > 1)}
        />
      </div>
      {data.left === 0 ? undefined : (
        <p className="quiet">{counted(data.left, "post")} of the result are not counted here.</p>
      )}
    </section>
  );
}

function columnsOf(ref: string, data: SharedView, hasGroups: boolean): readonly Column<Row>[] {
  return [
    {
      head: capital(OBJECTS[data.object!] ?? (data.object === "text" ? "text" : "object")),
      cell: ({ value }) => (
        <span className="value" title={value}>
          <Imported text={value} />
        </span>
      ),
    },
    ...(hasGroups ? [{ head: "Group", cell: ({ group }: Row) => group }] : []),
    { head: "Accounts", num: true, cell: ({ accounts }) => <Plumb refId={ref}>{count(accounts)}</Plumb> },
    { head: "Posts", num: true, cell: ({ posts }) => count(posts) },
    {
      head: "Others",
      num: true,
      cell: ({ others }) => (others === null ? <span className="quiet">not counted</span> : count(others)),
    },
  ];
}

function NoneHeld({ data }: { readonly data: SharedView }) {
  return (
    <section className="shared" aria-label="What they shared">
      <h2>What they shared</h2>
      <p className="soft">
        The posts that may be read here do not hold what ties these accounts
        {data.left === 0 ? "" : `; ${counted(data.left, "post")} of the result are not here`}.
      </p>
    </section>
  );
}
