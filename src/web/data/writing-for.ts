/**
 * For whom a person records in a case: one choice for every form, key and click of the page, which the page names before and
 * after each act. The person's usual organisation until another of their own is chosen; a reload begins with it again.
 */
import { useSyncExternalStore } from "react";
import type { Ref } from "../../model/refs.ts";
import type { CaseInfo } from "./cases.ts";

type Organisation = CaseInfo["organisations"][number];

let chosen: ReadonlyMap<string, Ref> = new Map();
const listeners = new Set<() => void>();

/** Everything that is recorded from here on is recorded for this organisation. */
export function writeFor(caseName: string, organisation: Ref): void {
  chosen = new Map([...chosen, [caseName, organisation]]);
  for (const listener of listeners) listener();
}

/** Undefined for a person who writes for nobody. */
export function useWritingFor(about: CaseInfo | undefined): Organisation | undefined {
  const choice = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => chosen.get(about?.name ?? ""),
  );
  const own = about?.organisations ?? [];
  return own.find(({ ref }) => ref === choice) ?? own[0];
}

/** The name of an organisation that the person writes for. */
export function nameIn(about: CaseInfo, organisation: Ref): string | undefined {
  return about.organisations.find(({ ref }) => ref === organisation)?.name;
}
