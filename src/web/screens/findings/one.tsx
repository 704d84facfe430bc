/**
 * One finding in a screen: its sentence, its numbers, what was posted when, who met whom, what was shared, and what ordinary
 * would explain it. What is done with it, and what only some readers check, is folded into one row.
 */
import { useId } from "react";
import type { ReactNode } from "react";
import type { FindingView } from "../../../views/edition.ts";
import type { Material } from "../../../words.ts";
import { Crumbs } from "../../components/crumbs.tsx";
import { Dated, sayInstants } from "../../components/dated.tsx";
import { NotAssessed } from "../../components/not-assessed.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { Stale } from "../../components/stale.tsx";
import { Table } from "../../components/table.tsx";
import { useAddress, useGo } from "../../layout/address.ts";
import { count, counted, materialOf, measured, ordinal, sayLooks } from "../../../words.ts";
import { Cite } from "./cite.tsx";
import { EdgePosts } from "./edge.tsx";
import { Grid } from "./grid.tsx";
import { Instruments } from "./instruments.tsx";
import { Occasions, Power } from "./meetings/occasions.tsx";
import { Offsets } from "./meetings/offsets.tsx";
import { Strip } from "./meetings/strip.tsx";
import { Network } from "./network/network.tsx";
import { Numbers } from "./numbers.tsx";
import { FindingPosts } from "./posts.tsx";
import { Shared } from "./shared.tsx";
import { Timeline } from "./timeline.tsx";
import { Why } from "./why.tsx";
import { parted, saySignificance } from "./words.ts";
import { P } from "./p.tsx";
import "./meetings/meetings.css";
import "./one.css";

type Kind = FindingView["finding"]["figures"][number]["kind"];

/** Its figure of a kind, where it has one. */
function figureOf<K extends Kind>({ finding: { figures } }: FindingView, kind: K) {
  return figures.find(
    (figure): figure is Extract<typeof figure, { readonly kind: K }> => figure.kind === kind,
  );
}

export function OneFinding({ view }: { readonly view: FindingView }) {
  const { search } = useAddress();
  const { a, b } = search;
  const timeline = figureOf(view, "timeline");
  const network = figureOf(view, "network") !== undefined;
  const [offsets, power] = [figureOf(view, "offsets"), figureOf(view, "power")];
  return (
    <article className="one-finding">
      <Crumbs section="Findings" here={`${view.label} ${view.name}`} />
      <Head view={view} />
      <Folds view={view} />
      <Instruments view={view} />
      {timeline === undefined ? undefined : (
        <section>
          <Timeline view={view} figure={timeline} />
        </section>
      )}
      <div className="pair-of-figures">
        {network ? <Network view={view} /> : undefined}
        <Beside view={view} />
      </div>
      {a === undefined || b === undefined ? undefined : <EdgePosts view={view} a={a} b={b} />}
      <div className={view.output === undefined ? undefined : "pair-of-tables"}>
        {view.output === undefined ? undefined : <Shared view={view} />}
        <Why view={view} />
      </div>
      {offsets === undefined ? undefined : (
        <div className="meetings">
          <Offsets view={view} figure={offsets} />
        </div>
      )}
      {power === undefined ? undefined : <Power view={view} figure={power} />}
    </article>
  );
}

/** How its accounts met, or how the count depends on the choice of window and minimum. */
function Beside({ view }: { readonly view: FindingView }) {
  const [strip, grid] = [figureOf(view, "strip"), figureOf(view, "grid")];
  if (strip === undefined && grid === undefined) return undefined;
  return (
    <div className="meetings">
      {strip === undefined ? undefined : <Strip view={view} figure={strip} />}
      {grid === undefined ? undefined : <Grid view={view} figure={grid} />}
    </div>
  );
}

/** What is folded, by the name that the address has for it. */
function foldsOf(
  view: FindingView,
): readonly (readonly [id: string, words: string, panel: () => ReactNode])[] {
  const { output, finding } = view;
  const occasions = figureOf(view, "occasions");
  const chosen = output !== undefined && finding.rows.count > 0;
  return [
    ["cite", "Cite in a judgment", () => <Cite view={view} />],
    ...(chosen
      ? ([["posts", counted(finding.rows.count, "post"), () => <FindingPosts view={view} />]] as const)
      : []),
    ...(occasions === undefined
      ? []
      : ([
          [
            "occasions",
            counted(occasions.list.length + occasions.omitted, "occasion"),
            () => <Occasions view={view} figure={occasions} />,
          ],
        ] as const)),
    ["tests", "For statisticians", () => <Figures view={view} />],
    ["made", "How it was made", () => <Provenance view={view} />],
  ];
}

