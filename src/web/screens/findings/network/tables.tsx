/** The network as tables: groups, pairs of accounts, accounts. A reader who does not use the drawing misses nothing. */
import { useMemo, useState } from "react";
import type { FindingView } from "../../../../views/edition.ts";
import type { NetworkView } from "../../../../desk/index.ts";
import { EntityLink } from "../../../components/entity-link.tsx";
import { Plumb } from "../../../components/plumb.tsx";
import { Table } from "../../../components/table.tsx";
import type { Column } from "../../../components/table.tsx";
import { Term } from "../../../components/term.tsx";
import { useAddress, useGo } from "../../../layout/address.ts";
import { count, counted } from "../../../../words.ts";
import { P } from "../p.tsx";
import { ALL, strengthOf } from "./graph.ts";

const FIRST_ROWS = 10;
const MORE_ROWS = 100;

export function Groups({ network: { groups } }: { readonly network: NetworkView }) {
  const go = useGo();
  return (
    <Table
      caption="Groups of the finding"
      rows={groups}
      keyOf={({ id }) => id}
      columns={[
        {
          head: <Term of="group">Group</Term>,
          cell: ({ id }) => (
            <button type="button" onClick={() => go({ group: id })}>
              Open {id}
            </button>
          ),
        },
        {
          head: "Commonest objects",
          cell: ({ commonest }) => <span className="words">{commonest.slice(0, 3).join(" · ")}</span>,
        },
        { head: "Accounts", num: true, cell: ({ accounts }) => count(accounts) },
        { head: "Objects", num: true, cell: ({ objects }) => count(objects) },
        { head: "Posts", num: true, cell: ({ posts }) => count(posts) },
        { head: "Edges", num: true, cell: ({ edges }) => count(edges) },
      ]}
    />
  );
}

type Edge = NetworkView["edges"][number];

interface Part {
  readonly network: NetworkView;
  readonly group: string;
  readonly wanted: ReadonlySet<string> | undefined;
}

export function Pairs({ view, network, group, wanted }: Part & { readonly view: FindingView }) {
  const { search } = useAddress();
  const go = useGo();
  const [most, setMost] = useState(FIRST_ROWS);
  const names = useMemo(() => new Map(network.nodes.map(({ id, name }) => [id, name])), [network]);
  const account = search["account"];
  const all = useMemo(
    () =>
      network.edges
        .filter(
          ({ a, b, group: of }) =>
            (group === ALL || of === group) &&
            (wanted === undefined || wanted.has(a) || wanted.has(b)) &&
            (account === undefined || a === account || b === account),
        )
        .sort((x, y) => strengthOf(y) - strengthOf(x) || y.weight - x.weight),
    [network, group, wanted, account],
  );
  if (all.length === 0) return undefined;
  return (
    <div className="pairs">
      <div className="figure-head">
        <h3>{account === undefined ? "Strongest pairs" : `Pairs of ${names.get(account) ?? account}`}</h3>
        <p className="quiet">
          {Math.min(most, all.length)} of {count(all.length)}
          {account === undefined ? undefined : (
            <>
              {" "}
              <button type="button" onClick={() => go({ account: undefined })}>
                All pairs
              </button>
            </>
          )}
        </p>
      </div>
      <div className="scrolls" tabIndex={0} role="region" aria-label="Pairs of accounts">
        <Table
          caption="Pairs of accounts, the strongest evidence first"
          rows={all.slice(0, most)}
          keyOf={({ a, b }) => `${a} ${b}`}
          picked={`${search["a"] ?? ""} ${search["b"] ?? ""}`}
          columns={[
            {
              head: "Pair",
              cell: ({ a, b }) => (
                <button type="button" onClick={() => go({ a, b, plumb: view.ref, line: undefined })}>
                  {names.get(a)}, {names.get(b)}
                </button>
              ),
            },
            { head: "Objects", num: true, cell: ({ weight }) => count(weight) },
            ...(all.some(({ matches }) => matches !== null) ? timing(names) : []),
            ...nullsOf(all).map((name) => qValue(view.ref, name)),
          ]}
        />
      </div>
      {most >= all.length ? undefined : (
        <button type="button" onClick={() => setMost(most + MORE_ROWS)}>
          Show {Math.min(MORE_ROWS, all.length - most)} more
        </button>
      )}
    </div>
  );
}

/** Columns of pairs whose posts were matched in time. */
const timing = (names: ReadonlyMap<string, string>): Column<Edge>[] => [
  { head: "Matches", num: true, cell: ({ matches }) => (matches === null ? "" : count(matches)) },
  {
    head: "Median apart",
    num: true,
    cell: ({ medianSeconds }) => (medianSeconds === null ? "" : `${count(medianSeconds)} s`),
  },
  {
    head: "Who is first",
    cell: ({ a, b, aFirst, bFirst, matches }) =>
      aFirst === null || bFirst === null || matches === null
        ? ""
        : aFirst === bFirst
          ? `each ${count(aFirst)} of ${count(matches)}`
          : `${names.get(aFirst > bFirst ? a : b) ?? ""}, ${count(Math.max(aFirst, bFirst))} of ${count(matches)}`,
  },
];

/** Names of the glossary for the nulls of co-share; those of other detectors are called as the detector calls them. */
const NULL_TERMS: Readonly<Record<string, string>> = {
  activity: "null 1",
  times: "null 2",
  timetable: "null 3",
};

const nullsOf = (edges: readonly Edge[]): readonly string[] => [
  ...new Set(edges.flatMap(({ log10p }) => Object.keys(log10p))),
];

function qValue(ref: string, name: string): Column<Edge> {
  const term = NULL_TERMS[name];
  return {
    head: (
      <>
        <Term of="q-value">q</Term>, {term === undefined ? name : <Term of={term} />}
      </>
    ),
    num: true,
    cell: ({ log10p: { [name]: log10p } }) =>
      log10p === undefined ? undefined : (
        <Plumb refId={ref}>
          <P log10p={log10p} />
        </Plumb>
      ),
  };
}

export function Accounts({ network, group, wanted }: Part) {
  const { search } = useAddress();
  const go = useGo();
  const [most, setMost] = useState(MORE_ROWS);
  // An account has a page where its group is a finding.
  const proper = new Set(network.groups.filter(({ status }) => status === "finding").map(({ id }) => id));
  const rows = network.nodes.filter(
    ({ id, group: of }) => (group === ALL || of === group) && (wanted === undefined || wanted.has(id)),
  );
  return (
    <details>
      <summary>{counted(rows.length, "account")} as a table</summary>
      <Table
        caption="Accounts, the most connected first"
        rows={rows.slice(0, most)}
        keyOf={({ id }) => id}
        picked={search["account"]}
        columns={[
          {
            head: "Account",
            cell: ({ id, name }) => (
              <button type="button" onClick={() => go({ account: id })}>
                {name}
              </button>
            ),
          },
          {
            head: "Pseudonym",
            cell: ({ id, name, group: of }) =>
              proper.has(of) ? (
                <EntityLink entity={`account:${name}`} label={`${id}, the page of ${name}`}>
                  {id}
                </EntityLink>
              ) : (
                id
              ),
          },
          { head: "Group", cell: ({ group: of }) => of },
          { head: "Edges", num: true, cell: ({ degree }) => count(degree) },
          { head: "Posts", num: true, cell: ({ shares }) => count(shares) },
        ]}
      />
      {most >= rows.length ? undefined : (
        <button type="button" onClick={() => setMost(most + MORE_ROWS)}>
          Show {Math.min(MORE_ROWS, rows.length - most)} more
        </button>
      )}
    </details>
  );
}
