/** Detectors, and runs of them as jobs that can be watched and stopped. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Descriptor, JobView } from "../../workbench/index.ts";
import { api, ask } from "../client.ts";
import { caseKey } from "./cases.ts";

const here = api.cases[":case"];
const jobKey = (room: string, id: string) => ["job", room, id] as const;

/** What each detector asks and takes. */
export function useDetectors(room: string) {
  return useQuery({
    queryKey: ["detectors", room],
    queryFn: async () =>
      (await ask(here.detectors.$get({ param: { case: room } }))).detectors as readonly Descriptor[],
    staleTime: Infinity,
  });
}

export interface RunAsked {
  readonly detector: string;
  readonly parameters: Readonly<Record<string, string | number | boolean>>;
  readonly seed?: number;
}

/** Starts a run; the answer is its job. */
export function useStartRun(room: string) {
  return useMutation({
    mutationFn: async ({ detector, parameters, seed }: RunAsked) =>
      (await ask(
        here.runs.$post({
          param: { case: room },
          json: { detector, parameters: { ...parameters }, ...(seed === undefined ? {} : { seed }) },
        }),
      )) as JobView,
  });
}

export function useStopJob(room: string) {
  return useMutation({
    mutationFn: (id: string) => ask(here.jobs[":id"].$delete({ param: { case: room, id } })),
  });
}

/** A job as it goes on; what it brought about is on the page as soon as it is over. */
export function useJob(room: string, id: string) {
  const client = useQueryClient();
  useEffect(() => {
    const source = new EventSource(
      `/api/cases/${encodeURIComponent(room)}/jobs/${encodeURIComponent(id)}/events`,
    );
    source.addEventListener("progress", ({ data }: MessageEvent<string>) => {
      const job = JSON.parse(data) as JobView;
      client.setQueryData(jobKey(room, id), job);
      if (job.state === "waiting" || job.state === "running") return;
      source.close();
      void client.invalidateQueries({ queryKey: caseKey(room) });
    });
    return () => source.close();
  }, [client, room, id]);
  return useQuery({
    queryKey: jobKey(room, id),
    queryFn: async () => (await ask(here.jobs[":id"].$get({ param: { case: room, id } }))) as JobView,
    staleTime: Infinity,
    retry: false,
  });
}
