/** What the instruments say to a question, and refusing a proposed cell of it; accepting is recording, as everywhere. */
import { useQuery } from "@tanstack/react-query";
import type { CombinedView } from "../../views/combined.ts";
import { api, ask } from "../client.ts";
import { useAnswered } from "./answered.ts";
import type { Refusing } from "./answered.ts";
import { caseKey } from "./cases.ts";

const here = api.cases[":case"].questions[":ref"].combined;

const keyOf = (caseName: string, ref: string) => [...caseKey(caseName), "combined", ref];

export function useCombined(caseName: string, ref: string) {
  return useQuery({
    queryKey: keyOf(caseName, ref),
    queryFn: (): Promise<CombinedView> => ask(here.$get({ param: { case: caseName, ref } })),
  });
}

/** Refuses a proposed cell, or takes that back. */
export function useRefuseCell(caseName: string, ref: string) {
  const { refused: route } = here[":proposal"];
  return useAnswered(keyOf(caseName, ref), ({ id, refused }: Refusing): Promise<CombinedView> => {
    const param = { case: caseName, ref, proposal: id };
    return ask(refused ? route.$put({ param }) : route.$delete({ param }));
  });
}
