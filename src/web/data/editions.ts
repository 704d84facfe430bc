import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../client.ts";
import { caseKey } from "./cases.ts";

/** Published editions that the person may read. */
export function useEditions(caseName: string) {
  return useQuery({
    queryKey: [...caseKey(caseName), "editions"],
    queryFn: () => ask(api.cases[":case"].editions.$get({ param: { case: caseName } })),
  });
}

/** Address of a published file. */
export function editionFile(caseName: string, edition: string, file: string): string {
  return `/${["cases", caseName, "editions", edition, file].map(encodeURIComponent).join("/")}`;
}
