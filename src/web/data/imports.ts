/** Files on their way in, and what was imported. */
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { Marking } from "../../model/marking.ts";
import type { JobView, RejectsView } from "../../desk/index.ts";
import { api, ask, prove, Refusal } from "../client.ts";
import { caseKey } from "./cases.ts";

const REJECTS_PAGE = "100";
const here = api.cases[":case"];

/** Imports that stand and whose posts the person may read. */
export function useImports(caseName: string) {
  return useQuery({
    queryKey: [...caseKey(caseName), "imports"],
    queryFn: async () => (await ask(here.imports.$get({ param: { case: caseName } }))).imports,
  });
}

/** Rows that an import could not keep, a page at a time. */
export function useRejects(caseName: string, ref: string) {
  return useInfiniteQuery({
    // What an import rejected stays as it is.
    queryKey: ["rejects", caseName, ref],
    staleTime: Infinity,
    initialPageParam: "0",
    queryFn: async ({ pageParam }): Promise<RejectsView> =>
      ask(
        here.imports[":ref"].rejects.$get({
          param: { case: caseName, ref },
          query: { after: pageParam, limit: REJECTS_PAGE },
        }),
      ),
    getNextPageParam: ({ next }) => (next === null ? undefined : String(next)),
  });
}

export interface Upload {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  /** Posts are imported, a document becomes an Artifact and is read. */
  readonly form: "document" | "posts";
}

/**
 * Sends a file and says how far it is, which `fetch` cannot.
 * @param onSent bytes that have left
 * @throws Refusal with the server's code; OFFLINE where there was no answer; STOPPED by the signal.
 */
export async function sendFile(
  caseName: string,
  file: File,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Upload> {
  await prove(encodeURIComponent(caseName));
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(
      "POST",
      `/api/cases/${encodeURIComponent(caseName)}/uploads?name=${encodeURIComponent(file.name)}`,
    );
    request.responseType = "json";
    request.upload.onprogress = ({ loaded }) => onSent(loaded);
    request.onabort = () => reject(new Refusal("STOPPED", "The file was not sent.", "Choose it again."));
    request.onerror = () =>
      reject(new Refusal("OFFLINE", "The file did not arrive.", "Check that the program is still running."));
    request.onload = () => {
      const answer = new Response(JSON.stringify(request.response), { status: request.status });
      ask(Promise.resolve(answer)).then((body) => resolve(body as Upload), reject);
    };
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}

/** How a file would be read with these corrections. */
export interface Reading {
  /** `account=author,time=date`, or what the names suggest. */
  readonly map?: string;
  readonly dateOrder?: "dmy" | "mdy";
  /** Of times that are written without one. */
  readonly zone?: string;
  /** Where the records of a JSON document stand. */
  readonly rows?: string;
  readonly sheet?: string;
}

/** The proposal for a file that waits; the one before stays while a correction is asked about. */
export function useProposal(caseName: string, upload: string | undefined, reading: Reading) {
  return useQuery({
    queryKey: ["proposal", caseName, upload, reading],
    queryFn: () =>
      ask(
        here.imports.propose.$post({ param: { case: caseName }, json: { upload: upload ?? "", ...reading } }),
      ),
    enabled: upload !== undefined,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
}

/** Brings a file in, as a job, for an organisation that the person writes for. @throws Refusal. */
export async function startImport(
  caseName: string,
  upload: string,
  reading: Reading,
  {
    marking,
    organisation,
    replaces,
  }: {
    readonly marking: Marking;
    readonly organisation: string;
    /** The import whose place it takes; it keeps the marking of that one. */
    readonly replaces: string | undefined;
  },
): Promise<JobView> {
  return await ask(
    here.imports.$post({
      param: { case: caseName },
      json: {
        upload,
        for: organisation,
        ...reading,
        ...(replaces === undefined ? { marking } : { replaces }),
      },
    }),
  );
}

/** Takes an import out again, as a job. @throws Refusal. */
export async function withdrawImport(caseName: string, ref: string, why: string): Promise<JobView> {
  return await ask(here.imports[":ref"].withdraw.$post({ param: { case: caseName, ref }, json: { why } }));
}
