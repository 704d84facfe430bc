import { useQuery } from "@tanstack/react-query";
import type { JudgmentView } from "../../model/view.ts";
import { api, ask } from "../client.ts";
import { caseKey } from "./cases.ts";

/** Judgments with positions side by side and both sides of their basis. */
export function useJudgments(room: string) {
  return useQuery({
    queryKey: [...caseKey(room), "judgments"],
    queryFn: async () =>
      (await ask(api.cases[":case"].judgments.$get({ param: { case: room } }))) as readonly JudgmentView[],
  });
}
