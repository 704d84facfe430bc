/** Codebooks, what is to be coded, what was coded; giving a code and taking one back. */
import { keepPreviousData, useMutation, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { CodebookView, CodedUnit, Says } from "../../views/coding.ts";
import type { Ref } from "../../model/refs.ts";
import type { CodingDesk, NewRecord, QueueView, ShownRecord } from "../../desk/index.ts";
import { api, ask } from "../client.ts";
import { caseKey } from "./cases.ts";
import type { PostFilter } from "./posts.ts";

export type Queued = QueueView["units"][number];
const here = api.cases[":case"];

/** Codebooks that stand, in order of arrival. */
export function useCodebooks(caseName: string) {
  return useQuery({
    queryKey: [...caseKey(caseName), "codebooks"],
    queryFn: async (): Promise<readonly CodebookView[]> =>
      (await ask(here.codings.$get({ param: { case: caseName } }))).codebooks,
  });
}

/** A random sample with a stated seed, or the first of what the filter finds. */
export interface Draw {
  readonly seed?: string;
  readonly size: string;
}

export function useQueue(caseName: string, of: CodebookView["of"], filter: PostFilter, draw: Draw) {
  return useQuery({
    // What was coded does not change what is to be coded: news of records do not ask again.
    queryKey: ["coding queue", caseName, of, filter, draw],
    queryFn: async (): Promise<QueueView> =>
      await ask(here.codings.queue.$get({ param: { case: caseName }, query: { of, ...filter, ...draw } })),
    placeholderData: keepPreviousData,
  });
}

const codingQuery = (caseName: string, ref: Ref | undefined, everything: boolean) => ({
  queryKey: [...caseKey(caseName), "coding", ref, everything],
  queryFn: async (): Promise<CodingDesk> =>
    await ask(
      here.codings[":ref"].$get({
        param: { case: caseName, ref: ref ?? "" },
        query: everything ? { all: "yes" as const } : {},
      }),
    ),
});

/** What was coded with a codebook, as the person may see it. @param everything for reviewers */
export function useCoding(caseName: string, ref: Ref | undefined, everything = false) {
  return useQuery({ ...codingQuery(caseName, ref, everything), enabled: ref !== undefined });
}

/** What one person says with each codebook: unit to words. */
export function useOwnCodes(caseName: string, person: string | undefined): ReadonlyMap<string, string> {
  const codebooks = useCodebooks(caseName).data ?? [];
  const combine = useCallback(
    (answers: readonly { readonly data: CodingDesk | undefined }[]) => {
      const own = new Map<string, string>();
      for (const { data } of answers)
        for (const unit of data?.coded ?? []) {
          const said = entryOf(unit, person);
          if (said === undefined) continue;
          const words = sayCodes(said.says, data!.codebook);
          const before = own.get(unit.key);
          own.set(unit.key, before === undefined ? words : `${before}; ${words}`);
        }
      return own;
    },
    [person],
  );
  return useQueries({ queries: codebooks.map(({ ref }) => codingQuery(caseName, ref, false)), combine });
}

/** Codes in the words of their labels. */
export function sayCodes(says: Says, { categories }: Pick<CodebookView, "categories">): string {
  if (says === "cannot say") return says;
  const labels = says.map((code) => categories.find((one) => one.code === code)?.label ?? code);
  return labels.join(", ") || "none of them";
}

export const entryOf = (unit: CodedUnit | undefined, person: string | undefined) =>
  unit?.entries.find((entry) => entry.person === person);

export interface Given {
  readonly queued: Queued;
  readonly says: Says;
  /** Party that the person writes for. */
  readonly organisation: Ref;
  /** The person's own code that this one takes the place of. */
  readonly instead?: Ref | undefined;
}

/** Gives a unit a code, marked as the unit's file is; an earlier code of the same person is superseded. */
export function useGiveCode(caseName: string, codebook: Ref) {
  return useWrite(caseName, async ({ queued, says, organisation, instead }: Given): Promise<NewRecord> => {
    const old = instead === undefined ? undefined : await read(caseName, instead);
    return {
      type: "Coding",
      marking: old?.marking ?? queued.marking,
      ...(old === undefined ? {} : { supersedes: old.record.id }),
      for: old?.record.for ?? organisation,
      body: { codebook, unit: queued.unit, says },
    };
  });
}

/** Takes a code back: a withdrawal, which stays in the log. */
export function useTakeBack(caseName: string) {
  return useWrite(caseName, async (ref: Ref): Promise<NewRecord> => {
    const { record, marking } = await read(caseName, ref);
    return {
      type: "Claim",
      marking,
      for: record.for,
      body: { speaker: record.for, polarity: "retracts", proposition: "Code taken back.", about: [ref] },
    };
  });
}

function useWrite<Wanted>(caseName: string, make: (wanted: Wanted) => Promise<NewRecord>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (wanted: Wanted) => {
      const records = [await make(wanted)];
      await ask(here.records.$post({ param: { case: caseName }, json: { records } }));
    },
    onSuccess: () => client.invalidateQueries({ queryKey: caseKey(caseName) }),
  });
}

async function read(caseName: string, ref: Ref): Promise<ShownRecord> {
  return await ask(here.records[":ref"].$get({ param: { case: caseName, ref } }));
}
