import { describe, expect, it } from "vitest";
import { PlumblineError } from "../errors.ts";
import { ownerSite } from "../workbench/index.ts";
import type { Desk } from "../workbench/index.ts";
import { createApp } from "./app.ts";
import { serveSite } from "./serve.ts";

const SHA = "a".repeat(64);
const HOSTILE = `<img src=x onerror="alert(1)">`;

/** A desk with hostile text; the real one is walked in test/e2e. */
const desk: Desk = {
  view: async () => ({
    title: HOSTILE,
    records: 3,
    root: SHA,
    editions: [{ name: "public", title: HOSTILE, ceiling: "CLEAR", files: ["index.html", "edition.json"] }],
    judgments: [{ ref: "jdg_0000000000", text: HOSTILE }],
    findings: [{ ref: "run_0000000000#f1", text: "A finding." }],
    artifacts: [{ sha256: SHA, title: HOSTILE, held: true }],
  }),
  editionFile: async (edition, file) =>
    edition === "public" && ["index.html", "edition.pdf", "edition.json"].includes(file)
      ? Buffer.from("<p>page</p>")
      : undefined,
  artifactBytes: async (sha256) => (sha256 === SHA ? Buffer.from("<script>alert(1)</script>") : undefined),
  trace: async (ref) => {
    if (ref !== "run_0000000000#f1") throw new PlumblineError("NOT_FOUND", "There is no such record.");
    return { ref, kind: "Finding", relation: "", text: HOSTILE, details: [HOSTILE], next: [] };
  },
};

const HOST = "127.0.0.1:4000";

function setUp() {
  const { site, owner } = ownerSite();
  const app = createApp({
    site,
    entry: { kind: "owner", owner, desk },
    hosts: () => [HOST, "localhost:4000"],
  });
  const ask = (path: string, headers: Record<string, string> = {}, method = "GET", body?: string) =>
    app.request(path, {
      method,
      headers: { host: HOST, ...headers },
      ...(body === undefined ? {} : { body }),
    });
  const enter = async () => {
    const form = new URLSearchParams({ token: owner.token ?? "" }).toString();
    const headers = { origin: `http://${HOST}`, "content-type": "application/x-www-form-urlencoded" };
    const response = await ask("/session", headers, "POST", form);
    const cookie = response.headers.get("set-cookie") ?? "";
    return { response, cookie, session: cookie.split(";")[0] ?? "" };
  };
  return { ask, enter, owner };
}

describe("first server", () => {
  it("shows nothing without the session, and one token opens one session", async () => {
    const { ask, enter, owner } = setUp();
    for (const path of [
      "/",
      "/editions/public/index.html",
      `/artifacts/${SHA}`,
      "/trace/x",
      "/api/cases",
      "/nothing",
    ])
      expect((await ask(path)).status, path).toBe(401);
    const token = owner.token ?? "";
    const { response, cookie } = await enter();
    expect(response.status).toBe(303);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect(cookie).not.toContain(token);
    const again = await ask(
      "/session",
      { origin: `http://${HOST}`, "content-type": "application/x-www-form-urlencoded" },
      "POST",
      new URLSearchParams({ token }).toString(),
    );
    expect(again.status).toBe(401);
  });

  it("answers to its own names only", async () => {
    const { ask } = setUp();
    for (const host of ["evil.example", "127.0.0.1:4001", "127.0.0.1", "localhost.evil.example:4000", ""])
      expect((await ask("/start", { host })).status, host).toBe(403);
    expect((await ask("/start", { host: "localhost:4000" })).status).toBe(200);
  });

  it("refuses posts from other pages", async () => {
    const { ask, owner } = setUp();
    const body = new URLSearchParams({ token: owner.token ?? "" }).toString();
    const type = { "content-type": "application/x-www-form-urlencoded" };
    const foreign: Record<string, string>[] = [
      {},
      { origin: "null" },
      { origin: "http://evil.example" },
      { origin: `https://${HOST}` },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "none" },
      { origin: `http://${HOST}`, "sec-fetch-site": "same-site" },
    ];
    for (const headers of foreign)
      expect(
        (await ask("/session", { ...type, ...headers }, "POST", body)).status,
        JSON.stringify(headers),
      ).toBe(403);
    expect((await ask("/session", { ...type, "sec-fetch-site": "same-origin" }, "POST", body)).status).toBe(
      303,
    );
  });

  it("sends strict headers and no inline script", async () => {
    const { ask, enter } = setUp();
    const { session } = await enter();
    for (const path of ["/start", "/", "/trace/run_0000000000%23f1"]) {
      const response = await ask(path, { cookie: session });
      expect(response.status).toBe(200);
      const csp = response.headers.get("content-security-policy") ?? "";
      expect(csp).toContain("default-src 'none'");
      expect(csp).not.toContain("unsafe");
      expect(response.headers.get("x-content-type-options")).toBe("nosniff");
      const page = await response.text();
      expect(page).not.toContain("<img");
      expect(page).not.toMatch(/<script(?! src="\/start\.js")/);
      expect(page).not.toMatch(/<[^>]* (on[a-z]+|style)=/);
    }
  });

  it("serves artifacts as downloads that can do nothing, and only files an edition lists", async () => {
    const { ask, enter } = setUp();
    const { session: cookie } = await enter();
    const download = await ask(`/artifacts/${SHA}`, { cookie });
    expect(download.headers.get("content-type")).toBe("application/octet-stream");
    expect(download.headers.get("content-disposition")).toMatch(/^attachment/);
    expect(download.headers.get("content-security-policy")).toContain("sandbox");
    for (const path of [
      "/editions/public/..%2f..%2flog.db",
      "/editions/public/log.db",
      "/editions/..%2fcase/log.db",
      "/artifacts/..%2flog.db",
    ])
      expect((await ask(path, { cookie })).status, path).toBe(404);
  });

  it("shows the page of an edition, hands on its printed forms, and shows the rest as text", async () => {
    const { ask, enter } = setUp();
    const { session: cookie } = await enter();
    for (const [file, type, disposition] of [
      ["index.html", "text/html; charset=utf-8", null],
      ["edition.json", "text/plain; charset=utf-8", null],
      ["edition.pdf", "application/pdf", 'attachment; filename="edition.pdf"'],
    ] as const) {
      const { headers } = await ask(`/editions/public/${file}`, { cookie });
      expect(headers.get("content-type")).toBe(type);
      expect(headers.get("content-disposition")).toBe(disposition);
    }
  });

  it("gives the same answer for what is hidden and what is absent", async () => {
    const { ask, enter } = setUp();
    const { session: cookie } = await enter();
    const answers = await Promise.all(
      ["/trace/jdg_1111111111", "/trace/jdg_2222222222"].map(async (path) => {
        const response = await ask(path, { cookie });
        return `${response.status} ${await response.text()}`;
      }),
    );
    expect(answers[0]).toContain("404");
    expect(answers[0]).toBe(answers[1]);
  });

  it("binds loopback and keeps the token out of what a server sees", async () => {
    const { site, owner } = ownerSite();
    const serving = await serveSite({ site, entry: { kind: "owner", owner, desk }, port: 0 });
    const address = new URL(serving.startAddress);
    expect(address.hostname).toBe("127.0.0.1");
    expect(address.hash.length).toBeGreaterThan(40);
    expect(address.search).toBe("");
    const response = await fetch(new URL("/start", address));
    expect(response.status).toBe(200);
    await serving.stop();
    await expect(fetch(new URL("/start", address))).rejects.toThrow();
  });
});
