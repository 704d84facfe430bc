/** Files of a case: the list, the text of one, and one brought in by hand. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Marking } from "../../model/marking.ts";
import type { ArtifactView, TextView } from "../../workbench/index.ts";
import { api, ask } from "../client.ts";
import { caseKey } from "./cases.ts";

const here = api.cases[":case"];

export function useArtifacts(room: string) {
  return useQuery({
    queryKey: [...caseKey(room), "artifacts"],
    queryFn: async (): Promise<readonly ArtifactView[]> =>
      (await ask(here.artifacts.$get({ param: { case: room } }))).artifacts,
  });
}

/** A page of paragraphs of an Artifact that is held. @param after paragraphs before the page */
export function useText(room: string, ref: string, after: number) {
  return useQuery({
    queryKey: [...caseKey(room), "text", ref, after],
    queryFn: (): Promise<TextView> =>
      ask(here.artifacts[":ref"].text.$get({ param: { case: room, ref }, query: { after: String(after) } })),
    retry: false,
  });
}

export interface AddedFile {
  readonly file: File;
  readonly organisation: string;
  readonly marking: Marking;
  /** What the bytes do not say: title, where and when captured. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** Sends a file and makes an Artifact of it. */
export function useAddFile(room: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ file, organisation, marking, body }: AddedFile) => {
      // The body is the file itself, which the typed client has no words for.
      const address = `/api/cases/${encodeURIComponent(room)}/uploads?name=${encodeURIComponent(file.name)}`;
      const sent = (await ask(fetch(address, { method: "POST", body: file }))) as { readonly id: string };
      return ask(
        here.artifacts.$post({
          param: { case: room },
          json: { upload: sent.id, for: organisation, marking, body },
        }),
      );
    },
    onSuccess: () => client.invalidateQueries({ queryKey: caseKey(room) }),
  });
}
