/** A server's site with accounts for tests: real files, cheap passwords, a clock that the test turns. */
import { join } from "node:path";
import type { Membership, Role } from "../../src/model/access.ts";
import type { Tlp } from "../../src/model/marking.ts";
import { createApp } from "../../src/server/app.ts";
import { AccountAccess, Site } from "../../src/desk/index.ts";
import { bytesOf } from "./case-builder.ts";
import { holdToDocument } from "./api-document.ts";
import { NO_PAGE } from "./no-page.ts";

export const HOST = "127.0.0.1:4000";
export const PASSWORD = "correct horse battery";

/** A scrypt that takes a millisecond: what is tested is not how long it takes. */
const CHEAP = { n: 16, r: 1, p: 1 };

export class Clock {
  ms = Date.parse("2031-01-01T00:00:00.000Z");
  readonly now = () => new Date(this.ms).toISOString();
}

export function member(
  caseName: string,
  organisations: readonly string[],
  options: {
    readonly roles?: readonly Role[];
    readonly ceiling?: Tlp;
    readonly groups?: readonly string[];
  } = {},
): Membership {
  const { roles = ["analyst"], ceiling = "AMBER", groups = [] } = options;
  return { case: caseName, organisations, roles, reader: { ceiling, groups } };
}

export interface Team {
  readonly accounts: AccountAccess;
  readonly site: Site;
  readonly app: ReturnType<typeof createApp>;
  readonly clock: Clock;
  /** Adds an account with these places and signs it in; returns its cookie. */
  enter(name: string, ...places: readonly Membership[]): Promise<string>;
  ask(path: string, cookie?: string, init?: RequestInit): Promise<Response>;
  post(path: string, cookie: string | undefined, body: unknown, method?: string): Promise<Response>;
  close(): Promise<void>;
}

/** @param folder where access.db is made @param cases where cases made by people are kept */
export async function makeTeam(folder: string, clock = new Clock(), cases?: string): Promise<Team> {
  const effects = { now: clock.now, random: bytesOf("team") };
  const accounts = await AccountAccess.open(join(folder, "access.db"), {
    effects,
    cost: CHEAP,
    create: true,
  });
  const site = new Site(() => accounts, { folder: cases, now: clock.now });
  const app = createApp({ site, entry: { kind: "accounts", accounts }, page: NO_PAGE, hosts: () => [HOST] });
  const ask: Team["ask"] = async (path, cookie, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set("host", HOST);
    headers.set("origin", `http://${HOST}`);
    if (cookie !== undefined) headers.set("cookie", cookie);
    const response = await app.request(path, { ...init, headers });
    const document = async () => app.request("/api/openapi.json", { headers });
    await holdToDocument(document, init.method ?? "GET", path, response);
    return response;
  };
  return {
    accounts,
    site,
    app,
    clock,
    ask,
    enter: async (name, ...places) => {
      await accounts.administration.add("tester", { name, password: PASSWORD });
      for (const place of places) await accounts.administration.grant("tester", name, place);
      return `plumbline_4000=${await accounts.signIn(name, PASSWORD)}`;
    },
    post: (path, cookie, body, method = "POST") =>
      ask(path, cookie, {
        method,
        body: JSON.stringify(body),
        headers: { "content-type": "application/json" },
      }),
    close: async () => {
      await site.close();
      await accounts.close();
    },
  };
}
