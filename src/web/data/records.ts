import { keepPreviousData, useInfiniteQuery, useQueries, useQuery } from "@tanstack/react-query";
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
    queryFn: async () =>
      ask(api.cases[":case"]["record-facets"].$get({ param: { case: caseName }, query: {} })),
  });
}

/** What came in after a record: how many of which types. */
export function useFacetsAfter(caseName: string, after: string | undefined) {
  return useQuery({
    queryKey: [...caseKey(caseName), "record-facets", after],
    queryFn: async () =>
      ask(
        api.cases[":case"]["record-facets"].$get({
          param: { case: caseName },
          query: { after: after ?? "" },
        }),
      ),
    enabled: after !== undefined,
  });
}

/** Records of a step backward from the newest. */
const STEP = 50;

/** The page of at most so many records that ends where another begins. */
function pageBefore(end: number, most: number): { readonly skip: number; readonly limit: number } {
  const limit = Math.min(end, most);
  return { skip: end - limit, limit };
}

/**
 * The newest records after one, a page at a time backward; each page in order of arrival.
 * @param total how many came after it
 * @param few records of the first page
 */
export function useNewest(caseName: string, after: string | undefined, total: number, few: number) {
  return useInfiniteQuery({
    queryKey: [...caseKey(caseName), "newest", after, total, few],
    initialPageParam: pageBefore(total, few),
    queryFn: async ({ pageParam: { skip, limit }, signal }) => {
      const page = await ask(
        api.cases[":case"].records.$get(
          {
            param: { case: caseName },
            query: { after: after ?? "", skip: String(skip), limit: String(limit) },
          },
          { init: { signal } },
        ),
      );
      return page.records;
    },
    getNextPageParam: (_, __, { skip }) => (skip === 0 ? undefined : pageBefore(skip, STEP)),
    enabled: after !== undefined && total > 0,
  });
}

/** All of a type, page after page. */
async function pagesOf(caseName: string, type: RecordType): Promise<readonly ShownRecord[]> {
  const all: ShownRecord[] = [];
  for (;;) {
    const after = all.at(-1)?.record.id;
    const page = await ask(
      api.cases[":case"].records.$get({
        param: { case: caseName },
        query: { type, limit: PAGE, ...(after === undefined ? {} : { after }) },
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
      (await pagesOf(caseName, type)).filter(
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
