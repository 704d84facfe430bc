/** Who shared with whom: groups first, a group opened for its accounts, and the same as tables. */
import { lazy, Suspense, useMemo } from "react";
import type { FindingView } from "../../../../views/edition.ts";
import type { NetworkView } from "../../../../desk/index.ts";
import { ErrorLine } from "../../../components/error-line.tsx";
import { SearchField } from "../../../components/search-field.tsx";
import { useColumns, useNetwork } from "../../../data/findings.ts";
import { useAddress, useGo } from "../../../layout/address.ts";
import { count, counted } from "../../../../words.ts";
import { Legend } from "./legend.tsx";
import { Save } from "../figure.tsx";
import { provenance } from "../save.ts";
import { colouring, toneAt } from "./colours.ts";
import type { Colouring } from "./colours.ts";
import { ALL, accountGraph, groupGraph, nodesOf } from "./graph.ts";
import { hasWebGl } from "./looks.ts";
import { pictureOf } from "./picture.ts";
import { Accounts, Groups, Pairs } from "./tables.tsx";

const Canvas = lazy(async () => ({ default: (await import("./canvas.tsx")).Canvas }));

export function Network({ view }: { readonly view: FindingView }) {
  const { caseName } = useAddress();
  const { data, error } = useNetwork(caseName, view.ref);
  return (
    <section className="network">
      <h2>Who shared with whom</h2>
      {error === null ? undefined : <ErrorLine error={error} />}
      {data === undefined || data.nodes.length === 0 ? (
        <p className="soft">{data === undefined ? "" : "The full result names no accounts."}</p>
      ) : (
        <Drawing view={view} network={data} />
      )}
    </section>
  );
}

/** One group is opened at once; of several, each is one disc until one is opened. */
function opened(network: NetworkView, asked: string | undefined): string | undefined {
  if (asked === ALL || network.groups.some(({ id }) => id === asked)) return asked;
  return network.groups.length === 1 ? network.groups[0]!.id : undefined;
}

function Drawing({ view, network }: { readonly view: FindingView; readonly network: NetworkView }) {
  const { search } = useAddress();
  const go = useGo();
  const group = opened(network, search["group"]);
  const by = search["colour"] ?? "group";
  const column = by.startsWith(COLUMN) ? by.slice(COLUMN.length) : undefined;
  const { caseName } = useAddress();
  const asked = useColumns(caseName, view.ref, column);
  const values = useMemo(
    () => new Map(asked.data?.accounts.map(({ id, value }) => [id, value])),
    [asked.data],
  );
  const graph = useMemo(
    () => (group === undefined ? groupGraph(network) : accountGraph(network, group)),
    [network, group],
  );
  const colours = useMemo(() => coloursOf(network, group, by, values), [network, group, by, values]);
  const query = search["q"];
  const wanted = useMemo(() => found(network, query), [network, query]);
  const choice = useMemo(
    () => ({
      node: (id: string) =>
        go(group === undefined ? { group: id } : { account: id, plumb: view.ref, line: undefined }),
      edge: (a: string, b: string) => go({ a, b, plumb: view.ref, line: undefined }),
    }),
    [go, group, view.ref],
  );
  const selected = search["account"];
  const shown = useMemo(
    () => ({ toneOf: colours.toneOf, wanted: group === undefined ? undefined : wanted, selected, choice }),
    [colours, group, wanted, selected, choice],
  );
  const caption = sayNetwork(network, group);
  return (
    <>
      <Tools network={network} group={group} by={by} columns={asked.data?.columns ?? []} />
      {asked.error === null ? undefined : <ErrorLine error={asked.error} />}
      {hasWebGl() ? (
        <Suspense fallback={<div className="canvas" />}>
          <Canvas
            graph={graph}
            label={`${caption} The tables below say the same.`}
            laysOut={group !== undefined && graph.size > 0}
            shown={shown}
          />
        </Suspense>
      ) : (
        <p className="soft">This browser cannot draw networks (it has no WebGL); the tables say the same.</p>
      )}
      <Legend legend={colours.legend} column={column} />
      <div className="figure-head">
        <p className="quiet">{caption}</p>
        <Save
          name={`${view.label}-network`}
          source={() => pictureOf(graph, colours.toneOf, caption, provenance(view))}
        />
      </div>
      {group === undefined ? (
        <Groups network={network} />
      ) : (
        <>
          <Pairs view={view} network={network} group={group} wanted={wanted} />
          <Accounts network={network} group={group} wanted={wanted} />
        </>
      )}
    </>
  );
}

