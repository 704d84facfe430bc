import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { CellValue } from "../../views/matrix.ts";
import type { Marking } from "../../model/marking.ts";
import type { CaseRecord } from "../../model/records.ts";
import type { Ref } from "../../model/refs.ts";
import type { NewRecord, ShownRecord } from "../../desk/index.ts";
import { api, ask, Refusal } from "../client.ts";
import { caseKey } from "./cases.ts";
import { overviewKey } from "./overview.ts";
import { backOf } from "./take-back.ts";
import type { Act } from "./take-back.ts";
import { forget, remember } from "./undo.ts";

/** What is new is never marked lower than this until a person says so. */
const NEW: Marking = { tlp: "AMBER+STRICT" };

export interface CellWrite {
  readonly item: Ref;
  readonly hypothesis: Ref;
  readonly value: CellValue;
  /** Party that the person writes for. */
  readonly organisation: Ref;
  /** The person's own entry that this one takes the place of. */
  readonly instead?: Ref;
}

/** Records one cell of a matrix; an earlier entry of the same person is superseded, not changed. */
export function useWriteCell(caseName: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ item, hypothesis, value, organisation, instead }: CellWrite) => {
      const old = instead === undefined ? undefined : await readRecord(caseName, instead);
      const record: NewRecord = {
        type: "Appraisal",
        marking: old?.marking ?? NEW,
        ...(old === undefined ? {} : { supersedes: old.record.id }),
        for: organisation,
        body: { aspect: "consistency", of: item, against: hypothesis, value },
      };
      return appendRecords(caseName, [record]);
    },
    onSuccess: () => client.invalidateQueries({ queryKey: caseKey(caseName) }),
  });
}

/** Records, or a function that makes them of what the case says now. */
type Made = readonly NewRecord[] | (() => Promise<readonly NewRecord[]>);

/**
 * Appends records in one batch, whole or not at all; what is shown of the case follows. What is to be done then is done, even
 * where the form is gone by that time, because what it was about is there now.
 */
export function useAppend(caseName: string) {
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: async (made: Made) => {
      return appendRecords(caseName, typeof made === "function" ? await made() : made);
    },
    onSuccess: () => {
      const overview = overviewKey(caseName);
      // Nobody waits for it: elsewhere than on its own screen it only says more.
      void client.invalidateQueries({ queryKey: overview });
      return client.invalidateQueries({
        queryKey: caseKey(caseName),
        predicate: ({ queryKey }) => queryKey.at(-1) !== overview.at(-1),
      });
    },
  });
  const mutate = (made: Made, then?: { readonly onSuccess: (records: readonly CaseRecord[]) => unknown }) => {
    // A refusal is shown by the form.
    mutation.mutateAsync(made).then(then?.onSuccess, () => undefined);
  };
  return { ...mutation, mutate };
}

/** Appends records, and remembers them as an act that can be taken back. */
export async function appendRecords(
  caseName: string,
  records: readonly NewRecord[],
): Promise<readonly CaseRecord[]> {
  const written = await post(caseName, records);
  remember(caseName, written);
  return written;
}

async function post(caseName: string, records: readonly NewRecord[]): Promise<readonly CaseRecord[]> {
  const answer = await ask(
    api.cases[":case"].records.$post({ param: { case: caseName }, json: { records: [...records] } }),
  );
  return answer.records;
}

/** Takes an act back: one batch, whole or not at all. */
export function useTakeBack(caseName: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (act: Act) => {
      const earlier = new Map<Ref, CaseRecord>();
      for (const { supersedes } of act.records)
        if (supersedes !== undefined)
          earlier.set(supersedes, (await readRecord(caseName, supersedes)).record);
      const back = backOf(act, earlier);
      if (back === undefined)
        throw new Refusal(
          "UNDO",
          "The earlier words were signed, or have another marking.",
          "They cannot come back under another marking: withdraw the record on its page in the Log.",
        );
      await post(caseName, back);
      forget(act);
    },
    onSuccess: () => client.invalidateQueries({ queryKey: caseKey(caseName) }),
  });
}

/**
 * `supersedes` for a record that takes the place of an earlier one of the same organisation; nothing where there is none,
 * or where another organisation recorded it.
 */
export async function inPlaceOf(
  caseName: string,
  ref: Ref | undefined,
  organisation: Ref,
): Promise<{ readonly supersedes?: string }> {
  if (ref === undefined) return {};
  const { record } = await readRecord(caseName, ref);
  return record.for === organisation ? { supersedes: record.id } : {};
}

async function readRecord(caseName: string, ref: Ref): Promise<ShownRecord> {
  const answer = await ask(api.cases[":case"].records[":ref"].$get({ param: { case: caseName, ref } }));
  return answer;
}
