/** Who shared with whom: groups first, a group opened for its accounts, and the same as tables. */
import { lazy, Suspense, useMemo } from "react";
import type { FindingView } from "../../../../views/edition.ts";
import type { NetworkView } from "../../../../desk/index.ts";
import { ErrorLine } from "../../../components/error-line.tsx";
import { SearchField } from "../../../components/search-field.tsx";
import { networkFileOf, useColumns, useNetwork } from "../../../data/findings.ts";
import { useAddress, useGo } from "../../../layout/address.ts";
import { count, counted } from "../../../../words.ts";
import { Legend } from "./legend.tsx";
import { Save } from "../figure.tsx";
import { provenance } from "../save.ts";
import { colouring, toneAt } from "./colours.ts";
import type { Colouring } from "./colours.ts";
import { ALL, accountGraph, edgesDrawn, groupGraph, nodesOf } from "./graph.ts";
import { hasWebGl } from "./looks.ts";
import { pictureOf } from "./picture.ts";
import { Accounts, Groups, Pairs } from "./tables.tsx";

const Canvas = lazy(async () => ({ default: (await import("./canvas.tsx")).Canvas }));

export function Network({ view }: { readonly view: FindingView }) {
  const { caseName } = useAddress();
  const { data, error } = useNetwork(caseName, view.ref);
  return (
    <section className="network" aria-label="Who met whom">
      {data === undefined || data.nodes.length === 0 ? (
        <>
          <h2>Who met whom</h2>
          {error === null ? undefined : <ErrorLine error={error} />}
          <p className="soft">{data === undefined ? "" : "The full result names no accounts."}</p>
        </>
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
  const [a, b] = [search["a"], search["b"]];
  const sizes = useSizes(view, network, group, search["size"]);
  const shown = useMemo(
    () => ({
      toneOf: colours.toneOf,
      sizeOf: sizes.of,
      wanted: group === undefined ? undefined : wanted,
      selected,
      pair: a === undefined || b === undefined ? undefined : ([a, b] as const),
      choice,
    }),
    [colours, sizes.of, group, wanted, selected, a, b, choice],
  );
  const caption = sayNetwork(network, group);
  const drawn = edgesDrawn(graph);
  return (
    <>
      <div className="figure-head">
        <h2>Who met whom</h2>
        <p className="quiet">
          {graph.size === 0
            ? counted(network.groups.length, "group")
            : drawn === graph.size
              ? counted(drawn, "edge")
              : `${count(drawn)} of ${counted(graph.size, "edge")}, strongest`}
        </p>
        <Files view={view} network={network} />
      </div>
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
      <details className="more-of" open={search["pairs"] !== undefined || a !== undefined}>
        <summary>{group === undefined ? "Groups, and what is shown" : "Pairs, and what is shown"}</summary>
        <Tools
          network={network}
          group={group}
          by={by}
          size={search["size"] ?? "edges"}
          columns={asked.data?.columns ?? []}
        />
        {[asked.error, sizes.error].map((one, at) =>
          one === null ? undefined : <ErrorLine key={at} error={one} />,
        )}
        <div className="figure-head">
          <p className="quiet">
            {caption}
            {drawn === graph.size ? "" : " Of an account that is chosen or pointed at, all edges are drawn."}
          </p>
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
      </details>
    </>
  );
}

/** All edges with names, for graph programs. */
function Files({ view, network }: { readonly view: FindingView; readonly network: NetworkView }) {
  const { caseName } = useAddress();
  if (network.edges.length === 0) return undefined;
  return (
    <p className="quiet files">
      {(["gexf", "graphml"] as const).map((format) => (
        <a key={format} href={networkFileOf(caseName, view.ref, format)} download>
          {format === "gexf" ? "GEXF" : "GraphML"}
        </a>
      ))}
    </p>
  );
}

/** Radius by posts or by a column of numbers: by its root, from 3 to 13 pixels; an account without a number is smallest. */
function useSizes(
  view: FindingView,
  network: NetworkView,
  group: string | undefined,
  by: string | undefined,
) {
  const { caseName } = useAddress();
  const column = by?.startsWith(COLUMN) === true ? by.slice(COLUMN.length) : undefined;
  const { data, error } = useColumns(caseName, view.ref, column);
  const of = useMemo(() => {
    if (group === undefined || by === undefined || by === "edges") return undefined;
    const values = new Map(
      column === undefined
        ? network.nodes.map(({ id, shares }) => [id, shares] as const)
        : (data?.accounts ?? []).flatMap(({ id, value }) => {
            const number = value.trim() === "" ? NaN : Number(value);
            return Number.isFinite(number) ? [[id, number] as const] : [];
          }),
    );
    const most = Math.max(...values.values());
    const least = Math.min(...values.values());
    return (id: string) => {
      const value = values.get(id);
      return value === undefined || most === least ? 3 : 3 + 10 * Math.sqrt((value - least) / (most - least));
    };
  }, [group, by, column, network, data]);
  return { of, error };
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
  size,
  columns,
}: {
  readonly network: NetworkView;
  readonly group: string | undefined;
  readonly by: string;
  readonly size: string;
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
      {group === undefined ? undefined : (
        <label>
          Size
          <select value={size} onChange={({ target }) => go({ size: target.value }, { replace: true })}>
            <option value="edges">by edges</option>
            <option value="posts">by posts</option>
            {columns.map((name) => (
              <option key={name} value={`${COLUMN}${name}`}>
                by {name}, where it is a number
              </option>
            ))}
          </select>
        </label>
      )}
    </search>
  );
}
