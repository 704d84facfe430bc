import { hc } from "hono/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tempFolder } from "../../../test/support/temp.ts";
import { ownerSite } from "../../desk/index.ts";
import type { OwnerAccess, Site } from "../../desk/index.ts";
import { createApp } from "../app.ts";
import type { Api } from "./api.ts";
import { NO_PAGE } from "../../../test/support/no-page.ts";

const HOST = "127.0.0.1:4000";

describe("the API for the owner of the machine", () => {
  const cleanups: (() => void)[] = [];
  let site: Site;
  let owner: OwnerAccess;
  let cookie: string;
  let request: (path: string, init?: RequestInit) => Promise<Response>;

  beforeAll(async () => {
    const folder = tempFolder((clean) => cleanups.push(clean));
    ({ site, owner } = ownerSite({ person: "ada" }));
    await site.add(`${folder}/alpha`, { open: { create: { by: "ada", organisation: "Desk" } } });
    const app = createApp({
      site,
      entry: { kind: "owner", owner },
      page: NO_PAGE,
      hosts: () => [HOST],
    });
    cookie = `plumbline_4000=${owner.exchange(owner.token ?? "") ?? ""}`;
    request = async (path, init = {}) => {
      const headers = new Headers(init.headers);
      headers.set("host", HOST);
      headers.set("origin", `http://${HOST}`);
      headers.set("cookie", cookie);
      return app.request(path, { ...init, headers });
    };
  });
  afterAll(async () => {
    await site.close();
    for (const clean of cleanups) clean();
  });

  const client = () =>
    hc<Api>("/api", {
      fetch: async (input: Parameters<typeof fetch>[0], init?: RequestInit) => request(input as string, init),
    });

  it("describes itself from the schemas it checks with", async () => {
    const document = (await (await request("/api/openapi.json")).json()) as {
      paths: Record<string, unknown>;
    };
    expect(Object.keys(document.paths)).toContain("/cases/{case}/records");
    expect(JSON.stringify(document)).toContain("supersedes");
  });

  it("appends a batch whose records name each other, and reads it back typed", async () => {
    const posted = await client().cases[":case"].records.$post({
      param: { case: "alpha" },
      json: {
        records: [
          {
            as: "q",
            type: "Question",
            marking: { tlp: "GREEN" },
            body: {
              key: "Q1",
              text: "Who?",
              hypotheses: [{ id: "h1", text: "One." }],
              exclusive: true,
              exhaustive: true,
            },
          },
          {
            type: "Judgment",
            marking: { tlp: "GREEN" },
            body: { key: "J1", states: { hypothesis: "@q#h1" } },
          },
        ],
      },
    });
    expect(posted.status).toBe(200);
    const page = await (
      await client().cases[":case"].records.$get({ param: { case: "alpha" }, query: { type: "Judgment" } })
    ).json();
    if (!("records" in page)) throw new Error(page.message);
    expect(page.total).toBe(1);
    expect(page.records[0]?.record.body.key).toBe("J1");
    const facets = client().cases[":case"]["record-facets"];
    const told = await Promise.all(
      [{}, { after: await site.served("alpha").opened.keeper() }, { after: page.records[0]!.record.id }].map(
        async (query) => (await facets.$get({ param: { case: "alpha" }, query })).json(),
      ),
    );
    expect(told).toMatchObject([
      { total: 3 },
      {
        total: 2,
        types: [
          { value: "Judgment", count: 1 },
          { value: "Question", count: 1 },
        ],
      },
      { total: 0, types: [], people: [] },
    ]);
    const mine = await (await client().cases[":case"].$get({ param: { case: "alpha" } })).json();
    if (!("roles" in mine)) throw new Error(mine.message);
    expect([mine.person, mine.records, mine.ceiling]).toEqual(["ada", 3, "RED"]);
  });

  it("refuses in one line what does not fit, and leaves the log as it was", async () => {
    const before = await site.served("alpha").opened.log.root();
    const send = async (record: unknown) => {
      const body = JSON.stringify({ records: [record] });
      const response = await request("/api/cases/alpha/records", {
        method: "POST",
        body,
        headers: { "content-type": "application/json" },
      });
      return ((await response.json()) as { code: string }).code;
    };
    const marking = { tlp: "GREEN" };
    expect(
      await send({ type: "Judgment", marking, body: { states: { hypothesis: "qst_0000000000#h1" } } }),
    ).toBe("REFERENCE");
    expect(await send({ type: "Judgment", marking, body: {} })).toBe("RECORD_INVALID");
    expect(await send({ type: "Nothing", marking, body: {} })).toBe("USAGE");
    expect(await send({ type: "Judgment", body: {} })).toBe("USAGE");
    expect(
      await send({
        type: "Run",
        marking,
        body: {
          detector: "co-share",
          version: "1",
          inputs: [],
          parameters: {},
          seed: 1,
          counts: {},
          findings: [],
        },
      }),
    ).toBe("FORBIDDEN");
    expect(await site.served("alpha").opened.log.root()).toBe(before);
  });

  it("tells a listener of new records as they come", async () => {
    const response = await request("/api/cases/alpha/events");
    const reader = response.body!.getReader();
    const text = async () => new TextDecoder().decode((await reader.read()).value);
    expect(await text()).toContain(": here");
    await site.served("alpha").opened.log.size();
    const seat = await site.seat(cookie.split("=")[1], "alpha");
    const [record] = await seat.append([
      { type: "Party", marking: { tlp: "GREEN" }, body: { kind: "person", name: "A" } },
    ]);
    expect(await text()).toContain(`id: ${record?.id}`);
    await reader.cancel();
  });

  it("knows no case but its own", async () => {
    const answer = await request("/api/cases/beta/records");
    expect(answer.status).toBe(404);
    expect(await request("/api/cases/beta").then((response) => response.status)).toBe(404);
  });
});