/** Whether somebody looked at the same material before. */
function sayPlace(view: FindingView): string {
  const material = materialOf(view, view.finding.rows.count);
  return material === "declaration" ? "declared" : `${ordinal(view.looks.place)} look`;
}

/** One row of what can be unfolded; the address says what is. */
function Folds({ view }: { readonly view: FindingView }) {
  const { search } = useAddress();
  const go = useGo();
  const id = useId();
  const stretch = search["from"] !== undefined || search["to"] !== undefined;
  const folds = foldsOf(view);
  const asked = search["open"] ?? (stretch ? "posts" : undefined);
  const open = folds.find(([name]) => name === asked);
  return (
    <>
      <div className="folds">
        {folds.map(([name, words]) => (
          <button
            key={name}
            type="button"
            aria-expanded={name === open?.[0]}
            aria-controls={name === open?.[0] ? id : undefined}
            onClick={() => go({ open: name === open?.[0] ? (stretch ? "none" : undefined) : name })}
          >
            {words}
          </button>
        ))}
        <span className="quiet end meta">
          {view.detector} {view.version}, {sayPlace(view)}
        </span>
      </div>
      {open === undefined ? undefined : (
        <section id={id} className="unfolded" aria-label={open[1]}>
          {open[2]()}
        </section>
      )}
    </>
  );
}

/** What a reader has to know of a finding before its numbers. */
function sayStatus(status: FindingView["finding"]["status"], material: Material): string {
  if (status === "candidate") return "A candidate: by itself it is no finding of coordination. ";
  if (status !== "not answerable") return "";
  return `Not answerable: these ${material === "posts" ? "posts" : "tables"} do not tell. `;
}

function Head({ view }: { readonly view: FindingView }) {
  const { ref, finding } = view;
  const { headline, rest } = parted(finding);
  return (
    <>
      <h1 className="statement">
        <Plumb refId={ref}>{sayInstants(headline)}</Plumb>
      </h1>
      <Numbers view={view} />
      {rest.length === 0 ? undefined : (
        <p className="sentences">
          <Plumb refId={ref}>
            {sayStatus(finding.status, materialOf(view, finding.rows.count))}
            {rest.map((sentence) => sayInstants(sentence)).join(" ")}
          </Plumb>
        </p>
      )}
      <Stale refId={ref} />
    </>
  );
}

function Figures({ view }: { readonly view: FindingView }) {
  const { ref, finding } = view;
  return (
    <div className="tests">
      <h2>Tests and numbers</h2>
      {finding.significance.length === 0 ? (
        <p className="soft">
          Nothing was tested here:{" "}
          {finding.status !== "note" || materialOf(view, finding.rows.count) === "declaration"
            ? "counts only."
            : "this is about the run as a whole."}
        </p>
      ) : (
        <Table
          caption="Tests of the finding"
          rows={finding.significance}
          keyOf={({ null: name, correction }) => `${name} ${correction}`}
          columns={[
            {
              head: "q",
              num: true,
              cell: ({ log10p }) => (
                <Plumb refId={ref}>
                  <P log10p={log10p} />
                </Plumb>
              ),
            },
            { head: "What it says", cell: (one) => saySignificance(one) },
          ]}
        />
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
      {finding.method === undefined ? undefined : (
        <details>
          <summary>How it was tested, in words</summary>
          <p className="soft">{finding.method}</p>
        </details>
      )}
    </div>
  );
}

function Provenance({ view }: { readonly view: FindingView }) {
  const { detector, version, seed, at, looks, finding, parameters, counts, inputs, output } = view;
  const rows = [...Object.entries(parameters), ...Object.entries(counts)];
  return (
    <div className="made">
      <p className="soft">
        {detector} {version}, seed {seed}, run <Dated at={at} />.{" "}
        {sayLooks(looks.runs, materialOf(view, finding.rows.count))}
      </p>
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
    </div>
  );
}
