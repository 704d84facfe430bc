import { useQuery } from "@tanstack/react-query";
import type { InferResponseType } from "hono/client";
import { api, ask } from "../client.ts";

type Listed = Extract<InferResponseType<typeof api.cases.$get>, { readonly cases: unknown }>;
/** A case and the person's place in it. */
export type CaseInfo = Listed["cases"][number];

/** Who is here; `byAccount` where there is a way out. */
export function useMe() {
  return useQuery({ queryKey: ["me"], queryFn: () => ask(api.me.$get()) });
}

/** Ends the session on the server, then shows the door. */
export async function signOut(): Promise<void> {
  await ask(api.session.$delete());
  location.assign("/start");
}

/** Sets the person's own password, which ends their sessions, then shows the door. */
export async function changePassword(old: string, fresh: string): Promise<void> {
  await ask(api.session.password.$post({ json: { old, new: fresh } }));
  location.assign("/start");
}

/** Everything that is asked of one case begins with this key, so that news can mark all of it stale. */
export const caseKey = (caseName: string) => ["case", caseName] as const;

export function useCases() {
  return useQuery({ queryKey: ["cases"], queryFn: () => ask(api.cases.$get()) });
}

export function useCase(caseName: string) {
  return useQuery({
    queryKey: [...caseKey(caseName), "about"],
    queryFn: () => ask(api.cases[":case"].$get({ param: { case: caseName } })),
  });
}
