import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, ask } from "../client.ts";
import { caseKey } from "./cases.ts";

/** What is typed is looked at once the hand rests. */
const REST_MS = 250;

export interface Typed {
  readonly text: string;
  readonly place: "wording" | "text" | "why";
  readonly judgment?: string;
  /** Whose reasons are written. */
  readonly organisation?: string;
}

/** What it finds in every standing text that the person may see; questions that were answered are left out. */
export function useCaseLint(caseName: string) {
  return useQuery({
    queryKey: [...caseKey(caseName), "lint"],
    queryFn: () => ask(api.cases[":case"].lint.$get({ param: { case: caseName } })),
  });
}

/** What the language lint finds in a text that is being typed; nothing is recorded. */
export function useLint(caseName: string, typed: Typed) {
  const [rested, setRested] = useState(typed);
  const { text, place, judgment, organisation } = typed;
  useEffect(() => {
    const rest = setTimeout(
      () =>
        setRested({
          text,
          place,
          ...(judgment === undefined ? {} : { judgment }),
          ...(organisation === undefined ? {} : { organisation }),
        }),
      REST_MS,
    );
    return () => clearTimeout(rest);
  }, [text, place, judgment, organisation]);
  return useQuery({
    queryKey: [...caseKey(caseName), "lint", rested],
    queryFn: async () => {
      const answer = await ask(api.cases[":case"].lint.$post({ param: { case: caseName }, json: rested }));
      return { text: rested.text, hits: answer.hits };
    },
    placeholderData: keepPreviousData,
    enabled: rested.text.trim() !== "",
  });
}
