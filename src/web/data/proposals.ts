/** What a document proposes, and refusing one of it; accepting is recording, as everywhere. */
import { useQueries, useQuery } from "@tanstack/react-query";
import type { QueryClient } from "@tanstack/react-query";
import type { ProposalsView, Standing } from "../../workbench/index.ts";
import { api, ask } from "../client.ts";
import { useAnswered } from "./answered.ts";
import type { Refusing } from "./answered.ts";
import { caseKey } from "./cases.ts";

const here = api.cases[":case"].artifacts[":ref"].proposals;

export type Reading = ProposalsView["reading"];
export type Claim = Reading["claims"][number];

const keyOf = (caseName: string, ref: string) => [...caseKey(caseName), "proposals", ref];

const askFor = (caseName: string, ref: string) => ({
  queryKey: keyOf(caseName, ref),
  queryFn: (): Promise<ProposalsView> => ask(here.$get({ param: { case: caseName, ref } })),
  retry: false,
});

/** @param enabled not of a mail that nobody opened: a proposal is a passage */
export function useProposals(caseName: string, ref: string, enabled: boolean) {
  return useQuery({ ...askFor(caseName, ref), enabled });
}

/** Documents from which passages of these may come, as far as nobody has answered that. */
export function useOpenOrigins(
  caseName: string,
  refs: readonly string[],
): readonly { readonly document: string; readonly from: string }[] {
  return useQueries({
    queries: refs.map((ref) => askFor(caseName, ref)),
    combine: (answers) =>
      answers.flatMap(({ data }) => {
        if (data === undefined) return [];
        const open = new Set(data.standings.filter(({ state }) => state === "open").map(({ id }) => id));
        return data.origins
          .filter(({ id }) => open.has(id))
          .map(({ document }) => ({ document: data.artifact, from: document }));
      }),
  });
}

/** What the server said last, which may be ahead of what is drawn. */
export const latestProposals = (
  client: QueryClient,
  caseName: string,
  ref: string,
): ProposalsView | undefined => client.getQueryData(keyOf(caseName, ref));

/** Refuses a proposal, or takes that back. */
export function useRefuse(caseName: string, ref: string) {
  const { refused: route } = here[":proposal"];
  return useAnswered(keyOf(caseName, ref), ({ id, refused }: Refusing): Promise<ProposalsView> => {
    const param = { case: caseName, ref, proposal: id };
    return ask(refused ? route.$put({ param }) : route.$delete({ param }));
  });
}

/** A proposal of any kind with what became of it, under the number by which people call it. */
export interface Proposed {
  /** 1, 2, … in order of place: claims, events, positions and origins together. */
  readonly n: number;
  readonly standing: Standing;
  readonly claim: Claim | undefined;
  readonly event: Reading["events"][number] | undefined;
  readonly position: Reading["positions"][number] | undefined;
  readonly origin: ProposalsView["origins"][number] | undefined;
}

/** All proposals in the order of the text. */
export function inOrder({ reading, origins, standings }: ProposalsView): readonly Proposed[] {
  const all = standings.map((standing) => {
    const { id } = standing;
    const claim = reading.claims.find((one) => one.id === id);
    const event = reading.events.find((one) => one.id === id);
    const position = reading.positions.find((one) => one.id === id);
    const origin = origins.find((one) => one.id === id);
    const said = claim?.content[0] ?? (event ?? origin)?.said ?? position?.estimate.said;
    return { standing, claim, event, position, origin, at: said?.start ?? 0 };
  });
  return all
    .sort((a, b) => a.at - b.at)
    .map(({ standing, claim, event, position, origin }, i) => ({
      n: i + 1,
      standing,
      claim,
      event,
      position,
      origin,
    }));
}