/** A colour by a column is `column:` and its name. */
const COLUMN = "column:";

function coloursOf(
  network: NetworkView,
  group: string | undefined,
  by: string,
  values: ReadonlyMap<string, string>,
): Colouring {
  const groups = network.groups.map(({ id }) => id);
  if (group === undefined) return { toneOf: (id) => toneAt(groups.indexOf(id)), legend: [] };
  const nodes = nodesOf(network, group);
  if (by.startsWith(COLUMN)) return colouring(nodes, ({ id }) => values.get(id) ?? null);
  return by === "community"
    ? colouring(nodes, ({ community }) => (community === null ? null : `community ${community}`))
    : colouring(
        nodes,
        ({ group: of }) => of,
        groups,
        (id) => `group ${id}`,
      );
}

/** Accounts whose name or pseudonym holds what is searched; undefined where nothing is. */
function found(network: NetworkView, text: string | undefined): ReadonlySet<string> | undefined {
  if (text === undefined) return undefined;
  const wanted = text.toLocaleLowerCase();
  return new Set(
    network.nodes
      .filter(({ id, name }) => `${id} ${name}`.toLocaleLowerCase().includes(wanted))
      .map(({ id }) => id),
  );
}

function sayNetwork({ groups, nodes, edges, cut }: NetworkView, group: string | undefined): string {
  const left =
    cut.nodes + cut.edges === 0
      ? "Nothing is left out."
      : `Left out, the weakest first: ${counted(cut.nodes, "account")} and ${counted(cut.edges, "edge")}.`;
  if (group === undefined)
    return `${counted(groups.length, "group")}, one disc each, larger with more accounts; a disc opens its accounts. ${left}`;
  const inside = nodes.filter((node) => group === ALL || node.group === group).length;
  const between = edges.filter((edge) => group === ALL || edge.group === group).length;
  const of = group === ALL ? "All groups" : `Group ${group}`;
  return `${of}: ${counted(inside, "account")}, ${counted(between, "edge")}; thicker is stronger evidence, under the null that explains an edge best. ${left}`;
}

function Tools({
  network: { groups, nodes },
  group,
  by,
  columns,
}: {
  readonly network: NetworkView;
  readonly group: string | undefined;
  readonly by: string;
  readonly columns: readonly string[];
}) {
  const go = useGo();
  return (
    <search className="tools">
      <SearchField placeholder="an account" />
      {groups.length < 2 ? undefined : (
        <label>
          Shown
          <select
            value={group ?? ""}
            onChange={({ target }) =>
              go({ group: target.value === "" ? undefined : target.value, a: undefined, b: undefined })
            }
          >
            <option value="">groups</option>
            {groups.map(({ id, accounts }) => (
              <option key={id} value={id}>
                group {id}, {count(accounts)} accounts
              </option>
            ))}
            <option value={ALL}>all {count(nodes.length)} accounts</option>
          </select>
        </label>
      )}
      {group === undefined ? undefined : (
        <label>
          Colour
          <select value={by} onChange={({ target }) => go({ colour: target.value }, { replace: true })}>
            <option value="group">by group</option>
            <option value="community">by community</option>
            {columns.map((name) => (
              <option key={name} value={`${COLUMN}${name}`}>
                by {name}
              </option>
            ))}
          </select>
        </label>
      )}
    </search>
  );
}
