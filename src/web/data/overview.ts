/** The first screen of a case. */
import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../client.ts";
import { caseKey } from "./cases.ts";

export const overviewKey = (caseName: string) => [...caseKey(caseName), "overview"];

export function useOverview(caseName: string) {
  return useQuery({
    queryKey: overviewKey(caseName),
    queryFn: () => ask(api.cases[":case"].overview.$get({ param: { case: caseName } })),
  });
}
