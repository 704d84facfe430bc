/** Findings, the network of one, the posts behind an edge, and what accounts shared. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { FindingView } from "../../views/edition.ts";
import type {
  BriefFinding,
  ColumnsView,
  EdgeView,
  FindingPostsView,
  NetworkView,
  SharedView,
} from "../../desk/index.ts";
import { api, ask } from "../client.ts";
import { caseKey } from "./cases.ts";

/** The client puts a value into the path as it is; a part such as `run_…#f1` would end there. */
const inPath = encodeURIComponent;

const here = api.cases[":case"];

/** Findings of the runs that stand, F1 first. */
export function useFindings(caseName: string) {
  return useQuery({
    queryKey: [...caseKey(caseName), "findings"],
    queryFn: async (): Promise<readonly BriefFinding[]> =>
      (await ask(here.findings.$get({ param: { case: caseName } }))).findings,
  });
}

/** What findings are called, by reference; what is no finding, or none that is known yet, by the words that are given. */
export function useFindingName(caseName: string): (ref: string, words: string) => string {
  const { data } = useFindings(caseName);
  return (ref, words) => data?.find((one) => one.ref === ref)?.name ?? words;
}

/** One finding with figures and numbers. */
export function useFinding(caseName: string, ref: string) {
  return useQuery({
    queryKey: [...caseKey(caseName), "finding", ref],
    queryFn: async (): Promise<FindingView> =>
      ask(here.findings[":ref"].$get({ param: { case: caseName, ref: inPath(ref) } })),
    placeholderData: keepPreviousData,
  });
}

/** What the accounts of a finding shared; refused where the person may not see the full result. */
export function useShared(caseName: string, ref: string) {
  return useQuery({
    queryKey: [...caseKey(caseName), "finding shared", ref],
    queryFn: async (): Promise<SharedView> =>
      ask(here.findings[":ref"].shared.$get({ param: { case: caseName, ref: inPath(ref) } })),
    retry: false,
  });
}

/** Address of the network of a finding as a file. */
export function networkFileOf(caseName: string, ref: string, format: "gexf" | "graphml"): string {
  return `/api/cases/${inPath(caseName)}/findings/${inPath(ref)}/network/${format}`;
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
