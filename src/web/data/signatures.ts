/** Who signed what, as the records say it; whether a signature of an edition holds, the receiver checks alone. */
import { useQueries } from "@tanstack/react-query";
import type { PREDICATES } from "../../model/records.ts";
import { caseKey } from "./cases.ts";
import { editionFile, useEditions } from "./editions.ts";
import { useRecordsOf } from "./records.ts";

const KEY_ADDED: (typeof PREDICATES)["keyAdded"] = "plumbline:key-added";
const SIGNATURES = "manifest.sig";

/** Ids of the parties that declared each key as theirs. */
export function useDeclaredKeys(caseName: string): ReadonlyMap<string, string> {
  const claims = useRecordsOf(caseName, "Claim").data ?? [];
  return new Map(
    claims.flatMap(({ record: { body } }) =>
      body.statement?.predicate === KEY_ADDED && typeof body.statement.object === "string"
        ? [[body.statement.object, body.statement.subject] as const]
        : [],
    ),
  );
}

export interface SignedEdition {
  readonly name: string;
  readonly title: string;
  readonly ceiling: string;
  readonly signatures: readonly { readonly key: string; readonly signedAt: string }[];
}

/** Published editions with the signatures that lie beside them. */
export function useSignedEditions(caseName: string): readonly SignedEdition[] {
  const editions = useEditions(caseName).data?.editions ?? [];
  const files = useQueries({
    queries: editions.map(({ name, files: listed }) => ({
      queryKey: [...caseKey(caseName), "signatures", name],
      queryFn: async () => {
        const answer = await fetch(editionFile(caseName, name, SIGNATURES));
        return ((await answer.json()) as Pick<SignedEdition, "signatures">).signatures;
      },
      enabled: listed.includes(SIGNATURES),
    })),
  });
  return editions.map(({ name, title, ceiling }, at) => ({
    name,
    title,
    ceiling,
    signatures: files[at]?.data ?? [],
  }));
}
