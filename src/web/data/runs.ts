/** Detectors, and runs of them as jobs that can be watched and stopped. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { JobView } from "../../desk/index.ts";
import type { Descriptor } from "../../workbench/index.ts";
import { api, ask } from "../client.ts";
import { caseKey } from "./cases.ts";

const here = api.cases[":case"];
const jobKey = (caseName: string, id: string) => ["job", caseName, id] as const;

/** What each detector asks and takes. */
export function useDetectors(caseName: string) {
  return useQuery({
    queryKey: ["detectors", caseName],
    queryFn: async () =>
      (await ask(here.detectors.$get({ param: { case: caseName } }))).detectors as readonly Descriptor[],
    staleTime: Infinity,
  });
}

export interface RunAsked {
  readonly detector: string;
  readonly parameters: Readonly<Record<string, string | number | boolean>>;
  readonly seed?: number;
  /** Party that the person writes for. */
  readonly for: string;
}

/** Starts a run; the answer is its job. */
export function useStartRun(caseName: string) {
  return useMutation({
    mutationFn: async ({ detector, parameters, seed, for: organisation }: RunAsked) =>
      await ask(
        here.runs.$post({
          param: { case: caseName },
          json: {
            detector,
            parameters: { ...parameters },
            for: organisation,
            ...(seed === undefined ? {} : { seed }),
          },
        }),
      ),
  });
}

export function useStopJob(caseName: string) {
  return useMutation({
    mutationFn: (id: string) => ask(here.jobs[":id"].$delete({ param: { case: caseName, id } })),
  });
}

/** A job as it goes on; what it brought about is on the page as soon as it is over. */
export function useJob(caseName: string, id: string) {
  const client = useQueryClient();
  useEffect(() => {
    const source = new EventSource(
      `/api/cases/${encodeURIComponent(caseName)}/jobs/${encodeURIComponent(id)}/events`,
    );
    source.addEventListener("progress", ({ data }: MessageEvent<string>) => {
      const job = JSON.parse(data) as JobView;
      client.setQueryData(jobKey(caseName, id), job);
      if (job.state === "waiting" || job.state === "running") return;
      source.close();
      void client.invalidateQueries({ queryKey: caseKey(caseName) });
    });
    return () => source.close();
  }, [client, caseName, id]);
  return useQuery({
    queryKey: jobKey(caseName, id),
    queryFn: () => ask(here.jobs[":id"].$get({ param: { case: caseName, id } })),
    staleTime: Infinity,
    retry: false,
  });
}
