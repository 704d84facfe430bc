/** Findings: the list in plain words, a detector to run, one finding with its figures, the posts behind an edge. */
import { Link } from "@tanstack/react-router";
import type { BriefFinding } from "../../../desk/index.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { useFinding, useFindings } from "../../data/findings.ts";
import { pathTo, useAddress } from "../../layout/address.ts";
import { InRail } from "../../layout/in-rail.tsx";
import { FindingList } from "./list.tsx";
import { OneFinding } from "./one.tsx";
import { RunDetector } from "./run.tsx";
import "./findings.css";

/** Item of the address under which a detector is run. */
const RUN = "run";

export function View() {
  const { caseName, item } = useAddress();
  const { data, error } = useFindings(caseName);
  if (error !== null) return <ErrorLine error={error} />;
  if (data === undefined) return <h1 className="unseen">Findings</h1>;
  const finding = data.find(({ label, ref }) => label === item || ref === item);
  return (
    <div className="findings-screen">
      <InRail>
        <FindingLinks findings={data} here={finding} />
      </InRail>
      {item === undefined ? (
        data.length === 0 ? (
          <NoFinding caseName={caseName} />
        ) : (
          <FindingList findings={data} />
        )
      ) : item === RUN ? (
        <RunDetector findings={data} />
      ) : finding === undefined ? (
        <ErrorLine
          error={{
            code: "NOT_FOUND",
            message: `No finding is called ${item} at this level.`,
            hint: "Choose one of the list.",
          }}
        />
      ) : (
        <Opened key={finding.ref} finding={finding} />
      )}
    </div>
  );
}

function Opened({ finding: { ref, label, name } }: { readonly finding: BriefFinding }) {
  const { caseName } = useAddress();
  const { data, error } = useFinding(caseName, ref);
  if (error !== null) return <ErrorLine error={error} />;
  if (data === undefined)
    return (
      <h1 className="unseen">
        {label} {name}
      </h1>
    );
  return <OneFinding view={data} />;
}

function FindingLinks({
  findings,
  here,
}: {
  readonly findings: readonly BriefFinding[];
  readonly here: BriefFinding | undefined;
}) {
  const { caseName } = useAddress();
  return (
    <ul aria-label="Findings">
      <li>
        <Link to={pathTo(caseName, "findings", RUN)} search={{}}>
          <b>+</b>
          <span>Run a detector</span>
        </Link>
      </li>
      {findings.map((one) => (
        <li key={one.ref}>
          <Link
            to={pathTo(caseName, "findings", one.label)}
            search={{ plumb: one.ref }}
            aria-current={one === here ? "true" : undefined}
          >
            <b>{one.label}</b>
            <span>{one.name}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function NoFinding({ caseName }: { readonly caseName: string }) {
  return (
    <EmptyState title="Nothing has been looked for yet.">
      <p>
        A detector asks one question of the posts, such as which accounts share the same things at the same
        time more often than chance explains. What it finds is a finding: a sentence with its numbers, the
        ordinary explanations, whether the posts speak for them, and the posts it rests on. No account gets a
        score.
      </p>
      <p>
        <Link to={pathTo(caseName, "findings", RUN)} search={{}}>
          Run a detector
        </Link>
      </p>
    </EmptyState>
  );
}
