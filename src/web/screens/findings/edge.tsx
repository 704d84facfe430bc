/** The posts behind an edge: what both shared, when, and who came first. */
import type { FindingView } from "../../../views/edition.ts";
import type { EdgeView } from "../../../desk/index.ts";
import { Dated } from "../../components/dated.tsx";
import { EntityLink } from "../../components/entity-link.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { Table } from "../../components/table.tsx";
import { useEdge } from "../../data/findings.ts";
import { useAddress, useGo } from "../../layout/address.ts";
import { count, counted } from "../../../words.ts";

type Pair = NonNullable<EdgeView["pairs"]>[number];

export function EdgePosts({
  view,
  a,
  b,
}: {
  readonly view: FindingView;
  readonly a: string;
  readonly b: string;
}) {
  const { caseName } = useAddress();
  const go = useGo();
  const { data, error } = useEdge(caseName, view.ref, a, b);
  return (
    <section className="edge" aria-label="Posts behind the edge">
      <div className="figure-head">
        <h2>{data === undefined ? `${a} and ${b}` : `${data.a.name} and ${data.b.name}`}</h2>
        <button type="button" className="quiet" onClick={() => go({ a: undefined, b: undefined })}>
          Close
        </button>
      </div>
      {data === undefined || view.finding.status !== "finding" ? undefined : (
        <p className="pages-of">
          {[data.a, data.b].map(({ id, name }) => (
            <EntityLink key={id} entity={`account:${name}`}>
              Page of {name}
            </EntityLink>
          ))}
        </p>
      )}
      {error === null ? undefined : <ErrorLine error={error} />}
      {data === undefined ? undefined : <Body edge={data} />}
    </section>
  );
}

function Body({ edge }: { readonly edge: EdgeView }) {
  const { pairs, posts } = edge;
  return (
    <>
      <p className="soft">{sayEdge(edge)}</p>
      <div className="scrolls" tabIndex={0} role="region" aria-label="Posts of both accounts">
        {pairs === null ? (
          <Table
            caption="Posts of both accounts, in order of time"
            rows={posts}
            keyOf={({ artifact, row }) => `${artifact} ${row}`}
            columns={[
              { head: "Time", cell: ({ time }) => <Dated at={time} /> },
              { head: "Account", cell: ({ account }) => account },
              { head: "Text", cell: ({ text }) => text ?? "" },
              {
                head: "Row",
                num: true,
                cell: ({ artifact, row }) => <Plumb refId={artifact}>{count(row)}</Plumb>,
              },
            ]}
          />
        ) : (
          <Pairs edge={edge} pairs={pairs} />
        )}
      </div>
    </>
  );
}

function Pairs({ edge, pairs }: { readonly edge: EdgeView; readonly pairs: readonly Pair[] }) {
  return (
    <Table
      caption="Pairs of posts with the same object, in order of time"
      rows={pairs}
      keyOf={({ a, b, value }) => `${a.artifact} ${a.row} ${b.artifact} ${b.row} ${value}`}
      columns={[
        { head: `Shared ${edge.object ?? ""}`, cell: ({ value }) => <span className="words">{value}</span> },
        { head: edge.a.name, cell: ({ a }) => <Post post={a} /> },
        { head: edge.b.name, cell: ({ b }) => <Post post={b} /> },
        { head: "Apart", num: true, cell: ({ seconds }) => `${count(Math.abs(seconds))} s` },
        {
          head: "First",
          cell: ({ first }) => (first === "same time" ? first : first === "a" ? edge.a.name : edge.b.name),
        },
      ]}
    />
  );
}

function Post({ post: { artifact, row, time } }: { readonly post: Pair["a"] }) {
  return (
    <>
      <Dated at={time} />{" "}
      <Plumb refId={artifact} className="quiet">
        row {count(row)}
      </Plumb>
    </>
  );
}

/** How many, how close, who came first how often, and what is left out. */
function sayEdge({ a, b, object, windowSeconds, pairs, posts, total, cut, missing }: EdgeView): string {
  const left = [
    ...(cut > 0 ? [`${counted(cut, "post")} more were not compared.`] : []),
    ...(missing > 0 ? [`${counted(missing, "post")} of the result may not be shown here.`] : []),
  ];
  if (pairs === null)
    return [
      `The posts do not hold what ties these two, so that they cannot be paired here; ${counted(posts.length, "post")} of both, in order of time.`,
      ...left,
    ].join(" ");
  const firsts = (which: "a" | "b" | "same time") => pairs.filter(({ first }) => first === which).length;
  const shown = pairs.length < total ? ` The first ${count(pairs.length)} are shown; of these` : " Of these";
  return [
    `${counted(total, "pair")} of posts with the same ${object ?? "object"}, at most ${count(windowSeconds ?? 0)} s apart.${shown}, ${a.name} came first in ${firsts("a")}, ${b.name} in ${firsts("b")}; ${firsts("same time")} at the same recorded time.`,
    ...left,
  ].join(" ");
}
