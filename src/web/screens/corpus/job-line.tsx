import { useState } from "react";
import type { JobView } from "../../../desk/index.ts";
import { ErrorLine } from "../../components/error-line.tsx";
import { Progress } from "../../components/progress.tsx";
import { isOver, stopJob } from "../../data/jobs.ts";
import { useAddress } from "../../layout/address.ts";

/** A job as it goes on, with a way to stop it; and what became of it. */
export function JobLine({ job }: { readonly job: JobView }) {
  const { caseName } = useAddress();
  const [error, setError] = useState<unknown>();
  const stop = () => stopJob(caseName, job.id).catch(setError);
  if (job.state === "waiting")
    return <output>{job.title} waits until other work of this case is done.</output>;
  if (!isOver(job))
    return (
      <div className="job">
        <Progress
          key={job.stage}
          stage={job.stage === "" ? job.title : `${job.title}, ${job.stage}`}
          done={job.done}
          total={job.total ?? undefined}
          unit={job.unit}
        />
        <button type="button" onClick={() => void stop()}>
          Stop
        </button>
        {error === undefined ? undefined : <ErrorLine error={error} />}
      </div>
    );
  if (job.refusal !== null) return <ErrorLine error={job.refusal} />;
  return (
    <output className="job">
      {(job.result?.lines ?? []).map((line, at) => (
        <span key={at} className="line">
          {line}
        </span>
      ))}
    </output>
  );
}
