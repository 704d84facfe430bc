import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import type { CaseRecord } from "../../model/records.ts";
import type { RecordType } from "../../model/refs.ts";
import type { ShownRecord } from "../../desk/index.ts";
import { api, ask } from "../client.ts";
import { caseKey } from "./cases.ts";

const PAGE = "500";

/** A shown record of one type. */
export type ShownOf<T extends RecordType> = ShownRecord & { readonly record: CaseRecord<T> };

/** Which records are looked for; the server applies it. */
export interface RecordFilter {
  readonly type?: RecordType;
  readonly by?: string;
  readonly q?: string;
}

/** Rows of one page of the log. */
export const ROWS = 100;

/**
 * The pages of the log that are on the screen, and no others.
 * @param pages numbers from 0 on; page 0 is always asked for, since it says how many records fit
 * @returns the record of a row once it is there, and how many fit; while a filter changes, what was there before
 */
export function useRecordRows(caseName: string, filter: RecordFilter, pages: readonly number[]) {
  const wanted = [...new Set([0, ...pages])];
  const answers = useQueries({
    queries: wanted.map((page) => ({
      queryKey: [...caseKey(caseName), "rows", filter, page],
      queryFn: () =>
        ask(
          api.cases[":case"].records.$get({
            param: { case: caseName },
            query: { ...filter, skip: String(page * ROWS), limit: String(ROWS) },
          }),
        ),
      placeholderData: page === 0 ? keepPreviousData : undefined,
    })),
  });
  const at = (index: number): ShownRecord | undefined =>
    answers[wanted.indexOf(Math.floor(index / ROWS))]?.data?.records[index % ROWS];
  const error = answers.find((answer) => answer.error !== null)?.error ?? null;
  return { at, total: answers[0]?.data?.total, error };
}

/** Types and people among the records that the person may see. */
export function useRecordFacets(caseName: string) {
  return useQuery({
    queryKey: [...caseKey(caseName), "record-facets"],
    queryFn: async () => ask(api.cases[":case"]["record-facets"].$get({ param: { case: caseName } })),
  });
}

/** Records that came in after one, in order of arrival. */
export function useRecordsAfter(caseName: string, after: string | undefined) {
  return useQuery({
    queryKey: [...caseKey(caseName), "after", after],
    queryFn: async () => (await pagesAfter(caseName, { after: after ?? "" })).map(({ record }) => record),
    enabled: after !== undefined,
  });
}

/** All that fits, page after page. */
async function pagesAfter(
  caseName: string,
  query: { readonly type?: RecordType; readonly after?: string },
): Promise<readonly ShownRecord[]> {
  const all: ShownRecord[] = [];
  for (;;) {
    const after = all.at(-1)?.record.id ?? query.after;
    const page = await ask(
      api.cases[":case"].records.$get({
        param: { case: caseName },
        query: { ...query, limit: PAGE, ...(after === undefined ? {} : { after }) },
      }),
    );
    all.push(...page.records);
    if (page.records.length < Number(PAGE)) return all;
  }
}

/** Standing records of one type that the person may see, in order of arrival. */
export function useRecordsOf<T extends RecordType>(caseName: string, type: T) {
  return useQuery({
    queryKey: [...caseKey(caseName), "records", type],
    queryFn: async () =>
      (await pagesAfter(caseName, { type })).filter(
        (shown): shown is ShownOf<T> => shown.stands && shown.record.type === type,
      ),
  });
}

/** One record with salt, leaf, effective marking and whether it stands. */
export function useRecord(caseName: string, ref: string | undefined) {
  return useQuery({
    queryKey: [...caseKey(caseName), "record", ref],
    queryFn: () =>
      ask(api.cases[":case"].records[":ref"].$get({ param: { case: caseName, ref: ref ?? "" } })),
    enabled: ref !== undefined,
  });
}
