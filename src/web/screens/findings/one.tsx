/** One finding: its sentence, what else would explain it, its figures, and where it is cited. */
import type { FindingView } from "../../../views/edition.ts";
import type { Material } from "../../../words.ts";
import { Crumbs } from "../../components/crumbs.tsx";
import { Dated, sayInstants } from "../../components/dated.tsx";
import { Explained } from "../../components/explained.tsx";
import { NotAssessed } from "../../components/not-assessed.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { Stale } from "../../components/stale.tsx";
import { Table } from "../../components/table.tsx";
import { Term } from "../../components/term.tsx";
import { useAddress } from "../../layout/address.ts";
import { count, counted, materialOf, measured, sayLooks } from "../../../words.ts";
import { Cite } from "./cite.tsx";
import { EdgePosts } from "./edge.tsx";
import { Grid } from "./grid.tsx";
import { Instruments } from "./instruments.tsx";
import { Meetings } from "./meetings/meetings.tsx";
import { Network } from "./network/network.tsx";
import { FindingPosts } from "./posts.tsx";
import { Timeline } from "./timeline.tsx";
import { parted, saySignificance } from "./words.ts";
import { P } from "./p.tsx";

export function OneFinding({ view }: { readonly view: FindingView }) {
  const { search } = useAddress();
  const { a, b } = search;
  const hasTimeline = view.finding.figures.some(({ kind }) => kind === "timeline");
  return (
    <article>
      <Crumbs section="Findings" here={view.label} />
      <Head view={view} />
      <Instruments view={view} />
      <section aria-label="Under a judgment">
        <Cite view={view} />
      </section>
      <Meetings view={view} />
      <Explanations view={view} />
      {view.finding.figures.some(({ kind }) => kind === "network") || view.output !== undefined ? (
        <Network view={view} />
      ) : undefined}
      {a === undefined || b === undefined ? undefined : <EdgePosts view={view} a={a} b={b} />}
      {view.finding.figures.map((figure, at) =>
        figure.kind === "timeline" ? (
          <section key={at}>
            <Timeline view={view} figure={figure} />
            {view.output === undefined ? undefined : <FindingPosts view={view} />}
          </section>
        ) : figure.kind === "grid" ? (
          <section key={at}>
            <Grid view={view} figure={figure} />
          </section>
        ) : undefined,
      )}
      {view.output === undefined || view.finding.rows.count === 0 || hasTimeline ? undefined : (
        <section>
          <FindingPosts view={view} />
        </section>
      )}
      <Figures view={view} />
      <Provenance view={view} />
    </article>
  );
}

/** What a reader has to know of a finding before its numbers. */
function sayStatus(status: FindingView["finding"]["status"], material: Material): string {
  if (status === "candidate") return "A candidate: by itself it is no finding of coordination. ";
  if (status !== "not answerable") return "";
  return `Not answerable: these ${material === "posts" ? "posts" : "tables"} do not tell. `;
}

function Head({ view }: { readonly view: FindingView }) {
  const { ref, finding, detector, version, seed, at, looks } = view;
  const material = materialOf(view, finding.rows.count);
  const { headline, rest } = parted(finding);
  return (
    <>
      <h1 className="statement">
        <Plumb refId={ref}>{sayInstants(headline)}</Plumb>
      </h1>
      {rest.length === 0 ? undefined : (
        <p className="sentences">
          <Plumb refId={ref}>
            {rest.map((sentence, at) => (
              <span key={at}>{sayInstants(sentence)} </span>
            ))}
          </Plumb>
        </p>
      )}
      <p className="meta quiet">
        {sayStatus(finding.status, material)}
        {detector} {version}, seed {seed}, run <Dated at={at} />.{" "}
        {material === "posts" ? `${counted(finding.rows.count, "post")}. ` : ""}
        {sayLooks(looks.runs, material)}
      </p>
      <Stale refId={ref} />
    </>
  );
}

function Explanations({ view: { finding } }: { readonly view: FindingView }) {
  return (
    <section>
      <h2>
        <Term of="ordinary explanation">Ordinary explanations</Term>
      </h2>
      <Explained rows={finding.explanations} />
      <dl className="explanations">
        <div>
          <dt>What would refute it</dt>
          <dd>{finding.refutedBy}</dd>
        </div>
        <div>
          <dt>Compared with</dt>
          <dd>{finding.comparison}</dd>
        </div>
      </dl>
    </section>
  );
}

function Figures({ view }: { readonly view: FindingView }) {
  const { ref, finding } = view;
  return (
    <section className="tests">
      <h2>Tests and numbers</h2>
      {finding.method === undefined ? undefined : (
        <details>
          <summary>How it was tested</summary>
          <p className="soft">{finding.method}</p>
        </details>
      )}
      {finding.significance.length === 0 ? (
        <p className="soft">
          Nothing was tested here:{" "}
          {finding.status !== "note" || materialOf(view, finding.rows.count) === "declaration"
            ? "counts only."
            : "this is about the run as a whole."}
        </p>
      ) : (
        <ul>
          {finding.significance.map((one) => (
            <li key={`${one.null} ${one.correction}`}>
              <Plumb refId={ref}>
                q = <P log10p={one.log10p} />
              </Plumb>{" "}
              <span>{saySignificance(one)}</span>
            </li>
          ))}
        </ul>
      )}
      <Table
        caption="Numbers of the finding"
        rows={finding.statistics}
        keyOf={({ name }) => name}
        columns={[
          { head: "Number", cell: ({ name }) => name },
          {
            head: "Value",
            num: true,
            cell: ({ value, unit }) =>
              value === "not computed" ? (
                <NotAssessed word={value} />
              ) : (
                <Plumb refId={ref}>
                  {measured(value, 6)} {unit}
                </Plumb>
              ),
          },
          {
            head: "Interval",
            cell: ({ interval, intervalKind }) =>
              interval === undefined
                ? ""
                : `${count(interval[0])} to ${count(interval[1])} (${intervalKind ?? ""})`,
          },
        ]}
      />
    </section>
  );
}

function Provenance({ view: { parameters, counts, inputs, output } }: { readonly view: FindingView }) {
  const rows = [...Object.entries(parameters), ...Object.entries(counts)];
  return (
    <section>
      <details className="made">
        <summary>How it was made</summary>
        <dl>
          {rows.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value === null ? "none" : typeof value === "number" ? count(value) : String(value)}</dd>
            </div>
          ))}
          {inputs.map(({ ref, sha256, label }) => (
            <div key={ref}>
              <dt>
                <Plumb refId={ref}>{label ?? "input"}</Plumb>
              </dt>
              <dd>
                <code>{sha256}</code>
              </dd>
            </div>
          ))}
          {output === undefined ? undefined : (
            <div>
              <dt>
                <Plumb refId={output.ref}>full result</Plumb>
              </dt>
              <dd>
                <code>{output.sha256}</code>
              </dd>
            </div>
          )}
        </dl>
      </details>
    </section>
  );
}
