/** Findings, the network of one, the posts behind an edge, and the dated events they are seen against. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { CaseRecord } from "../../model/records.ts";
import type { FindingView } from "../../views/edition.ts";
import type { ColumnsView, EdgeView, FindingPostsView, NetworkView } from "../../desk/index.ts";
import { api, ask } from "../client.ts";
import { caseKey } from "./cases.ts";

/** The client puts a value into the path as it is; a part such as `run_…#f1` would end there. */
const inPath = encodeURIComponent;

const here = api.cases[":case"];

/** Findings of the runs that stand, F1 first. */
export function useFindings(caseName: string) {
  return useQuery({
    queryKey: [...caseKey(caseName), "findings"],
    queryFn: async () =>
      (await ask(here.findings.$get({ param: { case: caseName } }))).findings as readonly FindingView[],
  });
}

/** Groups, accounts and edges of a finding from the full result of its run; refused where the person may not see that. */
export function useNetwork(caseName: string, ref: string) {
  return useQuery({
    // The result of a run never changes: news of the case do not ask for it again.
    queryKey: ["network", caseName, ref],
    queryFn: async (): Promise<NetworkView> =>
      ask(here.findings[":ref"].network.$get({ param: { case: caseName, ref: inPath(ref) }, query: {} })),
    staleTime: Infinity,
    retry: false,
  });
}

/** Columns that describe the posts of a finding's accounts; with one of them, its commonest value of each account. */
export function useColumns(caseName: string, ref: string, column: string | undefined) {
  return useQuery({
    queryKey: [...caseKey(caseName), "columns", ref, column],
    queryFn: async (): Promise<ColumnsView> =>
      ask(
        here.findings[":ref"].columns.$get({
          param: { case: caseName, ref: inPath(ref) },
          query: column === undefined ? {} : { column },
        }),
      ),
    retry: false,
  });
}

/** The first posts of a finding in a stretch of time: from the first instant on, to before the second. */
export function useFindingPosts(
  caseName: string,
  ref: string,
  stretch: { readonly from?: string; readonly to?: string },
) {
  return useQuery({
    queryKey: [...caseKey(caseName), "finding posts", ref, stretch],
    queryFn: async (): Promise<FindingPostsView> =>
      ask(
        here.findings[":ref"].posts.$get({
          param: { case: caseName, ref: inPath(ref) },
          query: { ...stretch },
        }),
      ),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** The posts that two accounts of a group have in common. */
export function useEdge(caseName: string, ref: string, a: string, b: string) {
  return useQuery({
    queryKey: [...caseKey(caseName), "edge", ref, a, b],
    queryFn: async (): Promise<EdgeView> =>
      ask(
        here.findings[":ref"].edges[":a"][":b"].$get({
          param: { case: caseName, ref: inPath(ref), a: inPath(a), b: inPath(b) },
        }),
      ),
    retry: false,
  });
}

/** Declared events that stand, in order of their start. */
export function useEvents(caseName: string) {
  return useQuery({
    queryKey: [...caseKey(caseName), "events-declared"],
    queryFn: async () => {
      const { records } = await ask(
        here.records.$get({ param: { case: caseName }, query: { type: "Event", limit: "500" } }),
      );
      return records
        .filter(({ stands }) => stands)
        .map(({ record }) => record as CaseRecord<"Event">)
        .sort((x, y) => x.body.start.localeCompare(y.body.start));
    },
  });
}
