/** Cases that are made from the page. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { InferRequestType } from "hono/client";
import type { JobView } from "../../desk/index.ts";
import { api, ask } from "../client.ts";
import { isOver } from "./jobs.ts";

/** A case to make, or to open. */
export type NewCase = InferRequestType<typeof api.cases.$post>["json"];

const EVERY_MS = 300;

/** Begins to make a case, or to open the one that has the name. @throws Refusal. */
export async function makeCase(asked: NewCase): Promise<JobView> {
  return await ask(api.cases.$post({ json: asked }));
}

/** A case on its way; the list of cases is asked for again when it is there. */
export function useMaking(id: string | undefined) {
  const client = useQueryClient();
  const job = useQuery({
    queryKey: ["making", id],
    queryFn: () => ask(api.making[":id"].$get({ param: { id: id ?? "" } })),
    enabled: id !== undefined,
    refetchInterval: ({ state: { data } }) => (data !== undefined && isOver(data) ? false : EVERY_MS),
  });
  const state = job.data?.state;
  useEffect(() => {
    if (state === "done") void client.invalidateQueries({ queryKey: ["cases"] });
  }, [client, state]);
  return job;
}

export async function stopMaking(id: string): Promise<void> {
  await ask(api.making[":id"].$delete({ param: { id } }));
}

/** Names of the examples, which no other case takes. */
const EXAMPLES = ["demo", "us-2016"];
const LONGEST = 60;

/** The name of a case of this file: what a case may be called, and the file is. */
export function caseNameOf(file: string): string {
  const plain = file
    .replace(/\.[^.]*$/, "")
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}._-]+/gu, "-")
    .replace(/^[._-]+/, "")
    .slice(0, LONGEST);
  if (plain === "") return "posts";
  return [...EXAMPLES, "case", "editions", "artifacts"].includes(plain) ? `${plain}-posts` : plain;
}
