import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tempFolder } from "../../test/support/temp.ts";
import { ownerSite } from "../desk/index.ts";
import type { OwnerAccess, Site } from "../desk/index.ts";
import { createApp } from "./app.ts";
import { RATES } from "./limits.ts";
import type { PageFiles } from "./page-files.ts";

const HOST = "127.0.0.1:4000";
const BYTES = "<script>alert(1)</script>";
const LISTED = ["index.html", "edition.json", "edition.pdf"];
/** What a build leaves, in small. */
const page: PageFiles = {
  document: new TextEncoder().encode("<!doctype html><title>Plumbline</title>"),
  assets: new Map([
    [
      "index-abc.js",
      {
        bytes: new TextEncoder().encode("0"),
        type: "text/javascript; charset=utf-8",
        brotli: Uint8Array.from(brotliCompressSync("0")),
      },
    ],
  ]),
};

describe("the server", () => {
  const cleanups: (() => void)[] = [];
  let site: Site;
  let owner: OwnerAccess;
  let sha256: string;

  beforeAll(async () => {
    const folder = tempFolder((clean) => cleanups.push(clean));
    ({ site, owner } = ownerSite({ person: "ada" }));
    const editions = join(folder, "editions");
    for (const [name, tlp] of [
      ["public", "CLEAR"],
      ["closed", "RED"],
    ] as const) {
      mkdirSync(join(editions, name), { recursive: true });
      for (const file of LISTED) writeFileSync(join(editions, name, file), "<p>page</p>");
      writeFileSync(join(editions, name, "private.txt"), "not listed");
      const manifest = {
        edition: { title: name, ceiling: { tlp } },
        files: Object.fromEntries(LISTED.map((file) => [file, {}])),
      };
      writeFileSync(join(editions, name, "manifest.json"), JSON.stringify(manifest));
    }
    const served = await site.add(join(folder, "case"), {
      name: "alpha",
      editions,
      open: { create: { by: "ada", organisation: "Desk" } },
    });
    sha256 = (await served.opened.artifacts.addBytes(Buffer.from(BYTES))).sha256;
    const keeper = await served.opened.keeper();
    await served.opened.log.append([
      {
        id: served.opened.log.issueId("Artifact"),
        by: "ada",
        for: keeper,
        marking: { tlp: "AMBER" },
        type: "Artifact",
        body: { title: "A page", sha256, held: true },
      },
    ]);
  });
  afterAll(async () => {
    await site.close();
    for (const clean of cleanups) clean();
  });

  /** A server of its own, so that each has its own start token. */
  function setUp() {
    const { site: empty, owner: fresh } = ownerSite();
    const app = createApp({
      site: empty,
      entry: { kind: "owner", owner: fresh },
      page,
      hosts: () => [HOST, "localhost:4000"],
    });
    const ask = asking(app);
    const enter = async () => {
      const form = new URLSearchParams({ token: fresh.token ?? "" }).toString();
      const headers = { origin: `http://${HOST}`, "content-type": "application/x-www-form-urlencoded" };
      const response = await ask("/session", headers, "POST", form);
      const cookie = response.headers.get("set-cookie") ?? "";
      return { response, cookie, session: cookie.split(";")[0] ?? "" };
    };
    return { ask, enter, owner: fresh };
  }

  /** The server of the case above, for the owner of the machine. */
  function atCase() {
    const ask = asking(createApp({ site, entry: { kind: "owner", owner }, page, hosts: () => [HOST] }));
    session ??= owner.exchange(owner.token ?? "");
    return (path: string, headers: Record<string, string> = {}) =>
      ask(path, { cookie: `plumbline_4000=${session ?? ""}`, ...headers });
  }
  let session: string | undefined;

  function asking(app: ReturnType<typeof createApp>) {
    return async (path: string, headers: Record<string, string> = {}, method = "GET", body?: string) =>
      app.request(path, {
        method,
        headers: { host: HOST, ...headers },
        ...(body === undefined ? {} : { body }),
      });
  }

  it("shows nothing without the session, and one token opens one session", async () => {
    const { ask, enter, owner: fresh } = setUp();
    for (const path of ["/", "/cases/alpha", "/cases/alpha/judgments/J1"]) {
      const response = await ask(path);
      expect(response.status, path).toBe(303);
      expect(response.headers.get("location")).toBe(
        path === "/" ? "/start" : `/start?next=${encodeURIComponent(path)}`,
      );
    }
    for (const path of [
      "/cases/alpha/editions/public/index.html",
      `/api/cases/alpha/artifacts/${sha256}`,
      "/api/cases",
    ])
      expect((await ask(path)).status, path).toBe(401);
    const token = fresh.token ?? "";
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

  it("counts what is asked of pages and editions as what is asked of the API", async () => {
    const { ask } = setUp();
    const last = async (asked: (path: string) => Promise<Response>, path: string, burst: number) => {
      for (let i = 0; i < burst; i++) expect((await asked(path)).status).not.toBe(429);
      // What comes in a second while this runs.
      for (let i = 0; i < burst; i++) if ((await asked(path)).status === 429) return "refused";
      return "let through";
    };
    expect(await last(ask, "/start", RATES.stranger.burst)).toBe("refused");
    expect(await last(atCase(), "/cases/alpha/editions/public/index.html", RATES.read.burst)).toBe("refused");
  });

  it("answers to its own names only", async () => {
    const { ask } = setUp();
    for (const host of ["evil.example", "127.0.0.1:4001", "127.0.0.1", "localhost.evil.example:4000", ""])
      expect((await ask("/start", { host })).status, host).toBe(403);
    expect((await ask("/start", { host: "localhost:4000" })).status).toBe(200);
  });

  it("refuses posts from other pages", async () => {
    const { ask, owner: fresh } = setUp();
    const body = new URLSearchParams({ token: fresh.token ?? "" }).toString();
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

  it("refuses a sign-in whose body is no form, and leaves the token", async () => {
    const { ask, enter } = setUp();
    const headers = { origin: `http://${HOST}`, "content-type": "multipart/form-data; boundary=b" };
    for (const body of [
      "",
      "no part",
      "--b\r\nContent-Disposition: form-data; name=token\r\n\r\nnever closed",
    ]) {
      const { status } = await ask("/session", headers, "POST", body);
      expect([400, 401], body).toContain(status);
    }
    expect((await ask("/session", headers, "POST", "no part")).status).toBe(400);
    expect((await enter()).response.status).toBe(303);
  });

  it("gives one document to every address of the page, with strict headers", async () => {
    const ask = atCase();
    for (const path of ["/", "/cases/alpha", "/cases/alpha/log/evt_1?plumb=J1"]) {
      const response = await ask(path);
      expect(response.status, path).toBe(200);
      const csp = response.headers.get("content-security-policy") ?? "";
      expect(csp).toContain("default-src 'none'");
      expect(csp).toContain("script-src 'self'");
      expect(csp).not.toContain("unsafe");
      expect(response.headers.get("x-content-type-options")).toBe("nosniff");
      expect(response.headers.get("cache-control")).toBe("no-store");
      expect(await response.text()).toContain("<!doctype html>");
    }
    for (const path of ["/nothing", "/log", "/api/nothing", "/assets/nothing.js", "/assets/..%2findex.html"])
      expect((await ask(path)).status, path).toBe(404);
  });

  it("lets a browser keep what carries a hash in its name, and nothing else", async () => {
    const response = await atCase()("/assets/index-abc.js");
    expect(response.headers.get("cache-control")).toContain("immutable");
    expect(response.headers.get("content-type")).toContain("text/javascript");
  });

  it("gives what is packed to browsers that read it, and the file itself to the others", async () => {
    const get = (accepted?: string) =>
      atCase()("/assets/index-abc.js", accepted === undefined ? {} : { "accept-encoding": accepted });
    for (const accepted of ["br", "gzip, deflate, br", "gzip;q=0.5, BR;q=0.8"]) {
      const { headers, ...response } = await get(accepted).then(async (one) => ({
        headers: one.headers,
        bytes: Buffer.from(await one.arrayBuffer()),
      }));
      expect([headers.get("content-encoding"), headers.get("vary")], accepted).toEqual([
        "br",
        "Accept-Encoding",
      ]);
      expect(brotliDecompressSync(response.bytes).toString()).toBe("0");
    }
    for (const accepted of [undefined, "gzip", "br;q=0", "br; q=0.000", "brotli", "*;q=0"]) {
      const response = await get(accepted);
      expect([response.headers.get("content-encoding"), response.headers.get("vary")], accepted).toEqual([
        null,
        "Accept-Encoding",
      ]);
      expect(await response.text()).toBe("0");
    }
  });

  it("serves artifacts as downloads that can do nothing", async () => {
    const ask = atCase();
    const download = await ask(`/api/cases/alpha/artifacts/${sha256}`);
    expect(await download.text()).toBe(BYTES);
    expect(download.headers.get("content-type")).toBe("application/octet-stream");
    expect(download.headers.get("content-disposition")).toMatch(/^attachment/);
    expect(download.headers.get("content-security-policy")).toContain("sandbox");
    expect((await ask(`/api/cases/alpha/artifacts/${"a".repeat(64)}`)).status).toBe(404);
    expect((await ask("/api/cases/alpha/artifacts/..%2flog.db")).status).toBe(404);
  });

  it("serves only files that an edition lists, to those who may read its ceiling", async () => {
    const ask = atCase();
    const shown = await ask("/cases/alpha/editions/public/index.html");
    expect(await shown.text()).toBe("<p>page</p>");
    expect(shown.headers.get("content-security-policy")).toContain("default-src 'none'");
    for (const path of ["private.txt", "log.db", "..%2f..%2fcase%2flog.db", "..%2fclosed%2findex.html"])
      expect((await ask(`/cases/alpha/editions/public/${path}`)).status, path).toBe(404);
    const seat = await site.seat(session, "alpha");
    expect((await seat.editions()).map(({ name }) => name)).toEqual(["closed", "public"]);
    const lower = seat.lowered("AMBER");
    expect((await lower.editions()).map(({ name }) => name)).toEqual(["public"]);
    await expect(lower.editionFile("closed", "index.html")).rejects.toThrow("There is no such file.");
  });

  it("shows the page of an edition, saves its printed forms, and gives the rest as text", async () => {
    const ask = atCase();
    for (const [file, type, disposition] of [
      ["index.html", "text/html; charset=utf-8", null],
      ["edition.json", "text/plain; charset=utf-8", null],
      ["edition.pdf", "application/pdf", 'attachment; filename="edition.pdf"'],
    ] as const) {
      const { headers } = await ask(`/cases/alpha/editions/public/${file}`);
      expect(headers.get("content-type")).toBe(type);
      expect(headers.get("content-disposition")).toBe(disposition);
    }
  });

  it("gives the same answer for what is hidden and what is absent", async () => {
    const ask = atCase();
    const answers = await Promise.all(
      ["closed/none.html", "nowhere/none.html"].map(async (path) => {
        const response = await ask(`/cases/alpha/editions/${path}`);
        return `${response.status} ${await response.text()}`;
      }),
    );
    expect(answers[0]).toContain("404");
    expect(answers[0]).toBe(answers[1]);
  });
});
