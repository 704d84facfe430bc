import { Link } from "@tanstack/react-router";
import type { BriefFinding } from "../../../desk/index.ts";
import type { JobView } from "../../../desk/index.ts";
import { ErrorLine } from "../../components/error-line.tsx";
import { Progress } from "../../components/progress.tsx";
import { useFindings } from "../../data/findings.ts";
import { useJob, useStopJob } from "../../data/runs.ts";
import { pathTo, useAddress } from "../../layout/address.ts";
import { counted } from "../../../words.ts";

/** A run: how far it is, a way to stop it, and what it found. */
export function Job({ id, findings }: { readonly id: string; readonly findings: readonly BriefFinding[] }) {
  const { caseName } = useAddress();
  const { data, error } = useJob(caseName, id);
  const stop = useStopJob(caseName);
  if (error !== null) return <ErrorLine error={error} />;
  if (data === undefined) return undefined;
  const over = data.state !== "waiting" && data.state !== "running";
  return (
    <section className="job" aria-label="Run">
      {data.state === "waiting" ? (
        <output className="soft">{data.title} waits for its turn.</output>
      ) : undefined}
      {data.state === "running" ? (
        <Progress
          key={data.stage}
          stage={data.stage === "" ? data.title : data.stage}
          done={data.done}
          total={data.total ?? undefined}
          unit={data.unit}
        />
      ) : undefined}
      {over ? (
        <Over job={data} findings={findings} />
      ) : (
        <button type="button" disabled={stop.isPending} onClick={() => stop.mutate(id)}>
          Stop the run
        </button>
      )}
      {stop.error === null ? undefined : <ErrorLine error={stop.error} />}
    </section>
  );
}

function Over({ job, findings }: { readonly job: JobView; readonly findings: readonly BriefFinding[] }) {
  const { caseName } = useAddress();
  const { isFetching } = useFindings(caseName);
  if (job.state === "failed" && job.refusal !== null) return <ErrorLine error={job.refusal} />;
  if (job.state === "stopped")
    return <output className="soft">The run was stopped; nothing of it is recorded.</output>;
  const made = findings.filter(({ ref }) => job.result?.refs.some((run) => ref.startsWith(`${run}#`)));
  if (isFetching && made.length === 0)
    return <output className="soft">{job.title} is done; what it found is being read.</output>;
  return (
    <>
      <output>
        {job.title} took {job.seconds.toFixed(1)} s and made {counted(made.length, "finding")}.
      </output>
      <ul>
        {made.map(({ ref, label, name, sentence }) => (
          <li key={ref}>
            <Link to={pathTo(caseName, "findings", label)} search={{ plumb: ref }}>
              <b>{label}</b> {name}
            </Link>
            <p className="soft">{sentence}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
