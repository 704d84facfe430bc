/** Runs a detector: its progress is shown, and what it finds appears. */
import { Link } from "@tanstack/react-router";
import type { BriefFinding } from "../../../desk/index.ts";
import type { Descriptor } from "../../../workbench/index.ts";
import { Crumbs } from "../../components/crumbs.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { useDetectors } from "../../data/runs.ts";
import { useAddress, useGo } from "../../layout/address.ts";
import { Job } from "./job.tsx";
import { RunForm } from "./run-form.tsx";

export function RunDetector({ findings }: { readonly findings: readonly BriefFinding[] }) {
  const { caseName, search } = useAddress();
  const go = useGo();
  const { data, error } = useDetectors(caseName);
  if (error !== null) return <ErrorLine error={error} />;
  if (data === undefined) return <h1 className="unseen">Run a detector</h1>;
  const detector = data.find(({ id }) => id === search["detector"]) ?? data[0];
  if (detector === undefined) return undefined;
  const job = search["job"];
  return (
    <article>
      <Crumbs section="Findings" here="Run a detector" />
      <h1 className="statement">{detector.question}</h1>
      <nav aria-label="Detectors" className="choices">
        {data.map(({ id, title }) => (
          <Link
            key={id}
            to="."
            search={(old: object) => ({ ...old, detector: id, job: undefined })}
            resetScroll={false}
            aria-current={id === detector.id ? "true" : undefined}
          >
            {title}
          </Link>
        ))}
      </nav>
      {job === undefined ? undefined : <Job id={job} findings={findings} />}
      <RunForm key={detector.id} detector={detector} onStarted={(id) => go({ job: id })} />
      <About detector={detector} />
    </article>
  );
}

function About({ detector: { inputs, nulls, explanations, limits } }: { readonly detector: Descriptor }) {
  return (
    <section className="about">
      <h2>What it takes, and what it cannot exclude</h2>
      <p className="soft">{inputs}</p>
      <dl className="explanations">
        {nulls.map(({ name, excludes, doesNotExclude }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              Excludes {excludes}. Does not exclude {doesNotExclude}.
            </dd>
          </div>
        ))}
        {explanations.map(({ title, predicts, check }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>
              {predicts === undefined ? undefined : `Predicts: ${predicts} `}
              {check}
            </dd>
          </div>
        ))}
      </dl>
      <details>
        <summary>Limits</summary>
        <ul>
          {limits.map((limit) => (
            <li key={limit}>{limit}</li>
          ))}
        </ul>
      </details>
    </section>
  );
}
