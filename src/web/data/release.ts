/** Releasing: what an edition would print and leave out, its checklist, publishing, and two editions side by side. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Tlp } from "../../model/marking.ts";
import type { PublishedView } from "../../desk/index.ts";
import { api, ask } from "../client.ts";
import { caseKey } from "./cases.ts";

const here = api.cases[":case"];

/** Which edition: a level, and a draft; the newest at the level without one. */
export interface Choice {
  readonly ceiling: Tlp;
  readonly draft?: string;
}

export function usePreview(caseName: string, choice: Choice) {
  return useQuery({
    queryKey: [...caseKey(caseName), "preview", choice],
    queryFn: () => ask(here.preview.$get({ param: { case: caseName }, query: choice })),
    retry: false,
  });
}

export function useChecklist(caseName: string, choice: Choice) {
  return useQuery({
    queryKey: [...caseKey(caseName), "checklist", choice],
    queryFn: async () => {
      const found = await ask(here.checklist.$get({ param: { case: caseName }, query: choice }));
      return { draft: found.draft, lists: found.lists };
    },
    retry: false,
  });
}

export interface Publishing extends Choice {
  /** Name of the folder. */
  readonly name: string;
  readonly attest: boolean;
  readonly for: string;
}

export function usePublish(caseName: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (publishing: Publishing): Promise<PublishedView> =>
      ask(here.editions.$post({ param: { case: caseName }, json: publishing })),
    onSuccess: () => client.invalidateQueries({ queryKey: caseKey(caseName) }),
  });
}

/** Whether the files of an edition are those that were published; asked anew each time. */
export function useVerify(caseName: string, edition: string) {
  return useMutation({
    mutationFn: () => ask(here.editions[":one"].verify.$get({ param: { case: caseName, one: edition } })),
  });
}

/** What changed between two editions, and whether the lower says the same as the higher. */
export function useComparison(caseName: string, one: string, other: string) {
  return useQuery({
    queryKey: [...caseKey(caseName), "compare", one, other],
    queryFn: async () => {
      const param = { case: caseName, one, other };
      const [diff, parity] = await Promise.all([
        ask(here.editions[":one"].diff[":other"].$get({ param })),
        ask(here.editions[":one"].parity[":other"].$get({ param })),
      ]);
      return { diff, parity };
    },
    enabled: one !== "" && other !== "" && one !== other,
    retry: false,
  });
}

/** Drafts that go round, and who has answered. */
export function useDrafts(caseName: string) {
  return useQuery({
    queryKey: [...caseKey(caseName), "drafts"],
    queryFn: async () => {
      const answer = await ask(here.drafts.$get({ param: { case: caseName } }));
      return answer.drafts;
    },
  });
}
