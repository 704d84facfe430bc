/** A record, a part of one or a post at a glance. */
import { useQuery } from "@tanstack/react-query";
import type { GlanceView } from "../../desk/index.ts";
import { api, ask } from "../client.ts";
import { caseKey } from "./cases.ts";

/** @param ref undefined asks nothing */
export function useGlance(caseName: string, ref: string | undefined) {
  return useQuery({
    queryKey: [...caseKey(caseName), "glance", ref],
    queryFn: async (): Promise<GlanceView> =>
      ask(
        api.cases[":case"].glance[":ref"].$get({ param: { case: caseName, ref: encodeURIComponent(ref!) } }),
      ),
    enabled: ref !== undefined,
    retry: false,
    staleTime: 60_000,
  });
}
