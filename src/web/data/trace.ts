import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../client.ts";
import { caseKey } from "./cases.ts";

/** The plumb line from a record or part down to the bytes. */
export function useTrace(caseName: string, ref: string | undefined) {
  return useQuery({
    queryKey: [...caseKey(caseName), "trace", ref],
    queryFn: async () => {
      // The client puts a value into the path as it is; a part such as `run_…#f1` would end there.
      const line = await ask(
        api.cases[":case"].trace[":ref"].$get({
          param: { case: caseName, ref: encodeURIComponent(ref ?? "") },
        }),
      );
      return line;
    },
    enabled: ref !== undefined,
  });
}
