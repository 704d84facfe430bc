/** The first screen of a case. */
import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../client.ts";
import { caseKey } from "./cases.ts";

export function useOverview(caseName: string) {
  return useQuery({
    queryKey: [...caseKey(caseName), "overview"],
    queryFn: () => ask(api.cases[":case"].overview.$get({ param: { case: caseName } })),
  });
}
