import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { JobView } from "../../desk/index.ts";
import { api, ask } from "../client.ts";
import { caseKey } from "./cases.ts";

const jobKey = (caseName: string, id: string | undefined) => ["job", caseName, id] as const;

export const isOver = ({ state }: JobView): boolean => state !== "waiting" && state !== "running";

/**
 * A job of the person's own, as it goes on; what is shown of the case is asked for again when it is over.
 * @returns refused with NOT_FOUND after the program has been started anew: jobs end with it
 */
export function useJob(caseName: string, id: string | undefined) {
  const client = useQueryClient();
  const job = useQuery({
    queryKey: jobKey(caseName, id),
    queryFn: () => ask(api.cases[":case"].jobs[":id"].$get({ param: { case: caseName, id: id ?? "" } })),
    enabled: id !== undefined,
    staleTime: Infinity,
  });
  const follows = id !== undefined && job.data !== undefined && !isOver(job.data);
  useEffect(() => {
    if (!follows) return undefined;
    const source = new EventSource(
      `/api/cases/${encodeURIComponent(caseName)}/jobs/${encodeURIComponent(id)}/events`,
    );
    source.addEventListener("progress", ({ data }: MessageEvent<string>) => {
      const view = JSON.parse(data) as JobView;
      client.setQueryData(jobKey(caseName, id), view);
      if (!isOver(view)) return;
      source.close();
      void client.invalidateQueries({ queryKey: caseKey(caseName) });
    });
    return () => source.close();
  }, [client, follows, id, caseName]);
  return job;
}

/** Asks a job to stop; its end is told by the job itself. */
export async function stopJob(caseName: string, id: string): Promise<void> {
  await ask(api.cases[":case"].jobs[":id"].$delete({ param: { case: caseName, id } }));
}
