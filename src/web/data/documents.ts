/** Files of a case: the list, the text of one, and one brought in by hand. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Marking } from "../../model/marking.ts";
import type { ArtifactView, TextView } from "../../desk/index.ts";
import { api, ask, send } from "../client.ts";
import { caseKey } from "./cases.ts";

const here = api.cases[":case"];

export function useArtifacts(caseName: string) {
  return useQuery({
    queryKey: [...caseKey(caseName), "artifacts"],
    queryFn: async (): Promise<readonly ArtifactView[]> =>
      (await ask(here.artifacts.$get({ param: { case: caseName } }))).artifacts,
  });
}

/**
 * A page of paragraphs of an Artifact that is held.
 * @param after paragraphs before the page
 * @param open whether the body of a mail of a set is asked for
 */
export function useText(caseName: string, ref: string, after: number, open: boolean) {
  return useQuery({
    queryKey: [...caseKey(caseName), "text", ref, after, open],
    queryFn: (): Promise<TextView> =>
      ask(
        here.artifacts[":ref"].text.$get({
          param: { case: caseName, ref },
          query: { after: String(after), ...(open ? { body: "open" as const } : {}) },
        }),
      ),
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
export function useAddFile(caseName: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ file, organisation, marking, body }: AddedFile) => {
      // The body is the file itself, which the typed client has no words for.
      const address = `/api/cases/${encodeURIComponent(caseName)}/uploads?name=${encodeURIComponent(file.name)}`;
      const sent = (await ask(send(address, { method: "POST", body: file }))) as { readonly id: string };
      return ask(
        here.artifacts.$post({
          param: { case: caseName },
          json: { upload: sent.id, for: organisation, marking, body },
        }),
      );
    },
    onSuccess: () => client.invalidateQueries({ queryKey: caseKey(caseName) }),
  });
}

/** Makes an Artifact of a file that has been sent, for the person's usual organisation and at the usual marking. */
export async function keepDocument(caseName: string, upload: string): Promise<string> {
  const { id } = await ask(here.artifacts.$post({ param: { case: caseName }, json: { upload } }));
  return id;
}
