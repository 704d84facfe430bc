import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../client.ts";
import { caseKey } from "./cases.ts";

/** Published editions that the person may read. */
export function useEditions(room: string) {
  return useQuery({
    queryKey: [...caseKey(room), "editions"],
    queryFn: () => ask(api.cases[":case"].editions.$get({ param: { case: room } })),
  });
}

/** Address of a published file. */
export function editionFile(room: string, edition: string, file: string): string {
  return `/${["cases", room, "editions", edition, file].map(encodeURIComponent).join("/")}`;
}
