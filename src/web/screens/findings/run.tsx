/** Runs a detector: its form is made from its descriptor, its progress is shown, and what it finds appears. */
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { FormEvent } from "react";
import type { BriefFinding } from "../../../desk/index.ts";
import type { Descriptor } from "../../../workbench/index.ts";
import { Crumbs } from "../../components/crumbs.tsx";
import { ErrorLine } from "../../components/error-line.tsx";
import { useCase } from "../../data/cases.ts";
import { useInputs } from "../../data/tables.ts";
import { useDetectors, useStartRun } from "../../data/runs.ts";
import { useWritingFor } from "../../data/writing-for.ts";
import { useAddress, useGo } from "../../layout/address.ts";
import { Field } from "./field.tsx";
import { Job } from "./job.tsx";

/** Parameters that say with whom everybody is compared. */
const COMPARISON = /^(?:within$|set-aside-)/;

/** Before the name of a parameter in the address: what another page proposes for it. */
const GIVEN = "with-";

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

function RunForm({
  detector,
  onStarted,
}: {
  readonly detector: Descriptor;
  readonly onStarted: (job: string) => void;
}) {
  const { caseName, search } = useAddress();
  const start = useStartRun(caseName);
  const writing = useWritingFor(useCase(caseName).data);
  const inputs = useInputs(caseName).data;
  const [seed, setSeed] = useState("");
  const [changed, setChanged] = useState<Readonly<Record<string, string | boolean>>>({});
  const valueOf = ({ name, default: value }: Descriptor["parameters"][number]) =>
    changed[name] ?? (typeof value === "boolean" ? value : (search[`${GIVEN}${name}`] ?? String(value)));
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (writing === undefined) return;
    const parameters = Object.fromEntries(
      detector.parameters.map((parameter) => {
        const value = valueOf(parameter);
        const number = parameter.kind === "integer" || parameter.kind === "number";
        return [parameter.name, number ? Number(value) : value];
      }),
    );
    const seeded = seed === "" ? {} : { seed: Number(seed) };
    const run = { detector: detector.id, parameters, for: writing.ref, ...seeded };
    start.mutate(run, { onSuccess: ({ id }) => onStarted(id) });
  };
  const compared = detector.parameters.filter(({ name }) => COMPARISON.test(name));
  const others = detector.parameters.filter((parameter) => !compared.includes(parameter));
  const field = (parameter: Descriptor["parameters"][number]) => (
    <Field
      key={parameter.name}
      parameter={parameter}
      value={valueOf(parameter)}
      choices={parameter.takes === undefined ? undefined : inputs?.[parameter.takes]}
      onChange={(value) => setChanged((old) => ({ ...old, [parameter.name]: value }))}
    />
  );
  return (
    <form className="run-form" onSubmit={onSubmit}>
      <fieldset>
        <legend>What is looked for</legend>
        {others.map(field)}
        <div className="field">
          <label htmlFor="run-seed">Seed</label>
          <div>
            <input
              id="run-seed"
              type="number"
              min={0}
              max={2 ** 32 - 1}
              step={1}
              aria-describedby="run-seed-help"
              value={seed}
              onChange={({ target }) => setSeed(target.value)}
            />
            <p className="quiet" id="run-seed-help">
              Decides the shuffles: the same seed over the same posts gives the same result. Empty: 1.
            </p>
          </div>
        </div>
      </fieldset>
      {compared.length === 0 ? undefined : (
        <fieldset>
          <legend>Comparison group</legend>
          <p className="quiet">
            All accounts that shared anything of this kind are compared, except those set aside or left out
            here. For another comparison group, make another run.
          </p>
          {compared.map(field)}
        </fieldset>
      )}
      <p className="acts">
        <button type="submit" disabled={start.isPending || writing === undefined}>
          Run {detector.title}
        </button>
        <span className="quiet">
          {detector.id} {detector.version}. It reads {detector.posts ? "the posts" : "the records"} that you
          may read; the result is marked as they are
          {writing === undefined ? "" : ` and recorded as ${writing.name}`}.
        </span>
      </p>
      {start.error === null ? undefined : <ErrorLine error={start.error} />}
    </form>
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
