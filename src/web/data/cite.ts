import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Marking } from "../../model/marking.ts";
import type { Body } from "../../model/records.ts";
import type { Ref } from "../../model/refs.ts";
import type { NewRecord } from "../../desk/index.ts";
import { caseKey } from "./cases.ts";
import { appendRecords } from "./write.ts";

export interface Citation {
  readonly judgment: Ref;
  readonly entry: Ref;
  readonly stands: Body<"Basis">["stands"];
  readonly why: string;
  readonly marking: Marking;
  /** Party that the person writes for. */
  readonly organisation: Ref;
}

/** Puts an item under a judgment: one Basis record. */
export function useCite(caseName: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ judgment, entry, stands, why, marking, organisation }: Citation) => {
      const record: NewRecord = {
        type: "Basis",
        for: organisation,
        marking,
        body: { judgment, entry, stands, ...(why.trim() === "" ? {} : { why: why.trim() }) },
      };
      return appendRecords(caseName, [record]);
    },
    onSuccess: () => client.invalidateQueries({ queryKey: caseKey(caseName) }),
  });
}
