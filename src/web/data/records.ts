import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { CaseRecord } from "../../model/records.ts";
import type { RecordType } from "../../model/refs.ts";
import type { ShownRecord } from "../../workbench/index.ts";
import { api, ask } from "../client.ts";
import { caseKey } from "./cases.ts";

const PAGE = "500";

/** A shown record of one type. */
export type ShownOf<T extends RecordType> = ShownRecord & { readonly record: CaseRecord<T> };

interface RecordPage {
  readonly total: number;
  readonly records: readonly ShownRecord[];
}

/** Every record the person may see, in order of arrival, a page at a time. */
export function useRecords(room: string) {
  return useInfiniteQuery({
    queryKey: [...caseKey(room), "records"],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) =>
      // A record is plain data; the client's own types end where one contains JSON.
      (await ask(
        api.cases[":case"].records.$get({
          param: { case: room },
          query: { limit: PAGE, ...(pageParam === undefined ? {} : { after: pageParam }) },
        }),
      )) as unknown as RecordPage,
    getNextPageParam: (page, pages) => {
      const held = pages.reduce((sum, { records }) => sum + records.length, 0);
      return held < page.total ? page.records.at(-1)?.record.id : undefined;
    },
  });
}

/** Standing records of one type that the person may see, in order of arrival. */
export function useRecordsOf<T extends RecordType>(room: string, type: T) {
  return useQuery({
    queryKey: [...caseKey(room), "records", type],
    queryFn: async () => {
      const all: ShownRecord[] = [];
      for (;;) {
        const after = all.at(-1)?.record.id;
        const query = { type, limit: PAGE, ...(after === undefined ? {} : { after }) };
        const page = (await ask(
          api.cases[":case"].records.$get({ param: { case: room }, query }),
        )) as unknown as RecordPage;
        all.push(...page.records);
        if (page.records.length === 0 || all.length >= page.total) break;
      }
      return all.filter(({ stands }) => stands) as unknown as readonly ShownOf<T>[];
    },
  });
}

/** One record with salt, leaf, effective marking and whether it stands. */
export function useRecord(room: string, ref: string | undefined) {
  return useQuery({
    queryKey: [...caseKey(room), "record", ref],
    queryFn: async () =>
      (await ask(
        api.cases[":case"].records[":ref"].$get({ param: { case: room, ref: ref ?? "" } }),
      )) as unknown as ShownRecord,
    enabled: ref !== undefined,
  });
}
