/** Tables on their way in that are no posts, and what runs can be given. */
import { useQuery } from "@tanstack/react-query";
import type { Marking } from "../../model/marking.ts";
import { seriesOf } from "../../drawing/series-under.ts";
import type { DeclaredSeries } from "../../drawing/series-under.ts";
import type { InputsView, JobView } from "../../desk/index.ts";
import { api, ask } from "../client.ts";
import { caseKey } from "./cases.ts";

const here = api.cases[":case"];

/** What a table can be said to be; with a word for it, and what that is. */
export const TABLE_KINDS = [
  ["series", "A series", "dated values, such as polls"],
  ["set", "A set", "what was collected, and what of it was released"],
  ["markers", "Markers", "links, domains, phrases or hashtags by which leaked material is known"],
  ["events", "Events", "dated, a row each"],
  ["holidays", "Holidays", "days on which people do not work"],
  ["subjects", "Parties", "with the names under which texts speak of them"],
] as const;
export type TableKind = (typeof TABLE_KINDS)[number][0];

/** The kind of an address. */
export const kindIn = (text: string | undefined): TableKind | undefined =>
  TABLE_KINDS.find(([kind]) => kind === text)?.[0];

export function useTableProposal(caseName: string, upload: string, as: TableKind, sheet: string | undefined) {
  return useQuery({
    queryKey: ["table proposal", caseName, upload, as, sheet],
    queryFn: () =>
      ask(
        here.tables.propose.$post({
          param: { case: caseName },
          json: { upload, as, ...(sheet === undefined ? {} : { sheet }) },
        }),
      ),
    staleTime: Infinity,
    retry: false,
  });
}

export interface TableSaid {
  readonly upload: string;
  readonly as: TableKind;
  readonly columns: Readonly<Record<string, string>>;
  readonly marking: Marking;
  readonly for: string;
  readonly key?: string;
  readonly sheet?: string;
}

/** Brings a table in, as a job. @throws Refusal. */
export async function startTable(caseName: string, { columns, ...said }: TableSaid): Promise<JobView> {
  return await ask(
    here.tables.$post({ param: { case: caseName }, json: { ...said, columns: { ...columns } } }),
  );
}

/** What a run can be given beside posts. */
export function useInputs(caseName: string) {
  return useQuery({
    queryKey: [...caseKey(caseName), "inputs"],
    queryFn: async (): Promise<InputsView> => ask(here.inputs.$get({ param: { case: caseName } })),
  });
}

/** A declared series that stands, with the Finding that says what it holds. */
export interface DrawnSeries extends DeclaredSeries {
  readonly ref: string;
}

/** Declared series for what is drawn over time; one over more days than are drawn has no values here. */
export function useSeries(caseName: string) {
  return useQuery({
    queryKey: [...caseKey(caseName), "series"],
    queryFn: async (): Promise<readonly DrawnSeries[]> => {
      const { series } = await ask(here.series.$get({ param: { case: caseName } }));
      return series.flatMap(({ ref, figure }) =>
        figure === null ? [] : seriesOf(figure).map((one) => ({ ...one, ref })),
      );
    },
  });
}
