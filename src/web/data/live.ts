import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { caseKey } from "./cases.ts";

/** News that come in a burst are asked for once. */
const GATHER_MS = 150;

/** While mounted, what is shown of the case follows what is recorded in it. */
export function useLive(caseName: string): void {
  const client = useQueryClient();
  useEffect(() => {
    const source = new EventSource(`/api/cases/${encodeURIComponent(caseName)}/events`);
    let waiting: ReturnType<typeof setTimeout> | undefined;
    source.addEventListener("record", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => void client.invalidateQueries({ queryKey: caseKey(caseName) }), GATHER_MS);
    });
    return () => {
      clearTimeout(waiting);
      source.close();
    };
  }, [client, caseName]);
}
