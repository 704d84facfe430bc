import { Link } from "@tanstack/react-router";
import type { BriefFinding } from "../../../desk/index.ts";
import { Dated, sayDated } from "../../components/dated.tsx";
import { NotAssessed } from "../../components/not-assessed.tsx";
import { Plumb } from "../../components/plumb.tsx";
import { SearchField } from "../../components/search-field.tsx";
import { StaleWord } from "../../components/stale.tsx";
import { Table } from "../../components/table.tsx";
import type { Column } from "../../components/table.tsx";
import { pathTo, useAddress } from "../../layout/address.ts";
import { counted } from "../../../words.ts";
import { P } from "./p.tsx";

/** Every finding in one sentence, with what else would explain it. */
export function FindingList({ findings }: { readonly findings: readonly BriefFinding[] }) {
  const { caseName, search } = useAddress();
  const wanted = (search["q"] ?? "").toLocaleLowerCase();
  const rows = findings.filter(({ label, detector, name, sentence }) =>
    `${label} ${detector} ${name} ${sentence}`.toLocaleLowerCase().includes(wanted),
  );
  return (
    <>
      <h1 className="statement">Findings</h1>
      <p className="lead">
        What detectors found in the posts. A candidate by itself is no finding of coordination, and neither of
        the two says who is behind it.
      </p>
      <div className="tools">
        <SearchField placeholder="words of a finding" />
        <Link to={pathTo(caseName, "findings", "run")} search={{}}>
          Run a detector
        </Link>
      </div>
      <output className="quiet">
        {rows.length === findings.length
          ? counted(findings.length, "finding")
          : `${rows.length} of ${counted(findings.length, "finding")}`}
      </output>
      <div className="stacks found">
        <Table
          caption="Findings with their tests and ordinary explanations"
          columns={columns(caseName)}
          rows={rows}
          keyOf={({ ref }) => ref}
          picked={search["plumb"]}
        />
      </div>
    </>
  );
}

function columns(caseName: string): readonly Column<BriefFinding>[] {
  return [
    {
      head: "Finding",
      cell: ({ ref, label, name, sentence, status }) => (
        <>
          <Link to={pathTo(caseName, "findings", label)} search={{ plumb: ref }}>
            <b>
              {label} {name}
            </b>
          </Link>{" "}
          <span className="quiet">{status}</span> <StaleWord refId={ref} />
          <Plumb refId={ref} className="words">
            {sentence}
          </Plumb>
        </>
      ),
    },
    {
      head: "Ordinary explanations",
      cell: ({ explanations }) => <Explanations of={explanations} />,
    },
    { head: "Days, by detector", cell: (view) => <Days view={view} /> },
    {
      head: (
        <>
          q, the
          <br />
          weakest test
        </>
      ),
      num: true,
      cell: ({ weakest }) =>
        weakest === null ? (
          <NotAssessed word="not tested" />
        ) : (
          <abbr title={weakest.null}>
            <P log10p={weakest.log10p} />
          </abbr>
        ),
    },
  ];
}

/** Explanations that are named; the page of the finding has the others. */
const NAMED = 3;

/** Those that the posts speak for first; those that they speak against are not in the list. */
function Explanations({ of: explanations }: { readonly of: BriefFinding["explanations"] }) {
  if (explanations.length === 0) return <NotAssessed word="none named" />;
  const inOrder = [...explanations].sort(
    (x, y) => Number(y.answer === "speaks for") - Number(x.answer === "speaks for"),
  );
  const more = inOrder.length - NAMED;
  return (
    <ul className="quiet">
      {inOrder.slice(0, NAMED).map(({ title, answer }) => (
        <li key={title}>
          {title}
          {answer === "speaks for" ? (
            <>
              : <span className="for">{answer}</span>
            </>
          ) : undefined}
        </li>
      ))}
      {more > 0 ? <li>and {counted(more, "more", "more")}</li> : undefined}
    </ul>
  );
}

function Days({ view }: { readonly view: BriefFinding }) {
  const { days } = view;
  return (
    <>
      {days === null ? (
        <span className="quiet">no timeline</span>
      ) : days[0] === days[1] ? (
        sayDated(days[0])
      ) : (
        `${sayDated(days[0])} to ${sayDated(days[1])}`
      )}
      <p className="quiet">
        {view.detector} {view.version}, run <Dated at={view.at} />
      </p>
    </>
  );
}
