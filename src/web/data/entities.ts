/** Pages of accounts, channels, domains and parties. */
import { useQuery } from "@tanstack/react-query";
import type { EntityName, EntityView } from "../../views/entity.ts";
import { api, ask } from "../client.ts";
import { caseKey } from "./cases.ts";

const here = api.cases[":case"].entities;

/** @param entity the id of a Party, `account:NAME`, `domain:NAME` */
export function useEntity(caseName: string, entity: string) {
  return useQuery({
    queryKey: [...caseKey(caseName), "entity", entity],
    // The client puts a value into the path as it is.
    queryFn: async (): Promise<EntityView> =>
      ask(here[":entity"].$get({ param: { case: caseName, entity: encodeURIComponent(entity) } })),
    retry: false,
  });
}

/** What has a page under a name; every Party without one. Undefined asks nothing. */
export function useEntitiesCalled(caseName: string, asked: { readonly name?: string } | undefined) {
  return useQuery({
    queryKey: [...caseKey(caseName), "entities", asked?.name],
    queryFn: async (): Promise<readonly EntityName[]> =>
      (await ask(here.$get({ param: { case: caseName }, query: { ...asked } }))).entities,
    enabled: asked !== undefined,
  });
}
