/** What the page has recorded in this session and can take back, the last act last. */
import { useSyncExternalStore } from "react";
import type { CaseRecord } from "../../model/records.ts";
import type { RecordType } from "../../model/refs.ts";
import type { Act } from "./take-back.ts";

/** Acts that can still be taken back. */
const MAX_ACTS = 50;
/** Said by the program or released: these are not taken back in passing. */
const STAY: readonly RecordType[] = ["Run", "Marking", "Edition"];

let acts: readonly Act[] = [];
const listeners = new Set<() => void>();

function change(next: readonly Act[]): void {
  acts = next;
  for (const listener of listeners) listener();
}

/** Remembers an act; what cannot be taken back in passing is not remembered. */
export function remember(caseName: string, records: readonly CaseRecord[]): void {
  if (records.length === 0 || records.some((record) => STAY.includes(record.type) || retracts(record)))
    return;
  change([...acts, { caseName, records }].slice(-MAX_ACTS));
}

export function forget(act: Act): void {
  change(acts.filter((one) => one !== act));
}

/** The last act in a case that can be taken back. */
export const lastAct = (caseName: string): Act | undefined =>
  acts.findLast((act) => act.caseName === caseName);

/** The same, on the screen. */
export function useLastAct(caseName: string): Act | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => lastAct(caseName),
  );
}

/** A withdrawal ends with itself: nothing brings back what was withdrawn. */
const retracts = ({ type, body }: CaseRecord): boolean => type === "Claim" && body.polarity === "retracts";
