/** The reasoning of a case. */
import { useQueries, useQuery } from "@tanstack/react-query";
import type { Named } from "../../views/basics.ts";
import { api, ask } from "../client.ts";
import { caseKey } from "./cases.ts";

/** As known to the case on, and as held on; dates in UTC, the whole case without. */
export interface AsOf {
  readonly at?: string;
  readonly heldAt?: string;
}

const here = api.cases[":case"];

/** Judgments with positions side by side and both sides of their basis. */
export function useJudgments(caseName: string) {
  return useQuery({
    queryKey: [...caseKey(caseName), "judgments"],
    queryFn: () => ask(here.judgments.$get({ param: { case: caseName }, query: {} })),
  });
}

export function useLedger(caseName: string) {
  return useQuery({
    queryKey: [...caseKey(caseName), "ledger"],
    queryFn: () => ask(here.ledger.$get({ param: { case: caseName }, query: {} })),
  });
}

/** What stands on an import that was replaced or withdrawn since. */
export function useStale(caseName: string) {
  return useQuery({
    queryKey: [...caseKey(caseName), "stale"],
    queryFn: async () => (await ask(here.stale.$get({ param: { case: caseName }, query: {} }))).stale,
  });
}

export function useQuestions(caseName: string) {
  return useQuery({
    queryKey: [...caseKey(caseName), "questions"],
    queryFn: () => ask(here.questions.$get({ param: { case: caseName }, query: {} })),
  });
}

const askMatrix = (caseName: string, ref: string | undefined, asOf: AsOf) => ({
  queryKey: [...caseKey(caseName), "matrix", ref, asOf],
  queryFn: () =>
    ask(here.questions[":ref"].matrix.$get({ param: { case: caseName, ref: ref ?? "" }, query: asOf })),
  enabled: ref !== undefined,
});

/** The matrix of one question, as of a time. */
export function useMatrix(caseName: string, ref: string | undefined, asOf: AsOf) {
  return useQuery(askMatrix(caseName, ref, asOf));
}

/** Questions that are asked for a matrix before one is shown. */
const MOST_ASKED = 12;

/** The only question, or the first with a matrix, if one has one; and whether that is known yet. */
export function useLanding(caseName: string, questions: readonly Named[]) {
  const asked = questions.slice(0, MOST_ASKED);
  return useQueries({
    queries: asked.map(({ ref }) => askMatrix(caseName, ref, {})),
    combine: (answers) => {
      if (questions.length === 1) return { question: questions[0], isKnown: true };
      const first = answers.findIndex(({ data, isPending }) => isPending || (data?.items.length ?? 0) > 0);
      const isKnown = first === -1 || answers[first]?.isPending === false;
      return { question: isKnown ? asked[first] : undefined, isKnown };
    },
  });
}

/** Every record that changed a judgment, in the order in which the log took them. */
export function useHistory(caseName: string, ref: string) {
  return useQuery({
    queryKey: [...caseKey(caseName), "history", ref],
    queryFn: () => ask(here.judgments[":ref"].history.$get({ param: { case: caseName, ref }, query: {} })),
  });
}

/** A judgment and those it rests on, from the top down. */
export function useChain(caseName: string, ref: string) {
  return useQuery({
    queryKey: [...caseKey(caseName), "chain", ref],
    queryFn: () => ask(here.judgments[":ref"].chain.$get({ param: { case: caseName, ref }, query: {} })),
  });
}

/** The nine questions of a reader who doubts. */
export function useReview(caseName: string) {
  return useQuery({
    queryKey: [...caseKey(caseName), "review"],
    queryFn: async () => ask(here.review.$get({ param: { case: caseName }, query: {} })),
  });
}
