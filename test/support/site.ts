/** A server's site for tests: people by session, each with a reader and roles; requests without a socket. */
import { createApp } from "../../src/server/app.ts";
import type { Role } from "../../src/model/access.ts";
import type { Reader } from "../../src/model/marking.ts";
import { OwnerAccess, Site } from "../../src/desk/index.ts";
import type { Access, JobView } from "../../src/desk/index.ts";
import { holdToDocument } from "./api-document.ts";
import { NO_PAGE } from "./no-page.ts";

const HOST = "127.0.0.1:4000";

export interface TestPerson {
  readonly reader: Reader;
  readonly roles: readonly Role[];
}

/** People by name; the name is the session, too. */
export function peopleAccess(people: Readonly<Record<string, TestPerson>>): Access {
  return {
    person: async (session) =>
      session !== undefined && Object.hasOwn(people, session) ? session : undefined,
    principal: async (session) => {
      const found = session === undefined ? undefined : people[session];
      return found && { person: session!, organisations: "every", ...found };
    },
    maker: async () => undefined,
    settle: async () => undefined,
    people: async () => undefined,
    note: () => undefined,
    sawRecord: async () => undefined,
  };
}

export interface TestServer {
  readonly site: Site;
  ask(person: string, path: string, init?: RequestInit): Promise<Response>;
  json<T>(person: string, path: string, body?: unknown): Promise<T>;
  /** Waits until a job is over. */
  finished(person: string, job: JobView): Promise<JobView>;
  upload(person: string, name: string, content: Uint8Array | string): Promise<{ readonly id: string }>;
}

/**
 * Paths are below `/api/cases/alpha`.
 * @param held hold every answer against the document of the API; not where time is measured
 */
export async function testServer(
  folder: string,
  people: Readonly<Record<string, TestPerson>>,
  uploads?: { readonly maxBytes: number; readonly keepMs: number },
  held = true,
): Promise<TestServer> {
  const site = new Site(() => peopleAccess(people), uploads === undefined ? {} : { uploads });
  await site.add(`${folder}/alpha`, { open: { create: { by: "ada", organisation: "Desk" } } });
  const nobody = () => {
    throw new Error("no owner here");
  };
  const owner = new OwnerAccess("nobody", { readerOf: nobody, folderOf: nobody, now: nobody });
  const app = createApp({
    site,
    entry: { kind: "owner", owner },
    page: NO_PAGE,
    hosts: () => [HOST],
  });
  const request = async (person: string, path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set("host", HOST);
    headers.set("origin", `http://${HOST}`);
    headers.set("cookie", `plumbline_4000=${person}`);
    return app.request(path, { ...init, headers });
  };
  const ask: TestServer["ask"] = async (person, path, init = {}) => {
    const below = `/api/cases/alpha${path}`;
    const response = await request(person, below, init);
    if (!held) return response;
    const document = () => request(Object.keys(people)[0] ?? "", "/api/openapi.json");
    await holdToDocument(document, init.method ?? "GET", below, response);
    return response;
  };
  const json = async <T>(person: string, path: string, body?: unknown): Promise<T> => {
    const init =
      body === undefined
        ? {}
        : {
            method: "POST",
            body: JSON.stringify(body),
            headers: { "content-type": "application/json" },
          };
    return (await (await ask(person, path, init)).json()) as T;
  };
  return {
    site,
    ask,
    json,
    finished: async (person, job) => {
      const { jobs } = site.served("alpha");
      let last = job;
      for await (const view of jobs.watch(person, job.id, new AbortController().signal)) last = view;
      return last;
    },
    upload: async (person, name, content) => {
      const body = typeof content === "string" ? content : Uint8Array.from(content);
      const response = await ask(person, `/uploads?name=${encodeURIComponent(name)}`, {
        method: "POST",
        body,
      });
      return (await response.json()) as { id: string };
    },
  };
}
