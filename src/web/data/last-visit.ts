/**
 * Where the log ended when this browser last left a case. A visit is one window: what came before it began stays new until it
 * ends. Kept by the browser: the id of a record that the person may see, and nothing of what it says.
 */
import { useEffect, useState } from "react";
import { useFacetsAfter, useNewest } from "./records.ts";

const keyOf = (caseName: string): string => `plumbline last record of ${caseName}`;

/** A browser that keeps nothing answers as on a first visit. */
function kept(store: "localStorage" | "sessionStorage", key: string): string | undefined {
  try {
    return globalThis[store].getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

function keep(store: "localStorage" | "sessionStorage", key: string, value: string): void {
  try {
    globalThis[store].setItem(key, value);
  } catch {
    // It is told again as new, which loses nothing.
  }
}

/** The record after which this visit began; undefined on a first visit. */
function useVisit(caseName: string, newest: string | undefined): string | undefined {
  const key = keyOf(caseName);
  const [began] = useState(() => {
    const here = kept("sessionStorage", key);
    if (here !== undefined) return here;
    const before = kept("localStorage", key) ?? "";
    keep("sessionStorage", key, before);
    return before;
  });
  useEffect(() => {
    if (newest !== undefined) keep("localStorage", key, newest);
  }, [key, newest]);
  return began === "" ? undefined : began;
}

/** Records of others that are told one by one. */
const TOLD = 20;

/** What came into the case since the last visit, the newest first; on a first visit all of it. */
export function useNews(caseName: string, newest: string | undefined, person: string | undefined) {
  const after = useVisit(caseName, newest);
  const isFirst = after === undefined;
  const facets = useFacetsAfter(caseName, after);
  const total = facets.data?.total ?? 0;
  const { data } = useNewest(caseName, after, total, TOLD);
  const records = (data?.pages[0] ?? []).toReversed().filter(({ record }) => record.by !== person);
  return { isFirst, total, records };
}
