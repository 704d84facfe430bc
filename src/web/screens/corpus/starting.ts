/** Starting the import of a file that waits: once at a time, to its job, or to the refusal that is shown. */
import { useState } from "react";
import type { JobView } from "../../../desk/index.ts";
import { useGo } from "../../layout/address.ts";

export function useStarting() {
  const go = useGo();
  const [refused, setRefused] = useState<unknown>();
  const [starting, setStarting] = useState(false);
  const start = async (work: () => Promise<JobView>): Promise<void> => {
    setRefused(undefined);
    setStarting(true);
    try {
      go({ job: (await work()).id });
    } catch (refusal) {
      setRefused(refusal);
    } finally {
      setStarting(false);
    }
  };
  return { refused, starting, start };
}
